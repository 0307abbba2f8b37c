"""Chains whose forms are linked → groups, each one person or body. A group gathers around its most frequent spelling.

Takes all chains of one component of linked forms, so what it gives hangs on nothing outside. Stars, never chains of
likeness: A like B and B like C does not make A and C one. What could be two stays two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.linking.bodies import head_of, is_generic
from dateline.linking.forms import PERSON, is_full
from dateline.linking.names import Link
from dateline.linking.people import persons_of
from dateline.linking.sightings import Chain, Form, Group, Join
from dateline.linking.spelling import table
from dateline.linking.union import Groups
from dateline.text import make_id

_WEAK = 0.9
_TWO_LEADERS = 0.1


def components(chains: Iterable[Chain], links: Iterable[Link]) -> Iterator[tuple[list[Chain], list[Link]]]:
    """Chains and links that hang together, over spelling or over an acronym that some item spells out."""
    by_form: dict[Form, list[Chain]] = defaultdict(list)
    for chain in chains:
        by_form[chain.form].append(chain)
    groups: Groups[Form] = Groups(sorted(by_form, key=lambda f: (f.kind, f.key)))
    known = [x for x in links if x.one in by_form and x.other in by_form]
    for found in known:
        groups.join(found.one, found.other)
    for form, own in by_form.items():
        for letters in {x for c in own for x in c.initials}:
            short = Form(form.kind, letters)
            if short in by_form:
                groups.join(form, short)
    inside: dict[Form, list[Link]] = defaultdict(list)
    for found in known:
        inside[groups.founder(found.one)].append(found)
    for members in groups.members():
        yield [c for f in members for c in by_form[f]], inside[groups.founder(members[0])]


def group(chains: Sequence[Chain], links: Sequence[Link]) -> list[Group]:
    """The groups of one component, in the order of their founders."""
    by_form: dict[Form, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.order):
        by_form[chain.form].append(chain)
    leaders, joins = _leaders(by_form, links)
    stars: dict[Form, list[Chain]] = defaultdict(list)
    for form, own in by_form.items():
        stars[leaders[form]] += own
    told: dict[Form, list[Join]] = defaultdict(list)
    for form, found in joins.items():
        told[leaders[form]].append(found)
    groups = [g for leader, own in stars.items() for g in _star(leader, own, tuple(told[leader]))]
    return sorted(groups, key=lambda g: (g.chains[0].order, g.id))


def _leaders(by_form: dict[Form, list[Chain]], links: Sequence[Link]) -> tuple[dict[Form, Form], dict[Form, Join]]:
    """Every form → the most frequent spelling it is one name with."""
    near: dict[Form, dict[Form, Link]] = defaultdict(dict)
    for found in [*links, *_acronyms(by_form)]:
        if found.sure >= _WEAK or not _side_by_side(by_form[found.one], by_form[found.other]):
            near[found.one][found.other] = near[found.other][found.one] = found
    order = sorted(by_form, key=lambda f: (_short(f, near), -len(by_form[f]), f.kind, f.key))
    leaders: dict[Form, Form] = {}
    joins: dict[Form, Join] = {}
    for form in order:
        best = _best(form, near, leaders)
        leaders[form] = best or form
        if best is not None:
            found = near[form][best]
            one, other = by_form[best][0].form.words, by_form[form][0].form.words
            joins[form] = Join(one, other, found.why, found.sure)
    return leaders, joins


def _short(form: Form, near: dict[Form, dict[Form, Link]]) -> bool:
    """Acronyms never lead where a full name is at hand."""
    return any(x.why.startswith("initials") and len(form.parts) == 1 for x in near[form].values())


def _best(form: Form, near: dict[Form, dict[Form, Link]], leaders: dict[Form, Form]) -> Form | None:
    """The leader a form belongs to; none where two leaders that are not one name fit about equally well."""
    fits = sorted(
        ((x.sure, other) for other, x in near[form].items() if leaders.get(other) == other),
        key=lambda p: (-p[0], p[1].kind, p[1].key),
    )
    if not fits:
        return None
    sure, best = fits[0]
    rivals = [other for s, other in fits[1:] if sure - s < _TWO_LEADERS and sure < _WEAK]
    return None if rivals else best


def _side_by_side(one: list[Chain], other: list[Chain]) -> bool:
    """Whether some item names both: nobody spells one name in two unlike ways in one text."""
    return not {c.item for c in one}.isdisjoint(c.item for c in other)


def _acronyms(by_form: dict[Form, list[Chain]]) -> Iterator[Link]:
    """An acronym by itself belongs to the body that items show it to stand for, if it is the only one."""
    expanded: dict[str, Counter[Form]] = defaultdict(Counter)
    for form, own in by_form.items():
        for chain in own:
            for letters in chain.initials:
                expanded[letters][form] += 1
    for letters, forms in sorted(expanded.items()):
        short = Form("body", letters)
        if short not in by_form:
            continue
        for form, items in sorted(forms.items(), key=lambda p: p[0].key):
            one, two = sorted((short, form), key=lambda f: (f.kind, f.key))
            yield Link(one, two, 0.85, f"initials, spelled out in {items} item{'s' if items > 1 else ''}")


def _star(leader: Form, chains: list[Chain], joins: tuple[Join, ...]) -> Iterator[Group]:
    chains.sort(key=lambda c: c.order)
    if leader.kind == PERSON:
        if not is_full(leader):
            return
        for own in persons_of(leader, chains):
            yield _group(leader.kind, own, True, joins)
    elif not is_generic(leader.parts):
        yield _group(leader.kind, chains, True, joins)
    elif head_of(leader.parts) in table().one_per_country:
        by_country: dict[str, list[Chain]] = defaultdict(list)
        for chain in chains:
            if chain.country:
                by_country[chain.country].append(chain)
        for own in by_country.values():
            yield _group(leader.kind, own, True, joins)


def _group(kind: str, chains: list[Chain], public: bool, joins: tuple[Join, ...]) -> Group:
    first = chains[0]
    founder = first.members[0]
    ident = make_id("entity", first.item, founder.field, founder.start, kind)
    return Group(ident, kind, tuple(chains), public, joins)
