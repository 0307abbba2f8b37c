"""What linking takes and gives across its door: names seen in items, chains inside an item, how they were joined."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Bearer, Chain, Entity, Form, Member, Mention, Traits

__all__ = ["Assigned", "Bearer", "Chain", "Form", "Group", "Join", "Joined", "Lone", "Member", "Seen", "Traits"]


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
        """The name to compare: a person's words as printed, else the canonical form inside the item."""
        if self.mention.kind == "person":
            return self.mention.span.text
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
    """A mention and the entity it was joined to; `why` tells which step did it.

    An entity id that is in no list of entities is that of somebody known only inside this item.
    """

    item: str
    item_version: int
    field: str
    start: int
    end: int
    entity: str
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Group:
    """One person or body across items: what is told of it where, the first seen first, and the spellings joined."""

    id: str
    kind: str
    bearers: tuple[Bearer, ...]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Lone:
    """A person's name in one word, the group it was joined to – None: left apart – and why."""

    bearer: Bearer
    group: str | None
    why: str
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Joined:
    """All entities, where each was seen, the joins between spellings with their reasons, the names in one word."""

    entities: tuple[Entity, ...]
    assigned: tuple[Assigned, ...]
    joins: tuple[Join, ...]
    lone: tuple[Lone, ...] = ()
