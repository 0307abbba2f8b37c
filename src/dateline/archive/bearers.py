"""Takes chains, keeps how many tell the same of one spelling, where the first stands, and what they were joined to.

It joins nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from dateline.archive.database import Database
from dateline.records import Bearer, Chain, Form, Traits

_EARLIER = (
    "(coalesce(excluded.day, '9999'), excluded.item, excluded.start) < (coalesce(day, '9999'), item, start)"
    " THEN excluded.{0} ELSE {0} END"
)
_ADD = (
    "INSERT INTO bearers (kind, spelling, traits, words, chains, day, item, field, start, last)"
    " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT (kind, spelling, traits) DO UPDATE SET chains = chains + 1, "
    + ", ".join(f"{c} = CASE WHEN {_EARLIER.format(c)}" for c in ("words", "day", "item", "field", "start"))
    + ", last = nullif(max(coalesce(last, ''), coalesce(excluded.last, '')), '') RETURNING n"
)
_FIRST = (
    "SELECT i.day, i.id, c.words, json_extract(c.record, '$[0][0][0]') AS field,"
    " json_extract(c.record, '$[0][0][1]') AS start FROM chains c JOIN items i ON i.n = c.item WHERE c.bearer = ?"
    " ORDER BY coalesce(i.day, '9999'), i.id, start LIMIT 1"
)


class Bearers:
    """What is told of each spelling, by how many chains."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, chain: Chain) -> int:
        """Count a chain; gives the row of its bearer."""
        traits, founder = chain.traits, chain.members[0]
        row = self._database.one(
            _ADD,
            (
                *(chain.form.kind, chain.form.key, packed(traits), chain.form.words, chain.day, chain.item),
                *(founder.field, founder.start, chain.day),
            ),
        )
        return 0 if row is None else int(row[0])

    def of(self, forms: Sequence[Form]) -> list[Bearer]:
        """All bearers of some spellings, those that lost a chain looked up again."""
        sql = "SELECT * FROM bearers WHERE kind = ? AND spelling = ? ORDER BY traits"
        rows = [row for f in forms for row in self._database.all(sql, (f.kind, f.key))]
        if any(row["stale"] for row in rows):
            self._freshen([row["n"] for row in rows if row["stale"]])
            rows = [row for f in forms for row in self._database.all(sql, (f.kind, f.key))]
        return [_bearer(row) for row in rows]

    def _freshen(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            first = self._database.one(_FIRST, (number,))
            if first is None:
                self._database.run("DELETE FROM bearers WHERE n = ?", (number,))
                continue
            last = self._database.value(
                "SELECT max(i.day) FROM chains c JOIN items i ON i.n = c.item WHERE c.bearer = ?", (number,)
            )
            self._database.run(
                "UPDATE bearers SET day = ?, item = ?, words = ?, field = ?, start = ?, last = ?, stale = 0"
                " WHERE n = ?",
                (*first, last, number),
            )

    def are_beside(self, one: Form, other: Form) -> bool:
        """Whether some item names both spellings."""
        few, many = sorted((one, other), key=self._often)
        sql = (
            "SELECT 1 FROM chains a WHERE a.kind = ? AND a.spelling = ? AND EXISTS (SELECT 1 FROM chains b"
            " WHERE b.item = a.item AND +b.kind = ? AND +b.spelling = ?) LIMIT 1"
        )
        return self._database.value(sql, (few.kind, few.key, many.kind, many.key)) is not None

    def _often(self, form: Form) -> int:
        sql = "SELECT sum(chains) FROM bearers WHERE kind = ? AND spelling = ?"
        return int(self._database.value(sql, (form.kind, form.key)) or 0)

    def is_taken(self, base: str, besides: Iterable[int]) -> bool:
        """Whether bearers other than these rows were joined to an entity."""
        own = set(besides)
        return any(row[0] not in own for row in self._database.all("SELECT n FROM bearers WHERE base = ?", (base,)))

    def assign(self, rows: Iterable[tuple[str | None, str | None, int]]) -> None:
        """Set the entity, and for names in one word the reason, of bearers; their chains are to be ruled anew."""
        known = list(rows)
        self._database.run_many("UPDATE bearers SET base = ?, why = ? WHERE n = ?", known)
        self._database.run_many(
            "INSERT OR IGNORE INTO unruled_chains SELECT n FROM chains WHERE bearer = ?", [(n,) for _, _, n in known]
        )

    def explain(self, rows: Iterable[tuple[str | None, int]]) -> None:
        """Set the reasons alone."""
        self._database.run_many("UPDATE bearers SET why = ? WHERE n = ?", rows)

    def reasons(self, forms: Sequence[Form]) -> dict[int, str]:
        """The reasons on record for names in one word, by row."""
        sql = "SELECT n, why FROM bearers WHERE kind = ? AND spelling = ? AND why IS NOT NULL"
        return {row[0]: row[1] for f in forms for row in self._database.all(sql, (f.kind, f.key))}


def packed(traits: Traits) -> str:
    """What the columns of a bearer's row do not hold, as JSON."""
    rest = [traits.told, traits.outlet, traits.roles, traits.sectors, traits.country, traits.initials, traits.year]
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


def _bearer(row: sqlite3.Row) -> Bearer:
    told, outlet, roles, sectors, country, initials, year = json.loads(row["traits"])
    form = Form(row["kind"], row["spelling"], row["words"])
    traits = Traits(form, told, outlet, tuple(roles), tuple(sectors), country, tuple(initials), year)
    where = (row["day"], row["item"], row["field"], row["start"], row["last"], row["base"], row["n"])
    return Bearer(traits, row["chains"], *where)
