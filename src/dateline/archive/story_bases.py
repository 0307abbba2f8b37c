"""Takes the stories that joining found and those after decisions, keeps both in events. It joins none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.archive.claims import pack_record, unpack_record
from dateline.archive.database import Database
from dateline.records import Event


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its item, outlet, the story joining found and the one after decisions."""

    event: str
    item: str
    outlet: str
    base: str | None
    story: str | None


_PLACED = (
    "SELECT e.id, i.id AS item, o.id AS outlet, e.base, e.story FROM events e JOIN items i ON i.n = e.item"
    " JOIN outlets o ON o.n = i.outlet"
)


class StoryBases:
    """Which story each event is in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, events: Sequence[str]) -> list[Placed]:
        """Events by their ids."""
        found: list[Placed] = []
        for at in range(0, len(events), 500):
            part = events[at : at + 500]
            rows = self._database.all(f"{_PLACED} WHERE e.id IN ({','.join('?' * len(part))})", part)
            found += [Placed(*row) for row in rows]
        return found

    def based(self, story: str) -> list[Placed]:
        """The events that joining gave to a story; the event itself where the id is that of an event."""
        return [Placed(*row) for row in self._database.all(f"{_PLACED} WHERE e.base = ? OR e.id = ?", (story, story))]

    def decided(self) -> list[Placed]:
        """The events that decisions moved."""
        rows = self._database.all(f"{_PLACED} WHERE e.base IS NOT e.story")
        return [Placed(*row) for row in rows]

    def is_taken(self, story: str, besides: Iterable[str]) -> bool:
        """Whether events other than these were joined to a story."""
        own = set(besides)
        return any(r[0] not in own for r in self._database.all("SELECT id FROM events WHERE base = ?", (story,)))

    def rebase(self, rows: Iterable[tuple[str | None, str]]) -> None:
        """Set the story that joining found."""
        self._database.run_many(
            "UPDATE events SET base = ? WHERE id = ? AND base IS NOT ?", ((base, id_, base) for base, id_ in rows)
        )

    def assign(self, rows: Iterable[tuple[str | None, str]]) -> None:
        """Set the stories of events after decisions, in their records too."""
        for story, event in rows:
            row = self._database.one("SELECT record FROM events WHERE id = ? AND story IS NOT ?", (event, story))
            if row is not None:
                record = pack_record(replace(unpack_record(Event, row["record"]), story=story))
                self._database.run("UPDATE events SET story = ?, record = ? WHERE id = ?", (story, record, event))

    def move(self, old: str, new: str) -> None:
        """Note that an id now stands for another."""
        self._database.run("INSERT OR REPLACE INTO moved_stories VALUES (?, ?)", (old, new))

    def base_of(self, id_: str) -> str | None:
        """The story of joining that an id stands for, or the event alone that it names; None where neither is there."""
        found = self._follow(id_, "base")
        if found is None:
            row = self._database.one("SELECT id, base FROM events WHERE id = ?", (id_,))
            return None if row is None else row["base"] or row["id"]
        return found

    def current(self, id_: str) -> str | None:
        """The story that stands for an id now."""
        return self._follow(id_, "story")

    def current_or_event(self, id_: str) -> str | None:
        """The same; for the id of an event its story, or the event itself where it is in none."""
        row = self._database.one("SELECT id, story FROM events WHERE id = ?", (id_,))
        return self.current(id_) if row is None else row["story"] or row["id"]

    def _follow(self, id_: str, column: str) -> str | None:
        seen: set[str] = set()
        while id_ not in seen:
            seen.add(id_)
            if self._database.value(f"SELECT 1 FROM events WHERE {column} = ? LIMIT 1", (id_,)):
                return id_
            id_ = self._database.value("SELECT new FROM moved_stories WHERE old = ?", (id_,)) or id_
        return None
