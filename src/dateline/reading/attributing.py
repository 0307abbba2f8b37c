"""Takes the scores of cues, sources and contents, gives attributions as word numbers; the sentences are known by now.

A cue is decoded first; the words linked to it are its source and its content. A source stands in the cue's sentence; a
content may run over sentences. Ragged edges are snapped to subtrees of the syntax. A faint cue counts where it gives an
owner to words that are content beyond doubt and belong to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Taste:
    """Shares from which something counts, chosen on the dev half.

    `cue`, `source`, `content` for words; `general` is the part of the general layer in a word's share, which it has
    only above `linked`; `floor` what the general layer must say of a content word at least; `most` how much of a
    neighbouring sentence must be content to reach into it; `hole` the widest gap that is closed; `peak` what the best
    word of a run must have; `snap` how much of a clause must be content for its holes to be closed. `faint` is what a
    cue needs where what it would own, `ownerless` words of it at least being free, is content with a share of `said`.
    """

    cue: float = 0.55
    source: float = 0.35
    content: float = 0.55
    general: float = 0.25
    linked: float = 0.02
    most: float = 0.85
    floor: float = 0.2
    hole: int = 3
    peak: float = 0.7
    snap: float = 0.4
    faint: float = 0.1
    ownerless: float = 0.5
    said: float = 0.8


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribution as word numbers of the window; `content` and `source` as runs (first, last), inclusive."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a window: the words, `sentence` numbers and heads (window numbers, -1 the root) per word, and
    which words are no part of what anybody says (a dateline)."""

    forms: Sequence[str]
    sentence: NDArray[np.int64]
    heads: NDArray[np.int64]
    outside: frozenset[int] = frozenset()


def attributions(roles: Floats, links: Floats, ground: Ground, taste: Taste = Taste()) -> list[Heard]:
    """All attributions of a window. `roles` (n, 5) and `links` (2, n, n) as in `Scores`."""
    clear = (_heard(cue, roles, links, ground, taste) for cue in cues(roles, ground.sentence, taste.cue))
    found = [each for each in clear if each]
    owned = np.zeros(len(roles), bool)
    for each in found:
        _own(owned, each)
    for heard in _faint(found, roles, links, ground, taste):
        words = np.concatenate([np.arange(a, b + 1) for a, b in heard.content])
        free = ~owned[words] & (roles[words, 4] > 0.5)
        if len(words) > 2 and free.mean() >= taste.ownerless and roles[words, 4].mean() >= taste.said:
            found.append(heard)
            _own(owned, heard)
    return sorted(found, key=lambda heard: heard.cue)


def _faint(found: list[Heard], roles: Floats, links: Floats, ground: Ground, taste: Taste) -> list[Heard]:
    """What the cues too faint to count by themselves would give, the surest first."""
    taken = np.zeros(len(roles), bool)
    for each in found:
        taken[each.cue[0] : each.cue[1] + 1] = True
    share = 1 - np.exp(roles[:, 0])
    more = [
        (-float(share[a : b + 1].mean()), heard)
        for a, b in cues(roles, ground.sentence, taste.faint)
        if not taken[a : b + 1].any() and (heard := _heard((a, b), roles, links, ground, taste))
    ]
    return [heard for _, heard in sorted(more, key=lambda m: (m[0], m[1].cue))]


def _own(owned: Bools, heard: Heard) -> None:
    for a, b in (heard.cue, *heard.source, *heard.content):
        owned[a : b + 1] = True


def _heard(cue: tuple[int, int], roles: Floats, links: Floats, ground: Ground, taste: Taste) -> Heard | None:
    """The attribution of one cue; none where it has no content."""
    first, last = cue
    shares = _shares(links[:, first : last + 1].mean(1))
    shares = shares * (1 - taste.general) + taste.general * roles[:, 3:].T * (shares > taste.linked)
    shares[1] *= roles[:, 4] > taste.floor
    shares[:, first : last + 1] = 0
    shares[:, list(ground.outside)] = 0
    source = _source(shares, cue, ground, taste)
    content = _content(shares, cue, source, ground, taste)
    if not content:
        return None
    sure = float(1 - np.exp(roles[first, 0])) * float(shares[1][content[0][0] : content[0][1] + 1].mean())
    return Heard(cue, source, content, round(max(0.01, min(1.0, sure**0.5)), 2))


def cues(roles: Floats, sentence: NDArray[np.int64], least: float) -> list[tuple[int, int]]:
    """Runs of cue words, first and last; a run ends with its sentence."""
    inside = 1 - np.exp(roles[:, 0]) > least
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


def _source(shares: Floats, cue: tuple[int, int], ground: Ground, taste: Taste) -> tuple[tuple[int, int], ...]:
    """The best run of source words in the cue's sentence; empty where none is likely."""
    here = ground.sentence == ground.sentence[cue[0]]
    wanted = (shares[0] > taste.source) & here & (shares[0] > shares[1])
    runs = bridged(wanted, here & ~_span(cue, len(here)), 2)
    if not runs:
        return ()
    best = max(runs, key=lambda r: float((shares[0][r[0] : r[1] + 1] - 0.3).sum()))
    return (best,)


def _content(
    shares: Floats, cue: tuple[int, int], source: tuple[tuple[int, int], ...], ground: Ground, taste: Taste
) -> tuple[tuple[int, int], ...]:
    free = ~_span(cue, len(ground.sentence))
    for run in source:
        free &= ~_span(run, len(free))
    wanted = (shares[1] > taste.content) & free & _within_reach(shares[1], cue, ground, taste)
    wanted |= _snapped(wanted, free, cue, ground, taste.snap)
    runs = bridged(wanted, free, taste.hole)
    kept = [r for r in runs if r[1] - r[0] >= 1 or ground.forms[r[0]][0].isalnum()]
    return tuple(r for r in kept if float(shares[1][r[0] : r[1] + 1].max()) > taste.peak)


def _snapped(wanted: Bools, free: Bools, cue: tuple[int, int], ground: Ground, least: float) -> Bools:
    """Close the holes in a clause of which most is content: one that hangs on the cue, or that the cue hangs on."""
    out = np.zeros(len(wanted), bool)
    here = np.flatnonzero(ground.sentence == ground.sentence[cue[0]])
    inside = range(cue[0], cue[1] + 1)
    tops = [i for i in inside if ground.heads[i] not in inside]
    clauses = [_below(int(i), ground.heads, here) for i in here if ground.heads[i] in inside and i not in inside]
    for top in tops:
        if ground.heads[top] >= 0:
            clauses.append(_below(int(ground.heads[top]), ground.heads, here) & ~_below(top, ground.heads, here))
    spoken = np.array([form[0].isalnum() for form in ground.forms])
    for clause in (c & free for c in clauses):
        words = clause & spoken
        if words.any() and wanted[words].mean() >= least:
            at = np.flatnonzero(clause & wanted)
            out[at[0] : at[-1] + 1] |= clause[at[0] : at[-1] + 1]
    return out


def _below(top: int, heads: NDArray[np.int64], here: NDArray[np.int64]) -> Bools:
    """The word and everything that hangs on it, within the words `here`."""
    out = np.zeros(len(heads), bool)
    out[top] = True
    size = 0
    while size != (size := int(out.sum())):
        out[here[out[heads[here]] & (heads[here] >= 0)]] = True
    return out


def _within_reach(shares: Floats, cue: tuple[int, int], ground: Ground, taste: Taste) -> Bools:
    """The cue's sentence, and sentences to its left and right for as long as most of each belongs to the content."""
    here = ground.sentence[cue[0]]
    reach: Bools = ground.sentence == here
    for way in (-1, 1):
        at = here + way
        while 0 <= at <= ground.sentence[-1]:
            words = ground.sentence == at
            if float((shares[words] > taste.content).mean()) < taste.most:
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


def spread(heard: list[Heard], shares: Floats, starts: Sequence[int], most: float = 0.6) -> list[Heard]:
    """Let contents run on over whole sentences that no window showed together with their cue.

    `shares` (words of the text,) of the general content layer. A sentence that is content and belongs to nobody goes to
    the last attribution of the sentence before, else to the first of the sentence after whose content begins there. An
    attribution whose own cue and source are content is told within somebody's words: it does not end them.
    """
    edges = [(a, b - 1) for a, b in pairwise([*starts, len(shares)])]
    number = np.repeat(np.arange(len(edges)), [b - a + 1 for a, b in edges])
    owned, told = np.zeros(len(shares), bool), set()
    for at, each in enumerate(heard):
        frame = np.concatenate([np.arange(a, b + 1) for a, b in (each.cue, *each.source)])
        if (shares[frame] > 0.5).mean() >= 0.5:
            told.add(at)
        else:
            _own(owned, each)
    loose = [
        at for at, (a, b) in enumerate(edges) if not owned[a : b + 1].any() and (shares[a : b + 1] > 0.5).mean() >= most
    ]
    out = list(heard)
    left = [at for at in loose if not _follow(out, at, edges, number, told)]
    for at in reversed(left):
        _precede(out, at, edges)
    return out


def _follow(
    heard: list[Heard], at: int, edges: list[tuple[int, int]], number: NDArray[np.int64], told: set[int]
) -> bool:
    """Give sentence `at` to the last attribution that reaches into the one before it; `told` ones come last of all."""
    before = [
        (i not in told, each.cue, i)
        for i, each in enumerate(heard)
        if max(number[max(each.content[-1][1], each.cue[1])], number[each.cue[0]]) == at - 1
    ]
    if before:
        i = max(before)[-1]
        heard[i] = replace(heard[i], content=_joined([*heard[i].content, edges[at]]))
    return bool(before)


def _precede(heard: list[Heard], at: int, edges: list[tuple[int, int]]) -> None:
    """Give sentence `at` to the attribution whose content begins the sentence after it."""
    for i, each in enumerate(heard):
        if 0 < each.content[0][0] - edges[at][1] <= 1:
            heard[i] = replace(each, content=_joined([edges[at], *each.content]))
            return


def _joined(runs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Runs in order, those that touch made one. `[(0, 2), (3, 5)] -> ((0, 5),)`."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(runs):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
