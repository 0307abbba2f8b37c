"""Takes an item's id, gives it in any of its versions with the evidence: captures, sightings, reposts.

And the other way round: what one capture holds. It lists and searches nothing.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from dateline.archive.browse import item_of
from dateline.archive.database import Database
from dateline.archive.filters import LAST_N, month_places
from dateline.archive.visibility import rank
from dateline.records import Item, Sighting

_VERSION = """
SELECT i.id, l.visibility, o.id AS outlet, v.*, c.sha256, c.fetched, c.purged FROM items i
JOIN listing l ON l.n = i.n JOIN outlets o ON o.n = i.outlet JOIN versions v ON v.item = i.n
LEFT JOIN captures c ON c.n = v.capture AND c.visibility <= ?
WHERE l.visibility <= ? AND i.id = ?
"""
_SIGHTINGS = """
SELECT c.sha256, c.fetched, c.url, c.file_name, c.purged, s.position, s.version,
(SELECT max(r.fetched) FROM revisits r WHERE r.capture = c.n) AS again,
p.number, p.pages, p.filter, p.title, p.breadcrumb FROM sightings s
JOIN items i ON i.n = s.item JOIN listing l ON l.n = i.n JOIN captures c ON c.n = s.capture
LEFT JOIN pages p ON p.capture = c.n
WHERE i.id = ? AND l.visibility <= ? AND c.visibility <= ? ORDER BY coalesce(c.fetched, c.added), c.n, s.position
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an item and the capture that first showed it."""

    item: Item
    capture: str | None = None
    fetched: str | None = None
    added: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting with the time and origin of its capture; `version` is the one it showed, `again` the last time the
    same bytes were found."""

    sighting: Sighting
    version: int
    fetched: str | None = None
    origin: str = ""
    purged: bool = False
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What a capture shows: its page and items. `held_back`: some of it is not for this audience, so no bytes are."""

    items: tuple[Item, ...]
    page: Sighting | None
    origins: tuple[str, ...] = ()
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of purged bytes."""

    who: str
    at: str
    why: str
    size: int


class History:
    """Items with their versions and evidence; every method leaves out what the audience may not see."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, id_: str, audience: str) -> tuple[Version, ...]:
        """All versions, oldest first; empty where there is no such item for this audience."""
        seen = rank(audience)
        rows = self._database.all(f"{_VERSION} ORDER BY v.version", (seen, seen, id_))
        return tuple(_version(row) for row in rows)

    def item(self, id_: str, audience: str, number: int | None = None) -> Version | None:
        """One version with its sightings and reposts, the newest where no number is given."""
        which = "AND v.n = i.current" if number is None else f"AND v.version = {number:d}"
        row = self._database.one(f"{_VERSION} {which}", (rank(audience), rank(audience), id_))
        if row is None:
            return None
        found = _version(row)
        seen = tuple(s.sighting for s in self.sightings(id_, audience))
        reposts = tuple(item.id for item in self.reposts(id_, audience))
        return replace(found, item=replace(found.item, sightings=seen, reposts=reposts))

    def sightings(self, id_: str, audience: str) -> tuple[Seen, ...]:
        """Everywhere the item was seen, in the order of the captures."""
        seen = rank(audience)
        return tuple(_seen(row) for row in self._database.all(_SIGHTINGS, (id_, seen, seen)))

    def reposts(self, id_: str, audience: str) -> tuple[Item, ...]:
        """Near-identical items, those of other outlets first by date; at most 50."""
        sql = (
            "SELECT i.id, l.visibility, o.id AS outlet, v.* FROM items i JOIN listing l ON l.n = i.n "
            "JOIN outlets o ON o.n = i.outlet JOIN versions v ON v.n = i.current "
            "WHERE i.cluster = (SELECT cluster FROM items WHERE id = ?) AND i.id != ? AND l.visibility <= ? "
            "ORDER BY l.place LIMIT 50"
        )
        return tuple(item_of(row) for row in self._database.all(sql, (id_, id_, rank(audience))))

    def holding(self, sha256: str, audience: str) -> Holding:
        """What a capture shows to this audience."""
        seen = rank(audience)
        rows = self._database.all(
            "SELECT i.id, coalesce(l.visibility, i.visibility) AS visibility, o.id AS outlet, v.* FROM captures c "
            "JOIN sightings s ON s.capture = c.n JOIN items i ON i.n = s.item JOIN outlets o ON o.n = i.outlet "
            "JOIN versions v ON v.item = i.n AND v.version = s.version LEFT JOIN listing l ON l.n = i.n "
            "WHERE c.sha256 = ? AND c.visibility <= ? ORDER BY s.position",
            (sha256, seen),
        )
        items = tuple(item_of(row) for row in rows if row["visibility"] <= seen)
        return Holding(items, self._page(sha256), self._origins(sha256), held_back=len(items) < len(rows))

    def tombstone(self, sha256: str) -> Tombstone | None:
        """The record of a purge."""
        sql = "SELECT who, at, why, size FROM purges WHERE kind = 'capture' AND id = ? ORDER BY n DESC LIMIT 1"
        row = self._database.one(sql, (sha256,))
        return None if row is None else Tombstone(*row)

    def addresses(self, month: int, audience: str, limit: int, skip: int = 0) -> list[tuple[str, str | None]]:
        """Pairs of id and day of the items of a month such as 201705, for the sitemap."""
        sql = (
            "SELECT i.id, i.day FROM (SELECT place FROM listing WHERE place BETWEEN ? AND ? AND visibility <= ? "
            f"ORDER BY place LIMIT ? OFFSET ?) s JOIN items i ON i.n = {LAST_N} - (s.place & {LAST_N})"
        )
        rows = self._database.all(sql, (*month_places(month), rank(audience), limit, skip))
        return [(str(row[0]), row[1]) for row in rows]

    def _page(self, sha256: str) -> Sighting | None:
        sql = "SELECT p.* FROM pages p JOIN captures c ON c.n = p.capture WHERE c.sha256 = ?"
        row = self._database.one(sql, (sha256,))
        return None if row is None else _sighting(sha256, row, None)

    def _origins(self, sha256: str) -> tuple[str, ...]:
        sql = "SELECT origin FROM origins o JOIN captures c ON c.n = o.capture WHERE c.sha256 = ? ORDER BY origin"
        return tuple(str(row[0]) for row in self._database.all(sql, (sha256,)))


def _version(row: sqlite3.Row) -> Version:
    return Version(item_of(row), row["sha256"], row["fetched"], row["added"])


def _seen(row: sqlite3.Row) -> Seen:
    origin = row["url"] or row["file_name"] or row["sha256"][:12]
    sighting = _sighting(row["sha256"], row, row["position"])
    return Seen(sighting, row["version"], row["fetched"], origin, bool(row["purged"]), row["again"])


def _sighting(sha256: str, row: sqlite3.Row, position: int | None) -> Sighting:
    return Sighting(
        capture=sha256,
        number=row["number"],
        of=row["pages"],
        filter=row["filter"],
        position=position,
        title=row["title"],
        breadcrumb=tuple(json.loads(row["breadcrumb"] or "[]")),
    )
