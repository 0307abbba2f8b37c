"""A text and the spans of its toponyms → units to resolve: the given names, and other names as context.

All mentions of one name are one unit, because a text rarely uses one name for two places. It chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.gazetteer import Candidate, Gazetteer

_CAPITALISED = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-z][\w'’.-]*")
_SENTENCE_END = re.compile(r"[.!?]['”\"]?\s+$")
_GAP = re.compile(r"\s+|\s*-\s*")
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|"
    r"central|greater|rural|downtown|upper|lower)[ -]",
    re.IGNORECASE,
)
_CONTEXT_POPULATION = 20_000
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One name with all its mentions. `given` false: found in the text, used as context only."""

    name: str
    spans: tuple[tuple[int, int], ...]
    candidates: tuple[Candidate, ...]
    given: bool


def given_units(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, limit: int = 100
) -> tuple[list[Unit], dict[int, int]]:
    """The units of the given spans, and for each span (by its number) the number of its unit."""
    names: dict[str, list[int]] = {}
    for number, (start, end) in enumerate(spans):
        names.setdefault(_form(text[start:end]), []).append(number)
    units: list[Unit] = []
    unit_of: dict[int, int] = {}
    for name, numbers in names.items():
        unit_of.update(dict.fromkeys(numbers, len(units)))
        found = look_up(name, gazetteer, limit)
        units.append(Unit(name, tuple(tuple(spans[n]) for n in numbers), found, True))  # type: ignore[misc]
    return units, unit_of


def look_up(name: str, gazetteer: Gazetteer, limit: int = 100) -> tuple[Candidate, ...]:
    """Candidates of a name as it stands in a text: possessives, articles and points forgiven."""
    found = gazetteer.candidates(name, limit=limit)
    for shorter in _shorter(name):
        if found:
            break
        found = gazetteer.candidates(shorter, limit=limit)
    return found or _held(name, gazetteer, limit)


def _held(name: str, gazetteer: Gazetteer, limit: int) -> tuple[Candidate, ...]:
    """The candidates of a name told with its holder: `Seoul, South Korea`."""
    first, comma, rest = name.partition(",")
    if not comma or not rest.strip():
        return ()
    inner, outer = gazetteer.candidates(first, limit=limit), look_up(rest.strip(), gazetteer, limit)
    held = tuple(c for c in inner if any(holds(h, c) for h in outer))
    return held or inner or outer


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether `inner` lies in `outer` by the codes: in its country, or in its division."""
    if outer.index == inner.index or outer.resolution >= inner.resolution or outer.country != inner.country:
        return False
    return outer.resolution <= 1 or (outer.admin1_code is not None and outer.admin1_code == inner.admin1_code)


def _shorter(name: str) -> Iterable[str]:
    bare = re.sub(r"(?:['’]s|['’])$", "", re.sub(r"^[Tt]he\s+", "", name)).strip(" .,")
    if bare != name:
        yield bare
    directed = _DIRECTION.sub("", bare)
    if directed != bare:
        yield directed
    for mark in ("-", "–", "/"):
        if mark in bare:
            yield bare.split(mark)[0]


def _form(words: str) -> str:
    name = " ".join(words.split())
    return name.title() if len(name) > 4 and name.isupper() else name


def context_units(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Unit]:
    """Other capitalised names of the text that are countries, divisions, counties or larger cities."""
    taken = sorted(spans)
    words = [(m.start(), m.end()) for m in _CAPITALISED.finditer(text)]
    units: dict[str, list[tuple[int, int]]] = {}
    found: dict[str, tuple[Candidate, ...]] = {}
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + length - 1][1]
            if not _adjoin(text, words[at : at + length]) or _overlaps(taken, start, end):
                continue
            name = _form(text[start:end].rstrip(".") if length > 1 else text[start:end])
            known = _telling(gazetteer.candidates(name, exact=True), name)
            if known:
                units.setdefault(name, []).append((start, end))
                found[name] = known
                step = length
                break
        at += step
    return [Unit(n, tuple(s), found[n], False) for n, s in units.items()]


def _adjoin(text: str, words: Sequence[tuple[int, int]]) -> bool:
    gaps = (text[a[1] : b[0]] for a, b in pairwise(words))
    return all(_GAP.fullmatch(g) for g in gaps)


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in taken)


def _telling(candidates: Sequence[Candidate], name: str) -> tuple[Candidate, ...]:
    if len(name) < 3 and not name.isupper():
        return ()
    return tuple(
        c for c in candidates[:60] if c.match >= 0.9 and (c.resolution <= 3 or c.population >= _CONTEXT_POPULATION)
    )
