"""Takes entities and stories joined across items, keeps them and the claims they were joined from. It joins nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.archive import visibility
from dateline.archive.claims import MENTIONED, pack_record, roles_of, unpack_record
from dateline.archive.database import Database
from dateline.records import Entity, Event, Statement, Story

CHUNK = 500


class JoinedStore:
    """Entities and stories, and the claims that name them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(self) -> Iterator[tuple[int, Event, str, str | None]]:
        """Every public event with its row, outlet and printed day, in the order of items."""
        for number, blob, outlet, day in self._claims("events"):
            yield number, unpack_record(Event, blob), outlet, day

    def statements(self) -> Iterator[tuple[int, Statement, str, str | None]]:
        """Every public statement with its row, outlet and printed day, in the order of items."""
        for number, blob, outlet, day in self._claims("statements"):
            yield number, unpack_record(Statement, blob), outlet, day

    def _claims(self, table: str) -> Iterator[tuple[int, bytes, str, str | None]]:
        after = 0
        sql = (
            f"SELECT c.n, c.record, o.id, i.day FROM {table} c JOIN items i ON i.n = c.item"
            " JOIN outlets o ON o.n = i.outlet WHERE c.n > ? AND max(i.visibility, o.visibility) = 0"
            f" ORDER BY c.n LIMIT {CHUNK}"
        )
        while rows := self._database.all(sql, (after,)):
            yield from ((row[0], row[1], row[2], row[3]) for row in rows)
            after = rows[-1][0]

    def keep(self, number: int, claim: Event | Statement) -> None:
        """Write a claim that was joined: its record, its story, the entities of its mentions."""
        kind = "event" if isinstance(claim, Event) else "statement"
        story = claim.story if isinstance(claim, Event) else None
        if isinstance(claim, Event):
            sql = "UPDATE events SET record = ?, story = ? WHERE n = ?"
            self._database.run(sql, (pack_record(claim), story, number))
        else:
            self._database.run("UPDATE statements SET record = ? WHERE n = ?", (pack_record(claim), number))
        level = self._database.value(f"SELECT visibility FROM {kind}s WHERE n = ?", (number,))
        self._database.run("DELETE FROM mentions WHERE kind = ? AND claim = ?", (kind, number))
        self._database.run_many(MENTIONED, roles_of(claim, number, level))

    def put(self, entities: Iterable[Entity], stories: Iterable[Story]) -> None:
        """Keep these in place of all that were joined before."""
        self._database.run("DELETE FROM entities")
        self._database.run_many(
            "INSERT INTO entities (id, kind, name, country, wikidata, public_role, visibility, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            map(_entity, entities),
        )
        self._database.run("DELETE FROM stories")
        self._database.run_many(
            "INSERT INTO stories (id, title, day, day_to, record) VALUES (?, ?, ?, ?, ?)",
            ((s.id, s.title, s.start, s.end, pack_record(s)) for s in stories),
        )

    def entities(self, audience: str = "public") -> Iterator[Entity]:
        """Every entity that may have a page: bodies, and persons with a public role; by id."""
        sql = "SELECT record FROM entities WHERE visibility <= ? AND (public_role = 1 OR kind != 'person') ORDER BY id"
        for row in self._database.all(sql, (visibility.rank(audience),)):
            yield unpack_record(Entity, row["record"])

    def stories(self, audience: str = "public") -> Iterator[Story]:
        """Every story all of whose items this audience may see, by day."""
        level = visibility.rank(audience)
        sql = (
            "SELECT record FROM stories s WHERE s.visibility <= ?1 AND NOT EXISTS (SELECT 1 FROM events e"
            " JOIN items i ON i.n = e.item JOIN outlets o ON o.n = i.outlet WHERE e.story = s.id"
            " AND max(i.visibility, o.visibility) > ?1) ORDER BY s.day, s.id"
        )
        for row in self._database.all(sql, (level,)):
            yield unpack_record(Story, row["record"])


def _entity(entity: Entity) -> tuple[str | int | bytes | None, ...]:
    level = visibility.rank(entity.visibility)
    told = (entity.id, entity.kind, entity.name, entity.country, entity.wikidata)
    return (*told, int(entity.public_role), level, pack_record(entity))
