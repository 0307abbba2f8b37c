"""Takes Problems, keeps each once; marks them resolved when the same input goes through later."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive import visibility
from dateline.archive.database import Database
from dateline.archive.runs import Run, now
from dateline.records import Problem
from dateline.text import make_id

_SELECT = (
    "SELECT p.n, p.kind, p.what, p.place, p.remedy, p.at, coalesce(r.id, '') AS run"
    " FROM problems p LEFT JOIN runs r ON r.n = p.run"
)


class Problems:
    """Trouble of single inputs: counted, shown, never lost."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, problem: Problem, run: Run, source: str = "", outlet: str = "") -> bool:
        """Store a problem, with the id of its outlet where that is known; one that is open already changes nothing.

        True when it was news.
        """
        digest = make_id("problem", problem.kind, problem.what, problem.where, source)
        sql = "SELECT resolved FROM problems WHERE digest = ?"
        row = self._database.one(sql, (digest,))
        if row is not None and row["resolved"] is None:
            return False
        if row is not None:
            self._database.run("UPDATE problems SET resolved = NULL WHERE digest = ?", (digest,))
            return True
        self._database.run(
            "INSERT INTO problems (digest, kind, what, place, remedy, source, outlet, at, run)"
            " VALUES (?, ?, ?, ?, ?, ?, (SELECT n FROM outlets WHERE id = ?), ?, ?)",
            (
                *(digest, problem.kind, problem.what, problem.where, problem.remedy, source, outlet),
                *(problem.when or run.started, run.number),
            ),
        )
        return True

    def resolve(self, source: str) -> None:
        """Close the problems of an input that has now gone through."""
        sql = "SELECT 1 FROM problems WHERE source = ? AND resolved IS NULL"
        if source and self._database.value(sql, (source,)):
            sql = "UPDATE problems SET resolved = ? WHERE source = ? AND resolved IS NULL"
            self._database.run(sql, (now(), source))

    def all(self, audience: str = "public", *, resolved: bool = False) -> Iterator[Problem]:
        """The open problems in the order they came; with `resolved` the closed ones too."""
        closed = "" if resolved else " AND p.resolved IS NULL"
        sql = f"{_SELECT} WHERE p.visibility <= ?{closed} ORDER BY p.n"
        for row in self._database.rows(sql, (visibility.rank(audience),)):
            yield Problem(row["kind"], row["what"], row["place"], row["remedy"], row["at"], row["run"])

    def count(self, audience: str = "public") -> dict[str, int]:
        """How many are open, by kind, most frequent first."""
        sql = (
            "SELECT kind, count(*) AS many FROM problems WHERE visibility <= ? AND resolved IS NULL"
            " GROUP BY kind ORDER BY many DESC, kind"
        )
        return {row["kind"]: row["many"] for row in self._database.all(sql, (visibility.rank(audience),))}
