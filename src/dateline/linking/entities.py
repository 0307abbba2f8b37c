"""Names of many items → entities: spellings of one name joined, each join with its reason.

Takes names seen in items and gives entities, what each mention was joined to, and the joins. It never joins by surname
alone across items; persons without a public role stay inside their item. Near-linear: forms are compared only
within blocks of equal skeletons. Deterministic: the order of the input does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from dateline.linking.forms import chains_of
from dateline.linking.grouping import components, group
from dateline.linking.names import link_all
from dateline.linking.public import PublicRule, shipped
from dateline.linking.sightings import Assigned, Chain, Group, Joined, Seen
from dateline.records import Alias, Entity, Role
from dateline.text import make_id


def join_names(names: Iterable[Seen], rule: PublicRule | None = None) -> Joined:
    """Join the names of many items into entities.

    Entity ids come from the founding mention (first by day, item, offset), so that adding later items keeps them.
    """
    rule = rule or shipped()
    by_item = sorted(names, key=lambda s: (s.item, s.item_version))
    chains = [c for _, own in groupby(by_item, key=lambda s: (s.item, s.item_version)) for c in chains_of(own, rule)]
    groups = groups_of(chains)
    entities = sorted((entity_of(g) for g in groups), key=lambda e: e.id)
    joins = sorted({j for g in groups for j in g.joins}, key=lambda j: (j.one, j.other, j.why))
    return Joined(tuple(entities), tuple(assign(chains, groups)), tuple(joins))


def groups_of(chains: Iterable[Chain]) -> list[Group]:
    """All groups of all chains: what a full run joins."""
    every = list(chains)
    links = link_all(c.form for c in every)
    return [g for own, near in components(every, links) for g in group(own, near)]


def assign(chains: Iterable[Chain], groups: Iterable[Group]) -> Iterator[Assigned]:
    """Every mention of every chain with its entity, in the order of item and text."""
    owner = {c.name: g.id for g in groups for c in g.chains}
    for chain in sorted(chains, key=lambda c: (c.item, c.members[0].start, c.form.kind, c.form.key)):
        ident = owner.get(chain.name) or make_id("local", *chain.name)
        for m in chain.members:
            yield Assigned(chain.item, chain.item_version, m.field, m.start, m.end, ident, m.why, m.sure)


def entity_of(group_: Group, name: str | None = None) -> Entity:
    """What is known of a group, from the chains at hand; `name` where a person chose one."""
    chains = group_.chains
    spellings = Counter(m.words for c in chains for m in c.members)
    return Entity(
        id=group_.id,
        kind=Counter(c.kind for c in chains).most_common(1)[0][0],
        name=name or shown_name(group_),
        aliases=tuple(Alias(w, n) for w, n in sorted(spellings.items(), key=lambda p: (-p[1], p[0]))),
        country=_most(c.country for c in chains),
        international=_most(c.international for c in chains),
        sectors=tuple(s for s, _ in Counter(x for c in chains for x in c.sectors).most_common(3)),
        roles=_roles(chains),
        public_role=group_.public,
    )


def shown_name(group_: Group) -> str:
    """The most frequent full spelling, in Latin letters where there is one."""
    full = Counter(c.form.words.removeprefix("the ") for c in group_.chains if len(c.form.parts) > 1)
    counted = full or Counter(c.form.words.removeprefix("the ") for c in group_.chains)
    return min(counted, key=lambda w: (not w.isascii() and not _latin(w), -counted[w], -len(w), w))


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() for c in name)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _roles(chains: Iterable[Chain]) -> tuple[Role, ...]:
    days: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for role in chain.roles:
            days[role].append(chain.day or "")
    known = {words: sorted(d for d in found if d) for words, found in days.items()}
    return tuple(
        Role(words, None, found[0] if found else None, found[-1] if found else None)
        for words, found in sorted(known.items())
    )
