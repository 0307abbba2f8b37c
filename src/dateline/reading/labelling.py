"""Takes log shares of BIOES labels, gives the best well-formed sequence as spans with a kind and a confidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last`, inclusive, of one `kind`."""

    first: int
    last: int
    kind: str
    confidence: float


@cache
def _allowed(labels: tuple[tuple[str, str], ...]) -> NDArray[np.float64]:
    """(labels, labels): 0 where the second may follow the first, else a very low number."""
    table = np.full((len(labels), len(labels)), -1e9)
    for i, (a, kind) in enumerate(labels):
        for j, (b, other) in enumerate(labels):
            inside = a in "BI"
            if (inside and b in "IE" and kind == other) or (not inside and b in "OBS"):
                table[i, j] = 0.0
    return table


def stretches(shares: Floats, labels: tuple[tuple[str, str], ...]) -> list[Stretch]:
    """The spans of one sentence from log shares (n, labels); label pairs are (place, kind), place one of O B I E S."""
    best = shares.argmax(1)
    if not best.any():
        return []
    table = _allowed(labels)
    if not _well_formed(best, labels, table):
        best = _viterbi(shares.astype(np.float64), labels, table)
    found, first = [], 0
    for at, number in enumerate(best):
        place, kind = labels[number]
        if place in "BS":
            first = at
        if place in "ES":
            sure = float(np.exp(shares[np.arange(first, at + 1), best[first : at + 1]].mean()))
            found.append(Stretch(first, at, kind, round(min(1.0, sure), 2)))
    return found


def _well_formed(best: NDArray[np.int64], labels: tuple[tuple[str, str], ...], table: NDArray[np.float64]) -> bool:
    starts, ends = labels[best[0]][0] in "OBS", labels[best[-1]][0] in "OES"
    return bool(starts and ends and (table[best[:-1], best[1:]] == 0).all())


def _viterbi(
    shares: NDArray[np.float64], labels: tuple[tuple[str, str], ...], table: NDArray[np.float64]
) -> NDArray[np.int64]:
    n = len(shares)
    score = shares[0] + np.array([0.0 if place in "OBS" else -1e9 for place, _ in labels])
    back = np.zeros((n, len(labels)), np.int64)
    for at in range(1, n):
        steps = score[:, None] + table
        back[at] = steps.argmax(0)
        score = steps.max(0) + shares[at]
    score = score + np.array([0.0 if place in "OES" else -1e9 for place, _ in labels])
    path = [int(score.argmax())]
    for at in range(n - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return np.array(path[::-1])
