"""Takes the scores of cues, sources and contents, gives attributions as word numbers; the sentences are known by now.

A cue is decoded first; the words linked to it are its source and its content. A source stands in the cue's sentence; a
content may run over sentences. Ragged edges are snapped to subtrees of the syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
CUE, SOURCE, CONTENT, MOST_OF_IT = 0.45, 0.42, 0.45, 0.7
_QUOTES = frozenset("\"“”'‘’")


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribution as word numbers of the window; `content` and `source` as runs (first, last), inclusive."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a window: the words, `sentence` numbers and heads (window numbers, -1 the root) per word."""

    forms: Sequence[str]
    sentence: NDArray[np.int64]
    heads: NDArray[np.int64]


def attributions(roles: Floats, links: Floats, ground: Ground) -> list[Heard]:
    """All attributions of a window. `roles` (n, 5) and `links` (2, n, n) as in `Scores`."""
    found = []
    for first, last in cues(roles, ground.sentence):
        shares = _shares(links[:, first : last + 1].mean(1))
        shares = shares * 0.75 + 0.25 * roles[:, 3:].T * (shares > 0.02)
        shares[:, first : last + 1] = 0
        source = _source(shares, (first, last), ground)
        content = _content(shares, (first, last), source, ground)
        if content:
            sure = float(1 - np.exp(roles[first, 0])) * float(shares[1][content[0][0] : content[0][1] + 1].mean())
            found.append(Heard((first, last), source, content, round(max(0.01, min(1.0, sure**0.5)), 2)))
    return found


def cues(roles: Floats, sentence: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Runs of cue words, first and last; a run ends with its sentence."""
    inside = 1 - np.exp(roles[:, 0]) > CUE
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero(inside):
        begins = roles[at, 1] > roles[at, 2]
        if found and found[-1][1] == at - 1 and sentence[at] == sentence[at - 1] and not begins:
            found[-1] = (found[-1][0], int(at))
        else:
            found.append((int(at), int(at)))
    return found


def _shares(scores: Floats) -> Floats:
    """(2, n): shares of source and content, against neither."""
    shares = np.exp(np.minimum(scores, 30))
    out: Floats = shares / (1 + shares.sum(0))
    return out


def _source(shares: Floats, cue: tuple[int, int], ground: Ground) -> tuple[tuple[int, int], ...]:
    """The best run of source words in the cue's sentence; empty where none is likely."""
    here = ground.sentence == ground.sentence[cue[0]]
    wanted = (shares[0] > SOURCE) & here & (shares[0] > shares[1])
    runs = bridged(wanted, here & ~_span(cue, len(here)), 2)
    if not runs:
        return ()
    best = max(runs, key=lambda r: float((shares[0][r[0] : r[1] + 1] - 0.3).sum()))
    return (best,)


def _content(
    shares: Floats, cue: tuple[int, int], source: tuple[tuple[int, int], ...], ground: Ground
) -> tuple[tuple[int, int], ...]:
    free = ~_span(cue, len(ground.sentence))
    for run in source:
        free &= ~_span(run, len(free))
    wanted = (shares[1] > CONTENT) & free & _within_reach(shares[1], cue, ground)
    runs = bridged(wanted, free, 3)
    kept = [r for r in runs if r[1] - r[0] >= 1 or ground.forms[r[0]][0].isalnum()]
    return tuple(r for r in kept if float(shares[1][r[0] : r[1] + 1].max()) > 0.5)


def _within_reach(shares: Floats, cue: tuple[int, int], ground: Ground) -> Bools:
    """The cue's sentence, and sentences to its left and right for as long as most of each belongs to the content."""
    here = ground.sentence[cue[0]]
    reach: Bools = ground.sentence == here
    for way in (-1, 1):
        at = here + way
        while 0 <= at <= ground.sentence[-1]:
            words = ground.sentence == at
            if float((shares[words] > CONTENT).mean()) < MOST_OF_IT:
                break
            reach |= words
            at += way
    return reach


def _span(run: tuple[int, int], n: int) -> Bools:
    out = np.zeros(n, bool)
    out[run[0] : run[1] + 1] = True
    return out


def bridged(wanted: Bools, free: Bools, widest: int) -> list[tuple[int, int]]:
    """Runs of wanted words; holes of free words up to `widest` are filled. `1 1 0 1 -> (0, 3)`."""
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero(wanted):
        if found and at - found[-1][1] - 1 <= widest and free[found[-1][1] : at].all():
            found[-1] = (found[-1][0], int(at))
        else:
            found.append((int(at), int(at)))
    return found
