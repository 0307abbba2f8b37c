"""Takes an archive, counts what it holds for an audience."""

from __future__ import annotations

from dateline.archive import visibility
from dateline.archive.database import Database

_COUNTS = (
    ("outlets", "SELECT count(*) FROM outlets WHERE visibility <= :level"),
    ("captures", "SELECT count(*) FROM captures WHERE visibility <= :level AND purged IS NULL"),
    ("captured_bytes", "SELECT coalesce(sum(size), 0) FROM captures WHERE visibility <= :level AND purged IS NULL"),
    (
        "revisits",
        "SELECT count(*) FROM revisits r JOIN captures c ON c.n = r.capture WHERE c.visibility <= :level"
        " AND c.purged IS NULL",
    ),
    ("items", "SELECT count(*) FROM listing WHERE visibility <= :level"),
    (
        "versions",
        "SELECT count(*) FROM versions v JOIN listing l ON l.n = v.item WHERE l.visibility <= :level",
    ),
    ("statements", "SELECT count(*) FROM statements WHERE visibility <= :level"),
    ("events", "SELECT count(*) FROM events WHERE visibility <= :level"),
    ("tombstones", "SELECT count(*) FROM purges"),
)


class Stats:
    """The counts of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, audience: str = "public") -> list[tuple[str, int]]:
        """Pairs of name and number, in a fixed order; `missing_pages` are known to exist and were not captured."""
        from dateline.archive.coverage import CoverageLedger

        level = {"level": visibility.rank(audience)}
        with self._database.snapshot():
            found = [(name, int(self._database.value(sql, level))) for name, sql in _COUNTS]
            missing = CoverageLedger(self._database).missing(audience)
        size = self._database.value("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return [*found, ("missing_pages", missing), ("file_bytes", int(size))]
