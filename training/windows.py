"""Takes documents of labelled words, gives windows and batches of tensors with masks; trains nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dateline.reading import pieces as P
from training.corpora import Words
from training.labels import Labels

LONGEST = 190


@dataclass(slots=True)
class Prepared:
    """A document with its pieces, shapes and label numbers."""

    doc: Words
    ids: list[tuple[int, ...]]
    shapes: list[int]
    lengths: np.ndarray
    unit_starts: set[int]
    labels: dict[str, np.ndarray]


@dataclass(slots=True)
class Window:
    """Words `start:end` of a document; `case`: None, lower, upper or title; `told`: sentence starts are marked."""

    source: Prepared
    start: int
    end: int
    case: str | None = None
    told: bool = True


def prepare(doc: Words, pieces: P.Pieces, labels: Labels) -> Prepared:
    """Look up everything that stays the same in every pass."""
    ids = [pieces.of(w) for w in doc.forms]
    known: dict[str, np.ndarray] = {}
    if doc.syntax is not None:
        known["morph"] = np.array([labels.morph(m) for m, _, _ in doc.syntax])
        known["head"] = np.array([h for _, h, _ in doc.syntax])
        known["relation"] = np.array([labels.relation(r) for _, _, r in doc.syntax])
        known["unit"] = np.concatenate([np.full(b - a, i) for i, (a, b) in enumerate(doc.units)])
    if doc.names is not None:
        known["names"] = np.array([labels.name(t) for t in doc.names])
    if doc.attributions is not None:
        known["roles"] = _roles(doc)
    lengths = np.array([len(i) for i in ids])
    return Prepared(doc, ids, [P.shape(w) for w in doc.forms], lengths, {a for a, _ in doc.units}, known)


def _roles(doc: Words) -> np.ndarray:
    """(words, 3): cue as 0 outside, 1 begin, 2 inside; source and content as 0 or 1."""
    out = np.zeros((len(doc.forms), 3), np.int64)
    for source, cue, content in doc.attributions or ():
        out[source, 1] = out[content, 2] = 1
        for number in cue:
            if out[number, 0] == 0:
                out[number, 0] = 2 if number - 1 in cue else 1
    return out


@dataclass(frozen=True, slots=True)
class Cuts:
    """How windows are cut: pieces `least` to `most`; the shares that hold one unit `alone`, and whose sentence starts are `told`."""

    least: int = 48
    most: int = LONGEST
    alone: float = 0.12
    told: float = 0.5


def cut(source: Prepared, rng: random.Random, cuts: Cuts = Cuts()) -> Iterator[Window]:
    """Cut a document into windows of whole units of changing size; some hold one unit only."""
    at, units = 0, source.doc.units
    while at < len(units):
        limit = 0 if rng.random() < cuts.alone else rng.randint(cuts.least, cuts.most)
        start, total, after = units[at][0], 0, at
        while after < len(units):
            size = int(source.lengths[units[after][0] : units[after][1]].sum())
            if after > at and total + size > limit:
                break
            total += size
            after += 1
        end = units[after - 1][1]
        if total > 250:  # one very long unit: its beginning
            end = start + int(np.searchsorted(np.cumsum(source.lengths[start:end]), 250))
        if end > start:
            yield Window(source, start, end, _case(source, rng), rng.random() < cuts.told)
        at = after


def _case(source: Prepared, rng: random.Random) -> str | None:
    chance = rng.random() * (1 if source.doc.names is not None else 3)
    return "lower" if chance < 0.13 else "upper" if chance < 0.24 else "title" if chance < 0.27 else None


def batches(windows: list[Window], rng: random.Random, budget: int) -> list[list[Window]]:
    """Group windows of like length, about `budget` pieces each, then shuffle the groups."""
    rng.shuffle(windows)
    pool = 1500
    groups: list[list[Window]] = []
    for at in range(0, len(windows), pool):
        some = sorted(windows[at : at + pool], key=lambda w: w.source.lengths[w.start : w.end].sum())
        group: list[Window] = []
        for window in some:
            size = int(window.source.lengths[window.start : window.end].sum()) + 2
            if group and size * (len(group) + 1) > budget:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    rng.shuffle(groups)
    return groups


def _shapes(window: Window) -> list[int]:
    shapes = window.source.shapes[window.start : window.end]
    if window.case is None:
        return shapes
    changed = {"lower": P.LOWER, "upper": P.UPPER, "title": P.TITLE}[window.case]
    kept = {P.DIGITS, P.SIGN, P.ALNUM, P.OTHER}
    single = {P.LETTER} if window.case != "lower" else set()
    return [s if s in kept or s in single else changed for s in shapes]


def _gaps(window: Window, rng: random.Random) -> list[int]:
    doc = window.source.doc
    gaps = doc.gaps[window.start : window.end]
    if window.told:  # as read_tokens sees it: sentences known, blanks not
        starts = window.source.unit_starts
        gaps = [P.BREAK if window.start + i in starts else P.UNKNOWN_GAP for i in range(len(gaps))]
    elif doc.syntax is not None and rng.random() < 0.3:  # a line that runs on
        gaps = [P.BLANK if g == P.BREAK else g for g in gaps]
    return [P.BREAK, *gaps[1:]]


def collate(windows: list[Window], pieces: P.Pieces, rng: random.Random, mask_share: float) -> dict[str, Tensor]:
    """Pad the windows of one batch into tensors; label tensors hold -100 where a corpus says nothing."""
    laid = [pieces.lay_out(w.source.ids[w.start : w.end], _shapes(w), _gaps(w, rng)) for w in windows]
    b, p, n = len(windows), max(len(x.ids) for x in laid), max(len(x.first) for x in laid)
    out = {k: np.zeros((b, p), np.int64) for k in ("ids", "shapes", "gaps")} | {"first": np.zeros((b, n), np.int64)}
    out |= {k: np.full((b, n), -100, np.int64) for k in ("morph", "head", "relation", "boundary", "names")}
    out |= {"roles": np.full((b, n, 3), -100, np.int64), "unit": np.full((b, n), -1, np.int64)}
    out["real"], out["pad"] = np.zeros((b, n), bool), np.zeros((b, p), bool)
    for i, (window, x) in enumerate(zip(windows, laid, strict=True)):
        _fill(out, i, window, x)
    if mask_share:
        noise = np.random.default_rng(rng.getrandbits(32)).random(out["ids"].shape) < mask_share
        noise &= out["pad"] & (out["ids"] != pieces.start) & (out["ids"] != pieces.end)
        out["ids"][noise] = 103  # [MASK]
    tensors = {k: torch.from_numpy(v) for k, v in out.items()}
    return tensors | _links(windows, n)


def _fill(out: dict[str, np.ndarray], i: int, window: Window, x: P.Layout) -> None:
    size, words, s, e = len(x.ids), len(x.first), window.start, window.end
    out["ids"][i, :size], out["shapes"][i, :size], out["gaps"][i, :size] = x.ids, x.shapes, x.gaps
    out["first"][i, :words], out["real"][i, :words], out["pad"][i, :size] = x.first, True, True
    labels = window.source.labels
    for key in ("morph", "relation", "names", "unit", "roles"):
        if key in labels:
            out[key][i, :words] = labels[key][s:e]
    if "head" in labels:
        heads = labels["head"][s:e]
        inside = (heads >= s) & (heads < e)
        out["head"][i, :words] = np.where(heads == -1, 0, np.where(inside, heads - s + 1, -100))
        if not window.told:
            ends = {b for _, b in window.source.doc.units}
            out["boundary"][i, :words] = [s + j + 1 in ends for j in range(words)]


def _links(windows: list[Window], words: int) -> dict[str, Tensor]:
    """One row per attribution: its batch row, the weight of each cue word, and per word 0 none, 1 source, 2 content."""
    rows, cues, goals = [], [], []
    for i, window in enumerate(windows):
        for source, cue, content in window.source.doc.attributions or ():
            if not cue or not (window.start <= min(cue) and max(cue) < window.end):
                continue
            weights, goal = np.zeros(words, np.float32), np.full(words, -100, np.int64)
            goal[: window.end - window.start] = 0
            weights[[c - window.start for c in cue]] = 1 / len(cue)
            goal[[j - window.start for j in content if window.start <= j < window.end]] = 2
            goal[[j - window.start for j in source if window.start <= j < window.end]] = 1
            rows.append(i)
            cues.append(weights)
            goals.append(goal)
    if not rows:
        return {}
    return {
        "link_row": torch.tensor(rows),
        "link_cue": torch.from_numpy(np.stack(cues)),
        "link_goal": torch.from_numpy(np.stack(goals)),
    }
