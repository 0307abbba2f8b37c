"""Forms of names → links between spellings of one name, found inside small blocks. It joins nothing by itself.

A link does not hang on how often or when a form was seen, so links found for new forms are those a full run finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.linking.bodies import words_likeness
from dateline.linking.forms import PERSON, is_full
from dateline.linking.persons import names_likeness, weak_skeleton
from dateline.linking.sightings import Form
from dateline.linking.spelling import ONE_VOWEL, is_common, likeness, table

SURE_ENOUGH = 0.76
BLOCK_LIMIT = 2000
SURNAME_LIMIT = 200
SURNAME = "surname"


@dataclass(frozen=True, slots=True)
class Link:
    """Two forms that may be spellings of one name; `why` in words."""

    one: Form
    other: Form
    sure: float
    why: str = "spellings of one name"


def block_keys(form: Form) -> tuple[str, ...]:
    """The blocks a form is compared in; two forms without a common block are never compared."""
    if not is_full(form):
        return ()
    keys = _person_keys(form) if form.kind == PERSON else _body_keys(form)
    return tuple(dict.fromkeys(hard for key in keys for hard in _hardened(key)))


def surname_blocks(form: Form) -> tuple[str, str] | None:
    """Where a form is kept, and where what it may belong with is: full names by surname, names in one word.

    None for bodies, for names of two letters and for surnames that very many bear.
    """
    if form.kind != PERSON or not form.parts:
        return None
    last = form.parts[-1]
    if len(last) < 3 or is_common(last) or form.key.startswith("~"):
        return None
    full, alone = f"S:{_bones(last)}", f"L:{_bones(last)}"
    return (full, alone) if is_full(form) else (alone, full)


def surname_links(form: Form, others: Iterable[Form]) -> list[Link]:
    """Which full names a name in one word may stand for, or the other way round; `sure` 0: it joins no spellings."""
    found = []
    for other in others:
        if is_full(form) != is_full(other) and likeness(form.parts[-1], other.parts[-1]) >= ONE_VOWEL:
            one, two = sorted((form, other), key=lambda f: (f.kind, f.key))
            found.append(Link(one, two, 0.0, SURNAME))
    return found


def _hardened(key: str) -> Iterator[str]:
    """A soft consonant (ç, ş) may be heard or written in several ways: the block of each."""
    if "C" not in key and "X" not in key:
        yield key
        return
    for c in "ksS":
        for x in "sS":
            yield key.replace("C", c).replace("X", x)


def _person_keys(form: Form) -> Iterator[str]:
    parts = form.parts
    if len(parts) < 2:
        return
    first, last = _bones(parts[0]), _bones(parts[-1])
    yield f"p:{first}:{last}"
    yield f"p:{weak_skeleton(parts[0])}:{weak_skeleton(parts[-1])}"
    for shorter in _less_one(last):
        yield f"p~{first[:2]}:{shorter}"
    yield f"p~{first[:2]}:{last}"
    yield f"p+{_bones(''.join(parts))}"
    if len(parts) > 2:
        yield f"p:{first}:{_bones(parts[-2])}"
        yield f"p+{_bones(''.join(parts[:-1]))}"
        yield f"p:{first}:{_bones(''.join(parts[1:]))}"
    elif not (is_common(parts[0]) or is_common(parts[1])):
        yield f"p:{last}:{first}"


def _bones(word: str) -> str:
    """A skeleton in which the spellings that no rule of sound brings together agree."""
    row = table().same.get(word)
    return weak_skeleton(word) if row is None else f"={row}"


def _less_one(bones: str) -> Iterator[str]:
    if len(bones) >= 3 and not bones.startswith("="):
        for at in range(len(bones)):
            yield bones[:at] + bones[at + 1 :]


def _body_keys(form: Form) -> Iterator[str]:
    parts = form.parts
    for at in range(len(parts)):
        rest = "".join(p[:4] for n, p in enumerate(parts) if n != at)
        yield f"b:{len(parts)}:{at}:{parts[at][0]}:{rest}"


def likeness_of(one: Form, other: Form) -> float:
    """How surely two forms are spellings of one name; 0 for forms of different kinds."""
    if one.kind != other.kind:
        return 0.0
    if one.key == other.key:
        return 1.0
    if not (is_full(one) and is_full(other)):
        return 0.0
    return names_likeness(one, other) if one.kind == PERSON else words_likeness(one.parts, other.parts)


def link(form: Form, others: Iterable[Form]) -> list[Link]:
    """The links of one form to forms of its blocks, each pair in the order of kind and key."""
    found = []
    for other in others:
        if other.key == form.key:
            continue
        one, two = sorted((form, other), key=lambda f: (f.kind, f.key))
        sure = likeness_of(one, two)
        if sure >= SURE_ENOUGH:
            found.append(Link(one, two, sure))
    return found


def link_all(forms: Iterable[Form]) -> list[Link]:
    """All links between forms, none twice. In a block past BLOCK_LIMIT only neighbours in order are compared."""
    blocks: dict[str, list[Form]] = defaultdict(list)
    links: dict[tuple[Form, Form], Link] = {}
    for form in sorted(set(forms), key=lambda f: (f.kind, f.key)):
        keys = block_keys(form)
        near = {other for key in keys for other in blocks[key][-BLOCK_LIMIT:]}
        found = link(form, near)
        surname = surname_blocks(form)
        if surname:
            found += surname_links(form, blocks[surname[1]][-SURNAME_LIMIT:])
        links.update(((x.one, x.other), x) for x in found)
        for key in (*keys, *(surname or ())[:1]):
            blocks[key].append(form)
    return sorted(links.values(), key=lambda x: (x.one.kind, x.one.key, x.other.key))
