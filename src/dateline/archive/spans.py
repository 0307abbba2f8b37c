"""Takes captured pages with the days they span, gives what is known about a stretch of time: covered, partial, missing.

A day is covered when it lies inside what captured pages show without a break, or in a dated list whose every page
was captured. The first and last day of a page may go on overleaf: partial, unless the neighbour was captured too.
Days nobody captured are missing, never quiet.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.archive.database import Database
from dateline.archive.visibility import rank

COVERED, PARTIAL, MISSING = "covered", "partial", "missing"
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
    outlet: str
    title: str | None
    filter: str | None
    number: int | None
    of: int | None
    days: Days


class Spans:
    """Coverage over time, for the hatching of charts and the evidence on lists."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lists(self, outlets: tuple[str, ...], period: tuple[str, str], audience: str) -> tuple[OutletList, ...]:
        """The outlets' own lists that show anything of a period, with the pages captured; none chosen means all."""
        groups: dict[tuple[str, str | None, str | None], list[_Page]] = defaultdict(list)
        for page in self._pages(outlets, period, audience):
            if page.number is not None and page.of is not None and page.of > 1:
                groups[page.outlet, page.title, page.filter].append(page)
        return tuple(_list(pages) for _, pages in sorted(groups.items(), key=lambda group: str(group[0])))

    def states(self, outlets: tuple[str, ...], periods: Sequence[tuple[str, str]], audience: str) -> tuple[str, ...]:
        """For each period (first and last ISO day) one of covered, partial, missing, over all the outlets."""
        if not periods:
            return ()
        pages = self._pages(outlets, (periods[0][0], periods[-1][1]), audience)
        by_outlet: dict[str, list[_Page]] = defaultdict(list)
        for page in pages:
            by_outlet[page.outlet].append(page)
        wanted = outlets or tuple(by_outlet)
        known = [(_covered(by_outlet[name]), [page.days for page in by_outlet[name]]) for name in wanted]
        return tuple(_state((_ordinal(first), _ordinal(last)), known) for first, last in periods)

    def _pages(self, outlets: tuple[str, ...], period: tuple[str, str], audience: str) -> list[_Page]:
        marks = ",".join("?" * len(outlets))
        where = f"AND o.id IN ({marks})" if outlets else ""
        sql = (
            "SELECT o.id, p.title, p.filter, p.number, p.pages, s.first, s.last FROM spans s "
            "JOIN captures c ON c.n = s.capture JOIN outlets o ON o.n = s.outlet "
            "LEFT JOIN pages p ON p.capture = s.capture "
            f"WHERE s.last >= ? AND s.first <= ? AND c.visibility <= ? AND o.visibility <= ? {where}"
        )
        seen = rank(audience)
        rows = self._database.all(sql, (*period, seen, seen, *outlets))
        return [_Page(r[0], r[1], r[2], r[3], r[4], (_ordinal(r[5]), _ordinal(r[6]))) for r in rows]


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


def _state(period: Days, known: list[tuple[list[Days], list[Days]]]) -> str:
    whole = [any(first <= period[0] and period[1] <= last for first, last in covered) for covered, _ in known]
    if whole and all(whole):
        return COVERED
    stretches = [stretch for covered, pages in known for stretch in (*covered, *pages)]
    touched = any(first <= period[1] and last >= period[0] for first, last in stretches)
    return PARTIAL if touched else MISSING


def _list(pages: list[_Page]) -> OutletList:
    head = pages[0]
    numbers = tuple(sorted({page.number for page in pages if page.number is not None}))
    first, last = min(page.days[0] for page in pages), max(page.days[1] for page in pages)
    of = max(page.of or 0 for page in pages)
    days = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    return OutletList(head.outlet, head.title, head.filter, of, numbers, *days)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def month_ends(first: str) -> tuple[str, str]:
    """The first and last day of the month that begins on `first`. `"2017-02-01" -> ("2017-02-01", "2017-02-28")`"""
    start = date.fromisoformat(first)
    after = start.replace(day=28) + timedelta(days=4)
    return first, (after - timedelta(days=after.day)).isoformat()
