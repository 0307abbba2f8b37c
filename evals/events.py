"""Events and statements end to end: the pair and its type on PLV train; status, speakers, quantities on our own gold.

A PLV sentence counts where an event has its root, and actors and recipients that share a content word with the source and the
target ("an actor", "a recipient" in the set: an empty list). Weights of the typing model come from the other folds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.typing import FOLDS, PLV, Example, examples, train

from dateline import reading
from dateline.codebook import load
from dateline.coding.features import describe
from dateline.coding.item import code
from dateline.coding.weights import Weights
from dateline.records import Coded, Event, Item, Mention
from evals._frame import HERE, Score

DATA = (PLV,)
OWN = ("gold/claims.txt",)
GOLD = HERE / "gold" / "claims.txt"
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
    yield from _own()


def _plv(found: list[Example], lines: list[str]) -> Iterator[Score]:
    import json

    reader, book = reading.load(), load("plover")
    rows = [json.loads(x) for x in lines if x.strip()]
    readings = [reader.read(e.sentence) for e in found]
    data = [describe(r, e.source, e.target, book) for r, e in zip(readings, found, strict=True)]
    weights = [_weights(found, data, fold, reader.version) for fold in range(FOLDS)]
    right = paired = typed = extra = 0
    for example, read, row in zip(found, readings, rows, strict=True):
        item = Item(id="x", body=example.sentence, published="2020-01-01")
        coded = code(item, read, book, None, weights=weights[example.fold])
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


def _fits(event: Event, row: dict[str, str]) -> bool:
    return _side(event.actors, row["source"], "an actor") and _side(event.recipients, row["target"], "a recipient")


def _side(mentions: Iterable[Mention], words: str, nobody: str) -> bool:
    found = list(mentions)
    if words == nobody:
        return not found
    return any((content(m.span.text) | content(m.name)) & content(words) for m in found)


@dataclass(slots=True)
class Block:
    """One annotated item."""

    outlet: str
    day: str
    text: str
    lines: list[list[str]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The items of the gold file."""
    found = []
    for part in re.split(r"^===$", text, flags=re.MULTILINE):
        lines = [x for x in part.strip().splitlines() if not x.startswith("#")]
        if not lines:
            continue
        outlet, day = (x.strip() for x in lines[0].removeprefix("outlet:").split("|"))
        marks = [x for x in lines[1:] if re.match(r"[SPQ] \|", x)]
        found.append(
            Block(
                outlet,
                day,
                "\n".join(x for x in lines[1:] if x not in marks),
                [[c.strip() for c in m.split("|")] for m in marks],
            )
        )
    return found


def _own() -> Iterator[Score]:
    reader, book = reading.load(), load("plover")
    right, total = dict.fromkeys("SPQ", 0), dict.fromkeys("SPQ", 0)
    found = blocks(GOLD.read_text("utf-8"))
    assert len(found) >= 40, "the gold is not all there"
    misses = []
    for number, block in enumerate(found):
        coded = code(Item(id=str(number), body=block.text, published=block.day), reader.read(block.text), book, None)
        for kind, *rest in block.lines:
            total[kind] += 1
            good = {"S": _status, "P": _speaker, "Q": _quantity}[kind](block.text, coded, rest)
            right[kind] += good
            misses += [] if good else [f"{number}: {kind} {rest}"]
    for kind, name in (("S", "status"), ("P", "speaker after resolution"), ("Q", "quantities")):
        note = f"{total[kind]} in {len(found)} items of {len({b.outlet for b in found})} outlets"
        yield Score(f"{name}, %", 100 * right[kind] / total[kind], note)
    if misses:
        print("\n".join(misses))


def _status(text: str, coded: Coded, wanted: list[str]) -> bool:
    at = text.find(wanted[0])
    fits = [e for e in coded.events if e.trigger.start < at + len(wanted[0]) and at < e.trigger.end]
    return any(e.status == wanted[1] for e in fits)


def _speaker(text: str, coded: Coded, wanted: list[str]) -> bool:
    at = text.find(wanted[0])
    fits = [s for s in coded.statements if s.cue.start < at + len(wanted[0]) and at < s.cue.end]
    return any(wanted[1] in m.name or wanted[1] in m.span.text for s in fits for m in s.speakers)


def _quantity(text: str, coded: Coded, wanted: list[str]) -> bool:
    del text
    low, high = (None if w == "-" else float(w) for w in wanted[2:4])
    found = [q for e in coded.events for q in e.quantities if wanted[0] in q.words.text or q.words.text in wanted[0]]
    return any(q.kind == wanted[1] and q.low == low and q.high == high for q in found)
