"""Bearers whose forms are linked → groups, each one person or body. A group gathers around its most frequent spelling.

Takes all bearers of one component of linked forms, so what it gives hangs on nothing outside. Stars, never chains of
likeness: A like B and B like C does not make A and C one. What could be two stays two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.linking.bodies import head_of, is_generic
from dateline.linking.forms import PERSON, is_full
from dateline.linking.names import Link
from dateline.linking.people import persons_of
from dateline.linking.sightings import Bearer, Form, Group, Join
from dateline.linking.spelling import table
from dateline.linking.union import Groups
from dateline.text import make_id

_WEAK = 0.9
_TWO_LEADERS = 0.1
Beside = Callable[[Form, Form], bool]


def components(bearers: Iterable[Bearer], links: Iterable[Link]) -> Iterator[tuple[list[Bearer], list[Link]]]:
    """Bearers and links that hang together: by spelling, by an acronym some item spells out, by a surname."""
    by_form: dict[Form, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        by_form[bearer.traits.form].append(bearer)
    groups: Groups[Form] = Groups(sorted(by_form, key=lambda f: (f.kind, f.key)))
    known = [x for x in links if x.one in by_form and x.other in by_form]
    for found in known:
        groups.join(found.one, found.other)
    for form, own in by_form.items():
        for letters in {x for b in own for x in b.traits.initials}:
            short = Form(form.kind, letters)
            if short in by_form:
                groups.join(form, short)
    inside: dict[Form, list[Link]] = defaultdict(list)
    for found in known:
        inside[groups.founder(found.one)].append(found)
    for members in groups.members():
        yield [b for f in members for b in by_form[f]], inside[groups.founder(members[0])]


def group(bearers: Sequence[Bearer], links: Sequence[Link], beside: Beside) -> list[Group]:
    """The groups of one component, in the order of their founders; `beside`: some item names both forms."""
    by_form: dict[Form, list[Bearer]] = defaultdict(list)
    for bearer in sorted(bearers, key=lambda b: b.order):
        by_form[bearer.traits.form].append(bearer)
    leaders, joins = _leaders(by_form, [x for x in links if x.sure > 0], beside)
    stars: dict[Form, list[Bearer]] = defaultdict(list)
    for form, own in by_form.items():
        stars[leaders[form]] += own
    told: dict[Form, list[Join]] = defaultdict(list)
    for form, found in joins.items():
        told[leaders[form]].append(found)
    groups = [g for leader, own in stars.items() for g in _star(leader, own, tuple(told[leader]))]
    return sorted(groups, key=lambda g: (g.bearers[0].order, g.id))


def _leaders(
    by_form: dict[Form, list[Bearer]], links: Sequence[Link], beside: Beside
) -> tuple[dict[Form, Form], dict[Form, Join]]:
    """Every form → the most frequent spelling it is one name with."""
    near: dict[Form, dict[Form, Link]] = defaultdict(dict)
    for found in [*links, *_acronyms(by_form)]:
        if found.sure >= _WEAK or not beside(found.one, found.other):
            near[found.one][found.other] = near[found.other][found.one] = found
    often = {form: sum(b.chains for b in own) for form, own in by_form.items()}
    order = sorted(by_form, key=lambda f: (_short(f, near), -often[f], f.kind, f.key))
    leaders: dict[Form, Form] = {}
    joins: dict[Form, Join] = {}
    for form in order:
        best = _best(form, near, leaders)
        leaders[form] = best or form
        if best is not None:
            found = near[form][best]
            one, other = by_form[best][0].traits.form.words, by_form[form][0].traits.form.words
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


def _acronyms(by_form: dict[Form, list[Bearer]]) -> Iterator[Link]:
    """An acronym by itself belongs to the body that items show it to stand for, if it is the only one."""
    expanded: dict[str, Counter[Form]] = defaultdict(Counter)
    for form, own in by_form.items():
        for bearer in own:
            for letters in bearer.traits.initials:
                expanded[letters][form] += bearer.chains
    for letters, forms in sorted(expanded.items()):
        short = Form("body", letters)
        if short not in by_form:
            continue
        for form, items in sorted(forms.items(), key=lambda p: p[0].key):
            one, two = sorted((short, form), key=lambda f: (f.kind, f.key))
            yield Link(one, two, 0.85, f"initials, spelled out in {items} item{'s' if items > 1 else ''}")


def _star(leader: Form, bearers: list[Bearer], joins: tuple[Join, ...]) -> Iterator[Group]:
    bearers.sort(key=lambda b: b.order)
    if leader.kind == PERSON:
        if not is_full(leader):
            return
        for own in persons_of(leader, bearers):
            yield _group(leader.kind, own, joins)
    elif not is_generic(leader.parts):
        yield _group(leader.kind, bearers, joins)
    elif head_of(leader.parts) in table().one_per_country:
        by_country: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            if bearer.traits.country:
                by_country[bearer.traits.country].append(bearer)
        for own in by_country.values():
            yield _group(leader.kind, own, joins)


def _group(kind: str, bearers: list[Bearer], joins: tuple[Join, ...]) -> Group:
    first = bearers[0]
    ident = make_id("entity", first.item, first.field, first.start, kind)
    return Group(ident, kind, tuple(bearers), joins)
