"""Takes Decisions of people, keeps them for ever in their order, gives them back. It applies none."""

from __future__ import annotations

from dateline.archive.database import Database
from dateline.archive.runs import now
from dateline.records import Decision
from dateline.text import make_id

_SELECT = "SELECT id, kind, about, action, who, at, old, new, reason, undoes FROM decisions"


class Decisions:
    """What people decided; append-only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; without `id` or `at` it gets them. Gives it as kept."""
        taken = int(self._database.value("SELECT count(*) FROM decisions"))
        at = decision.at or now()
        ident = decision.id or make_id("decision", taken, *decision.about, decision.action, at)
        self._database.run(
            "INSERT INTO decisions (id, kind, about, action, who, at, old, new, reason, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(ident, *decision.about, decision.action, decision.by, at),
                *(decision.old, decision.new, decision.reason, decision.undoes),
            ),
        )
        kept = self.get(ident)
        assert kept is not None  # noqa: S101
        return kept

    def get(self, id_: str) -> Decision | None:
        """One decision."""
        return next(iter(self._all("WHERE id = ?", (id_,))), None)

    def all(self, kind: str | None = None) -> tuple[Decision, ...]:
        """All decisions in their order, or those about one kind of record."""
        return self._all("WHERE ? IS NULL OR kind = ? ORDER BY n", (kind, kind))

    def history(self, kind: str, id_: str) -> tuple[Decision, ...]:
        """All that was decided about a record and what was merged with it, undone decisions and their undoing too."""
        every = self.all(kind)
        ids, before = {id_}, 0
        while len(ids) != before:
            before = len(ids)
            for d in every:
                if d.action == "merge" and d.new is not None and {d.about[1], d.new} & ids:
                    ids |= {d.about[1], d.new}
        own = {d.id for d in every if d.about[1] in ids or (d.action == "merge" and d.new in ids)}
        return tuple(d for d in every if d.id in own or d.undoes in own)

    def _all(self, where: str, values: tuple[object, ...]) -> tuple[Decision, ...]:
        rows = self._database.all(f"{_SELECT} {where}", values)
        return tuple(
            Decision(
                r["id"],
                (r["kind"], r["about"]),
                r["action"],
                r["who"],
                r["at"],
                r["old"],
                r["new"],
                r["reason"],
                r["undoes"],
            )
            for r in rows
        )
