"""Takes groups found anew and the ids their members had, gives each group its id: pages and decisions find it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from dateline.text import make_id

Held = Mapping[str, Counter[str]]


def named(held: Held, kind: str, is_taken: Callable[[str], bool]) -> dict[str, str]:
    """Group → id: the one most of its members had before, else its own.

    `held` is what the members of each group had, with weights, by the id of the group's founding member, in the order
    of groups. `is_taken(id)` tells whether somebody outside bears an id: where a group split, the other part may have
    kept that of this founder.
    """
    order = {group: at for at, group in enumerate(held)}
    claims = sorted((-many, base, order[g], g) for g, had in held.items() for base, many in had.items())
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, base, _, group in claims:
        if base not in taken and group not in found:
            found[group] = base
            taken.add(base)
    for group in held:
        if group not in found:
            number, free = 1, group
            while free in taken or is_taken(free):
                number += 1
                free = make_id(kind, group, number)
            found[group] = free
            taken.add(free)
    return found


def moves(held: Held, found: Mapping[str, str]) -> list[tuple[str, str]]:
    """Ids that no group bears any more, each with the one that most of its members have now."""
    alive = set(found.values())
    heirs: dict[str, Counter[str]] = {}
    for group, had in held.items():
        for base, many in had.items():
            if base not in alive:
                heirs.setdefault(base, Counter())[found[group]] += many
    return [(old, min(new.items(), key=lambda p: (-p[1], p[0]))[0]) for old, new in heirs.items()]
