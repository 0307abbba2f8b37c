"""Takes what a reader wants to see, gives the conditions of a query over `listing`, `labels` or `tallies`.

It runs no query. All three tables name their columns alike, so that one set of conditions serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

LAST_N = 4294967295
UNDATED_PLACES = (0, (1440 << 32) - 1)
UNDATED_MONTH = 1
END = (date(4083, 1, 1).toordinal() * 1440 << 32) - 1  # the last place; later days count as 31 December 4082


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. Values of one field are alternatives, fields narrow each other; `start` and `end` are
    inclusive ISO days. Outlets are ids; categories, languages, credits, tags and authors are as printed."""

    outlets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A filter with its names turned into numbers. `labels` holds one tuple of terms for each kind that narrows;
    `nothing` is true when a name is unknown, so that no row can match."""

    outlets: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    languages: tuple[int, ...] = ()
    labels: tuple[tuple[int, ...], ...] = ()
    places: tuple[int, int] = (0, END)
    nothing: bool = False
    counted: bool = field(default=True)

    @property
    def narrowed(self) -> bool:
        """Whether any of outlet, category, language narrows."""
        return bool(self.outlets or self.categories or self.languages)


def place_of(day: date, minute: int = 0, n: int = LAST_N) -> int:
    """Where an item of this day, minute and number stands in the order; the default is the very first of the day."""
    return (day.toordinal() * 1440 + minute) << 32 | (LAST_N - n)


def places_of(filter_: Filter) -> tuple[int, int]:
    """The first and last place a filter's dates allow."""
    if filter_.undated:
        return UNDATED_PLACES
    if filter_.start is None and filter_.end is None:
        return 0, END
    first = place_of(date.fromisoformat(filter_.start)) if filter_.start else UNDATED_PLACES[1] + 1
    if not filter_.end or filter_.end >= "4082-12-31":
        return first, END
    return first, place_of(date.fromisoformat(filter_.end) + timedelta(days=1)) - 1


@cache
def month_places(month: int) -> tuple[int, int]:
    """The first and last place of a month. `201705 -> places of 2017-05-01 … 2017-05-31`"""
    if month == UNDATED_MONTH:
        return UNDATED_PLACES
    year, number = divmod(month, 100)
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1) if year < 4083 else date(4083, 1, 1)
    return min(place_of(first), END), min(place_of(after) - 1, END)


def month_of(place: int) -> int:
    """The month a place lies in. The inverse of `month_places`."""
    ordinal = (place >> 32) // 1440
    if ordinal == 0:
        return UNDATED_MONTH
    day = date.fromordinal(min(ordinal, date.max.toordinal()))
    return day.year * 100 + day.month


def number_of(place: int) -> int:
    """`items.n` of the item at a place."""
    return LAST_N - (place & LAST_N)


def among(column: str, values: tuple[int, ...]) -> str:
    """A condition over whole numbers, which need no binding. `"outlet", (3, 5) -> "outlet IN (3,5)"`"""
    if len(values) == 1:
        return f"{column} = {values[0]:d}"
    return f"{column} IN ({','.join(f'{value:d}' for value in values)})"


def rows_where(plan: Plan, rank: int) -> tuple[str, str]:
    """The table to scan and its conditions, dates left out; `rank` is the audience's."""
    conditions = [f"visibility <= {rank:d}"]
    for column, values in (("outlet", plan.outlets), ("category", plan.categories), ("language", plan.languages)):
        if values:
            conditions.append(among(column, values))
    table = "listing"
    if plan.labels:
        table = "labels"
        conditions.insert(0, among("term", plan.labels[0]))
        for terms in plan.labels[1:]:
            inner = f"SELECT 1 FROM labels x WHERE {among('x.term', terms)} AND x.place = labels.place"
            conditions.append(f"EXISTS ({inner})")
    return table, " AND ".join(conditions)


def tally_where(plan: Plan, kind: int, rank: int) -> str:
    """The conditions over `tallies` that count a plan's items once each; see the table for what is kept."""
    label = plan.labels[0] if plan.labels else (0,)
    conditions = [f"kind = {kind:d}", among("label", label), f"visibility <= {rank:d}"]
    chosen = {"outlet": plan.outlets, "category": plan.categories, "language": plan.languages}
    single = sum(bool(values) for values in chosen.values()) <= (0 if plan.labels else 1)
    for column, values in chosen.items():
        if values:
            conditions.append(among(column, values))
        else:
            conditions.append(f"{column} = 0" if single else f"{column} != 0")
    return " AND ".join(conditions)


def full_where(plan: Plan, rank: int) -> str:
    """The conditions over the finest rows of `tallies` (outlet × category × language), for counts of every value."""
    conditions = ["outlet != 0", "category != 0", "language != 0", f"visibility <= {rank:d}"]
    for column, values in (("outlet", plan.outlets), ("category", plan.categories), ("language", plan.languages)):
        if values:
            conditions.append(among(column, values))
    return " AND ".join(conditions)


def whole_months(places: tuple[int, int]) -> tuple[int, int]:
    """The first and last month that lie wholly inside; first > last when none does."""
    first, last = month_of(places[0]), month_of(places[1])
    if month_places(first)[0] < places[0]:
        first = _next(first)
    if month_places(last)[1] > places[1]:
        last = _previous(last)
    return first, last


def _next(month: int) -> int:
    return month + 89 if month % 100 == 12 else month + 1


def _previous(month: int) -> int:
    return month - 89 if month % 100 == 1 else month - 1
