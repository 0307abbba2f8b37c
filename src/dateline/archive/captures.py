"""Takes Captures, keeps their bytes unaltered (compressed), gives them back. It looks into none of them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.archive import packing, visibility
from dateline.archive.database import Database
from dateline.archive.kept import Kept
from dateline.archive.runs import Run
from dateline.records import Capture, Revisit

_SELECT = (
    "SELECT c.*, b.codec, b.body, b.received, b.received_codec FROM captures c LEFT JOIN blobs b ON b.capture = c.n"
)

_BARE = "SELECT c.*, 'raw' AS codec, x'' AS body, NULL AS received, NULL AS received_codec FROM captures c"


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive already has of some bytes."""

    number: int
    splitter: str
    purged: str | None


class Captures:
    """The evidence: bytes as they came, by SHA-256."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = Kept(database)

    def known(self, sha256: str) -> Known | None:
        """Whether these bytes are on record, and what was done with them; for filing, so it sees every row."""
        row = self._database.one("SELECT n, splitter, purged FROM captures WHERE sha256 = ?", (sha256,))
        return None if row is None else Known(row["n"], row["splitter"], row["purged"])

    def add(self, capture: Capture, run: Run, splitter: str) -> int:
        """Store new bytes; gives their row. `splitter` is the version that split them in the same transaction."""
        headers = json.dumps([list(pair) for pair in capture.headers], ensure_ascii=False)
        number = self._database.insert(
            "INSERT INTO captures (sha256, media_type, url, file_name, fetched, modified, status, headers, size, added,"
            " run, splitter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(capture.sha256, capture.media_type, capture.url, capture.file_name, capture.fetched),
                *(capture.modified, capture.status, headers, len(capture.body), run.started, run.number, splitter),
            ),
        )
        codec, body = pack(capture.body)
        again, received = pack(capture.received) if capture.received is not None else (None, None)
        sql = "INSERT INTO blobs (capture, codec, body, received_codec, received) VALUES (?, ?, ?, ?, ?)"
        self._database.run(sql, (number, codec, body, again, received))
        return number

    def note_origin(self, number: int, capture: Capture) -> bool:
        """Keep a further address that gave bytes already on record; True when it was news."""
        if capture.url is None:
            return False
        if self._database.value("SELECT url FROM captures WHERE n = ?", (number,)) == capture.url:
            return False
        sql = "SELECT 1 FROM origins WHERE capture = ? AND origin = ?"
        if self._database.value(sql, (number, capture.url)):
            return False
        sql = "INSERT INTO origins (capture, origin, fetched) VALUES (?, ?, ?)"
        self._database.run(sql, (number, capture.url, capture.fetched))
        return True

    def is_news(self, number: int, capture: Capture) -> bool:
        """Whether this is a fetch, with address and time, that is not on record for these bytes."""
        if capture.url is None or capture.fetched is None:
            return False
        sql = (
            "SELECT 1 FROM captures WHERE n = ? AND url = ? AND fetched = ?"
            " UNION ALL SELECT 1 FROM revisits WHERE capture = ? AND url = ? AND fetched = ?"
        )
        return self._database.value(sql, (number, capture.url, capture.fetched) * 2) is None

    def note_again(self, number: int, capture: Capture, run: Run) -> bool:
        """Keep that these bytes were fetched once more; True when it was news."""
        if not self.is_news(number, capture):
            return False
        headers = json.dumps([list(pair) for pair in capture.headers], ensure_ascii=False)
        sql = "INSERT INTO revisits (capture, url, fetched, status, headers, run) VALUES (?, ?, ?, ?, ?, ?)"
        self._database.run(sql, (number, capture.url, capture.fetched, capture.status, headers, run.number))
        return True

    def get(self, sha256: str, audience: str = "public") -> Capture | None:
        """One capture with its bytes; None where there is none, it is not for this audience, or it was purged."""
        sql = f"{_SELECT} WHERE c.sha256 = ? AND c.visibility <= ?"
        row = self._database.one(sql, (sha256, visibility.rank(audience)))
        return None if row is None or row["purged"] else self._whole([row])[0]

    def latest(self, url: str) -> Capture | None:
        """The newest capture of an address, for a conditional request; for filing, so it sees every row."""
        sql = f"{_SELECT} WHERE c.url = ? AND c.purged IS NULL ORDER BY c.n DESC LIMIT 1"
        row = self._database.one(sql, (url,))
        return None if row is None else capture_of(row)

    def has_url(self, url: str) -> bool:
        """Whether an address was captured before; for filing, so it sees every row."""
        sql = "SELECT 1 FROM captures WHERE url = ? UNION ALL SELECT 1 FROM origins WHERE origin = ? LIMIT 1"
        return self._database.value(sql, (url, url)) is not None

    def all(self, audience: str = "public", *, body: bool = True) -> Iterator[Capture]:
        """Every capture in the order of storing, one by one; without `body` its bytes stay empty and on disk."""
        level, last = visibility.rank(audience), 0
        select = _SELECT if body else _BARE
        sql = f"{select} WHERE c.n > ? AND c.visibility <= ? AND c.purged IS NULL ORDER BY c.n LIMIT 64"
        while rows := self._database.all(sql, (last, level)):
            yield from self._whole(rows)
            last = rows[-1]["n"]

    def _whole(self, rows: list[sqlite3.Row]) -> list[Capture]:
        """Rows of captures as records with their revisits."""
        marks = ",".join(str(row["n"]) for row in rows)
        sql = f"SELECT * FROM revisits WHERE capture IN ({marks}) ORDER BY capture, fetched, n"
        again: dict[int, list[Revisit]] = defaultdict(list)
        for row in self._database.all(sql):
            headers = tuple((name, value) for name, value in json.loads(row["headers"]))
            again[row["capture"]].append(Revisit(row["fetched"], row["url"], row["status"], headers))
        return [replace(capture_of(row), revisits=tuple(again[row["n"]])) for row in rows]

    def count(self, audience: str = "public") -> int:
        """How many captures this audience may see."""
        sql = "SELECT count(*) FROM captures WHERE visibility <= ? AND purged IS NULL"
        level = visibility.rank(audience)
        return self._kept.get(("count", level), lambda: int(self._database.value(sql, (level,))))

    def restrict(self, number: int) -> None:
        """Let a capture be seen by those only who may see all items on it."""
        level = self._database.value(
            "SELECT max(max(i.visibility, o.visibility)) FROM sightings s JOIN items i ON i.n = s.item"
            " JOIN outlets o ON o.n = i.outlet WHERE s.capture = ?",
            (number,),
        )
        if level:
            self._database.run(
                "UPDATE captures SET visibility = ? WHERE n = ? AND visibility < ?", (level, number, level)
            )

    def mark(self, number: int, splitter: str) -> None:
        """Note which version split a capture."""
        self._database.run("UPDATE captures SET splitter = ? WHERE n = ?", (splitter, number))


def pack(body: bytes) -> tuple[str, bytes]:
    """Compress where it helps: `(codec, bytes)`, codec `raw` or `zstd`, in older archives `zlib`."""
    packed = packing.pack(body, packing.DENSE) if len(body) > 64 else body
    return ("zstd", packed) if len(packed) < len(body) else ("raw", body)


def unpack(codec: str, body: bytes) -> bytes:
    """The bytes as they came; the opposite of `pack`. Raises packing.DamagedError."""
    return body if codec == "raw" else packing.unpack(body)


def capture_of(row: sqlite3.Row) -> Capture:
    """A row of `captures` with its blob as a record."""
    return Capture(
        sha256=row["sha256"],
        body=unpack(row["codec"], row["body"]) if row["body"] is not None else b"",
        media_type=row["media_type"],
        url=row["url"],
        file_name=row["file_name"],
        fetched=row["fetched"],
        modified=row["modified"],
        status=row["status"],
        received=unpack(row["received_codec"], row["received"]) if row["received"] is not None else None,
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
    )
