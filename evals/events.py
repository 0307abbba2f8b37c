"""Events end to end: the pair and its type on PLV train.

A PLV sentence counts where an event has its root, and actors and recipients that share a content word with the source and the
target ("an actor", "a recipient" in the set: an empty list). Weights of typing and of the ranking come from the other folds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.arguments import Choice, choices, fit
from training.typing import FOLDS, PLV, Example, examples, train

from dateline import reading
from dateline.codebook import load
from dateline.coding.features import describe
from dateline.coding.item import code
from dateline.coding.learned import Learned
from dateline.coding.ranking import Ranker
from dateline.coding.weights import Weights
from dateline.records import Event, Item, Mention
from evals._frame import Score

DATA = (PLV,)
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "from",
        "his",
        "her",
        "their",
        "its",
        "s",
        "former",
        "new",
        "this",
        "that",
        "some",
        "all",
    ]
)


def content(text: str) -> set[str]:
    """The content words of a mention, lower case."""
    return {w for w in re.findall(r"\w+", text.lower()) if w not in _STOP}


def measure(data: Path) -> Iterator[Score]:
    """The share of PLV sentences coded right end to end, then our own gold."""
    found = examples(data / PLV)
    assert len(found) > 1000, "the set is not all there"
    yield from _plv(found, (data / PLV).read_text("utf-8").splitlines())


def _plv(found: list[Example], lines: list[str]) -> Iterator[Score]:
    import json

    reader, book = reading.load(), load("plover")
    rows = [json.loads(x) for x in lines if x.strip()]
    readings = [reader.read(e.sentence) for e in found]
    data = [describe(r, e.source, e.target, book) for r, e in zip(readings, found, strict=True)]
    ranked = choices(found, readings, book)
    learned = [Learned(_weights(found, data, k, reader.version), _ranker(ranked, k)) for k in range(FOLDS)]
    right = paired = typed = extra = 0
    for example, read, row in zip(found, readings, rows, strict=True):
        item = Item(id="x", body=example.sentence, published="2020-01-01")
        coded = code(item, read, book, None, learned=learned[example.fold])
        hits = [_fits(e, row) for e in coded.events]
        types = [book.type(e.event).root == row["event"] for e in coded.events]
        right += any(h and t for h, t in zip(hits, types, strict=True))
        paired += any(hits)
        typed += any(types)
        extra += len(coded.events) - any(h and t for h, t in zip(hits, types, strict=True))
    count = len(found)
    yield Score("pair and type, %", 100 * right / count, f"{count} sentences, weights of other folds")
    yield Score("pair, %", 100 * paired / count)
    yield Score("type anywhere in the sentence, %", 100 * typed / count)
    yield Score("extra events a sentence", extra / count, floored=False)


def _weights(found: list[Example], data: list, fold: int, reader: str) -> Weights:
    inside = [i for i, e in enumerate(found) if e.fold != fold]
    fit, places = train([data[i] for i in inside], [found[i].root for i in inside], vectors=0.07)
    return Weights(
        fit.roots,
        places,
        fit.rarity,
        fit.named,
        fit.bias,
        fit.named,
        fit.bias,
        fit.dense,
        fit.mean,
        fit.spread,
        1.0,
        reader,
    )


def _ranker(data: list[Choice], fold: int) -> Ranker:
    return fit([c for c in data if c.fold != fold])


def _fits(event: Event, row: dict[str, str]) -> bool:
    return _side(event.actors, row["source"], "an actor") and _side(event.recipients, row["target"], "a recipient")


def _side(mentions: Iterable[Mention], words: str, nobody: str) -> bool:
    found = list(mentions)
    if words == nobody:
        return not found
    return any((content(m.span.text) | content(m.name)) & content(words) for m in found)
