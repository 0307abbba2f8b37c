"""Takes a text with its words and what was decided of them, gives records: sentences, tokens, names, attributions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np

from dateline.reading.attributing import Heard
from dateline.reading.bearing import borne
from dateline.reading.decoding import Decoded
from dateline.reading.lemmas import Lemmas
from dateline.reading.model import Labels
from dateline.reading.passages import Passage
from dateline.records import Attribution, Name, Sentence, Span, Token, Vectors


@cache
def kinds() -> dict[str, str]:
    """How the classes of the training data are called in records, from `kinds.toml`."""
    raw = tomllib.loads(resources.files("dateline.reading").joinpath("kinds.toml").read_text("utf-8"))
    return dict(raw["names"])


def sentences(known: Passage, decided: Decoded, labels: Labels, lemmas: Lemmas) -> tuple[Sentence, ...]:
    """The records of a whole text. Every span's text is the text at its place."""
    starts = decided.starts
    number_of = np.searchsorted(np.array(starts), np.arange(len(known.forms)), side="right") - 1
    names: list[list[Name]] = [[] for _ in starts]
    for first, last, kind, sure in decided.names:
        at = int(number_of[first])
        span = _span(known, (first, last))
        names[at].append(Name(span, kinds().get(kind, "other"), first - starts[at], last - starts[at], sure))
    heard: list[list[Attribution]] = [[] for _ in starts]
    for each in decided.heard:
        at = int(number_of[each.cue[0]])
        heard[at].append(_attribution(known, each, at))
    out = []
    for at, (a, b) in enumerate(pairwise([*starts, len(known.forms)])):
        tokens = borne(tuple(_token(known, decided, i, a, b, labels, lemmas) for i in range(a, b)))
        start, end = known.starts[a], known.ends[b - 1]
        out.append(
            Sentence(known.text[start:end], start, end, tokens, known.paragraph[a], tuple(names[at]), tuple(heard[at]))
        )
    return tuple(out)


def vectors(decided: Decoded, width: int) -> Vectors:
    """Half-precision vectors of all tokens, and of each sentence the mean over its tokens."""
    if not decided.vectors:
        return Vectors(width, b"", b"")
    tokens = np.concatenate(decided.vectors)
    sums = np.add.reduceat(tokens, decided.starts, axis=0)
    sizes = np.diff([*decided.starts, len(tokens)])[:, None]
    return Vectors(width, tokens.astype("<f2").tobytes(), (sums / sizes).astype("<f2").tobytes())


def _token(known: Passage, decided: Decoded, i: int, a: int, b: int, labels: Labels, lemmas: Lemmas) -> Token:
    word_class, features = labels.morphs[decided.morphs[i]]
    head, form = decided.heads[i], known.forms[i]
    lemma = lemmas.of(form, word_class, features)
    head = head - a if a <= head < b else -1
    return Token(
        form, known.starts[i], known.ends[i], lemma, word_class, head, labels.relations[decided.relations[i]], features
    )


def _span(known: Passage, run: tuple[int, int]) -> Span:
    start, end = known.starts[run[0]], known.ends[run[1]]
    return Span(known.text[start:end], start, end)


def _attribution(known: Passage, heard: Heard, sentence: int) -> Attribution:
    def spans(runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(_span(known, r) for r in runs)

    return Attribution(spans(heard.source), spans([heard.cue]), spans(heard.content), sentence, heard.confidence)
