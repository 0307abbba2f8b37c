"""All bearers of one name → the persons who bear it in public. Namesakes stay apart; private persons are left out.

A name that very many people bear needs a shared office or sector wherever it stands; any other name is one person's
unless country and office speak against it. An item that prints a private role ("a teacher") is never joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.linking.persons import is_telling
from dateline.linking.sightings import Bearer, Form
from dateline.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset({"the", "and", "for", "former", "deputy", "vice", "acting", "interim", "new"})


@dataclass(slots=True)
class _Person:
    bearers: list[Bearer]
    words: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def take(self, bearer: Bearer) -> None:
        traits = bearer.traits
        self.bearers.append(bearer)
        self.words |= role_words(bearer)
        self.sectors |= set(traits.sectors)
        self.countries |= {traits.country} if traits.country else set()
        self.outlets.add(traits.outlet)


def persons_of(leader: Form, bearers: Sequence[Bearer]) -> list[list[Bearer]]:
    """The bearers of a name, sorted into public persons; each in the order given."""
    telling = is_telling(leader)
    persons: list[_Person] = []
    for bearer in (b for b in bearers if b.traits.told == "public"):
        fits = [p for p in persons[:_MOST] if _fits(bearer, p, telling)]
        if fits:
            max(fits, key=lambda p: len(p.words & role_words(bearer))).take(bearer)
        else:
            persons.append(_Person([]))
            persons[-1].take(bearer)
    if len(persons) == 1:
        persons[0].bearers += [b for b in bearers if b.traits.told == "" and _joins(b, persons[0], telling)]
    return [sorted(p.bearers, key=lambda b: b.order) for p in persons]


def _joins(bearer: Bearer, person: _Person, telling: bool) -> bool:
    """Whether a name without a role is that of the one public bearer."""
    if telling:
        return not _abroad(bearer, person)
    traits = bearer.traits
    return bool(traits.country and traits.country in person.countries and traits.outlet in person.outlets)


_MOST = 200


def role_words(bearer: Bearer) -> frozenset[str]:
    """The telling words of the roles printed. `"President of the Salt Road Council" -> {"president", "salt", …}`"""
    return frozenset(w for role in bearer.traits.roles for w in _WORD.findall(fold(role)) if w not in _SMALL)


def _fits(bearer: Bearer, person: _Person, telling: bool) -> bool:
    shared = bool(role_words(bearer) & person.words)
    sectors = set(bearer.traits.sectors)
    sector = bool(sectors & person.sectors)
    if _abroad(bearer, person):
        return False
    return True if telling else shared and (sector or not sectors or not person.sectors)


def _abroad(bearer: Bearer, person: _Person) -> bool:
    country = bearer.traits.country
    return bool(country and person.countries and country not in person.countries)
