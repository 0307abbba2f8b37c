"""Names of one item → chains: surnames, acronyms and generic heads find their owner here.

Takes the names seen in one item, gives a chain per person and body with the reason of each mention; what could be
two is left out. It looks at no other item.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.linking.bodies import body_words, head_of, initials, is_bare, is_generic, looks_like_initials
from dateline.linking.persons import names_likeness
from dateline.linking.public import PublicRule
from dateline.linking.sightings import Chain, Form, Member, Seen
from dateline.linking.spelling import likeness, script, words
from dateline.text import fold, squeeze

PERSON, BODY = "person", "body"
KINDS = ("person", "organisation", "group")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Resolved:
    seen: Seen
    form: Form
    why: str
    sure: float
    letters: str = ""


def chains_of(names: Iterable[Seen], rule: PublicRule) -> tuple[Chain, ...]:
    """The chains of ONE item, in text order; two candidates of one surname leave the short form out."""
    wanted = [s for s in names if s.mention.kind in KINDS and 0 < len(s.words) <= LONGEST_NAME]
    wanted.sort(key=lambda s: (s.mention.span.field, s.mention.span.start, s.mention.span.end))
    forms = [form_of(s) for s in wanted]
    full = _full_forms(wanted, forms)
    grouped: dict[Form, list[_Resolved]] = defaultdict(list)
    for seen, form in zip(wanted, forms, strict=True):
        resolved = _person(seen, form, full) if form.kind == PERSON else _body(seen, form, full)
        if resolved is not None:
            grouped[resolved.form].append(resolved)
    return tuple(_chain(form, members, rule) for form, members in grouped.items())


def form_of(seen: Seen) -> Form:
    """The form of a name by itself."""
    return form_of_name(seen.words, PERSON if seen.mention.kind == "person" else BODY)


def form_of_name(name: str, kind: str) -> Form:
    """`"Faycel al-Meddahi", "person" -> Form("person", "faycel meddahi")`"""
    printed = squeeze(name)
    key = " ".join(words(printed) if kind == PERSON else body_words(printed)) or fold(printed)
    return Form(kind, f"~{key}" if kind == PERSON and script(printed) == "arabic" else key, printed)


def is_full(form: Form) -> bool:
    """Whether a form can name somebody by itself: two words of a person, more than a generic head of a body."""
    if form.kind == PERSON:
        return sum(len(p) > 1 for p in form.parts) >= 2
    return not is_bare(form.parts)


def _full_forms(names: Sequence[Seen], forms: Sequence[Form]) -> dict[Form, int]:
    """Full forms and where each is first seen."""
    found: dict[Form, int] = {}
    for seen, form in zip(names, forms, strict=True):
        if is_full(form):
            found.setdefault(form, seen.mention.span.start)
    for seen in names:
        canonical = (
            form_of_name(seen.mention.name, PERSON) if seen.mention.kind == "person" and seen.mention.name else None
        )
        if canonical is not None and is_full(canonical):
            found.setdefault(canonical, seen.mention.span.start)
    return found


def _person(seen: Seen, form: Form, full: dict[Form, int]) -> _Resolved | None:
    if is_full(form):
        longer = [f for f in full if f.kind == PERSON and len(f.parts) > len(form.parts) and _ends_with(f, form)]
        if len(longer) != 1:
            return _Resolved(seen, form, "full name", 0.99)
        return _Resolved(seen, longer[0], f"“{form.words}” in an item that names {longer[0].words}", 0.9)
    owners = _owners(form, [f for f in full if f.kind == PERSON])
    if not owners:
        return _Resolved(seen, form, "a name in one word", 0.5)
    if not _one_person(owners):
        return None
    return _Resolved(seen, owners[0], f"“{form.words}” in an item that names {owners[0].words}", 0.93)


def _owners(short: Form, full: list[Form]) -> list[Form]:
    """Who carries the short form as surname; where nobody does, as another part of the name."""
    parts = short.parts
    if len(parts) == 1:
        by_last = [f for f in full if likeness(parts[0], f.parts[-1]) >= 0.8]
        by_first = [f for f in full if likeness(parts[0], f.parts[0]) >= 0.8 and f not in by_last]
        if by_last or by_first:
            return by_last + by_first if by_last and by_first else by_last or by_first
    return [f for f in full if all(any(likeness(p, q) >= 0.7 for q in f.parts) for p in parts)]


def _ends_with(full: Form, short: Form) -> bool:
    """Whether a form is the surname part of a longer one: "Arrieta Montoya" in "José Luis Arrieta Montoya"."""
    a, b = short.parts, full.parts
    return likeness(a[0], b[0]) == 0 and all(likeness(x, y) >= 0.85 for x, y in zip(a, b[-len(a) :], strict=True))


def _one_person(owners: list[Form]) -> bool:
    return all(names_likeness(owners[0], o) >= 0.85 for o in owners[1:])


def _body(seen: Seen, form: Form, full: dict[Form, int]) -> _Resolved | None:
    bodies = {f: at for f, at in full.items() if f.kind == BODY and f != form}
    if not is_full(form):
        owners = [f for f in bodies if head_of(f.parts) == form.key]
        if len(owners) != 1:
            return None
        return _Resolved(seen, owners[0], f"“{form.words}” in an item that names {owners[0].words}", 0.85)
    letters = looks_like_initials(form.words)
    before = {f for f, at in bodies.items() if at < seen.mention.span.start}
    owners = [f for f in before if len(f.parts) > 1 and letters in initials(f.words)] if letters else []
    if len(owners) == 1:
        return _Resolved(seen, owners[0], f"{form.words} are the initials of {owners[0].words}", 0.95, letters)
    owners = [f for f in before if _shortened(form, f)]
    if len(owners) == 1:
        return _Resolved(seen, owners[0], f"“{form.words}” after {owners[0].words}", 0.85)
    spelled = looks_like_initials(seen.mention.span.text)
    return _Resolved(seen, form, "full name", 0.97, spelled if spelled and len(form.parts) > 1 else "")


def _shortened(short: Form, full: Form) -> bool:
    """Whether a later name is the same body, shorter: "the Relief Committee" after "Relief Committee of X"."""
    a, b = short.parts, full.parts
    if len(a) >= len(b) or head_of(a) != head_of(b) or not set(a) <= set(b):
        return False
    if is_generic(a):
        return True
    bare = re.escape(fold(short.words).removeprefix("the "))
    return re.match(rf"(?:the )?{bare} (?:of|on|in|at) ", fold(full.words)) is not None


def _chain(form: Form, found: list[_Resolved], rule: PublicRule) -> Chain:
    first = found[0].seen
    mentions = [r.seen.mention for r in found]
    roles = tuple(dict.fromkeys(squeeze(role.text) for m in mentions for role in m.roles))
    sectors = tuple(dict.fromkeys(s for m in mentions for s in m.sectors))
    return Chain(
        item=first.item,
        item_version=first.item_version,
        outlet=first.outlet,
        day=first.day,
        form=form,
        members=tuple(_member(r) for r in found),
        kind=Counter(m.kind for m in mentions).most_common(1)[0][0],
        told=rule.told(roles, sectors) if form.kind == PERSON else "public",
        roles=roles,
        sectors=sectors,
        country=_most(m.country for m in mentions if m.basis != "context"),
        international=_most(m.international for m in mentions),
        initials=tuple(sorted({r.letters for r in found if r.letters})),
    )


def _member(r: _Resolved) -> Member:
    span = r.seen.mention.span
    return Member(span.field, span.start, span.end, squeeze(span.text), r.why, r.sure)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None
