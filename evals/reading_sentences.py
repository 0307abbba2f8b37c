"""Sentence boundaries on 300 news paragraphs of our own: abbreviations, initials, quotes, brackets, datelines, items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline import reading
from dateline.reading import Reads
from evals._counts import Counts, interval, total
from evals._frame import HERE, Score

OWN = ("gold/news_sentences.txt",)


def paragraphs() -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Each paragraph's text and the places of its sentences."""
    for block in (HERE / OWN[0]).read_text("utf-8").strip().split("\n\n"):
        text, places = "", set()
        for line in block.split("\n"):
            sentence = line.removesuffix("\\")
            places.add((len(text), len(text) + len(sentence)))
            text += sentence + ("" if line.endswith("\\") else " ")
        yield text.rstrip(), places


def measure(data: Path, reader: Reads | None = None) -> Iterable[Score]:
    """Sentence F1, both ends exact, in per cent; paragraphs stand in articles of six."""
    reader, parts, known = reader or reading.load(), [], list(paragraphs())
    for at in range(0, len(known), 6):
        article, gold = "", set()
        for text, places in known[at : at + 6]:
            gold |= {(len(article) + a, len(article) + b) for a, b in places}
            article += text + "\n\n"
        ours = {(s.start, s.end) for s in reader.read(article).sentences}
        parts.append(Counts(len(ours & gold), len(ours), len(gold)))
    yield Score("sentences, own news", total(parts).f1, interval(parts))
