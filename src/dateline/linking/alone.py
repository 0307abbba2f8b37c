"""A person's name in one word → the person meant, where it is safe across items; else left apart with the reason.

Takes the bearers and groups of one component; joins nothing by itself. Safe means: one person in public role carries
the surname in the outlet's pages of those days, or shares the printed office, and nobody else of that surname is near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.linking.forms import PERSON, is_full
from dateline.linking.names import SURNAME, Link
from dateline.linking.people import role_words
from dateline.linking.sightings import Bearer, Form, Group, Lone

DAYS = 60


@dataclass(frozen=True, slots=True)
class _Near:
    """Who carries a surname: groups, those the outlet names in full in those days, others it names so."""

    groups: list[Group]
    here: list[Group]
    others: bool


def lone_of(bearers: Iterable[Bearer], groups: Sequence[Group], links: Iterable[Link]) -> list[Lone]:
    """The verdict on every name in one word of a component."""
    owners = _owners(links)
    grouped = {b.traits for g in groups for b in g.bearers}
    by_form: dict[Form, list[Bearer]] = defaultdict(list)
    every = list(bearers)
    for bearer in every:
        by_form[bearer.traits.form].append(bearer)
    holding: dict[Form, list[Group]] = defaultdict(list)
    for group in groups:
        for form in {b.traits.form for b in group.bearers}:
            holding[form].append(group)
    found = []
    for bearer in every:
        form = bearer.traits.form
        if form.kind == PERSON and not is_full(form) and form in owners:
            names = sorted(owners[form], key=lambda f: f.key)
            strangers = [b for f in names for b in by_form[f] if b.traits not in grouped]
            found.append(_judged(bearer, _near(bearer, {g.id: g for f in names for g in holding[f]}, strangers)))
    return found


def _owners(links: Iterable[Link]) -> dict[Form, set[Form]]:
    """The full names that may stand behind each name in one word."""
    owners: dict[Form, set[Form]] = defaultdict(set)
    for link in links:
        if link.why == SURNAME:
            short, full = (link.other, link.one) if is_full(link.one) else (link.one, link.other)
            owners[short].add(full)
    return owners


def _near(lone: Bearer, groups: dict[str, Group], strangers: list[Bearer]) -> _Near:
    here = [g for g in groups.values() if any(_beside(lone, b) for b in g.bearers)]
    return _Near(list(groups.values()), here, any(_beside(lone, b) for b in strangers))


def _judged(lone: Bearer, near: _Near) -> Lone:
    words = lone.traits.form.words
    if lone.traits.told == "private":
        return Lone(lone, None, f"“{words}” alone, with a private role")
    if near.others:
        return Lone(lone, None, f"“{words}” alone: the outlet names somebody else of that surname in those days")
    if len(near.groups) > 1:
        return _among_several(lone, near)
    return next(_only(lone, near), Lone(lone, None, f"“{words}” alone: nobody in a public role has that surname"))


def _among_several(lone: Bearer, near: _Near) -> Lone:
    """Several bear the surname: only the one this outlet names, with the office printed, is meant."""
    words = lone.traits.form.words
    fits = [g for g in near.here if _shares_office(lone, g) and not _abroad(lone, g)]
    if len(near.here) == 1 and fits:
        return Lone(lone, fits[0].id, f"“{words}” alone, the one of that surname and office in this outlet", 0.8)
    return Lone(lone, None, f"“{words}” alone: several persons bear that surname")


def _only(lone: Bearer, near: _Near) -> Iterator[Lone]:
    """One person in a public role bears the surname."""
    words = lone.traits.form.words
    for group in near.groups:
        if _abroad(lone, group):
            yield Lone(lone, None, f"“{words}” alone, of another country")
        elif lone.traits.roles and not _shares_office(lone, group):
            yield Lone(lone, None, f"“{words}” alone, with another office")
        elif near.here:
            yield Lone(
                lone, group.id, f"“{words}” alone, the only one of that surname in this outlet in those days", 0.8
            )
        elif lone.traits.roles and _same_country(lone, group):
            yield Lone(lone, group.id, f"“{words}” alone, the only one of that surname, office and country", 0.8)
        else:
            yield Lone(lone, None, f"“{words}” alone: the outlet names nobody of that surname in full in those days")


def _shares_office(lone: Bearer, group: Group) -> bool:
    mine = role_words(lone)
    return any(mine & role_words(b) for b in group.bearers)


def _abroad(lone: Bearer, group: Group) -> bool:
    countries = {b.traits.country for b in group.bearers if b.traits.country}
    return bool(lone.traits.country and countries and lone.traits.country not in countries)


def _same_country(lone: Bearer, group: Group) -> bool:
    return lone.traits.country is not None and lone.traits.country in {b.traits.country for b in group.bearers}


def _beside(lone: Bearer, full: Bearer) -> bool:
    """Whether one outlet names both within DAYS."""
    if lone.traits.outlet != full.traits.outlet or not (lone.day and full.day):
        return False
    a, b = (_ordinal(lone.day), _ordinal(lone.last or lone.day)), (_ordinal(full.day), _ordinal(full.last or full.day))
    return max(a[0], b[0]) - min(a[1], b[1]) <= DAYS


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0
