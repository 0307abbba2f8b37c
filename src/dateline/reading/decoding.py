"""Takes the scores of one window, gives what they say of its words: trees, names, attributions as numbers.

All numbers are word numbers of the whole text. Makes no records: `building.py` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.reading.attributing import Ground, Heard, attributions, spread
from dateline.reading.labelling import stretches
from dateline.reading.model import Model, Scores
from dateline.reading.passages import Passage
from dateline.reading.trees import heads as tree
from dateline.reading.windows import Window


@dataclass(slots=True)
class Decoded:
    """A whole text, decided: per word the label numbers and head (-1 the root); `starts` of sentences; names as
    (first, last, kind, confidence); attributions; per word the share of the content layer and the vector."""

    starts: list[int] = field(default_factory=list)
    morphs: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str, float]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    content: list[NDArray[np.float32]] = field(default_factory=list)
    vectors: list[NDArray[np.float32]] = field(default_factory=list)


def decode(out: Decoded, known: Passage, window: Window, scores: Scores, starts: Sequence[int], model: Model) -> None:
    """Add to `out` what `scores` say of the words `window.first:window.last`; its sentences begin at `starts`."""
    base, n = window.start, window.end - window.start
    heads = np.full(n, -1, np.int64)
    sentence = np.zeros(n, np.int64)
    edges = [s - base for s in starts] + [n]
    first, last = window.first - base, window.last - base
    for number, (a, b) in enumerate(pairwise(edges)):
        sentence[a:b] = number
        inside = first <= a < last
        heads[a:b] = _tree(scores, a, b) if inside else _greedy(scores, a, b)
        if inside:
            out.starts.append(a + base)
            out.names += [
                (a + base + s.first, a + base + s.last, s.kind, s.confidence)
                for s in stretches(scores.names[a:b], model.labels.names)
            ]
    out.morphs += scores.morphs[first:last].tolist()
    out.heads += [h + base if h >= 0 else -1 for h in heads[first:last].tolist()]
    out.relations += _relations(scores, heads, first, last, model)
    out.content.append(scores.roles[first:last, 4])
    out.vectors.append(scores.vectors[first:last])
    if not model.hears:
        return
    outside = frozenset(i - base for i in known.datelines if window.start <= i < window.end)
    ground = Ground(known.forms[window.start : window.end], sentence, heads, outside)
    out.heard += [_moved(h, base) for h in attributions(scores.roles, scores.links, ground) if first <= h.cue[0] < last]


def finish(out: Decoded, given: set[int] | None) -> None:
    """What can only be decided with the whole text at hand."""
    if given is not None:
        rejoin(out, given)
    if out.heard:
        out.heard[:] = spread(out.heard, np.concatenate(out.content), out.starts)


def _sub(scores: Scores, a: int, b: int) -> NDArray[np.float32]:
    return np.concatenate([scores.arcs[a:b, :1], scores.arcs[a:b, 1 + a : 1 + b]], 1)


def _tree(scores: Scores, a: int, b: int) -> NDArray[np.int64]:
    found = tree(_sub(scores, a, b))
    return np.where(found >= 0, found + a, -1)


def _greedy(scores: Scores, a: int, b: int) -> NDArray[np.int64]:
    best = _sub(scores, a, b).argmax(1)
    return np.where(best > 0, best - 1 + a, -1)


def _relations(scores: Scores, heads: NDArray[np.int64], first: int, last: int, model: Model) -> list[int]:
    """Relation numbers of the words `first:last`; `root` on the root and nowhere else."""
    wanted = heads[first:last]
    found = model.relations(scores.dependants[first:last], scores.heads[wanted + 1]).copy()
    root = model.labels.relations.index("root")
    found[wanted >= 0, root] = -np.inf
    found[wanted < 0, root] = np.inf
    return [int(r) for r in found.argmax(1)]


def _moved(heard: Heard, base: int) -> Heard:
    def shift(run: tuple[int, int]) -> tuple[int, int]:
        return run[0] + base, run[1] + base

    return Heard(shift(heard.cue), tuple(map(shift, heard.source)), tuple(map(shift, heard.content)), heard.confidence)


def rejoin(out: Decoded, given: set[int]) -> None:
    """Undo cuts inside given sentences: the root of each later part hangs on the root of the first."""
    real = [s for s in out.starts if s in given]
    if len(real) == len(out.starts):
        return
    edges = [*real, len(out.heads)]
    for a, b in pairwise(edges):
        roots = [i for i in range(a, b) if out.heads[i] == -1]
        for extra in roots[1:]:
            out.heads[extra] = roots[0]
    out.starts[:] = real
