"""Takes an archive, re-checks what it holds: every digest, the file's structure, its references. It repairs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.captures import unpack
from dateline.archive.database import Database
from dateline.archive.packing import DamagedError
from dateline.records import Problem
from dateline.text import digest

RESTORE = "take the file from a backup (`dateline backup` makes one)"


class Checks:
    """What `dateline verify` asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def digests(self) -> Iterator[Problem | None]:
        """One answer per capture that has bytes: None where they are what they were, else a Problem."""
        last = 0
        sql = (
            "SELECT c.n, c.sha256, c.url, c.file_name, b.codec, b.body FROM captures c"
            " LEFT JOIN blobs b ON b.capture = c.n WHERE c.n > ? AND c.purged IS NULL ORDER BY c.n LIMIT 64"
        )
        while rows := self._database.all(sql, (last,)):
            for row in rows:
                origin = row["url"] or row["file_name"] or row["sha256"][:12]
                yield self._digest(row["codec"], row["body"], row["sha256"], origin)
            last = rows[-1]["n"]

    def _digest(self, codec: str | None, body: bytes | None, expected: str, origin: str) -> Problem | None:
        if body is None:
            return Problem("missing bytes", f"the bytes of capture {expected[:12]} are gone", origin, RESTORE)
        try:
            found = digest(unpack(codec or "raw", body))
        except DamagedError as error:
            return Problem("damaged bytes", f"capture {expected[:12]} cannot be unpacked ({error})", origin, RESTORE)
        if found == expected:
            return None
        return Problem("damaged bytes", f"SHA-256 is {found[:12]}…, not {expected[:12]}… as recorded", origin, RESTORE)

    def structure(self) -> Iterator[Problem]:
        """Trouble of the file itself: damaged pages, references to rows that are gone, items without their text."""
        where = str(self._database.path)
        for row in self._database.all("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                yield Problem("damaged file", str(row[0]), where, RESTORE)
        for row in self._database.all("PRAGMA foreign_key_check"):
            what = f"a row of {row[0]} refers to a row of {row[2]} that is gone"
            yield Problem("broken reference", what, where, RESTORE)
        sql = "SELECT i.id FROM items i LEFT JOIN versions v ON v.n = i.current WHERE v.item IS NOT i.n"
        for row in self._database.all(sql):
            yield Problem("broken reference", f"item {row[0]} has no current version", where, RESTORE)
        yield from self._index(where)

    def _index(self, where: str) -> Iterator[Problem]:
        items = self._database.value("SELECT count(*) FROM items")
        indexed = self._database.value("SELECT count(*) FROM words_docsize")
        if items != indexed:
            what = f"{indexed:,} items are in the full-text index, {items:,} in the archive"
            yield Problem("incomplete index", what, where, RESTORE)
