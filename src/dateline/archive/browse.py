"""Takes a filter and a page, gives the items on it, newest first, with exact counts at any depth.

A page is found from the counts per month that the writer keeps, so no query walks over more than a month or two.
It searches no text (`search`) and counts no facets (`facets`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive.bodies import unpack_body
from dateline.archive.database import Database
from dateline.archive.filters import (
    END,
    Filter,
    Plan,
    month_of,
    month_places,
    number_of,
    rows_where,
    tally_where,
    whole_months,
)
from dateline.archive.kept import Kept
from dateline.archive.terms import Terms
from dateline.archive.visibility import name as level
from dateline.archive.visibility import rank
from dateline.records import Item

_ITEM = """
SELECT i.id, i.visibility, o.id AS outlet, v.* FROM items i JOIN versions v ON v.n = i.current
JOIN outlets o ON o.n = i.outlet
"""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list: page `number` (from 1) of `size` items, or the `size` items after a cursor."""

    number: int = 1
    size: int = 20
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, newest first. `total` counts items of the whole list; `capped` says it is only a lower bound;
    `cursor` continues after the last item, None at the end."""

    items: tuple[Item, ...]
    total: int
    number: int = 1
    size: int = 20
    cursor: int | None = None
    capped: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


Segment = tuple[int, int, int]


class Browse:
    """Lists of items by date, outlet, category, language, credit, tag and author."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.terms = Terms(database)
        self._kept = Kept(database)

    def count(self, filter_: Filter, audience: str) -> int:
        """How many items match."""
        _, segments = self._kept.get((filter_, audience), lambda: self._stretches(filter_, rank(audience)))
        return sum(segment[2] for segment in segments)

    def page(self, filter_: Filter, audience: str, part: Slice | None = None) -> Listing:
        """One page of a list; beyond the last page it has no items."""
        part, seen = part or Slice(), rank(audience)
        with self._database.snapshot():
            plan, segments = self._kept.get((filter_, audience), lambda: self._stretches(filter_, seen))
            total = sum(segment[2] for segment in segments)
            if part.after is not None:
                places = self.following(plan, seen, part)
            else:
                places = self._window(plan, seen, segments, part)
            items = self.items(places)
        cursor = places[-1] if len(places) == part.size else None
        return Listing(items, total, part.number, part.size, cursor)

    def walk(self, filter_: Filter, audience: str, size: int = 500) -> Iterator[Item]:
        """Every item of a list, newest first, in bounded memory."""
        plan, seen, after = self.terms.plan(filter_), rank(audience), END
        while places := self.following(plan, seen, Slice(size=size, after=after)):
            yield from self.items(places)
            after = places[-1]

    def _stretches(self, filter_: Filter, seen: int) -> tuple[Plan, list[Segment]]:
        plan = self.terms.plan(filter_)
        return plan, self.segments(plan, seen)

    def segments(self, plan: Plan, seen: int) -> list[Segment]:
        """Stretches of the order, newest first, as (first place, last place, items); their sum is the total."""
        if plan.nothing or plan.places[0] > plan.places[1]:
            return []
        first, last = whole_months(plan.places)
        if not plan.counted or first > last:
            return [(*plan.places, self._scan(plan, seen, plan.places))]
        after, before = month_places(last)[1] + 1, month_places(first)[0] - 1
        stretches = [(after, plan.places[1])] if after <= plan.places[1] else []
        whole = [(*month_places(month), items) for month, items in self._months(plan, seen, (first, last))]
        edge = [(plan.places[0], before)] if plan.places[0] <= before else []
        return [
            *((low, high, self._scan(plan, seen, (low, high))) for low, high in stretches),
            *whole,
            *((low, high, self._scan(plan, seen, (low, high))) for low, high in edge),
        ]

    def months(self, filter_: Filter, audience: str) -> tuple[tuple[int, int], ...]:
        """Pairs of month (201705; 1 for undated) and count of items, newest first; empty months are left out."""
        plan = self.terms.plan(filter_)
        if plan.nothing:
            return ()
        first, last = whole_months(plan.places)
        if plan.counted and first <= last:
            stretches = self.segments(plan, rank(audience))
            return tuple((month_of(low), items) for low, _, items in stretches if items)
        table, where = rows_where(plan, rank(audience))
        what = f"SELECT month, count(DISTINCT place) FROM {table} WHERE {where} AND place BETWEEN ? AND ?"
        sql = f"{what} GROUP BY 1 ORDER BY 1 DESC"
        return tuple((int(row[0]), int(row[1])) for row in self._database.all(sql, plan.places))

    def items(self, places: list[int]) -> tuple[Item, ...]:
        """The newest versions of the items at these places, in this order."""
        numbers = [number_of(place) for place in places]
        marks = ",".join(map(str, numbers))
        rows = {int(row["item"]): row for row in self._database.all(f"{_ITEM} WHERE i.n IN ({marks})")}
        return tuple(item_of(rows[number]) for number in numbers if number in rows)

    def neighbours(self, id_: str, audience: str) -> tuple[Item | None, Item | None]:
        """The next newer and the next older item of the same outlet."""
        sql = "SELECT l.place, l.outlet FROM listing l JOIN items i ON i.n = l.n WHERE i.id = ? AND l.visibility <= ?"
        row = self._database.one(sql, (id_, rank(audience)))
        if row is None:
            return None, None
        near = "SELECT place FROM listing WHERE outlet = ? AND visibility <= ? AND place"
        values = (row["outlet"], rank(audience), row["place"])
        newer = self._database.value(f"{near} > ? ORDER BY place LIMIT 1", values)
        older = self._database.value(f"{near} < ? ORDER BY place DESC LIMIT 1", values)
        return self._at(newer), self._at(older)

    def _at(self, place: int | None) -> Item | None:
        return None if place is None else next(iter(self.items([int(place)])), None)

    def _months(self, plan: Plan, seen: int, span: tuple[int, int]) -> list[tuple[int, int]]:
        where = tally_where(plan, self.terms.kind_of(plan), seen)
        sql = (
            "SELECT p.period, sum(t.items) AS items FROM periods p CROSS JOIN tallies t ON t.period = p.period "
            f"WHERE p.period % 100 > 0 AND p.period BETWEEN ? AND ? AND {where} "
            "GROUP BY p.period HAVING sum(t.items) > 0 ORDER BY p.period DESC"
        )
        return [(int(row[0]), int(row[1])) for row in self._database.all(sql, span)]

    def _scan(self, plan: Plan, seen: int, places: tuple[int, int]) -> int:
        table, where = rows_where(plan, seen)
        what = "count(*)" if plan.counted else "count(DISTINCT place)"
        return int(self._database.value(f"SELECT {what} FROM {table} WHERE {where} AND place BETWEEN ? AND ?", places))

    def _window(self, plan: Plan, seen: int, segments: list[Segment], part: Slice) -> list[int]:
        """The places of a page: skip whole segments by their counts, then rows inside the first one that matters."""
        skip, needed, low, high = (part.number - 1) * part.size, part.size, None, None
        for first, last, items in segments:
            if high is None:
                if skip >= items:
                    skip -= items
                    continue
                high, needed = last, skip + part.size
            low, needed = first, needed - items
            if needed <= 0:
                break
        if low is None or high is None:
            return []
        return self._places(plan, seen, (low, high), (part.size, skip))

    def following(self, plan: Plan, seen: int, part: Slice) -> list[int]:
        """The next places after a cursor, newest first."""
        if plan.nothing:
            return []
        low, high = plan.places
        return self._places(plan, seen, (low, min(high, (part.after or 0) - 1)), (part.size, 0))

    def _places(self, plan: Plan, seen: int, bounds: tuple[int, int], limit: tuple[int, int]) -> list[int]:
        table, where = rows_where(plan, seen)
        distinct = "" if plan.counted else "DISTINCT "
        what = f"SELECT {distinct}place FROM {table} WHERE {where} AND place BETWEEN ? AND ?"
        sql = f"{what} ORDER BY place DESC LIMIT ? OFFSET ?"
        return [int(row[0]) for row in self._database.all(sql, (*bounds, *limit))]


def item_of(row: sqlite3.Row) -> Item:
    """The item of a row of `versions` with its id, outlet and visibility."""
    more = json.loads(row["more"]) if row["more"] != "{}" else {}
    return Item(
        id=row["id"],
        version=row["version"],
        outlet=row["outlet"],
        language=row["language"],
        visibility=level(row["visibility"]),
        published=row["published"],
        published_as=row["published_as"],
        published_flags=tuple(more.get("published_flags", ())),
        title=row["title"],
        headline=row["headline"],
        headline_derived=bool(row["headline_derived"]),
        category=row["category"],
        tags=tuple(more.get("tags", ())),
        authors=tuple(more.get("authors", ())),
        number=row["number"],
        kind=row["kind"],
        credit=tuple(json.loads(row["credit"])) if row["credit"] != "[]" else (),
        credit_as=row["credit_as"],
        body=unpack_body(row["body"]),
        completeness=row["completeness"],
        url=row["url"],
    )
