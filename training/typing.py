"""The typing model from public data: `python -m training.typing [--data DIR] [--folds-only]`.

Takes `events/plv-train.jsonl` (1,050 sentences with a pair and the root between it) and the shipped reader, gives
`src/dateline/data/model/typing/weights.npz` and its card. Multinomial logistic regression with balanced classes, named
features by rarity, vectors of the reader; five folds by sentence, so that no sentence is in training and test at once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline import reading as readers
from dateline.codebook import load
from dateline.coding.features import Pair, describe
from dateline.coding.weights import FILE, FORMAT, row_of, softmax

FOLDS = 5
PLV = "events/plv-train.jsonl"
RARE = 2
ROUNDS = 260


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its pair; spans are None where the set says "a recipient" or "an actor"."""

    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    root: str

    @property
    def fold(self) -> int:
        """The fold of the sentence, by its digest."""
        return int(hashlib.sha256(self.sentence.encode()).hexdigest(), 16) % FOLDS


def examples(path: Path) -> list[Example]:
    """The pairs of a file, spans found by their marks."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Example(r["sentence"], marked(r["marked"], "s"), marked(r["marked"], "t"), r["event"]) for r in rows]


def marked(text: str, tag: str) -> tuple[int, int] | None:
    """The offsets of `<tag>…</tag>` once every mark is taken out; None where it is not there."""
    opening, closing = f"<{tag}>", f"</{tag}>"
    if opening not in text:
        return None
    start = len(_bare(text[: text.index(opening)]))
    inner = text[text.index(opening) : text.index(closing, text.index(opening))]
    return start, start + len(_bare(inner))


def _bare(text: str) -> str:
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        text = text.replace(mark, "")
    return text


def pairs(found: Sequence[Example]) -> list[Pair]:
    """The features of every example, read with the shipped reader."""
    reader, book = readers.load(), load("plover")
    return [describe(reader.read(e.sentence), e.source, e.target, book) for e in found]


@dataclass(slots=True)
class Fit:
    """What training gives; see `dateline.coding.weights.Weights`."""

    roots: tuple[str, ...]
    names: list[str]
    rarity: np.ndarray
    named: np.ndarray
    bias: np.ndarray
    dense: np.ndarray
    mean: np.ndarray
    spread: np.ndarray

    def score(self, data: Sequence[Pair], places: dict[str, int]) -> np.ndarray:
        """Scores of pairs, shape (pairs, roots)."""
        rows = np.stack([row_of(p, places, self.rarity) for p in data])
        vectors = stacked(data, len(self.mean))
        return rows @ self.named + self.bias + ((vectors - self.mean) / self.spread) @ self.dense


def stacked(data: Sequence[Pair], width: int) -> np.ndarray:
    """The vectors of pairs, zeros where there are none."""
    empty = np.zeros(width, dtype=np.float32)
    return np.stack([p.dense if p.dense is not None and len(p.dense) == width else empty for p in data])


def train(data: Sequence[Pair], roots: Sequence[str], *, vectors: float) -> tuple[Fit, dict[str, int]]:
    """Fit the weights; `vectors` scales the standardised vectors against the named features, 0 leaves them out."""
    order = tuple(sorted(set(roots)))
    counts = Counter(n for p in data for n in p.names)
    names = sorted(n for n, c in counts.items() if c >= RARE)
    places = {n: i for i, n in enumerate(names)}
    rarity = np.array([np.log(len(data) / (counts[n] + 1)) + 0.5 for n in names], dtype=np.float32)
    width = len(data[0].dense) if data[0].dense is not None else 0
    every = stacked(data, width)
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-3
    rows = np.stack([row_of(p, places, rarity) for p in data])
    scaled = (every - mean) / spread * vectors
    inputs = np.hstack([rows, scaled, np.ones((len(data), 1), dtype=np.float32)])
    wanted = np.array([order.index(r) for r in roots])
    made = descend(inputs, wanted, len(order))
    split, last = len(names), len(names) + width
    fit = Fit(order, names, rarity, made[:split], made[last], made[split:last] * vectors, mean, spread)
    return fit, places


def descend(inputs: np.ndarray, wanted: np.ndarray, classes: int, penalty: float = 0.35) -> np.ndarray:
    """Balanced softmax regression by Adam on the whole set; deterministic."""
    share = np.bincount(wanted, minlength=classes).astype(np.float32)
    weight = (len(wanted) / (classes * share))[wanted][:, None]
    goal = np.eye(classes, dtype=np.float32)[wanted]
    made = np.zeros((inputs.shape[1], classes), dtype=np.float32)
    first, second = np.zeros_like(made), np.zeros_like(made)
    ridge = np.full((inputs.shape[1], 1), penalty, dtype=np.float32)
    ridge[-1] = 0.0
    for step in range(1, ROUNDS + 1):
        slope = inputs.T @ (weight * (softmax(inputs @ made) - goal)) + ridge * made
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.08 * (1 - step / (ROUNDS + 1)) + 0.002
        made -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return made


def by_folds(
    found: Sequence[Example], data: Sequence[Pair], *, vectors: float
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Scores of every example by weights that never saw its sentence; the right roots; the order of roots."""
    order = tuple(sorted({e.root for e in found}))
    scores = np.zeros((len(found), len(order)), dtype=np.float32)
    for fold in range(FOLDS):
        inside = [i for i, e in enumerate(found) if e.fold != fold]
        outside = [i for i, e in enumerate(found) if e.fold == fold]
        fit, places = train([data[i] for i in inside], [found[i].root for i in inside], vectors=vectors)
        columns = [order.index(r) for r in fit.roots]
        scores[np.ix_(outside, columns)] = fit.score([data[i] for i in outside], places)
    return scores, np.array([order.index(e.root) for e in found]), order


def macro(scores: np.ndarray, gold: np.ndarray, roots: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Macro-averaged F1 over the roots, and F1 per root."""
    guess = scores.argmax(axis=1)
    each = {}
    for at, root in enumerate(roots):
        hit = int(((guess == at) & (gold == at)).sum())
        each[root] = 2 * hit / max(1, int((guess == at).sum() + (gold == at).sum()))
    return sum(each.values()) / len(each), each


def sharpness(scores: np.ndarray, gold: np.ndarray) -> float:
    """The factor on the scores that makes the likelihood of held-out answers largest (Guo et al. 2017)."""

    def loss(factor: float) -> float:
        chance = softmax(scores * factor)[np.arange(len(gold)), gold]
        return float(-np.log(chance + 1e-9).mean())

    return float(min(np.arange(0.3, 3.01, 0.05), key=loss))


def save(path: Path, with_vectors: Fit, plain: Fit, meta: dict[str, object]) -> None:
    """Write the weights as float16; names as lines of UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = {
        "rarity": with_vectors.rarity, "named": with_vectors.named, "bias": with_vectors.bias, "plain": plain.named,
        "plain_bias": plain.bias, "dense": with_vectors.dense, "mean": with_vectors.mean, "spread": with_vectors.spread,
    }  # fmt: skip
    text = {"meta": json.dumps(meta, sort_keys=True), "names": "\n".join(with_vectors.names)}
    raw = {k: np.frombuffer(v.encode("utf-8"), dtype=np.uint8) for k, v in text.items()}
    np.savez_compressed(path, **raw, **{k: v.astype(np.float16) for k, v in half.items()})


def main() -> None:
    """Train, measure by folds, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", "../shared/data")))
    parser.add_argument("--vectors", type=float, default=0.07)
    parser.add_argument("--folds-only", action="store_true")
    options = parser.parse_args()
    found = examples(options.data / PLV)
    data = pairs(found)
    scores, gold, roots = by_folds(found, data, vectors=options.vectors)
    value, each = macro(scores, gold, roots)
    print(
        f"macro-F1 of {len(roots)} roots, {FOLDS} folds by sentence: {value:.4f}; accuracy {(scores.argmax(1) == gold).mean():.4f}"
    )
    print("  ".join(f"{r} {f:.2f}" for r, f in each.items()))
    if options.folds_only:
        return
    with_vectors, _ = train(data, [e.root for e in found], vectors=options.vectors)
    plain, _ = train(data, [e.root for e in found], vectors=0.0)
    meta = {
        "format": FORMAT,
        "roots": list(roots),
        "sharpness": sharpness(scores, gold),
        "reader": readers.load().version,
        "data": PLV,
        "macro_f1": round(value, 4),
    }
    save(FILE, with_vectors, plain, meta)
    print(f"{FILE}: {FILE.stat().st_size:,} bytes, sharpness {meta['sharpness']:.2f}")


if __name__ == "__main__":
    main()
