"""What linking takes and gives across its door: names seen in items, and how they were joined."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Entity, Mention


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention where it stands: the item, its outlet, its printed day (ISO date or None)."""

    item: str
    item_version: int
    outlet: str
    day: str | None
    mention: Mention

    @property
    def words(self) -> str:
        """The name to compare: the canonical form inside the item, else the words themselves."""
        return self.mention.name or self.mention.span.text


@dataclass(frozen=True, slots=True)
class Join:
    """Two spellings taken for one: `why` in words, `sure` between 0 and 1."""

    one: str
    other: str
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Assigned:
    """A mention and the entity it was joined to; `why` tells which step did it."""

    item: str
    item_version: int
    field: str
    start: int
    end: int
    entity: str
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Joined:
    """All entities, where each was seen, and the joins between spellings with their reasons."""

    entities: tuple[Entity, ...]
    assigned: tuple[Assigned, ...]
    joins: tuple[Join, ...]
