"""Takes a filter, gives counts of items per month and per day with what is known of their coverage.

A month or day is `covered` when everything known to exist was captured, `partial` when some of it was, `missing` when
nothing was. Nothing known is no quiet day: it is `missing`. It lists no items.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from dateline.archive.browse import Browse
from dateline.archive.database import Database
from dateline.archive.filters import Filter, month_places, rows_where
from dateline.archive.kept import Kept
from dateline.archive.spans import MISSING, PARTIAL, Spans, month_ends
from dateline.archive.visibility import rank


@dataclass(frozen=True, slots=True)
class Count:
    """Items of one month (`day` is its first) or one day, and what is known of it: covered, partial or missing."""

    day: str
    items: int
    coverage: str


class Calendar:
    """Counts over time for the bars above each list."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._browse = Browse(database)
        self._spans = Spans(database)
        self._kept = Kept(database)

    def months(self, filter_: Filter, audience: str) -> tuple[Count, ...]:
        """Every month from the first to the last with items, oldest first, the empty ones between them included."""
        return self._kept.get((filter_, audience), lambda: self._months(filter_, audience))

    def _months(self, filter_: Filter, audience: str) -> tuple[Count, ...]:
        found = dict(self._browse.months(filter_, audience))
        found.pop(1, None)
        if not found:
            return ()
        months, last = [min(found)], max(found)
        while months[-1] < last:
            months.append(months[-1] + (89 if months[-1] % 100 == 12 else 1))
        firsts = [f"{month // 100:04d}-{month % 100:02d}-01" for month in months]
        states = self._spans.states(filter_.outlets, [month_ends(first) for first in firsts], audience)
        return _counts(firsts, [found.get(month, 0) for month in months], states)

    def days(self, filter_: Filter, month: int, audience: str) -> tuple[Count, ...]:
        """Every day of a month such as 201705, oldest first."""
        plan = self._browse.terms.plan(filter_)
        if plan.nothing:
            found: dict[int, int] = {}
        else:
            table, where = rows_where(plan, rank(audience))
            many = "count(*)" if plan.counted else "count(DISTINCT place)"
            what = f"SELECT (place >> 32) / 1440, {many} FROM {table} WHERE {where}"
            sql = f"{what} AND place BETWEEN ? AND ? GROUP BY 1"
            found = {int(row[0]): int(row[1]) for row in self._database.all(sql, month_places(month))}
        year, number = divmod(month, 100)
        days = [date(year, number, d) for d in range(1, calendar.monthrange(year, number)[1] + 1)]
        names = [day.isoformat() for day in days]
        states = self._spans.states(filter_.outlets, [(name, name) for name in names], audience)
        return _counts(names, [found.get(day.toordinal(), 0) for day in days], states)


def _counts(days: list[str], items: list[int], states: tuple[str, ...]) -> tuple[Count, ...]:
    """What has items was captured at least in part."""
    seen = [PARTIAL if many and state == MISSING else state for many, state in zip(items, states, strict=True)]
    return tuple(Count(*row) for row in zip(days, items, seen, strict=True))
