"""Takes the pages and items on record, tells what is known to be missing. It fetches nothing and guesses nothing.

A page that says “page 2 of 5” proves that 1, 3, 4 and 5 exist. A day whose entries stand at the edge of a page may go
on on the neighbouring page; where that one was not captured, the day names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.archive import visibility
from dateline.archive.database import Database
from dateline.records import Coverage

_PAGES = """
SELECT o.id AS outlet, p.title, p.filter, p.number, max(p.pages) AS pages FROM pages p JOIN outlets o ON o.n = p.outlet
WHERE p.number IS NOT NULL AND o.visibility <= :level
GROUP BY o.id, p.title, p.filter, p.number ORDER BY o.id, p.filter, p.title, p.number
"""
_EDGES = """
SELECT o.id AS outlet, p.title, p.filter, p.number, i.day, min(s.position) AS first, max(s.position) AS last
FROM pages p JOIN outlets o ON o.n = p.outlet JOIN sightings s ON s.capture = p.capture JOIN items i ON i.n = s.item
WHERE p.number IS NOT NULL AND i.day IS NOT NULL AND max(i.visibility, o.visibility) <= :level
GROUP BY p.capture, i.day
"""
_DAYS = """
SELECT o.id AS outlet, i.day, count(*) AS items FROM items i JOIN outlets o ON o.n = i.outlet
WHERE max(i.visibility, o.visibility) <= :level GROUP BY o.n, i.day ORDER BY o.id, i.day
"""
_FAILURES = """
SELECT o.id AS outlet, count(*) AS failures FROM problems p JOIN outlets o ON o.n = p.outlet
WHERE p.resolved IS NULL AND max(p.visibility, o.visibility) <= :level GROUP BY o.n
"""
List = tuple[str, str | None, str | None]


@dataclass(slots=True)
class _List:
    """One paged list of an outlet: which numbers were captured, how many there are known to be."""

    captured: set[int] = field(default_factory=set)
    known: int = 0

    @property
    def missing(self) -> set[int]:
        return set(range(1, self.known + 1)) - self.captured


@dataclass(slots=True)
class _Day:
    captured: set[int] = field(default_factory=set)
    missing: set[int] = field(default_factory=set)


class CoverageLedger:
    """What was captured and what is known to be missing, per outlet, list and day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, audience: str = "public") -> Iterator[Coverage]:
        """First a row per list (`day` None, `filter` as printed), then a row per day of each outlet.

        In a day's row `pages_missing` are the pages on which the day may go on.
        """
        level = {"level": visibility.rank(audience)}
        with self._database.snapshot():
            lists = self._lists(level)
            yield from self._list_rows(lists, level)
            days = self._edges(lists, level)
            for row in self._database.all(_DAYS, level):
                day = days.get((row["outlet"], row["day"]), _Day())
                yield Coverage(
                    outlet=row["outlet"],
                    day=row["day"],
                    pages_known=len(day.captured | day.missing),
                    pages_captured=tuple(sorted(day.captured)),
                    pages_missing=tuple(sorted(day.missing)),
                    items=row["items"],
                )

    def missing(self, audience: str = "public") -> int:
        """How many pages are known to exist and were not captured."""
        lists = self._lists({"level": visibility.rank(audience)})
        return sum(len(found.missing) for found in lists.values())

    def _lists(self, level: dict[str, int]) -> dict[List, _List]:
        found: dict[List, _List] = defaultdict(_List)
        for row in self._database.all(_PAGES, level):
            pages = found[row["outlet"], row["title"], row["filter"]]
            pages.captured.add(row["number"])
            pages.known = max(pages.known, row["pages"] or 0, row["number"])
        return found

    def _list_rows(self, lists: dict[List, _List], level: dict[str, int]) -> Iterator[Coverage]:
        failures = {row["outlet"]: row["failures"] for row in self._database.all(_FAILURES, level)}
        items = self._items_per_list(level)
        for (outlet, title, filter_), pages in lists.items():
            yield Coverage(
                outlet=outlet,
                day=None,
                filter=filter_ or title,
                pages_known=pages.known,
                pages_captured=tuple(sorted(pages.captured)),
                pages_missing=tuple(sorted(pages.missing)),
                items=items.get((outlet, title, filter_), 0),
                failures=failures.pop(outlet, 0),
            )
        for outlet, failed in sorted(failures.items()):
            yield Coverage(outlet=outlet, day=None, failures=failed)

    def _items_per_list(self, level: dict[str, int]) -> dict[List, int]:
        rows = self._database.all(
            "SELECT o.id AS outlet, p.title, p.filter, count(DISTINCT s.item) AS items FROM pages p"
            " JOIN outlets o ON o.n = p.outlet JOIN sightings s ON s.capture = p.capture JOIN items i ON i.n = s.item"
            " WHERE p.number IS NOT NULL AND max(i.visibility, o.visibility) <= :level GROUP BY 1, 2, 3",
            level,
        )
        return {(row["outlet"], row["title"], row["filter"]): row["items"] for row in rows}

    def _edges(self, lists: dict[List, _List], level: dict[str, int]) -> dict[tuple[str, str], _Day]:
        days: dict[tuple[str, str], _Day] = defaultdict(_Day)
        rows = self._database.all(_EDGES, level)
        ends: dict[tuple[List, int], int] = {}
        for row in rows:
            page = ((row["outlet"], row["title"], row["filter"]), row["number"])
            ends[page] = max(ends.get(page, 0), row["last"])
        for row in rows:
            list_: List = (row["outlet"], row["title"], row["filter"])
            day, missing, number = days[row["outlet"], row["day"]], lists[list_].missing, row["number"]
            day.captured.add(number)
            before = {number - 1} if row["first"] == 1 else set()
            after = {number + 1} if row["last"] == ends[list_, number] else set()
            day.missing |= (before | after) & missing
        return days
