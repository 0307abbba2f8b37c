"""What linking takes and gives across its door: names seen in items, chains inside an item, how they were joined."""

from __future__ import annotations

from dataclasses import dataclass, field

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
        """The name to compare: a person's words as printed, else the canonical form inside the item."""
        if self.mention.kind == "person":
            return self.mention.span.text
        return self.mention.name or self.mention.span.text


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling as it is compared across items: `kind` person or body, `key` its telling words, folded and romanised.

    A key of Arabic letters starts with `~`: it is compared by consonants. `words` is how it was printed.
    """

    kind: str
    key: str
    words: str = field(default="", compare=False)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(self.key.removeprefix("~").split())


@dataclass(frozen=True, slots=True)
class Member:
    """One mention of a chain: where it stands, how it is spelled, why it is there, and how sure that is."""

    field: str
    start: int
    end: int
    words: str
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one person or body in one item. `told`: public, private, or empty where no role is printed.

    `initials` are acronyms that the item shows to stand for this body, folded.
    """

    item: str
    item_version: int
    outlet: str
    day: str | None
    form: Form
    members: tuple[Member, ...]
    kind: str
    told: str = ""
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    country: str | None = None
    international: str | None = None
    initials: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str, int]:
        """Founders come first: by day, item, place in the text."""
        return self.day or "9999", self.item, self.members[0].start

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells the chain: item, kind, key."""
        return self.item, self.form.kind, self.form.key


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
    """One person or body across items: its chains, founder first, and the spellings joined."""

    id: str
    kind: str
    chains: tuple[Chain, ...]
    public: bool
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """All entities, where each was seen, and the joins between spellings with their reasons."""

    entities: tuple[Entity, ...]
    assigned: tuple[Assigned, ...]
    joins: tuple[Join, ...]
