"""Takes reports of happenings with their links, keeps the story each is in; gives stories as an audience sees them.

It joins nothing. A story is shown with those reports only that the audience may see, with fewer than two not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.archive.bodies import unpack_body
from dateline.archive.claims import unpack_record
from dateline.archive.database import Database
from dateline.archive.joins import CODING, Fresh
from dateline.archive.visibility import rank
from dateline.records import Event

_BEFORE, _AFTER = re.compile(r"(?s).*[.!?\n]\s"), re.compile(r"[.!?](?:\s|$)|\n")
_REPORT = (
    "SELECT e.id, e.record, e.story, i.n AS item, i.cluster, i.day, o.id AS outlet, v.credit, v.body FROM events e"
    " JOIN items i ON i.n = e.item JOIN outlets o ON o.n = i.outlet JOIN listing l ON l.n = i.n"
    " JOIN versions v ON v.item = i.n AND v.version = e.version"
)
_SEEN = "FROM events e JOIN listing l ON l.n = e.item WHERE e.story IS NOT NULL AND l.visibility <= ?"


@dataclass(frozen=True, slots=True)
class Told:
    """One event as an item reports it: its sentence, outlet, printed day, credits; `cluster` is shared by reposts."""

    event: Event
    outlet: str
    day: str | None
    text: str
    credit: tuple[str, ...] = ()
    cluster: int | None = None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A line of the list: counts of reports, items and outlets the audience may see."""

    id: str
    reports: int
    items: int
    outlets: int


@dataclass(frozen=True, slots=True)
class StoryList:
    """One page of stories, the latest first; `total` counts happenings."""

    rows: tuple[StoryRow, ...]
    total: int
    number: int = 1
    size: int = 25

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


class Stories:
    """Happenings and who reports them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, audience: str, number: int = 1, size: int = 25) -> StoryList:
        """Stories of two reports or more."""
        grouped = f"SELECT e.story, count(*), count(DISTINCT e.item), count(DISTINCT l.outlet) {_SEEN}"
        grouped += " GROUP BY e.story HAVING count(*) > 1"
        total = int(self._database.value(f"SELECT count(*) FROM ({grouped})", (rank(audience),)))
        sql = f"{grouped} ORDER BY max(e.day) DESC, e.story LIMIT ? OFFSET ?"
        rows = self._database.all(sql, (rank(audience), size, (number - 1) * size))
        return StoryList(tuple(StoryRow(*row) for row in rows), total, number, size)

    def count(self, audience: str) -> int:
        """How many happenings have two reports or more."""
        return self.page(audience, size=0).total

    def ids(self, audience: str) -> list[str]:
        """The ids of all of them, in order."""
        sql = f"SELECT e.story {_SEEN} GROUP BY e.story HAVING count(*) > 1 ORDER BY min(e.day), e.story"
        return [row[0] for row in self._database.all(sql, (rank(audience),))]

    def reports(self, id_: str, audience: str) -> tuple[Told, ...]:
        """The reports of a story, in the order of publication."""
        where = "WHERE e.story = ? AND l.visibility <= ? ORDER BY i.day IS NULL, i.day, i.id, e.place"
        return self._told(where, (id_, rank(audience)))

    def why(self, events: Sequence[str]) -> tuple[tuple[str, str, float, str], ...]:
        """The likenesses between some reports: one, other, how sure, why."""
        marks = ",".join("?" * len(events))
        sql = (
            "SELECT one, other, sure, why FROM report_links WHERE one < other"
            f" AND one IN ({marks}) AND other IN ({marks}) ORDER BY sure DESC, one, other"
        )
        rows = self._database.all(sql, (*events, *events))
        return tuple((r[0], r[1], float(r[2]), r[3]) for r in rows)

    def todo(self) -> list[Fresh]:
        """Items whose events are to be compared, in order."""
        sql = (
            f"SELECT i.n, i.id, o.id AS outlet, i.day, {CODING} AS coding FROM codings c JOIN items i ON i.n = c.item"
            " JOIN outlets o ON o.n = i.outlet LEFT JOIN told_items t ON t.item = c.item"
            f" WHERE t.coding IS NULL OR t.coding != {CODING} ORDER BY i.n"
        )
        return [Fresh(*row) for row in self._database.all(sql)]

    def of_item(self, number: int) -> tuple[Told, ...]:
        """The events of an item, in reading order."""
        return self._told("WHERE i.n = ? ORDER BY e.place", (number,))

    def of_events(self, events: Sequence[str]) -> tuple[Told, ...]:
        """Events by their ids."""
        found: list[Told] = []
        for at in range(0, len(events), 500):
            part = events[at : at + 500]
            found += self._told(f"WHERE e.id IN ({','.join('?' * len(part))})", tuple(part))
        return tuple(found)

    def _told(self, where: str, values: tuple[object, ...]) -> tuple[Told, ...]:
        return tuple(
            Told(
                event := unpack_record(Event, row["record"]),
                row["outlet"],
                row["day"],
                _sentence(unpack_body(row["body"]), event),
                tuple(json.loads(row["credit"])),
                row["cluster"],
            )
            for row in self._database.all(f"{_REPORT} {where}", values)
        )

    def drop(self, item: Fresh) -> None:
        """Take out what was compared of an item; the reports it was like are looked at anew."""
        old = [
            row[0]
            for row in self._database.all("SELECT DISTINCT event FROM report_blocks WHERE item = ?", (item.number,))
        ]
        for event in old:
            self.touch(x for x, _ in self.links(event))
            self._database.run("DELETE FROM report_links WHERE one = ? OR other = ?", (event, event))
        self._database.run("DELETE FROM report_blocks WHERE item = ?", (item.number,))

    def near(self, blocks: Sequence[str], limit: int) -> set[str]:
        """The events of some blocks, at most `limit` of each."""
        sql = "SELECT event FROM report_blocks WHERE block = ? LIMIT ?"
        return {row[0] for block in blocks for row in self._database.all(sql, (block, limit))}

    def add(self, event: str, item: Fresh, blocks: Sequence[str]) -> None:
        """Keep an event in its blocks."""
        rows = [(block, event, item.number) for block in blocks]
        self._database.run_many("INSERT OR IGNORE INTO report_blocks VALUES (?, ?, ?)", rows)

    def add_link(self, one: str, other: str, sure: float, why: str) -> None:
        """Keep a likeness, both ways round."""
        rows = [(one, other, sure, why), (other, one, sure, why)]
        self._database.run_many("INSERT OR REPLACE INTO report_links VALUES (?, ?, ?, ?)", rows)

    def links(self, event: str) -> list[tuple[str, float]]:
        """The events that one is like."""
        return [
            (row[0], row[1])
            for row in self._database.all("SELECT other, sure FROM report_links WHERE one = ?", (event,))
        ]

    def taken_up(self, item: Fresh) -> None:
        """The events of an item were compared."""
        self._database.run("INSERT OR REPLACE INTO told_items VALUES (?, ?)", (item.number, item.coding))

    def touch(self, events: Iterable[str]) -> None:
        """Have the stories of these events found anew."""
        self._database.run_many("INSERT OR IGNORE INTO touched_reports VALUES (?)", [(e,) for e in events])

    def touched(self) -> list[str]:
        """Events whose stories are to be found anew, in order."""
        return [row[0] for row in self._database.all("SELECT event FROM touched_reports ORDER BY 1")]

    def settled(self, events: Iterable[str]) -> None:
        """The stories of these events are found."""
        self._database.run_many("DELETE FROM touched_reports WHERE event = ?", [(e,) for e in events])


def _sentence(body: str, event: Event) -> str:
    """The words around the trigger, up to the ends of its sentence."""
    if event.trigger.field != "body":
        return event.trigger.text
    before = _BEFORE.match(body, max(0, event.trigger.start - 400), event.trigger.start)
    after = _AFTER.search(body, event.trigger.end)
    start = before.end() if before else max(0, event.trigger.start - 400)
    return body[start : after.end() if after else len(body)].strip()[:800]
