"""Takes coded items, joins their names into entities in the archive: only what is new or touched is looked at again.

Names of an item become chains; a spelling never seen before is compared inside its blocks; the groups of the
spellings that were touched are found anew, and the decisions of people are put on top. What an incremental run gives is
what a full run gives; when an older item founds an entity anew, the old id leads to the new one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.archive import Archive
from dateline.archive.entities import Part
from dateline.archive.joins import Based, Fresh, SpellingLink
from dateline.linking import (
    BLOCK_LIMIT,
    Group,
    Link,
    PublicRule,
    Seen,
    block_keys,
    chains_of,
    entity_of,
    form_of_name,
    group,
    link,
    shipped,
)
from dateline.records import Decision, Entity, Event, Form, Mention, Statement
from dateline.review import Ground, Rulings, Unapplied, rule

C = TypeVar("C", Event, Statement)
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
    public = public or shipped()
    todo = archive.joins.todo()
    for at in range(0, len(todo), BATCH):
        with archive.transaction():
            for item in todo[at : at + BATCH]:
                _take_up(archive, item, public)
        if progress is not None:
            progress(len(todo[at : at + BATCH]))
    groups, changed = _regroup(archive)
    unapplied = apply(archive, changed)
    return Knit(len(todo), groups, unapplied)


def _take_up(archive: Archive, item: Fresh, public: PublicRule) -> None:
    events, statements = archive.joins.claims(item.number)
    chains = chains_of(seen_in([*(e for _, e in events), *(s for _, s in statements)], item), public)
    archive.joins.drop(item.number)
    archive.joins.add(item, chains)
    for chain in chains:
        form = chain.form
        if not archive.joins.is_known(form):
            blocks = block_keys(form)
            archive.joins.add_links(_stored(x) for x in link(form, archive.joins.near(blocks, BLOCK_LIMIT)))
            archive.joins.add_form(form, blocks)
        spelled = [SpellingLink("body", form.key, letters, 0.0, "initials") for letters in chain.initials]
        archive.joins.add_links(spelled)


def _stored(found: Link) -> SpellingLink:
    return SpellingLink(found.one.kind, found.one.key, found.other.key, found.sure, found.why)


def seen_in(claims: Iterable[Event | Statement], item: Fresh) -> list[Seen]:
    """The named mentions of one item, each place once; roles printed with any of them count."""
    found: dict[tuple[str, int, int], Mention] = {}
    version = 1
    for claim in claims:
        version = claim.item_version
        for mention in mentions_of(claim):
            at = place_of(mention)
            if mention.name and (at not in found or len(mention.roles) > len(found[at].roles)):
                found[at] = mention
    return [Seen(item.id, version, item.outlet, item.day, m) for m in found.values()]


def mentions_of(claim: Event | Statement) -> tuple[Mention, ...]:
    """Everybody in a claim."""
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients, *(p.mention for p in claim.participants))
    return (*claim.speakers, *claim.addressees)


def place_of(mention: Mention) -> tuple[str, int, int]:
    """Where a mention stands in its item."""
    return mention.span.field, mention.span.start, mention.span.end


def _regroup(archive: Archive) -> tuple[int, list[int]]:
    """Find the groups of all touched spellings anew; gives how many, and the chains whose entity changed."""
    done: set[Form] = set()
    changed: list[int] = []
    groups = 0
    with archive.transaction():
        for form in archive.joins.touched():
            if form in done:
                continue
            forms, links = _component(archive, form)
            done |= forms
            based = [b for f in sorted(forms, key=lambda f: (f.kind, f.key)) for b in archive.joins.chains(f)]
            found, numbers = _settle(archive, based, links)
            groups += found
            changed += numbers
        archive.joins.settled()
    return groups, changed


def _component(archive: Archive, start: Form) -> tuple[set[Form], list[Link]]:
    """All spellings that hang together with one, and the links between them."""
    forms, waiting, links = {start}, [start], set()
    while waiting:
        form = waiting.pop()
        for found in archive.joins.links(form):
            one, other = sorted((found.one, found.other))
            if found.sure > 0:
                links.add(Link(Form(found.kind, one), Form(found.kind, other), found.sure, found.why))
            near = Form(found.kind, found.other)
            if near not in forms:
                forms.add(near)
                waiting.append(near)
    return forms, sorted(links, key=lambda x: (x.one.key, x.other.key))


def _settle(archive: Archive, based: list[Based], links: list[Link]) -> tuple[int, list[int]]:
    """Group chains, note which entity of joining each has now, and where ids that are gone lead."""
    groups = group([b.chain for b in based], links)
    now = {c.name: g.id for g in groups for c in g.chains}
    rows = [(now.get(b.chain.name), b.number) for b in based if now.get(b.chain.name) != b.base]
    archive.joins.assign("base", rows)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    for b in based:
        new = now.get(b.chain.name)
        if b.base is not None and new is not None:
            left[b.base][new] += 1
    alive = {g.id for g in groups}
    for old, heirs in left.items():
        if old not in alive:
            archive.joins.move(old, min(heirs, key=lambda e: (-heirs[e], e)))
    return len(groups), [number for _, number in rows]


def apply(archive: Archive, changed: Iterable[int] = ()) -> tuple[Unapplied, ...]:
    """Put the decisions of people on what joining found; write the entities into the claims that name them."""
    joins = archive.joins
    with archive.transaction():
        rulings = rulings_of(archive)
        bases = set(rulings.steps) | joins.decided()
        rows = list(_ruled(archive, rulings, changed, bases))
        joins.assign("entity", rows)
        for old, new in rulings.merged.items():
            joins.move(old, rulings.now(new))
        noted = dict.fromkeys((*rulings.names, *rulings.public))
        joins.note((rulings.now(e), rulings.names.get(e), rulings.public.get(e)) for e in noted if rulings.now(e) == e)
        for item in joins.items_of([number for _, number in rows]):
            _relabel(archive, item)
    return tuple(rulings.unapplied)


def rulings_of(archive: Archive) -> Rulings:
    """The decisions about entities, ready to be asked."""

    def bearing(name: str, kind: str) -> list[str]:
        return archive.joins.bases_of(form_of_name(name, kind))

    ground = Ground(archive.joins.base_of, archive.joins.kind_of, bearing)
    return rule(archive.decisions.all("entity"), ground)


def _ruled(
    archive: Archive, rulings: Rulings, changed: Iterable[int], bases: Iterable[str]
) -> Iterator[tuple[str | None, int]]:
    """The chains whose entity is to be written anew."""
    seen: dict[int, Based] = {b.number: b for base in sorted(bases) for b in archive.joins.chains_based(base)}
    numbers = [n for n in changed if n not in seen]
    for b in (*seen.values(), *archive.joins.chains_at(numbers)):
        entity = None if b.base is None else rulings.entity_of(b.base, b.chain)
        if entity != b.entity:
            yield entity, b.number


def _relabel(archive: Archive, item: int) -> None:
    """Write the entity of every mention into the claims of an item."""
    owners = archive.joins.owners(item)
    events, statements = archive.joins.claims(item)
    for number, event in events:
        _keep(archive, number, event, _owned(event, owners))
    for number, statement in statements:
        _keep(archive, number, statement, _owned(statement, owners))


def _keep(archive: Archive, number: int, before: C, after: C) -> None:
    if after != before:
        archive.joins.keep(number, after)


def _owned(claim: C, owners: dict[tuple[str, int, int], str]) -> C:
    def own(mention: Mention) -> Mention:
        entity = owners.get(place_of(mention))
        return mention if entity == mention.entity else replace(mention, entity=entity)

    if isinstance(claim, Event):
        return replace(
            claim,
            actors=tuple(map(own, claim.actors)),
            recipients=tuple(map(own, claim.recipients)),
            participants=tuple(replace(p, mention=own(p.mention)) for p in claim.participants),
        )
    return replace(claim, speakers=tuple(map(own, claim.speakers)), addressees=tuple(map(own, claim.addressees)))


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity as an audience may see it. Counts: `items` name it, `mentions` in them; `outlets` with their items;
    `parts` in claims; `moved` is true where the id asked for now leads here."""

    entity: Entity
    items: int
    mentions: int
    outlets: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    why: tuple[str, ...]
    decisions: tuple[Decision, ...]
    moved: bool = False


def entity(archive: Archive, id_: str, audience: str) -> EntityView | None:
    """One entity; None where this audience has no page of it."""
    now = archive.entities.current(id_)
    if now is None or not archive.entities.is_listed(now, audience):
        return None
    chains = archive.entities.chains(now, audience)
    made = entity_of(Group(now, chains[0].form.kind, chains, True), archive.entities.name(now, audience))
    reasons = dict.fromkeys(m.why for c in chains for m in c.members)
    return EntityView(
        made,
        len({c.item for c in chains}),
        sum(len(c.members) for c in chains),
        archive.entities.outlets(now, audience),
        archive.entities.parts(now, audience),
        tuple(reasons)[:50],
        archive.decisions.about("entity", now),
        now != id_,
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
