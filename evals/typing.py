"""Type given the pair: macro-F1 of 15 roots (CONCEDE, RETREAT → YIELD) on PLV train, five folds by sentence, and calibration.

Each example is scored by weights trained on the four folds that hold none of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from training.corpora import held_out
from training.typing import PLV, by_folds, examples, macro, pairs, sharpness

from dateline.coding.weights import softmax
from evals._frame import Score

DATA = (PLV,)
VECTORS = 0.07
BINS = 10


def measure(data: Path) -> Iterator[Score]:
    """Macro-F1, accuracy, F1 of each root, expected calibration error; the reliability curve as notes."""
    found = examples(data / PLV)
    assert len(found) > 1000, "the set is not all there"
    scores, gold, roots = by_folds(found, pairs(found), vectors=VECTORS)
    value, each = macro(scores, gold, roots)
    yield Score("macro-F1 of 15 roots, %", 100 * value, f"{len(found)} pairs, 5 folds by sentence")
    yield Score("accuracy, %", 100 * float((scores.argmax(axis=1) == gold).mean()))
    unread = np.array([held_out(example.sentence) for example in found])
    value, _ = macro(scores[unread], gold[unread], roots)
    note = f"{int(unread.sum())} pairs of sentences that the reader never trained on"
    yield Score("macro-F1, sentences unread in training, %", 100 * value, note, floored=False)
    for root, score in each.items():
        yield Score(f"F1 {root}, %", 100 * score, f"{int((gold == roots.index(root)).sum())} pairs", floored=False)
    chances = softmax(scores * sharpness(scores, gold))
    error, curve = reliability(chances.max(axis=1), chances.argmax(axis=1) == gold)
    yield Score("calibration error, %", 100 * error, curve, lower=True)


def reliability(confidence: np.ndarray, right: np.ndarray) -> tuple[float, str]:
    """Expected calibration error over ten bins of confidence, and the curve as `said→was (n)`."""
    error, points = 0.0, []
    for at in range(BINS):
        inside = (confidence >= at / BINS) & (confidence < (at + 1) / BINS + (at == BINS - 1))
        if inside.sum():
            said, was = float(confidence[inside].mean()), float(right[inside].mean())
            error += abs(said - was) * inside.mean()
            points.append(f"{said:.2f}→{was:.2f} ({int(inside.sum())})")
    return float(error), " ".join(points)
