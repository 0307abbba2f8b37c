"""`python -m training.confidence`: judged events of the older and the tune texts → `data/model/confidence.toml`.

Logistic regression with a small ridge; the sign of each mark is given, so that confidence is monotone in it. The fresh
texts are left out: they measure the calibration (`python -m evals precision`). The level is that of the tune texts alone,
since rules were looked at on the older ones.
"""

from __future__ import annotations

import numpy as np
from evals._claims import read_part
from evals._judged import as_judged, read_judged

from dateline import reading
from dateline.codebook import load
from dateline.coding.confidence import FILE, LOWERING, RAISING, marks
from dateline.coding.item import code, find_drafts
from dateline.coding.learned import load_learned
from dateline.records import Item

PARTS = ("older", "tune")
RIDGE = 1.0
STEPS = 4000


def judged_marks(parts: tuple[str, ...] = PARTS) -> tuple[np.ndarray, np.ndarray]:
    """One row of marks for each judged event as it is coded now, and whether it is right."""
    reader, book, judged = reading.load(), load("plover"), read_judged()
    rows, right = [], []
    for part in parts:
        for number, block in enumerate(read_part(part)):
            item, read = Item(id=f"{part}-{number}", body=block.text, published=block.day), reader.read(block.text)
            coded = code(item, read, book)
            said = {s.id: s for s in coded.statements}
            for draft, event in zip(find_drafts(item, read, book, load_learned()).drafts, coded.events, strict=True):
                kind = judged.get(as_judged(block.text, coded, event))
                if kind is not None:
                    found = marks(draft, [said[i] for i in event.according_to])
                    rows.append([found[name] for name in (*RAISING, *LOWERING)])
                    right.append(not kind)
    return np.array(rows), np.array(right, dtype=float)


def fit(rows: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias by projected gradient descent: raising marks stay at 0 or above, lowering ones at 0 or below."""
    signs = np.array([1.0] * len(RAISING) + [-1.0] * len(LOWERING))
    weights, bias, rate = np.zeros(rows.shape[1]), 0.0, 0.5
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(rows @ weights + bias))) - right
        weights -= rate * (rows.T @ error + RIDGE * weights) / len(rows)
        weights = np.where(weights * signs > 0, weights, 0.0)
        bias -= rate * float(error.mean())
    return weights, bias


def level(rows: np.ndarray, right: np.ndarray, weights: np.ndarray) -> float:
    """The bias at which the mean confidence is the share that is right."""
    low, high = -10.0, 10.0
    for _ in range(60):
        bias = (low + high) / 2
        said = float((1 / (1 + np.exp(-(rows @ weights + bias)))).mean())
        low, high = (bias, high) if said < float(right.mean()) else (low, bias)
    return (low + high) / 2


def main() -> None:
    """Fit and write the file."""
    rows, right = judged_marks()
    weights, _ = fit(rows, right)
    bias = level(*judged_marks(("tune",)), weights)
    lines = [
        "# Weights of the confidence of an event, by mark (dateline.coding.confidence). Written by `python -m",
        f"# training.confidence` from {len(rows)} events judged by hand, {int(right.sum())} of them right.",
        "[weights]",
        f"bias = {bias:.3f}",
        *(
            f'"{name}" = {weight:.3f}'
            for name, weight in zip((*RAISING, *LOWERING), weights, strict=True)
            if abs(weight) >= 0.01
        ),
    ]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
