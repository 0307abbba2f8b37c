"""Toponyms of a text → Places, resolved jointly; knows no event and does not say what role a place plays.

    mentions_of(reading)                    spans of what the reader named a place
    resolve(text, spans, gazetteer, home)   one Place or None per span
    places_of(text, reading, gazetteer)     both, once per item: Places whose `words` tell where they stand
    within(places, start, end)              those that stand in a stretch of the text
    locate(text, spans)                     the public door, with the default gazetteer

After the idea of joint toponym resolution by containment and proximity (Leidner 2007; Speriosu and Baldridge 2013).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from dateline import gazetteer as gazetteers
from dateline.coding.places.naming import Unit, context_units, given_units
from dateline.coding.places.placing import Choice, place_of
from dateline.coding.places.scoring import FEATURES, OWN, believe, tabulate
from dateline.gazetteer import Gazetteer
from dateline.records import Place, Reading, Span
from dateline.text import span

_PLACE_KINDS = frozenset({"place", "facility", "nationality"})
_LONGEST_TEXT = 60_000


def locate(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer | None = None) -> list[Place | None]:
    """The place each `(start, end)` of the text names, in their order; None where nothing in the text is known.

    A name that the gazetteer lacks keeps its words and takes the finest place that encloses it in the text, with
    `basis` "enclosing place" and the coarser `resolution`. Same text and gazetteer, same answer; points are not moved.
    """
    return resolve(text, spans, gazetteer or _default())


def resolve(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, home: str | None = None
) -> list[Place | None]:
    """As `locate`, with the gazetteer given; `home` is the country the outlet writes from, a weak hint."""
    if not spans:
        return []
    units, unit_of = given_units(text, spans, gazetteer)
    units += context_units(text[:_LONGEST_TEXT], spans, gazetteer)
    choices = _choose(text, units, home)
    places = []
    for number, (start, end) in enumerate(spans):
        own = unit_of[number]
        others = [c for n, c in enumerate(choices) if n != own and units[n].given]
        places.append(place_of(choices[own], span(text, start, end), others, gazetteer))
    return places


def _choose(text: str, units: Sequence[Unit], home: str | None) -> list[Choice]:
    choices = [Choice(None, 0.0) for _ in units]
    table = tabulate(text, units, home)
    if not table.candidates:
        return choices
    first, second = _weights()
    belief = believe(table, first, second)
    for number in np.unique(table.unit):
        rows = np.flatnonzero(table.unit == number)
        row = int(rows[belief[rows].argmax()])
        choices[number] = Choice(table.candidates[row], float(belief[row]))
    return choices


def mentions_of(reading: Reading, nationalities: bool = False) -> list[Span]:
    """The spans of names that are places or facilities, in text order; nationalities only where asked for."""
    kinds = _PLACE_KINDS if nationalities else _PLACE_KINDS - {"nationality"}
    return [n.span for n in reading.names if n.kind in kinds]


def places_of(text: str, reading: Reading, gazetteer: Gazetteer, home: str | None = None) -> tuple[Place, ...]:
    """The places a read item names, resolved once over the whole item; `text` is the item's body.

    Nationalities help to resolve and are not given back. A facility that is neither known nor enclosed is left out.
    """
    wanted = mentions_of(reading)
    helping = [s for s in mentions_of(reading, nationalities=True) if s not in wanted]
    spans = [(s.start, s.end) for s in (*wanted, *helping)]
    found = resolve(text, spans, gazetteer, home)
    return tuple(p for p in found[: len(wanted)] if p is not None)


def within(places: Iterable[Place], start: int, end: int) -> tuple[Place, ...]:
    """The places whose words lie in `text[start:end]`."""
    return tuple(p for p in places if p.words and start <= p.words.start and p.words.end <= end)


@cache
def _default() -> Gazetteer:
    return gazetteers.load()


@cache
def _weights() -> tuple[Any, Any]:
    """The weights of the two rounds: (len(OWN),) and (len(FEATURES),)."""
    data = tomllib.loads((files("dateline") / "data" / "lexicon" / "places.toml").read_text("utf-8"))
    return (
        np.array([data["first"][name] for name in OWN], float),
        np.array([data["second"][name] for name in FEATURES], float),
    )
