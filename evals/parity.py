"""Parity: the same sentences with parties, nationalities and outlets exchanged give the same types, roles, status and confidence.

Ten templates times ordered pairs of parties; every sentence is coded as it stands and with the two exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from dateline import reading
from dateline.codebook import load
from dateline.coding.item import code
from dateline.records import Event, Item
from evals._frame import HERE, Score

OWN = ("gold/parity.txt",)
GOLD = HERE / "gold" / "parity.txt"


def sentences() -> list[tuple[str, str, str, str]]:
    """(template, group, first, second) of every sentence: parties of one group stand for each other."""
    groups: dict[str, list[str]] = {}
    templates: list[tuple[str, str]] = []
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key, value = (x.strip() for x in line.split(":", 1))
        if key.startswith("group "):
            groups[key.removeprefix("group ")] = [x.strip() for x in value.split(";")]
        else:
            templates.append((key, value))
    return [(t, g, a, b) for g, t in templates for a, b in permutations(groups[g], 2)]


def shape(events: tuple[Event, ...], first: str, second: str) -> list[tuple[object, ...]]:
    """What must not change: types, modes, status, which side fills which role."""

    def side(words: str) -> str:
        return "A" if words in first or first in words else "B" if words in second or second in words else words

    return [
        (
            e.event,
            e.mode,
            e.status,
            tuple(sorted(side(m.span.text) for m in e.actors)),
            tuple(sorted(side(m.span.text) for m in e.recipients)),
        )
        for e in events
    ]


def measure(data: Path) -> Iterator[Score]:
    """The share of sentences with the same shape, and with confidence within 0.05, as the first of their template."""
    del data
    found = sentences()
    assert len(found) >= 200, "too few sentences"
    reader, book = reading.load(), load("plover")
    models: dict[tuple[str, str], tuple[list[tuple[object, ...]], list[float]]] = {}
    same = near = 0
    for template, group, first, second in found:
        text = template.replace("{A}", first).replace("{B}", second)
        coded = code(Item(id="p", body=text, published="2020-01-01"), reader.read(text), book, None)
        got = shape(coded.events, first, second), [e.confidence for e in coded.events]
        model = models.setdefault((template, group), got)
        alike = got[0] == model[0]
        same += alike
        near += alike and all(abs(a - b) <= 0.05 for a, b in zip(got[1], model[1], strict=True))
        if not alike:
            print(text, got[0], "not", model[0], sep="\n   ")
    note = f"{len(found)} sentences"
    yield Score("same types, roles, status, %", 100 * same / len(found), note)
    yield Score("and confidence within 0.05, %", 100 * near / len(found), note)
