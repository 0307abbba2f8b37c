"""Units of a text → a probability for each candidate, by what it is and by what the other units make likely.

Two rounds: the first looks at each candidate by itself and at the text around it; the second adds how well it fits the
first round's view of the other units – same division, same country, near by. The weights are data
(`data/lexicon/places.toml`), fitted as a conditional logit. It makes no Place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from dateline.coding.places.naming import Unit, holds
from dateline.gazetteer import Candidate

Matrix = Any
_Holder = tuple[Candidate, bool]
OWN = (
    "match", "country", "province", "district", "city", "sub_city", "region", "population", "settled", "capital",
    "largest", "names_kind", "contained", "held", "spelt_short", "home",
)  # fmt: skip
SUPPORT = ("division", "country_shared", "near", "context_division", "context_country", "context_near", "repeated")
FEATURES = (*OWN, *SUPPORT)
_NEAR_KM = 80.0
_KINDS = {0: "region", 1: "country", 2: "province", 3: "district", 4: "city", 5: "sub_city"}
_HOLDER = re.compile(r"^['’]?s?\s*(?:,|\(|in|of|;)\s*(?:the\s+)?$")
_KIND_LEVEL = {
    **dict.fromkeys(("county", "parish", "district"), 3),
    **dict.fromkeys(("province", "governorate", "state", "rural", "countryside"), 2),
    **dict.fromkeys(("city", "town", "village"), 4),
}
_KIND_WORD = re.compile(rf"\b({'|'.join(_KIND_LEVEL)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """All candidates of all units in rows: `unit` (rows,) int, `own` (rows, len(OWN)), points in degrees or nan."""

    candidates: tuple[Candidate, ...]
    unit: Matrix
    own: Matrix
    lat: Matrix
    lon: Matrix
    given: Matrix
    mentions: Matrix


def tabulate(text: str, units: Sequence[Unit], home: str | None = None) -> Table:
    """The candidates of the units with their own features. `home`: a country known from outside (the outlet's)."""
    holders = _holders(text, units)
    rows, unit_of, own = [], [], []
    for number, unit in enumerate(units):
        largest = max((c.population for c in unit.candidates if c.resolution >= 4), default=0)
        around = _around(text, unit)
        for one in unit.candidates:
            rows.append(one)
            unit_of.append(number)
            own.append([*_own(one, unit, largest, around, holders.get(number, ())), float(one.country == home)])
    return Table(
        candidates=tuple(rows),
        unit=np.array(unit_of, int),
        own=np.array(own, float).reshape(len(rows), len(OWN)),
        lat=np.array([np.nan if c.lat is None else c.lat for c in rows], float),
        lon=np.array([np.nan if c.lon is None else c.lon for c in rows], float),
        given=np.array([units[u].given for u in unit_of], bool),
        mentions=np.array([len(units[u].spans) for u in unit_of], float),
    )


def _around(text: str, unit: Unit) -> str:
    start, end = unit.spans[0]
    return text[max(0, start - 14) : start] + " " + text[start:end] + " " + text[end : end + 10]


def _own(one: Candidate, unit: Unit, largest: int, around: str, holders: Sequence[_Holder]) -> list[float]:
    kind = _KINDS[one.resolution]
    word = _KIND_WORD.search(around)
    level = _KIND_LEVEL.get(word[1].lower(), 4) if word else None
    city = one.resolution >= 4
    return [
        math.log(max(one.match, 0.05)),
        *(float(kind == k) for k in ("country", "province", "district", "city", "sub_city", "region")),
        math.log10(one.population + 1) if city else 0.0,
        float(city and one.population > 0),
        float(one.capital),
        float(city and one.population == largest),
        float(level is not None and level == one.resolution) - float(level is not None and level != one.resolution),
        float(any(after and holds(h, one) for h, after in holders)),
        float(any(not after and holds(one, h) for h, after in holders)),
        float(len(unit.name.strip(".")) <= 3 and one.resolution == 2),
    ]


def _holders(text: str, units: Sequence[Unit]) -> dict[int, list[tuple[Candidate, bool]]]:
    """For each unit the candidates of names that follow it as "A, B" does (True), or that it follows (False)."""
    spots = sorted((s, e, n) for n, u in enumerate(units) for s, e in u.spans)
    found: dict[int, list[tuple[Candidate, bool]]] = {}
    for (_, end, first), (start, _, second) in pairwise(spots):
        if first != second and start >= end and _HOLDER.match(text[end:start]):
            found.setdefault(first, []).extend((c, True) for c in units[second].candidates)
            found.setdefault(second, []).extend((c, False) for c in units[first].candidates)
    return found


def support(table: Table, belief: Matrix) -> Matrix:
    """How the other units speak for each row, given a belief (rows,): (rows, len(SUPPORT))."""
    division = _numbers([(c.country, c.admin1_code) if c.admin1_code else None for c in table.candidates])
    country = _numbers([c.country for c in table.candidates])
    other = table.unit[:, None] != table.unit[None, :]
    weight = belief[None, :] * other
    near = np.exp(-_distances(table) / _NEAR_KM)
    near = np.where(np.isfinite(near), near, 0.0)
    same_division = (division[:, None] == division[None, :]) & (division[:, None] >= 0)
    same_country = (country[:, None] == country[None, :]) & (country[:, None] >= 0)
    columns = []
    for mask in (table.given, ~table.given):
        part = weight * mask[None, :]
        total = max(1e-9, belief[mask].sum())
        columns += [np.log1p((part * same_division).sum(1)), (part * same_country).sum(1) / total]
        columns.append(np.log1p((part * near).sum(1)))
    repeated = np.log(table.mentions) * (table.own[:, OWN.index("city")] > 0)
    return np.stack([*columns, repeated], axis=1)


def _numbers(values: Sequence[object]) -> Matrix:
    known: dict[object, int] = {}
    return np.array([-1 if v is None else known.setdefault(v, len(known)) for v in values], int)


def _distances(table: Table) -> Matrix:
    """Great-circle distances in km between all rows, (rows, rows); nan where a point is unknown."""
    lat, lon = np.radians(table.lat), np.radians(table.lon)
    cosine = np.cos(lat)[:, None] * np.cos(lat)[None, :]
    inner = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2 + cosine * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))


def share(table: Table, scores: Matrix) -> Matrix:
    """Scores (rows,) → probabilities that sum to 1 over the candidates of each unit."""
    belief = np.zeros(len(scores))
    for number in np.unique(table.unit):
        rows = table.unit == number
        raised = np.exp(scores[rows] - scores[rows].max())
        belief[rows] = raised / raised.sum()
    return belief


def believe(table: Table, first: Matrix, second: Matrix, rounds: int = 3) -> Matrix:
    """The belief after the rounds, (rows,). `first` weighs OWN, `second` FEATURES."""
    belief = share(table, table.own @ first)
    for _ in range(rounds):
        belief = share(table, np.hstack([table.own, support(table, belief)]) @ second)
    return belief
