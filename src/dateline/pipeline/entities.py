"""Takes coded items, joins their names into entities in the archive, puts the decisions of people on top; gives what is
known of one entity as an audience may see it.

Only what is new or touched is looked at again (`knitting`). A run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.archive.entities import Part
from dateline.linking import PublicRule, entity_of, form_of_name, shipped
from dateline.pipeline.knitting import regroup, take_up
from dateline.records import Decision, Entity
from dateline.review import Ground, Rulings, Unapplied, rule

BATCH = 500


@dataclass(frozen=True, slots=True)
class Knit:
    """What a run of joining did: items taken up, groups found anew, and decisions it could not apply."""

    items: int
    groups: int
    unapplied: tuple[Unapplied, ...] = ()


def join_names(
    archive: Archive, public: PublicRule | None = None, progress: Callable[[int], None] | None = None
) -> Knit:
    """Take up every item coded since the last time and bring entities up to date."""
    items = take_up(archive, public or shipped(), progress)
    groups = regroup(archive)
    return Knit(items, groups, apply(archive))


def apply(archive: Archive) -> tuple[Unapplied, ...]:
    """Put the decisions of people on what joining found; write the entities into the claims that name them."""
    joins = archive.joins
    with archive.transaction():
        rulings = rulings_of(archive)
        for base in sorted(set(rulings.steps) | joins.decided()):
            based = joins.chains_based(base)
            joins.unsettle(b.number for b in based if rulings.entity_of(base, b.chain) != b.entity)
        for old, new in rulings.merged.items():
            joins.move(old, rulings.now(new))
        noted = dict.fromkeys((*rulings.names, *rulings.public))
        joins.note((rulings.now(e), rulings.names.get(e), rulings.public.get(e)) for e in noted if rulings.now(e) == e)
        items = joins.unruled()
    for at in range(0, len(items), BATCH):
        with archive.transaction():
            _rule(archive, rulings, items[at : at + BATCH])
    return tuple(rulings.unapplied)


def _rule(archive: Archive, rulings: Rulings, items: Sequence[int]) -> None:
    """Settle the entities of all names of some items and write them into their claims."""
    joins = archive.joins
    joins.rebase(items)
    for item in items:
        rows = []
        for number, base, entity in joins.bases(item):
            ruled = base
            if base in rulings.steps:
                ruled = rulings.entity_of(base, next(iter(joins.chains_at([number]))).chain)
            if ruled != entity:
                rows.append((ruled, number))
        if rows:
            joins.assign(rows)
            archive.labels.write(item)
    joins.ruled(items)


def rulings_of(archive: Archive) -> Rulings:
    """The decisions about entities, ready to be asked."""

    def bearing(name: str, kind: str) -> list[str]:
        return archive.joins.bases_of(form_of_name(name, kind))

    ground = Ground(archive.joins.base_of, archive.joins.kind_of, bearing)
    return rule(archive.decisions.all("entity"), ground)


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity as an audience may see it. Counts: `items` name it, `mentions` in them; `outlets` with their items;
    `parts` in claims; `moved` is true where the id asked for now leads here; `apart`: why its surname
    alone was not joined to it, and in how many items."""

    entity: Entity
    items: int
    mentions: int
    outlets: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    why: tuple[str, ...]
    decisions: tuple[Decision, ...]
    moved: bool = False
    apart: tuple[tuple[str, int], ...] = ()


def entity(archive: Archive, id_: str, audience: str) -> EntityView | None:
    """One entity; None where this audience has no page of it."""
    now = archive.entities.current(id_)
    if now is None or not archive.entities.is_listed(now, audience):
        return None
    chains = archive.entities.chains(now, audience)
    made = entity_of(now, chains, archive.entities.name(now, audience))
    reasons = dict.fromkeys(m.why for c in chains for m in c.members if m.why != "a name in one word")
    reasons |= dict.fromkeys(archive.entities.alone(now, audience))
    return EntityView(
        made,
        len({c.item for c in chains}),
        sum(len(c.members) for c in chains),
        archive.entities.outlets(now, audience),
        archive.entities.parts(now, audience),
        tuple(reasons)[:50],
        archive.decisions.history("entity", now),
        now != id_,
        archive.entities.apart(now, audience),
    )


def entities(archive: Archive, audience: str) -> Iterator[Entity]:
    """Every entity that may be listed, by id."""
    for id_ in archive.entities.ids(audience):
        view = entity(archive, id_, audience)
        if view is not None:
            yield view.entity


def decide(archive: Archive, decision: Decision) -> tuple[Decision, tuple[Unapplied, ...]]:
    """Keep a decision about entities and apply all; gives it as kept, and what could not be applied."""
    with archive.transaction():
        kept = archive.decisions.add(decision)
        unapplied = apply(archive)
    return kept, unapplied
