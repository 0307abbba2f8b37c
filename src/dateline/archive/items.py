"""Takes an id or nothing, gives Items whole: with sightings and reposts; streams all of them. It writes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.archive import visibility
from dateline.archive.browse import item_of
from dateline.archive.database import Database
from dateline.archive.reposts import NEAR
from dateline.records import Item, Sighting

CHUNK = 500
_ITEMS = """
SELECT i.n, i.id, i.cluster, i.day, i.outlet AS outlet_n, max(i.visibility, o.visibility) AS visibility,
o.id AS outlet, v.*
FROM items i JOIN versions v ON v.n = i.current JOIN outlets o ON o.n = i.outlet
"""
_SEEN = """
SELECT s.item, s.position, c.sha256, p.number, p.pages, p.filter, p.title, p.breadcrumb
FROM sightings s JOIN captures c ON c.n = s.capture LEFT JOIN pages p ON p.capture = c.n
"""


class Items:
    """The entries of the archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id_: str, audience: str = "public", version: int | None = None) -> Item | None:
        """One item, its latest version or the one asked for."""
        level = visibility.rank(audience)
        sql = f"{_ITEMS} WHERE i.id = ? AND max(i.visibility, o.visibility) <= ?"
        row = self._database.one(sql, (id_, level))
        if row is None:
            return None
        item = next(self._whole([row], level))
        return item if version in (None, item.version) else self._old(item, version or 0)

    def _old(self, item: Item, version: int) -> Item | None:
        row = self._database.one(
            "SELECT i.id, i.visibility, o.id AS outlet, v.* FROM items i JOIN outlets o ON o.n = i.outlet"
            " JOIN versions v ON v.item = i.n WHERE i.id = ? AND v.version = ?",
            (item.id, version),
        )
        return None if row is None else replace(item_of(row), sightings=item.sightings, reposts=item.reposts)

    def all(self, audience: str = "public", after: int = 0) -> Iterator[Item]:
        """Every item's latest version in the order of filing, in bounded memory, whatever is written meanwhile."""
        for _, item in self.numbered(audience, after):
            yield item

    def numbered(self, audience: str = "public", after: int = 0) -> Iterator[tuple[int, Item]]:
        """As `all`, with the number to go on `after`."""
        level = visibility.rank(audience)
        sql = f"{_ITEMS} WHERE i.n > ? AND max(i.visibility, o.visibility) <= ? ORDER BY i.n LIMIT {CHUNK}"
        sql = sql.replace("SELECT i.n,", "SELECT i.n AS place,")
        while rows := self._database.all(sql, (after, level)):
            yield from zip((row["place"] for row in rows), self._whole(rows, level), strict=True)
            after = rows[-1]["place"]

    def numbers(self, numbers: Iterable[int]) -> Iterator[Item]:
        """The items of these rows, for the pipeline: it sees every row, and needs neither sightings nor reposts."""
        sql = f"{_ITEMS} WHERE i.n = ?"
        for number in numbers:
            row = self._database.one(sql, (number,))
            if row is not None:
                yield item_of(row)

    def count(self, audience: str = "public") -> int:
        """How many items this audience may see."""
        sql = "SELECT count(*) FROM listing WHERE visibility <= ?"
        return int(self._database.value(sql, (visibility.rank(audience),)))

    def _whole(self, rows: list[sqlite3.Row], level: int) -> Iterator[Item]:
        sightings = self._sightings([row["item"] for row in rows], level)
        for row in rows:
            reposts = self._reposts(row, level) if row["cluster"] is not None else ()
            yield replace(item_of(row), sightings=tuple(sightings[row["item"]]), reposts=reposts)

    def _sightings(self, numbers: list[int], level: int) -> dict[int, list[Sighting]]:
        found: dict[int, list[Sighting]] = defaultdict(list)
        marks = ",".join("?" * len(numbers))
        sql = f"{_SEEN} WHERE s.item IN ({marks}) AND c.visibility <= ? ORDER BY s.item, s.capture, s.position"
        for row in self._database.all(sql, (*numbers, level)):
            found[row["item"]].append(sighting_of(row))
        return found

    def _reposts(self, row: sqlite3.Row, level: int) -> tuple[str, ...]:
        rows = self._database.all(
            "SELECT i.id FROM items i JOIN outlets o ON o.n = i.outlet WHERE i.cluster = ? AND i.outlet != ?"
            " AND max(i.visibility, o.visibility) <= ?"
            " AND (i.day IS NULL OR ? IS NULL OR abs(julianday(i.day) - julianday(?)) <= ?) ORDER BY i.n LIMIT 1000",
            (row["cluster"], row["outlet_n"], level, row["day"], row["day"], NEAR),
        )
        return tuple(str(r["id"]) for r in rows)


def sighting_of(row: sqlite3.Row) -> Sighting:
    """A row of `sightings` with its page as a record."""
    return Sighting(
        capture=row["sha256"],
        number=row["number"],
        of=row["pages"],
        filter=row["filter"],
        position=row["position"],
        title=row["title"],
        breadcrumb=tuple(json.loads(row["breadcrumb"] or "[]")),
    )
