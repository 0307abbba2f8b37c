"""Two names of persons → how surely they are spellings of one name. It joins nothing and knows no item."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from dateline.linking.sightings import Form
from dateline.linking.spelling import INITIAL, is_common, likeness, script, skeleton, table, words


def person_likeness(one: str, other: str) -> float:
    """How surely two full names are spellings of one: given name and surname must both agree.

    `("Riad Saif", "Riyad Seif") -> 0.95`; father and son, two brothers -> 0
    """
    forms = [Form("person", ("~" if script(n) == "arabic" else "") + " ".join(words(n))) for n in (one, other)]
    return names_likeness(*forms)


def names_likeness(one: Form, other: Form) -> float:
    """The same for forms of names."""
    a, b = one.parts, other.parts
    if len(a) < 2 or len(b) < 2 or _generation(a) != _generation(b):
        return 0.0
    if one.key.startswith("~") != other.key.startswith("~"):
        return _across_scripts(a, b)
    if "".join(a) == "".join(b):
        return 0.97
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return round(max(_aligned(short, long), _without_last(short, long), _turned(short, long)), 2)


def _generation(name: tuple[str, ...]) -> frozenset[str]:
    return table().generations & set(name[1:])


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """Both ends agree and the words between do, in order; neighbours may be written as one word."""
    best = _ends(short, long)
    for size in range(2, len(long)):
        for merged in _merged(long, size):
            if len(merged) == len(short):
                scores = [likeness(x, y) for x, y in zip(short, merged, strict=True)]
                best = max(best, _weigh(scores) if min(scores) > INITIAL else 0.0)
    return best


def _ends(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    ends = [likeness(short[0], long[0]), likeness(short[-1], long[-1])]
    if min(ends) == 0 or (len(short) > 2 and not _in_order(short[1:-1], long[1:-1])):
        return 0.0
    middle = [w for w in long[1:-1] if len(w) > 1] if len(short) < len(long) else []
    return _weigh(ends) * (0.95 if middle else 1.0)


def _weigh(scores: list[float]) -> float:
    """The weakest word decides; two words with slips weigh a little less."""
    return min(scores) * (0.96 if sum(s < 0.9 for s in scores) > 1 else 1.0)


def _merged(name: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """All ways to write a name in `size` words by melting neighbours, for names of a few words."""
    if len(name) > 5:
        return
    for cuts in combinations(range(1, len(name)), size - 1):
        edges = (0, *cuts, len(name))
        yield tuple("".join(name[a:b]) for a, b in pairwise(edges))


def _without_last(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """A second surname or a grandfather's name left out: "José Luis Arrieta (Montoya)"."""
    if len(long) < 3 or len(short) >= len(long):
        return 0.0
    first = likeness(short[0], long[0])
    if first < 0.9 or likeness(short[-1], long[-1]) > 0 or not _in_order(short[1:], long[1:-1]):
        return 0.0
    skipped = len(long) - 1 - len(short)
    exact = all(max(likeness(w, x) for x in long[1:-1]) >= 0.9 for w in short[1:])
    return 0.8 if exact and skipped <= 1 else 0.0


def _turned(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """Surname first or last: "Tanabe Haruto" – never for names that serve as both, as "Ali Hassan"."""
    if len(short) != 2 or len(long) != 2 or any(is_common(w) for w in (*short, *long)):
        return 0.0
    scores = (likeness(short[0], long[1]), likeness(short[1], long[0]))
    return 0.8 if min(scores) >= 0.95 else 0.0


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    rest = iter(many)
    return all(any(likeness(w, other) >= INITIAL for other in rest) for w in few)


def _across_scripts(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if len(a) != len(b):
        return 0.0
    bones = [(weak_skeleton(x), weak_skeleton(y)) for x, y in zip(a, b, strict=True)]
    if all(x == y for x, y in bones) and sum(len(x) for x, _ in bones) >= 5:
        return 0.85
    return 0.0


def weak_skeleton(word: str) -> str:
    """A skeleton without the consonants that scripts and ears lose first. `"dawud" -> "d"`"""
    bones = skeleton(word)
    return "".join(c for c in bones if c not in "hvyj") or bones


def is_telling(form: Form) -> bool:
    """Whether a name tells a person by itself: not one of which very many people bear every word."""
    return any(not is_common(w) for w in form.parts if len(w) > 1)
