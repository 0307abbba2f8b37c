"""Takes hits, gives precision, recall and F1, and intervals by resampling documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Hits, how many were found, how many there are; they add."""

    hits: int = 0
    found: int = 0
    there: int = 0

    def __iadd__(self, other: Counts) -> Counts:
        self.hits, self.found, self.there = self.hits + other.hits, self.found + other.found, self.there + other.there
        return self

    @property
    def f1(self) -> float:
        """In per cent."""
        return 200 * self.hits / max(1, self.found + self.there)


def total(parts: Sequence[Counts]) -> Counts:
    """The sum."""
    out = Counts()
    for part in parts:
        out += part
    return out


def interval(parts: Sequence[Counts], score: Callable[[Counts], float] = lambda c: c.f1, draws: int = 1000) -> str:
    """The 95 % interval over documents drawn with replacement, fixed seed. `"[82.1, 84.0]"`."""
    rng, values = random.Random(7), []
    for _ in range(draws):
        values.append(score(total([parts[rng.randrange(len(parts))] for _ in parts])))
    values.sort()
    return f"[{values[int(draws * 0.025)]:.1f}, {values[int(draws * 0.975)]:.1f}]"
