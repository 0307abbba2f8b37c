"""Main text of 102 article pages by the measure of the article-extraction-benchmark, trafilatura beside it in the same run.

The measure (scrapinghub/article-extraction-benchmark): shingles of four words as multisets, precision and recall of each
document, both averaged over the documents, F1 of the two averages.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import trafilatura

from dateline import pages
from evals._frame import Score

DATA = ("extract/ground-truth.json",)
_WORD = re.compile(r"\w+")
LENGTH = 4


def measure(data: Path) -> Iterable[Score]:
    """Precision, recall and F1 of ours and of trafilatura, in per cent, and how far ours stands above."""
    documents = read(data / "extract")
    ours, theirs = figures(documents, our_text), figures(documents, their_text)
    for name, mine, other in zip(("precision", "recall", "F1"), ours, theirs, strict=True):
        yield Score(f"{name}, dateline", 100 * mine)
        yield Score(f"{name}, trafilatura", 100 * other, trafilatura.__version__, floored=False)
    yield Score("F1 above trafilatura", 100 * (ours[2] - theirs[2]), "the issue asks for 0.5")
    counts = Counter(len(pages.split(d[0], "text/html", d[1]).items) for d in documents)
    yield Score("pages that give one item", 100 * counts[1] / len(documents))


def read(folder: Path) -> list[tuple[bytes, str, str]]:
    """(page, address, text a person would keep) of every document."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        (gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), entry["url"], entry["articleBody"])
        for name, entry in sorted(truth.items())
    ]


def our_text(page: bytes, url: str) -> str:
    """The bodies of all items, so that a page split by mistake is not rewarded."""
    return "\n\n".join(item.body for item in pages.split(page, "text/html", url).items)


def their_text(page: bytes, url: str) -> str:
    """What trafilatura gives with the options its own evaluation uses."""
    return trafilatura.extract(page, url=url, include_comments=False) or ""


def figures(
    documents: list[tuple[bytes, str, str]], extract: Callable[[bytes, str], str]
) -> tuple[float, float, float]:
    """Macro precision, macro recall and the F1 of both."""
    rows = [_row(shingles(text), shingles(extract(page, url))) for page, url, text in documents]
    precision = statistics.mean(p for p, _ in rows if p is not None)
    recall = statistics.mean(r for _, r in rows if r is not None)
    return precision, recall, 2 * precision * recall / (precision + recall)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one run."""
    found = _WORD.findall(text)
    return Counter(run for i in range(max(1, len(found) - LENGTH + 1)) if (run := tuple(found[i : i + LENGTH])))


def _row(wanted: Counter[tuple[str, ...]], got: Counter[tuple[str, ...]]) -> tuple[float | None, float | None]:
    hits = (wanted & got).total()
    return (hits / got.total() if got else None), (hits / wanted.total() if wanted else None)
