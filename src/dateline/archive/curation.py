"""Takes what a person decides on items and captures: who may see them, what is purged. It decides nothing itself.

A capture is seen by those who may see every item on it: its bytes show them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive import visibility
from dateline.archive.database import Database
from dateline.archive.matching import Matching
from dateline.archive.reposts import Reposts
from dateline.archive.runs import Run
from dateline.archive.words import Words
from dateline.errors import InputError
from dateline.text import squeeze

_DERIVED = ("sightings", "keys", "readings", "codings", "versions")
_CAPTURE_LEVEL = """
UPDATE captures SET visibility = coalesce((SELECT max(max(i.visibility, o.visibility)) FROM sightings s
JOIN items i ON i.n = s.item JOIN outlets o ON o.n = i.outlet WHERE s.capture = captures.n), visibility)
"""


@dataclass(frozen=True, slots=True)
class Purge:
    """Who purges, and why; both stay on record."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Stone:
    """What is left of something purged."""

    kind: str
    id: str
    who: str
    at: str
    why: str
    size: int


class Curation:
    """What people decide on single items, outlets and captures."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words = Words(database)
        self._reposts = Reposts(database)
        self._matching = Matching(database)

    def show_to(self, id_: str, level: str, run: Run) -> None:
        """Set who may see an item or a whole outlet, and with it its captures and claims."""
        number = visibility.rank(level)
        with self._database.transaction():
            run.number  # noqa: B018 – puts the change on record
            if self._database.run("UPDATE items SET visibility = ? WHERE id = ?", (number, id_)):
                where = "WHERE n IN (SELECT s.capture FROM sightings s JOIN items i ON i.n = s.item WHERE i.id = ?)"
            elif self._database.run("UPDATE outlets SET visibility = ? WHERE id = ?", (number, id_)):
                where = "WHERE n IN (SELECT p.capture FROM pages p JOIN outlets o ON o.n = p.outlet WHERE o.id = ?)"
            else:
                remedy = "look it up with `dateline search` or `dateline outlet`"
                raise InputError("no item or outlet has this id", where=id_, remedy=remedy)
            self._database.run(f"{_CAPTURE_LEVEL} {where}", (id_,))

    def purge(self, id_: str, purge: Purge, run: Run) -> int:
        """Erase a capture (by SHA-256) or an item (by id) for good; gives the number of tombstones left.

        With a capture go the items and versions nothing else shows; with an item the bytes of its captures.
        """
        self._database.run("PRAGMA secure_delete = ON")
        try:
            with self._database.transaction():
                tombstones = self._purge(id_, purge, run)
                self._words.optimise()
        finally:
            self._database.run("PRAGMA secure_delete = OFF")
        self._database.all("PRAGMA wal_checkpoint(TRUNCATE)")
        return tombstones

    def tombstones(self) -> list[Stone]:
        """Everything ever purged, in order."""
        rows = self._database.all("SELECT kind, id, who, at, why, size FROM purges ORDER BY n")
        return [Stone(*row) for row in rows]

    def _purge(self, id_: str, purge: Purge, run: Run) -> int:
        capture = self._database.value("SELECT n FROM captures WHERE sha256 = ? AND purged IS NULL", (id_,))
        if capture is not None:
            return self._capture(capture, purge, run) + self._orphans(capture, purge, run)
        item = self._database.value("SELECT n FROM items WHERE id = ?", (id_,))
        if item is None:
            remedy = "give the SHA-256 of a capture or the id of an item"
            raise InputError("there is nothing with this id to purge", where=id_, remedy=remedy)
        sql = "SELECT c.n FROM sightings s JOIN captures c ON c.n = s.capture WHERE s.item = ? AND c.purged IS NULL"
        captures = [row[0] for row in self._database.all(f"{sql} GROUP BY c.n", (item,))]
        return sum(self._capture(n, purge, run) for n in captures) + self._item(item, purge, run)

    def _capture(self, number: int, purge: Purge, run: Run) -> int:
        row = self._database.one("SELECT sha256, size FROM captures WHERE n = ?", (number,))
        if row is None:
            return 0
        self._tombstone(("capture", row["sha256"]), row["size"], purge, run)
        self._database.run("DELETE FROM blobs WHERE capture = ?", (number,))
        self._database.run("UPDATE pages SET detail = NULL WHERE capture = ?", (number,))
        self._database.run("UPDATE revisits SET headers = '[]' WHERE capture = ?", (number,))
        self._database.run("UPDATE captures SET purged = ?, headers = '[]' WHERE n = ?", (run.started, number))
        return 1

    def _orphans(self, capture: int, purge: Purge, run: Run) -> int:
        """Items and versions that only this capture showed."""
        numbers = [
            r[0] for r in self._database.all("SELECT DISTINCT item FROM sightings WHERE capture = ?", (capture,))
        ]
        kept = (
            "SELECT DISTINCT s.version FROM sightings s JOIN captures c ON c.n = s.capture"
            " WHERE s.item = ? AND c.purged IS NULL"
        )
        gone = 0
        for item in numbers:
            versions = {row[0] for row in self._database.all(kept, (item,))}
            if not versions:
                gone += self._item(item, purge, run)
            else:
                self._keep_versions(item, versions)
        return gone

    def _keep_versions(self, item: int, kept: set[int]) -> None:
        latest = self._matching.latest(item)
        marks = ",".join(str(version) for version in sorted(kept))
        if latest.item.version not in kept:
            self._words.remove(item, latest.item, latest.folded)
            self._database.run(
                "UPDATE items SET (version, current, day, published, headline) = (SELECT version, n,"
                " CASE WHEN published GLOB '????-??-??*' THEN substr(published, 1, 10) END, published, headline"
                " FROM versions WHERE item = ? AND version = ?) WHERE n = ?",
                (item, max(kept), item),
            )
            now = self._matching.latest(item)
            self._database.run("UPDATE items SET size = ? WHERE n = ?", (len(now.item.body), item))
            self._words.add(item, now.item, now.folded)
            self._reposts.renew(item, (latest.folded, latest.day), (now.folded, now.day))
        for table in ("readings", "versions"):
            self._database.run(f"DELETE FROM {table} WHERE item = ? AND version NOT IN ({marks})", (item,))

    def _item(self, number: int, purge: Purge, run: Run) -> int:
        latest = self._matching.latest(number)
        self._tombstone(("item", latest.item.id), len(squeeze(latest.item.body)), purge, run)
        self._words.remove(number, latest.item, latest.folded)
        self._reposts.remove(number, latest.folded, latest.day)
        for kind, table in (("event", "events"), ("statement", "statements")):
            claims = f"SELECT n FROM {table} WHERE item = ?"
            self._database.run(f"DELETE FROM mentions WHERE kind = '{kind}' AND claim IN ({claims})", (number,))
            self._database.run(f"DELETE FROM {table} WHERE item = ?", (number,))
        for table in _DERIVED:
            self._database.run(f"DELETE FROM {table} WHERE item = ?", (number,))
        self._database.run("DELETE FROM items WHERE n = ?", (number,))
        return 1

    def _tombstone(self, about: tuple[str, str], size: int, purge: Purge, run: Run) -> None:
        sql = "INSERT INTO purges (kind, id, who, at, why, size) VALUES (?, ?, ?, ?, ?, ?)"
        run.number  # noqa: B018 – puts the run on record
        self._database.run(sql, (*about, purge.who, run.started, purge.why, size))
