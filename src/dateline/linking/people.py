"""All chains of one name → the persons who bear it in public. Namesakes stay apart; private persons are left out.

A name that very many people bear needs a shared office or sector in each item; any other name is one person's unless
country and office speak against it. An item that prints a private role ("a teacher") is never joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.linking.persons import is_telling
from dateline.linking.sightings import Chain, Form
from dateline.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset({"the", "and", "for", "former", "deputy", "vice", "acting", "interim", "new"})


@dataclass(slots=True)
class _Person:
    chains: list[Chain]
    words: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def take(self, chain: Chain) -> None:
        self.chains.append(chain)
        self.words |= role_words(chain)
        self.sectors |= set(chain.sectors)
        self.countries |= {chain.country} if chain.country else set()
        self.outlets.add(chain.outlet)


def persons_of(leader: Form, chains: Sequence[Chain]) -> list[list[Chain]]:
    """The chains of each public person of a name, ordered as given."""
    telling = is_telling(leader)
    persons: list[_Person] = []
    for chain in (c for c in chains if c.told == "public"):
        fits = [p for p in persons[:_MOST] if _fits(chain, p, telling)]
        if fits:
            max(fits, key=lambda p: len(p.words & role_words(chain))).take(chain)
        else:
            persons.append(_Person([]))
            persons[-1].take(chain)
    if telling and len(persons) == 1:
        for chain in (c for c in chains if c.told == ""):
            if not _abroad(chain, persons[0]):
                persons[0].chains.append(chain)
    elif len(persons) == 1:
        persons[0].chains += [
            c
            for c in chains
            if c.told == "" and c.country and c.country in persons[0].countries and c.outlet in persons[0].outlets
        ]
    return [sorted(p.chains, key=lambda c: c.order) for p in persons]


_MOST = 200


def role_words(chain: Chain) -> frozenset[str]:
    """The telling words of the roles printed. `"President of the Salt Road Council" -> {"president", "salt", …}`"""
    return frozenset(w for role in chain.roles for w in _WORD.findall(fold(role)) if w not in _SMALL)


def _fits(chain: Chain, person: _Person, telling: bool) -> bool:
    shared = bool(role_words(chain) & person.words)
    sector = bool(set(chain.sectors) & person.sectors)
    if _abroad(chain, person):
        return False
    return True if telling else shared and (sector or not chain.sectors or not person.sectors)


def _abroad(chain: Chain, person: _Person) -> bool:
    return bool(chain.country and person.countries and chain.country not in person.countries)
