"""Takes chains of names and the entities they were joined to; gives lists and the chains of one, per audience.

It joins nothing. Only bodies, and persons whose public role some item of the audience prints, are ever listed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.archive.database import Database
from dateline.archive.visibility import rank
from dateline.records import Chain, Form, Member
from dateline.text import fold

_CHAIN = (
    "SELECT c.record, c.kind, c.spelling, c.words, c.told, i.id, i.version, o.id AS outlet, i.day FROM chains c"
    " JOIN items i ON i.n = c.item JOIN outlets o ON o.n = i.outlet"
)
_LISTED = "(c.kind != 'person' OR max(c.told = 'public') = 1) AND coalesce(max(e.public), 1) = 1"


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A line of the list. `items` and `mentions` count what the audience may see; `name` is the usual spelling."""

    id: str
    kind: str
    name: str
    items: int
    mentions: int


@dataclass(frozen=True, slots=True)
class EntityList:
    """One page of the list; `total` counts entities."""

    rows: tuple[EntityRow, ...]
    total: int
    number: int = 1
    size: int = 50

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class EntityQuery:
    """What to list: those of a `kind` (person, body), whose name contains `words`; page `number` of `size`."""

    words: str = ""
    kind: str | None = None
    number: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class Part:
    """How often an entity has a part in claims: actor, recipient, speaker … in events or statements."""

    claim: str
    role: str
    count: int


class Entities:
    """The names on record and whom they name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: EntityQuery, audience: str) -> EntityList:
        """Entities in the order of how many items name them."""
        values: list[object] = [rank(audience)]
        where = "c.entity IS NOT NULL AND c.visibility <= ?"
        if wanted.kind:
            where, values = f"{where} AND c.kind = ?", [*values, wanted.kind]
        grouped = (
            f"SELECT c.entity, c.kind, count(DISTINCT c.item) AS items, sum(c.mentions) AS mentions FROM chains c"
            f" LEFT JOIN entity_notes e ON e.entity = c.entity WHERE {where} GROUP BY c.entity HAVING {_LISTED}"
        )
        if wanted.words:
            found = self._matching(wanted.words, rank(audience))
            grouped = grouped.replace("WHERE", f"WHERE c.entity IN ({','.join('?' * len(found))}) AND", 1)
            values = [*found, *values]
        total = int(self._database.value(f"SELECT count(*) FROM ({grouped})", values))
        sql = f"{grouped} ORDER BY items DESC, c.entity LIMIT ? OFFSET ?"
        start = (wanted.number - 1) * wanted.size
        rows = self._database.all(sql, [*values, wanted.size, start])
        listed = tuple(
            EntityRow(r["entity"], r["kind"], self.name(r["entity"], audience), r["items"], r["mentions"]) for r in rows
        )
        return EntityList(listed, total, wanted.number, wanted.size)

    def _matching(self, words: str, level: int) -> list[str]:
        wanted = fold(words)
        sql = "SELECT DISTINCT entity, words FROM chains WHERE entity IS NOT NULL AND visibility <= ?"
        found = {row[0] for row in self._database.rows(sql, (level,)) if wanted in fold(row[1])}
        return sorted(found)[:900]

    def count(self, audience: str) -> int:
        """How many may be listed."""
        return self.page(EntityQuery(size=0), audience).total

    def ids(self, audience: str) -> Iterator[str]:
        """The ids of all that may be listed, in order."""
        sql = (
            "SELECT c.entity FROM chains c LEFT JOIN entity_notes e ON e.entity = c.entity"
            f" WHERE c.entity IS NOT NULL AND c.visibility <= ? GROUP BY c.entity HAVING {_LISTED} ORDER BY c.entity"
        )
        yield from (row[0] for row in self._database.all(sql, (rank(audience),)))

    def name(self, id_: str, audience: str) -> str:
        """The name shown: the one a person chose, else the most frequent spelling the audience may see."""
        chosen = self._database.value("SELECT name FROM entity_notes WHERE entity = ?", (id_,))
        if chosen:
            return str(chosen)
        sql = (
            "SELECT words, count(*) AS many FROM chains WHERE entity = ? AND visibility <= ?"
            " GROUP BY words ORDER BY instr(words, ' ') = 0, many DESC, length(words) DESC, words LIMIT 1"
        )
        row = self._database.one(sql, (id_, rank(audience)))
        return "" if row is None else str(row["words"]).removeprefix("the ")

    def is_listed(self, id_: str, audience: str) -> bool:
        """Whether this audience may have a page of it."""
        sql = (
            "SELECT 1 FROM chains c LEFT JOIN entity_notes e ON e.entity = c.entity"
            f" WHERE c.entity = ? AND c.visibility <= ? GROUP BY c.entity HAVING {_LISTED}"
        )
        return self._database.value(sql, (id_, rank(audience))) is not None

    def chains(self, id_: str, audience: str) -> tuple[Chain, ...]:
        """Where the audience may see it named, the first day first."""
        where = "WHERE c.entity = ? AND c.visibility <= ? ORDER BY i.day IS NULL, i.day, i.id"
        rows = self._database.all(f"{_CHAIN} {where}", (id_, rank(audience)))
        return tuple(chain_of(row) for row in rows)

    def outlets(self, id_: str, audience: str) -> tuple[tuple[str, int], ...]:
        """Outlets that name it, and in how many items."""
        sql = (
            "SELECT o.id, count(DISTINCT c.item) AS many FROM chains c JOIN items i ON i.n = c.item"
            " JOIN outlets o ON o.n = i.outlet WHERE c.entity = ? AND c.visibility <= ?"
            " GROUP BY o.id ORDER BY many DESC, o.id"
        )
        return tuple((row[0], int(row[1])) for row in self._database.all(sql, (id_, rank(audience))))

    def parts(self, id_: str, audience: str) -> tuple[Part, ...]:
        """Its parts in statements and events, with counts of claims."""
        sql = (
            "SELECT m.kind, m.role, count(DISTINCT m.claim) AS many FROM mentions m"
            " LEFT JOIN events e ON m.kind = 'event' AND e.n = m.claim"
            " LEFT JOIN statements s ON m.kind = 'statement' AND s.n = m.claim"
            " JOIN listing l ON l.n = coalesce(e.item, s.item)"
            " WHERE m.entity = ? AND l.visibility <= ? GROUP BY 1, 2 ORDER BY many DESC, 1, 2"
        )
        return tuple(Part(*row) for row in self._database.all(sql, (id_, rank(audience))))

    def claims(self, id_: str, part: Part, audience: str, limit: int = 20) -> tuple[str, ...]:
        """The ids of claims in which it has this part, the latest day first."""
        table = "events" if part.claim == "event" else "statements"
        sql = (
            f"SELECT c.id FROM mentions m JOIN {table} c ON c.n = m.claim JOIN listing l ON l.n = c.item"
            " WHERE m.entity = ? AND m.kind = ? AND m.role = ? AND l.visibility <= ?"
            " GROUP BY c.n ORDER BY c.day DESC, c.n LIMIT ?"
        )
        values = (id_, part.claim, part.role, rank(audience), limit)
        return tuple(row[0] for row in self._database.all(sql, values))

    def apart(self, id_: str, audience: str) -> tuple[tuple[str, int], ...]:
        """Why its surname alone was not joined to it, and in how many items the audience may see."""
        seen = rank(audience)
        sql = (
            "SELECT b.why, count(DISTINCT c.item) AS many FROM (SELECT DISTINCT kind, spelling FROM chains"
            " WHERE entity = ? AND visibility <= ?) f JOIN spelling_links k ON k.kind = f.kind AND k.one = f.spelling"
            " AND k.why = 'surname' JOIN chains c ON c.kind = k.kind AND c.spelling = k.other JOIN bearers b"
            " ON b.n = c.bearer WHERE c.base IS NULL AND c.visibility <= ? AND b.why IS NOT NULL"
            " GROUP BY b.why ORDER BY many DESC, b.why LIMIT 10"
        )
        return tuple((row[0], int(row[1])) for row in self._database.all(sql, (id_, seen, seen)))

    def alone(self, id_: str, audience: str) -> tuple[str, ...]:
        """Why names in one word were joined to it."""
        sql = (
            "SELECT DISTINCT b.why FROM chains c JOIN bearers b ON b.n = c.bearer"
            " WHERE c.entity = ? AND c.visibility <= ? AND c.kind = 'person' AND b.why IS NOT NULL ORDER BY 1"
        )
        return tuple(row[0] for row in self._database.all(sql, (id_, rank(audience))))

    def current(self, id_: str) -> str | None:
        """The id that stands for this one now; None where no name is joined to it and none ever was."""
        seen = set()
        while id_ not in seen:
            seen.add(id_)
            if self._database.value("SELECT 1 FROM chains WHERE entity = ? LIMIT 1", (id_,)):
                return id_
            id_ = self._database.value("SELECT new FROM moved_entities WHERE old = ?", (id_,)) or id_
        return None


def chain_of(row: sqlite3.Row) -> Chain:
    """A chain from its row."""
    members, kind, roles, sectors, country, international, initials = json.loads(row["record"])
    return Chain(
        item=row["id"],
        item_version=row["version"],
        outlet=row["outlet"],
        day=row["day"],
        form=Form(row["kind"], row["spelling"], row["words"]),
        members=tuple(Member(*m) for m in members),
        kind=kind,
        told=row["told"],
        roles=tuple(roles),
        sectors=tuple(sectors),
        country=country,
        international=international,
        initials=tuple(initials),
    )


def packed(chain: Chain) -> str:
    """What the columns of a chain's row do not hold, as JSON."""
    members = [[m.field, m.start, m.end, m.words, m.why, m.sure] for m in chain.members]
    rest = [chain.kind, chain.roles, chain.sectors, chain.country, chain.international, chain.initials]
    return json.dumps([members, *rest], ensure_ascii=False, separators=(",", ":"))


def forms_of(rows: Iterable[sqlite3.Row]) -> tuple[Form, ...]:
    """Forms from rows of kind and spelling."""
    return tuple(Form(row["kind"], row["spelling"]) for row in rows)
