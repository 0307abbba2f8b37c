"""Toponyms of a text → Places, resolved jointly; knows no event and does not say what role a place plays.

    mentions_of(reading)                    spans of what the reader named a place
    resolve(text, spans, gazetteer, home)   one Place or None per span
    places_of(text, reading, gazetteer)     both, once per item: Places whose `words` tell where they stand
    within(places, start, end)              those that stand in a stretch of the text
    locate(text, spans)                     the public door, with the default gazetteer

After the idea of joint toponym resolution by containment and proximity (Leidner 2007; Speriosu and Baldridge 2013).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from dateline import gazetteer as gazetteers
from dateline.coding.places.naming import Unit, context_units, given_units
from dateline.coding.places.placing import Choice, Company, place_of
from dateline.coding.places.scoring import FEATURES, OWN, Table, believe, tabulate
from dateline.gazetteer import Candidate, Gazetteer
from dateline.records import Place, Reading, Span
from dateline.text import span

_PLACE_KINDS = frozenset({"place", "facility", "nationality"})
_LONGEST_TEXT = 60_000
_HOLDER_REACH = 120
_MOST_NAMES, _MOST_ROWS, _FEWEST_CANDIDATES = 300, 2000, 4
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\n")
_PUT_IN = re.compile(r"(?:^\s*,|\bin|\bof|\binside)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}$")


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
    if len(spans) > _MOST_NAMES:
        parts = (spans[at : at + _MOST_NAMES] for at in range(0, len(spans), _MOST_NAMES))
        return [place for part in parts for place in resolve(text, part, gazetteer, home)]
    if not spans:
        return []
    units, unit_of = given_units(text, spans, gazetteer)
    units += context_units(text[:_LONGEST_TEXT], spans, gazetteer)
    most = max(_FEWEST_CANDIDATES, _MOST_ROWS // len(units))
    units = [replace(u, candidates=u.candidates[:most]) for u in units]
    choices = _choose(text, units, home)
    chosen = [choices[unit_of[n]] for n in range(len(spans))]
    places = []
    for number, (start, end) in enumerate(spans):
        own = unit_of[number]
        others = [c for n, c in enumerate(choices) if n != own and units[n].given]
        company = Company(others, _holder(text, spans, chosen, number))
        places.append(place_of(choices[own], span(text, start, end), company, gazetteer))
    return places


def _holder(text: str, spans: Sequence[tuple[int, int]], chosen: Sequence[Choice], number: int) -> Choice | None:
    """What the words after an unknown name put it in: `the village of A in eastern rural B`, `A, B and C in D`."""
    if chosen[number].candidate is not None:
        return None
    end = spans[number][1]
    following = sorted((s, n) for n, (s, _) in enumerate(spans) if end <= s <= end + _HOLDER_REACH)
    for start, other in following:
        between = text[end:start]
        if _SENTENCE_END.search(between):
            return None
        holder, put = chosen[other].candidate, _PUT_IN.search(between)
        if holder is not None and put and holder.resolution <= (2 if put[0].startswith(",") else 4):
            return chosen[other]
    return None


def _choose(text: str, units: Sequence[Unit], home: str | None) -> list[Choice]:
    choices = [Choice(None, 0.0) for _ in units]
    table = tabulate(text, units, home)
    if not table.candidates:
        return choices
    first, second = _weights()
    belief = believe(table, first, second)
    for number in np.unique(table.unit):
        rows = np.flatnonzero(table.unit == number)
        row = _namesake(table, rows, int(rows[belief[rows].argmax()]))
        same = [r for r in rows if _one_place(table.candidates[r], table.candidates[row])]
        choices[number] = Choice(table.candidates[row], float(min(1.0, belief[same].sum())))
    return choices


def _namesake(table: Table, rows: Any, chosen: int) -> int:
    """A division named after a city in it gives way to the city, unless the words around say "province" or the like.

    Not in the United States, where no state is meant less often than the city of its name.
    """
    one = table.candidates[chosen]
    if one.resolution != 2 or one.country == "USA" or table.own[chosen, OWN.index("names_kind")] > 0:
        return chosen
    cities = [r for r in rows if table.candidates[r].resolution == 4 and _one_place(table.candidates[r], one)]
    fitting = [r for r in cities if table.candidates[r].match >= min(0.9, one.match)]
    return max(fitting, key=lambda r: table.candidates[r].population, default=chosen)


def _one_place(one: Candidate, other: Candidate) -> bool:
    return (one.country, one.admin1_code) == (other.country, other.admin1_code)


def mentions_of(reading: Reading, nationalities: bool = False) -> list[Span]:
    """The spans of names that are places or facilities, in text order; nationalities only where asked for.

    A name that the reading more often takes for a person or an organisation is left out.
    """
    kinds = _PLACE_KINDS if nationalities else _PLACE_KINDS - {"nationality"}
    votes = Counter((n.span.text, n.kind in _PLACE_KINDS) for n in reading.names)
    return [n.span for n in reading.names if n.kind in kinds and votes[n.span.text, True] >= votes[n.span.text, False]]


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
