"""Takes what coding found in an item, keeps statements and events with what lists filter by; gives them back.

A coding replaces the one before it as a whole. It codes nothing; who may see an item may see its claims.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dateline.archive import visibility
from dateline.archive.database import Database
from dateline.archive.runs import Run
from dateline.records import Coded, Event, Item, Mention, Place, Statement, as_dict, from_dict
from dateline.text import fold

R = TypeVar("R")
_EVENT = (
    "INSERT INTO events (id, item, version, place, event, mode, quad, status, day, day_to, published, outlet, country,"
    " lat, lon, geonameid, attributed, confidence, story, visibility, record)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STATEMENT = (
    "INSERT INTO statements (id, item, version, place, act, stance, speaker, speaker_named, confidence, day, outlet,"
    " visibility, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
MENTIONED = (
    "INSERT INTO mentions (claim, kind, role, name, folded, entity, country, sector, visibility)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Versions:
    """What codes: the versions of reader, codebook and gazetteer."""

    reader: str
    codebook: str
    gazetteer: str


@dataclass(frozen=True, slots=True)
class _Owner:
    """The item of a claim: its row, version, printed day, outlet, visibility."""

    number: int
    version: int
    day: str | None
    outlet: int
    level: int


class Claims:
    """Statements and events of items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def todo(self, versions: Versions, after: int = 0) -> Iterator[int]:
        """The rows of items whose latest version these versions have not coded, in order."""
        sql = (
            "SELECT i.n FROM items i LEFT JOIN codings c ON c.item = i.n AND c.version = i.version AND c.reader = ?"
            " AND c.codebook = ? AND c.gazetteer = ? WHERE i.n > ? AND c.item IS NULL ORDER BY i.n LIMIT 1000"
        )
        values = (versions.reader, versions.codebook, versions.gazetteer)
        while rows := self._database.all(sql, (*values, after)):
            yield from (row[0] for row in rows)
            after = rows[-1][0]

    def put(self, item: Item, coded: Coded, versions: Versions, run: Run) -> None:
        """Keep what was found in the latest version of an item, in place of what was on record."""
        row = self._database.one("SELECT n, version, day, outlet, visibility FROM items WHERE id = ?", (item.id,))
        if row is None or row["version"] != item.version:
            return
        owner = _Owner(row["n"], row["version"], row["day"], row["outlet"], row["visibility"])
        self.remove(owner.number)
        for place, statement in enumerate(coded.statements, 1):
            self._statement(statement, place, owner)
        for place, event in enumerate(coded.events, 1):
            self._event(event, place, owner)
        self._database.run(
            "INSERT INTO codings (item, version, reader, codebook, gazetteer, events, statements, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(owner.number, owner.version, versions.reader, versions.codebook, versions.gazetteer),
                *(len(coded.events), len(coded.statements), run.number),
            ),
        )

    def remove(self, number: int) -> None:
        """Take out the claims of an item."""
        for kind, table in (("event", "events"), ("statement", "statements")):
            sql = f"DELETE FROM mentions WHERE kind = ? AND claim IN (SELECT n FROM {table} WHERE item = ?)"
            self._database.run(sql, (kind, number))
            self._database.run(f"DELETE FROM {table} WHERE item = ?", (number,))
        self._database.run("DELETE FROM codings WHERE item = ?", (number,))

    def _statement(self, statement: Statement, place: int, owner: _Owner) -> None:
        speaker = statement.speakers[0] if statement.speakers else None
        number = self._database.insert(
            _STATEMENT,
            (
                *(statement.id, owner.number, owner.version, place, statement.act, statement.stance),
                *(name_of(speaker) if speaker else None, int(statement.speaker_named), statement.confidence),
                *(owner.day, owner.outlet, owner.level, pack_record(statement)),
            ),
        )
        self._database.run_many(MENTIONED, roles_of(statement, number, owner.level))

    def _event(self, event: Event, place: int, owner: _Owner) -> None:
        at, when = _at(event), event.when
        where = (at.country, at.lat, at.lon, at.geonameid) if at else (None, None, None, None)
        number = self._database.insert(
            _EVENT,
            (
                *(event.id, owner.number, owner.version, place, event.event, event.mode, event.quad, event.status),
                *(when.start if when else None, when.end if when else None, owner.day, owner.outlet, *where),
                *(int(bool(event.according_to)), event.confidence, event.story, owner.level, pack_record(event)),
            ),
        )
        self._database.run_many(MENTIONED, roles_of(event, number, owner.level))
        self._voices(number, event)

    def _voices(self, number: int, event: Event) -> None:
        """According to whom, by name: the speakers of the statements the event stands in, outermost first."""
        sql = (
            "INSERT OR IGNORE INTO voices (event, place, name, folded) SELECT ?, ?, m.name, m.folded FROM statements s"
            " JOIN mentions m ON m.kind = 'statement' AND m.claim = s.n AND m.role = 'speaker' WHERE s.id = ?"
        )
        self._database.run_many(sql, [(number, place, id_) for place, id_ in enumerate(event.according_to, 1)])

    def events(self, audience: str = "public", item: str | None = None) -> Iterator[Event]:
        """Every event in the order of items, or those of one item in reading order."""
        yield from (unpack_record(Event, blob) for blob in self._records("events", audience, item))

    def statements(self, audience: str = "public", item: str | None = None) -> Iterator[Statement]:
        """Every statement in the order of items, or those of one item in reading order."""
        yield from (unpack_record(Statement, blob) for blob in self._records("statements", audience, item))

    def _records(self, table: str, audience: str, item: str | None) -> Iterator[bytes]:
        """Chunk by chunk, so that nothing is held open while the caller takes its time."""
        level, after = visibility.rank(audience), (0, 0)
        only = "" if item is None else " AND i.id = :id"
        sql = (
            f"SELECT c.item, c.place, c.record FROM {table} c JOIN items i ON i.n = c.item"
            " JOIN outlets o ON o.n = i.outlet"
            f" WHERE (c.item, c.place) > (:item, :place) AND max(i.visibility, o.visibility) <= :level{only}"
            " ORDER BY c.item, c.place LIMIT 500"
        )
        while rows := self._database.all(sql, {"item": after[0], "place": after[1], "level": level, "id": item}):
            yield from (row["record"] for row in rows)
            after = (rows[-1]["item"], rows[-1]["place"])


def roles_of(claim: Event | Statement, number: int, level: int) -> list[tuple[str | int | None, ...]]:
    """The rows of `mentions` of a claim: everybody in it with the part they have."""
    if isinstance(claim, Event):
        kind, roles = "event", [("actor", m) for m in claim.actors] + [("recipient", m) for m in claim.recipients]
        roles += [(participant.role, participant.mention) for participant in claim.participants]
    else:
        kind, roles = "statement", [("speaker", m) for m in claim.speakers]
        roles += [("addressee", m) for m in claim.addressees]
    return [
        (number, kind, role, name_of(m), fold(name_of(m)), m.entity, m.country, next(iter(m.sectors), None), level)
        for role, m in roles
    ]


def name_of(mention: Mention) -> str:
    """What a mention is listed under: its canonical name, else its words."""
    return mention.name or mention.span.text


def _at(event: Event) -> Place | None:
    """The first place where it happened, the finest resolution first."""
    at = [place for place in event.places if place.role == "at"]
    return max(at, key=lambda place: place.resolution or 0, default=None)


def pack_record(record: Any) -> bytes:
    """A record as zlib over its JSON."""
    return zlib.compress(json.dumps(as_dict(record), ensure_ascii=False).encode("utf-8", "surrogatepass"), 4)


def unpack_record(kind: type[R], blob: bytes) -> R:
    """The record again; the opposite of `pack_record`."""
    return from_dict(kind, json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
