"""Takes captured pages with the days they span, gives what is known about a stretch of time: covered, partial, missing.

A day is covered when it lies inside what captured pages show without a break, or in a dated list whose every page
was captured. The first and last day of a page may go on overleaf: partial, unless the neighbour was captured too.
Days nobody captured are missing, never quiet.
"""

from __future__ import annotations

import calendar
import re
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.archive.database import Database
from dateline.archive.visibility import rank

COVERED, PARTIAL, MISSING = "covered", "partial", "missing"
FRESH = 2.0
LONGEST = 400
_JOINS = (
    "JOIN captures c ON c.n = s.capture JOIN outlets o ON o.n = s.outlet LEFT JOIN pages p ON p.capture = s.capture"
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_PERIOD = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)\s+(\d{4})\Z|(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?\Z")
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OutletList:
    """One list of an outlet as far as it was captured: pages `captured` of `of`; the `first` and `last` day on them."""

    outlet: str
    title: str | None
    filter: str | None
    of: int | None
    captured: tuple[int, ...]
    first: str
    last: str

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages of the list that were not captured."""
        return tuple(n for n in range(1, min(self.of or 0, 10_000) + 1) if n not in set(self.captured))


@dataclass(frozen=True, slots=True)
class _Page:
    title: str | None
    filter: str | None
    number: int | None
    of: int | None
    days: Days


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one outlet: stretches covered without a break, stretches touched at all; merged, in order."""

    covered: list[Days]
    touched: list[Days]

    def state(self, period: Days) -> str:
        """Covered, partial or missing."""
        if _overlaps(self.covered, period, whole=True):
            return COVERED
        return PARTIAL if _overlaps(self.touched, period) or _overlaps(self.covered, period) else MISSING


class Spans:
    """Coverage over time, for the hatching of charts and the evidence on lists; kept in memory for a moment."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, dict[str, _Known]] = {}
        self._states: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._state: object = None
        self._shown: object = None
        self._pages = -1
        self._made = 0.0

    def lists(self, outlets: tuple[str, ...], period: tuple[str, str], audience: str) -> tuple[OutletList, ...]:
        """The outlets' own lists that show anything of a period, with the pages captured; none chosen means all."""
        marks = ",".join("?" * len(outlets))
        where = f"AND o.id IN ({marks})" if outlets else ""
        sql = (
            "SELECT o.id, p.title, p.filter, max(p.pages), group_concat(DISTINCT p.number), min(s.first), max(s.last) "
            f"FROM spans s {_JOINS} WHERE s.last BETWEEN ? AND ? AND s.first <= ? AND c.visibility <= ? "
            f"AND o.visibility <= ? AND p.number IS NOT NULL {where} "
            "GROUP BY o.id, p.title, p.filter HAVING max(p.pages) > 1 ORDER BY o.id, p.filter, p.title"
        )
        seen = rank(audience)
        rows = self._database.all(sql, (period[0], _later(period[1]), period[1], seen, seen, *outlets))
        return tuple(OutletList(r[0], r[1], r[2], r[3], _numbers(r[4]), r[5], r[6]) for r in rows)

    def states(self, outlets: tuple[str, ...], periods: Sequence[tuple[str, str]], audience: str) -> tuple[str, ...]:
        """For each period (first and last ISO day) one of covered, partial, missing, over all the outlets."""
        if not periods:
            return ()
        self._refresh()
        key = (outlets, tuple(periods), audience)
        if key not in self._states:
            if len(self._states) > 500:
                self._states.clear()
            self._states[key] = self._told(outlets, periods, audience)
        return self._states[key]

    def _told(self, outlets: tuple[str, ...], periods: Sequence[tuple[str, str]], audience: str) -> tuple[str, ...]:
        if audience not in self._known:
            self._known[audience] = self._read(audience)
        known = self._known[audience]
        whole = (_ordinal(periods[0][0]), _ordinal(periods[-1][1]))
        nothing = _Known([], [])
        wanted = [known.get(name, nothing) for name in outlets]
        wanted = wanted if outlets else [k for k in known.values() if k.state(whole) != MISSING]
        return tuple(_joint([k.state((_ordinal(a), _ordinal(b))) for k in wanted]) for a, b in periods)

    def _refresh(self) -> None:
        """Forget what was kept: at once when anything was hidden or shown, after a moment when pages were added."""
        state = self._database.state
        if state == self._state:
            return
        pages = int(self._database.value("SELECT coalesce(max(capture), 0) FROM spans"))
        shown = (
            self._database.value("SELECT total(visibility) FROM outlets"),
            self._database.value("SELECT total(visibility) FROM items WHERE visibility > 0"),
            self._database.value("SELECT total(visibility) FROM captures"),
        )
        if shown == self._shown and (pages == self._pages or time.monotonic() - self._made < FRESH):
            self._state = state if pages == self._pages else None
            return
        self._known.clear()
        self._states.clear()
        self._state, self._shown, self._pages, self._made = state, shown, pages, time.monotonic()

    def _read(self, audience: str) -> dict[str, _Known]:
        sql = (
            f"SELECT o.id, p.title, p.filter, p.number, p.pages, s.first, s.last FROM spans s {_JOINS} "
            "WHERE c.visibility <= ? AND o.visibility <= ?"
        )
        seen = rank(audience)
        by_outlet: dict[str, list[_Page]] = defaultdict(list)
        for r in self._database.all(sql, (seen, seen)):
            by_outlet[r[0]].append(_Page(r[1], r[2], r[3], r[4], (_ordinal(r[5]), _ordinal(r[6]))))
        return {name: _Known(_covered(p), _merged([page.days for page in p])) for name, p in by_outlet.items()}


def period_of(filter_: str | None) -> Days | None:
    """The days a list's own filter names, as ordinals; None where it names none. `"May 2017" -> 1 … 31 May 2017`"""
    part = _PERIOD.search((filter_ or "").strip())
    if part is None:
        return None
    day, word, year, iso_year, iso_month, iso_day = part.groups()
    month = _MONTHS.get(word.lower()) if word else int(iso_month or 0)
    if month is None:
        return None
    try:
        number, the_year = int(day or iso_day or 0), int(year or iso_year)
        first = date(the_year, month or 1, number or 1)
        last = first if number else date(the_year, month or 12, calendar.monthrange(the_year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def _covered(pages: Iterable[_Page]) -> list[Days]:
    """Stretches of days that one outlet's captured pages show without a break, merged, in order."""
    groups: dict[tuple[str | None, str | None], list[_Page]] = defaultdict(list)
    for page in pages:
        groups[page.title, page.filter].append(page)
    found: list[Days] = []
    for (_, filter_), group in groups.items():
        numbers = {page.number for page in group if page.number is not None}
        known = max((page.of or 0 for page in group), default=0)
        period = period_of(filter_)
        if period and (len(numbers) >= known > 0 or not numbers):
            found.append(period)
            continue
        found += _inside(group)
    return _merged(found)


def _inside(group: list[_Page]) -> list[Days]:
    """The days strictly inside runs of neighbouring pages; edges are left out, for they may go on overleaf."""
    ordered = sorted(group, key=lambda page: (page.number or 0, -page.days[1]))
    runs: list[list[int]] = []
    previous: int | None = None
    for page in ordered:
        if runs and page.number is not None and previous is not None and page.number - previous <= 1:
            runs[-1] = [min(runs[-1][0], page.days[0]), max(runs[-1][1], page.days[1])]
        else:
            runs.append(list(page.days))
        previous = page.number
    return [(first + 1, last - 1) for first, last in runs if last - first > 1]


def _merged(stretches: list[Days]) -> list[Days]:
    merged: list[Days] = []
    for first, last in sorted(stretches):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _overlaps(stretches: list[Days], period: Days, whole: bool = False) -> bool:
    """Whether any stretch touches the period, or with `whole` holds all of it; stretches are merged, in order."""
    at = bisect_right(stretches, (period[1], 1 << 40))
    if at == 0:
        return False
    first, last = stretches[at - 1]
    return (first <= period[0] and period[1] <= last) if whole else last >= period[0]


def _joint(states: list[str]) -> str:
    """All outlets alike: that; else in part."""
    return states[0] if len(set(states)) == 1 else PARTIAL if states else MISSING


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in (text or "").split(",") if number))


def _later(day: str) -> str:
    """A page that ends this late may still begin in a period that ends on `day`."""
    return date.fromordinal(min(date.max.toordinal(), _ordinal(day) + LONGEST)).isoformat()


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def month_ends(first: str) -> tuple[str, str]:
    """The first and last day of the month that begins on `first`. `"2017-02-01" -> ("2017-02-01", "2017-02-28")`"""
    start = date.fromisoformat(first)
    after = start.replace(day=28) + timedelta(days=4)
    return first, (after - timedelta(days=after.day)).isoformat()
