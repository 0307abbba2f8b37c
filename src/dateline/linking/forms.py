"""Names of one item → the fullest form each stands for; surnames, acronyms and generic heads find their owner here.

Takes the names seen in one item, gives for each the form it was resolved to and why; it looks at no other item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.linking.sightings import Seen
from dateline.linking.spelling import body_words, initials, likeness, table, words
from dateline.text import fold, squeeze

PERSON = "person"
_JOINED_KINDS = ("person", "organisation", "group", "nationality", "facility", "document", "occasion", "weapon")


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling as it is compared across items: `key` is folded, `words` is how it was first printed."""

    kind: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """One name of an item and the form it stands for; `form` is None where nobody can be told."""

    seen: Seen
    form: Form | None
    why: str
    sure: float


def resolve(names: Sequence[Seen]) -> list[Resolved]:
    """Resolve the names of ONE item, in text order; two candidates of one surname leave the short form unresolved."""
    wanted = [s for s in names if s.mention.kind in _JOINED_KINDS]
    full = _full_forms(wanted)
    return [_resolve_one(seen, full) for seen in wanted]


def form_of(seen: Seen) -> Form:
    """The form of a name by itself."""
    printed = squeeze(seen.words)
    kind = PERSON if seen.mention.kind == PERSON else "body"
    key = " ".join(words(printed) if kind == PERSON else body_words(printed)) or fold(printed)
    return Form(kind, key, printed)


def is_full(form: Form) -> bool:
    """Whether a form can name somebody by itself: two words of a person, more than a generic head of a body."""
    parts = form.key.split()
    if form.kind == PERSON:
        return len(parts) >= 2
    return not (len(parts) == 1 and parts[0] in table().generic_bodies)


def _full_forms(names: Iterable[Seen]) -> dict[Form, Seen]:
    found: dict[Form, Seen] = {}
    for seen in names:
        form = form_of(seen)
        if is_full(form):
            found.setdefault(form, seen)
    return found


def _resolve_one(seen: Seen, full: dict[Form, Seen]) -> Resolved:
    form = form_of(seen)
    if form.kind == PERSON:
        return _person(seen, form, full)
    return _body(seen, form, full)


def _person(seen: Seen, form: Form, full: dict[Form, Seen]) -> Resolved:
    if is_full(form):
        return Resolved(seen, form, "full name", 0.99)
    owners = [f for f in full if f.kind == PERSON and _owns(f, form)]
    if len({f.key for f in owners}) == 1:
        return Resolved(seen, owners[0], f"“{form.words}” in an item that names {owners[0].words}", 0.93)
    if owners and _one_person(owners):
        return Resolved(seen, owners[0], f"“{form.words}” in an item that names {owners[0].words}", 0.9)
    return Resolved(
        seen, None if owners else form, "two persons of that name in the item" if owners else "one word", 0.5
    )


def _owns(full: Form, short: Form) -> bool:
    return any(likeness(short.key, part) >= 0.8 for part in full.key.split()[-1:] + full.key.split()[:1])


def _one_person(owners: list[Form]) -> bool:
    first = owners[0].key.split()[0]
    return all(likeness(first, o.key.split()[0]) >= 0.85 for o in owners[1:])


def _body(seen: Seen, form: Form, full: dict[Form, Seen]) -> Resolved:
    bodies = [f for f in full if f.kind != PERSON and f != form]
    if is_full(form):
        owner = _acronym_owner(form, bodies)
        if owner is not None:
            return Resolved(seen, owner, f"{form.words} are the initials of {owner.words}", 0.95)
        return Resolved(seen, form, "full name", 0.97)
    owners = [f for f in bodies if form.key in f.key.split()]
    if len(owners) == 1:
        return Resolved(seen, owners[0], f"“{form.words}” in an item that names {owners[0].words}", 0.85)
    return Resolved(seen, None, "a head that many bodies share", 0.3)


def _acronym_owner(form: Form, bodies: list[Form]) -> Form | None:
    letters = form.words.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper()):
        return None
    owners = [f for f in bodies if " " in f.key and initials(f.words) == letters.casefold()]
    return owners[0] if len(owners) == 1 else None
