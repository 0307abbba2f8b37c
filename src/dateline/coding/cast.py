"""Who and what appears in an item: canonical names, acronyms defined in the text, its usual country, earlier mentions.

Takes a reading and the lexicon; `who.py` asks it while it builds mentions. It codes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dateline.codebook import Lexicon
from dateline.records import Mention, Reading
from dateline.text import fold

_DEFINED = re.compile(
    r"((?:[A-Z][\w’'&-]*[ -]+(?:(?:of|for|and|the|on|in|de|against)[ ]+)*){1,9}[A-Z]?[\w’'-]*)"
    r"\s*\(([A-Z][A-Za-z.&-]{1,9})\)"
)
_SMALL = {"of", "for", "and", "the", "on", "in", "de", "against"}


@dataclass(slots=True)
class Cast:
    """State of one item while it is coded. `seen` holds mentions in text order for pronouns and descriptions."""

    lexicon: Lexicon
    day: str | None
    acronyms: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    known: dict[str, Mention] = field(default_factory=dict)
    country: str | None = None
    seen: list[tuple[int, int, Mention, bool, bool]] = field(default_factory=list)

    def canonical(self, name: str, kind: str) -> str:
        """The fullest form of a name in the item: `"Seif" -> "Riyad Seif"`, `"HNC" -> "High Negotiations
        Committee"`."""
        key = fold(strip(name))
        if key in self.acronyms:
            return self.acronyms[key]
        table = self.persons if kind == "person" else self.bodies
        return table.get(key, strip(name))

    def note(self, sentence: int, token: int, mention: Mention, marks: tuple[bool, bool]) -> None:
        """Remember a mention for what follows; `marks`: subject, plural. The first full one of a name is its
        reference."""
        self.seen.append((sentence, token, mention, *marks))
        if mention.name:
            key = fold(mention.name)
            old = self.known.get(key)
            if (
                old is None
                or (not old.sectors and mention.sectors)
                or (not old.country and mention.country and mention.basis != "context")
            ):
                self.known[key] = mention


def strip(name: str) -> str:
    """A name without article, possessive and quotes. `"the Coalition’s" -> "Coalition"`."""
    bare = re.sub(r"^(?:the|The|a|an)\s+", "", name.strip(" \"“”'‘’,"))
    return re.sub(r"['’]s?$", "", bare)


def gather(reading: Reading, text: str, lexicon: Lexicon, day: str | None) -> Cast:
    """The cast of an item before coding: names in their fullest forms, acronyms, the country it is mostly about."""
    cast = Cast(lexicon, day)
    for long, short in _DEFINED.findall(text[:200_000]):
        words = re.split(r"[\s-]+", long.strip())
        fitted = _fit(words, short)
        if fitted:
            cast.acronyms[fold(short)] = strip(fitted)
    _gather_names(cast, reading)
    cast.country = _usual_country(reading, lexicon)
    return cast


def _fit(words: list[str], short: str) -> str | None:
    """The tail of the words whose initials make the acronym: `["the", "Free", "Syrian", "Army"], "FSA" ->
    "Free Syrian Army"`."""
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        big = "".join(w[0].upper() for w in tail if w and w.lower() not in _SMALL)
        every = "".join(w[0].upper() for w in tail if w)
        if letters in {big, every} and tail[0].lower() not in _SMALL:
            return " ".join(tail)
    return None


def _gather_names(cast: Cast, reading: Reading) -> None:
    persons: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    for name in reading.names:
        words = strip(name.span.text)
        if name.kind == "person":
            persons[words] += 1
        elif name.kind in {"organisation", "group"}:
            bodies[words] += 1
    for full in sorted(persons, key=lambda n: (-len(n.split()), -persons[n], n)):
        parts = full.split()
        for form in {full, parts[-1], " ".join(parts[-2:])}:
            cast.persons.setdefault(fold(form), full)
    for full in sorted(bodies, key=lambda n: (-bodies[n], -len(n), n)):
        cast.bodies.setdefault(fold(full), full)
    for full in sorted(bodies, key=lambda n: (-len(n.split()), -bodies[n], n)):
        parts = full.split()
        if len(parts) > 1 and parts[-1][:1].isupper():
            last = fold(parts[-1])
            if last in bodies or cast.bodies.get(last, parts[-1]) == parts[-1]:
                cast.bodies[last] = full


def _usual_country(reading: Reading, lexicon: Lexicon) -> str | None:
    """The country named in at least half of all mentions of countries and their people, None where there is none."""
    counts: Counter[str] = Counter()
    for name in reading.names:
        key = fold(strip(name.span.text))
        code = lexicon.countries.get(key) or lexicon.demonyms.get(key)
        if code:
            counts[code] += 1
    if not counts:
        return None
    code, number = counts.most_common(1)[0]
    return code if number * 2 >= sum(counts.values()) else None
