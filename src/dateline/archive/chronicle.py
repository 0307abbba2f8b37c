"""Takes a filter, gives the events reported, with their items, chains of attribution and counts. It codes nothing.

The reading side of `claims`: lists, one event with everything it rests on, the claims of one item in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive.browse import Slice, item_of
from dateline.archive.claim_filters import PUBLIC_NAME, EventFilter, conditions
from dateline.archive.claims import unpack_record
from dateline.archive.database import Database
from dateline.archive.visibility import rank
from dateline.records import Event, Item, Statement

COUNTED = 10_000
TOP = 15
_FROM = "FROM events e JOIN items i ON i.n = e.item JOIN outlets o ON o.n = i.outlet"


@dataclass(frozen=True, slots=True)
class Report:
    """One event with the item that reports it and the statements it stands in, outermost first."""

    event: Event
    item: Item
    chain: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Reports:
    """One page of events, newest day first; `capped`: there are more than were counted."""

    reports: tuple[Report, ...]
    total: int
    number: int = 1
    size: int = 25
    capped: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class EventCount:
    """One value of a field of the events, and in how many reports it occurs."""

    field: str
    value: str
    reports: int


@dataclass(frozen=True, slots=True)
class ItemClaims:
    """The statements and events of one version of an item, each in reading order; `coded` tells whether it was read."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    coded: bool = False
    reason: str | None = None


class Chronicle:
    """Events as reported, for each audience."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: EventFilter, audience: str, part: Slice | None = None) -> Reports:
        """One page of events that match."""
        part = part or Slice(size=25)
        where, values = conditions(wanted, rank(audience))
        with self._database.snapshot():
            counted = f"SELECT count(*) FROM (SELECT 1 {_FROM} WHERE {where} LIMIT {COUNTED + 1})"
            total = int(self._database.value(counted, values))
            sql = f"SELECT e.n {_FROM} WHERE {where} ORDER BY e.day DESC, e.n DESC LIMIT ? OFFSET ?"
            start = (part.number - 1) * part.size
            rows = self._database.all(sql, [*values, part.size, start]) if start < COUNTED else []
            reports = tuple(self._report(int(row[0])) for row in rows)
        return Reports(reports, min(total, COUNTED), part.number, part.size, total > COUNTED)

    def event(self, id_: str, audience: str) -> Report | None:
        """One event with its item and chain; None where this audience has none of that id."""
        where, values = conditions(EventFilter(), rank(audience))
        row = self._database.one(f"SELECT e.n {_FROM} WHERE {where} AND e.id = ?", [*values, id_])
        return None if row is None else self._report(int(row[0]))

    def of_item(self, id_: str, version: int, audience: str) -> ItemClaims:
        """The claims found in one version of an item."""
        seen = rank(audience)
        sql = (
            "SELECT c.record FROM {table} c JOIN items i ON i.n = c.item JOIN outlets o ON o.n = i.outlet "
            f"WHERE i.id = ? AND c.version = ? AND max(i.visibility, o.visibility) <= {seen:d} ORDER BY c.place"
        )
        statements = self._database.all(sql.format(table="statements"), (id_, version))
        events = self._database.all(sql.format(table="events"), (id_, version))
        coded = "SELECT 1 FROM codings c JOIN items i ON i.n = c.item WHERE i.id = ? AND c.version = ?"
        why = "SELECT r.reason FROM readings r JOIN items i ON i.n = r.item WHERE i.id = ? AND r.version = ?"
        return ItemClaims(
            tuple(unpack_record(Statement, row[0]) for row in statements),
            tuple(unpack_record(Event, row[0]) for row in events),
            self._database.value(coded, (id_, version)) is not None,
            self._database.value(why, (id_, version)),
        )

    def counts(self, wanted: EventFilter, audience: str) -> tuple[EventCount, ...]:
        """The most frequent values of each field among at most `COUNTED` matching events."""
        where, values = conditions(wanted, rank(audience))
        chosen = f"SELECT e.n {_FROM} WHERE {where} ORDER BY e.day DESC, e.n DESC LIMIT {COUNTED}"
        found: list[EventCount] = []
        for field, column in _COLUMNS:
            sql = (
                f"SELECT {column}, count(*) {_FROM} WHERE e.n IN ({chosen}) AND {column} IS NOT NULL "
                f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP}"
            )
            found += [EventCount(field, str(row[0]), int(row[1])) for row in self._database.all(sql, values)]
        for role in ("actor", "recipient"):
            sql = (
                f"SELECT m.name, count(DISTINCT m.claim) FROM mentions m WHERE m.kind = 'event' AND m.role = '{role}' "
                f"AND m.claim IN ({chosen}) AND {PUBLIC_NAME} GROUP BY m.folded ORDER BY 2 DESC, 1 LIMIT {TOP}"
            )
            found += [EventCount(role, str(row[0]), int(row[1])) for row in self._database.all(sql, values)]
        return (*found, *self._voices(chosen, values))

    def _voices(self, chosen: str, values: list[object]) -> tuple[EventCount, ...]:
        sql = (
            f"SELECT v.name, count(DISTINCT v.event) FROM voices v WHERE v.event IN ({chosen}) "
            "AND EXISTS (SELECT 1 FROM "
            f"mentions m WHERE m.folded = v.folded AND m.role = 'speaker' AND {PUBLIC_NAME}) "
            f"GROUP BY v.folded ORDER BY 2 DESC, 1 LIMIT {TOP}"
        )
        return tuple(EventCount("voice", str(row[0]), int(row[1])) for row in self._database.all(sql, values))

    def _report(self, number: int) -> Report:
        row = self._database.all(
            "SELECT e.record, i.id, i.visibility, o.id AS outlet, v.* FROM events e JOIN items i ON i.n = e.item "
            "JOIN outlets o ON o.n = i.outlet JOIN versions v ON v.item = i.n AND v.version = e.version WHERE e.n = ?",
            (number,),
        )[0]
        event = unpack_record(Event, row["record"])
        return Report(event, item_of(row), self._chain(event))

    def _chain(self, event: Event) -> tuple[Statement, ...]:
        sql = "SELECT record FROM statements WHERE id = ?"
        rows = [self._database.one(sql, (id_,)) for id_ in event.according_to]
        return tuple(unpack_record(Statement, row[0]) for row in rows if row is not None)


_COLUMNS = (
    ("event", "e.event"),
    ("mode", "e.mode"),
    ("status", "e.status"),
    ("country", "e.country"),
    ("outlet", "o.id"),
)
