"""Names of many items → entities: spellings of one name joined, each join with its reason.

Takes names seen in items and gives entities, what each mention was joined to, and the joins. Persons without a public
role stay inside their item. Near-linear: forms are compared only within blocks of equal skeletons, and chains that tell
the same are looked at once. Deterministic: the order of the input does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dateline.linking.alone import lone_of
from dateline.linking.forms import chains_of
from dateline.linking.grouping import components, group
from dateline.linking.names import link_all
from dateline.linking.public import PublicRule, shipped
from dateline.linking.sightings import Assigned, Bearer, Chain, Form, Group, Joined, Lone, Seen, Traits
from dateline.records import Alias, Entity, Role
from dateline.text import make_id

ALONE = "a name in one word"


def join_names(names: Iterable[Seen], rule: PublicRule | None = None) -> Joined:
    """Join the names of many items into entities; ids come from the founding mention (first by day, item, offset)."""
    rule = rule or shipped()
    by_item = sorted(names, key=lambda s: (s.item, s.item_version))
    chains = [c for _, own in groupby(by_item, key=lambda s: (s.item, s.item_version)) for c in chains_of(own, rule)]
    groups, lone = groups_of(chains)
    owner = {b.traits: g.id for g in groups for b in g.bearers} | {x.bearer.traits: x.group for x in lone if x.group}
    own: dict[str, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.order):
        if chain.traits in owner:
            own[owner[chain.traits]].append(chain)
    entities = sorted((entity_of(id_, found) for id_, found in own.items()), key=lambda e: e.id)
    joins = sorted({j for g in groups for j in g.joins}, key=lambda j: (j.one, j.other, j.why))
    return Joined(tuple(entities), tuple(assign(chains, owner, lone)), tuple(joins), tuple(lone))


def groups_of(chains: Iterable[Chain]) -> tuple[list[Group], list[Lone]]:
    """All groups of all chains, and the verdicts on names in one word: what a full run joins."""
    every = list(chains)
    items: dict[Form, set[str]] = defaultdict(set)
    for chain in every:
        items[chain.form].add(chain.item)
    links = link_all(c.form for c in every)
    groups: list[Group] = []
    lone: list[Lone] = []
    for bearers, near in components(bearers_of(every), links):
        found = group(bearers, near, lambda one, other: not items[one].isdisjoint(items[other]))
        groups += found
        lone += lone_of(bearers, found, near)
    return groups, lone


def bearers_of(chains: Iterable[Chain]) -> list[Bearer]:
    """Chains with the same traits taken together."""
    alike: dict[Traits, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.order):
        alike[chain.traits].append(chain)
    return [_bearer(traits, own) for traits, own in alike.items()]


def _bearer(traits: Traits, chains: Sequence[Chain]) -> Bearer:
    first = chains[0]
    last = max((c.day for c in chains if c.day), default=None)
    founder = first.members[0]
    return Bearer(traits, len(chains), first.day, first.item, founder.field, founder.start, last)


def assign(chains: Iterable[Chain], owner: dict[Traits, str], lone: Iterable[Lone] = ()) -> Iterator[Assigned]:
    """Every mention of every chain with its entity, in the order of item and text."""
    why = {x.bearer.traits: (x.why, x.sure) for x in lone}
    for chain in sorted(chains, key=lambda c: (c.item, c.members[0].start, c.form.kind, c.form.key)):
        traits = chain.traits
        ident = owner.get(traits) or make_id("local", *chain.name)
        for m in chain.members:
            told = why.get(traits) if m.why == ALONE else None
            reason, sure = told or (m.why, m.sure)
            yield Assigned(chain.item, chain.item_version, m.field, m.start, m.end, ident, reason, sure)


def entity_of(id_: str, chains: Sequence[Chain], name: str | None = None) -> Entity:
    """What is known of an entity, from the chains at hand; `name` where a person chose one."""
    spellings = Counter(m.words for c in chains for m in c.members)
    return Entity(
        id=id_,
        kind=Counter(c.kind for c in chains).most_common(1)[0][0],
        name=name or shown_name(chains),
        aliases=tuple(Alias(w, n) for w, n in sorted(spellings.items(), key=lambda p: (-p[1], p[0]))),
        country=_most(c.country for c in chains),
        international=_most(c.international for c in chains),
        sectors=tuple(s for s, _ in Counter(x for c in chains for x in c.sectors).most_common(3)),
        roles=_roles(chains),
        public_role=True,
    )


def shown_name(chains: Sequence[Chain]) -> str:
    """The most frequent full spelling, in Latin letters where there is one."""
    full = Counter(c.form.words.removeprefix("the ") for c in chains if len(c.form.parts) > 1)
    counted = full or Counter(c.form.words.removeprefix("the ") for c in chains)
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
