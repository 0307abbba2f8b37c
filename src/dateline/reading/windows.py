"""Takes the words of a text in units, gives windows: units packed together, with their neighbours as context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

CORE, BEFORE, AFTER = 132, 36, 20
MOST = 240


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start:end` are seen, of them `first:last` are decided here."""

    start: int
    first: int
    last: int
    end: int


def windows(sizes: Sequence[int], starts: Sequence[int]) -> list[Window]:
    """Windows over words whose pieces number `sizes`, cut at the unit `starts`; every word is decided in exactly one.

    Depends on the text alone. Units longer than `MOST` pieces are cut.
    """
    if not sizes:
        return []
    units = [piece for a, b in pairwise([*starts, len(sizes)]) for piece in _cut_long(sizes, a, b)]
    weights = [sum(sizes[a:b]) for a, b in units]
    cores = _cores(weights)
    found = []
    for a, b in cores:
        before, after, left, right = a, b, BEFORE, AFTER
        while before > 0 and weights[before - 1] <= left:
            before -= 1
            left -= weights[before]
        while after < len(units) and weights[after] <= right:
            right -= weights[after]
            after += 1
        found.append(Window(units[before][0], units[a][0], units[b - 1][1], units[after - 1][1]))
    return found


def _cores(weights: list[int]) -> list[tuple[int, int]]:
    """Runs of units of about equal weight, none much over `CORE` unless one unit is."""
    total = sum(weights)
    target = total / max(1, -(-total // CORE))
    cores, start, held = [], 0, 0.0
    for at, weight in enumerate(weights):
        if at > start and (held + weight / 2 > target or held + weight > CORE + BEFORE):
            cores.append((start, at))
            start, held = at, 0.0
        held += weight
    cores.append((start, len(weights)))
    return cores


def _cut_long(sizes: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    cuts, held = [start], 0
    for at in range(start, end):
        if held + sizes[at] > MOST - BEFORE - AFTER:
            cuts.append(at)
            held = 0
        held += sizes[at]
    return list(pairwise([*cuts, end]))
