"""The file of the typing model → weights; features of a pair → a probability for each root. Trains nothing.

Multinomial logistic regression over named features (weighted by rarity and by kind) and, where the reader's
vectors fit,
standardised vectors. The file starts with its format; version 1 holds two sets of weights, with and without vectors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.coding.features import Pair
from dateline.errors import ModelError

FILE = Path(__file__).resolve().parents[1] / "data" / "model" / "typing" / "weights.npz"
FORMAT = 1
KINDS = {"w": 0.5, "w2": 0.5, "f": 0.7, "fr": 1.5, "e": 1.5, "es": 0.7, "sg": 1.2, "tg": 1.2}
SCALE = 4.0

Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """`named` (features, roots) with `places` of the names; `dense` (numbers, roots) fits `width` numbers of a pair."""

    roots: tuple[str, ...]
    places: dict[str, int]
    rarity: Row
    named: Row
    bias: Row
    plain: Row
    plain_bias: Row
    dense: Row
    mean: Row
    spread: Row
    sharpness: float
    reader: str

    def probabilities(self, pair: Pair) -> Row:
        """One probability per root, in the order of `roots`; without fitting vectors the weights made for that
        case count."""
        at = [self.places[n] for n in pair.names if n in self.places]
        values = row_of(pair, self.places, self.rarity)[at] if at else np.zeros(0, dtype=np.float32)
        fits = pair.dense is not None and len(pair.dense) == len(self.mean) and pair.reader == self.reader
        table, bias = (self.named, self.bias) if fits else (self.plain, self.plain_bias)
        score = bias + (values @ table[at] if at else 0.0)
        if fits and pair.dense is not None:
            score = score + ((pair.dense - self.mean) / self.spread) @ self.dense
        return softmax((score * self.sharpness).astype(np.float32))


def row_of(pair: Pair, places: dict[str, int], rarity: Row) -> Row:
    """The named features as one row of length `SCALE`."""
    row = np.zeros(len(places), dtype=np.float32)
    for name in pair.names:
        at = places.get(name)
        if at is not None:
            row[at] = rarity[at] * KINDS.get(name.partition(":")[0], 1.0)
    length = float(np.linalg.norm(row))
    return row * np.float32(SCALE / length) if length else row


def softmax(score: Row) -> Row:
    """Scores → probabilities along the last axis."""
    grown = np.exp(score - score.max(axis=-1, keepdims=True))
    made: Row = (grown / grown.sum(axis=-1, keepdims=True)).astype(np.float32)
    return made


@lru_cache(maxsize=2)
def load_weights(path: Path = FILE) -> Weights | None:
    """The weights of a file, None where there is none. Raises ModelError for a file of another kind or format."""
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        meta = json.loads(bytes(arrays["meta"]).decode("utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"no typing model: {error}", where=str(path), remedy="run python -m training.typing") from None
    if meta.get("format") != FORMAT:
        raise ModelError(
            f"format {meta.get('format')}, not {FORMAT}", where=str(path), remedy="run python -m training.typing"
        )
    names = bytes(arrays["names"]).decode("utf-8").split("\n")
    numbers = {
        n: arrays[n].astype(np.float32)
        for n in ("rarity", "named", "bias", "plain", "plain_bias", "dense", "mean", "spread")
    }
    return Weights(
        tuple(meta["roots"]),
        {n: i for i, n in enumerate(names)},
        **numbers,
        sharpness=meta["sharpness"],
        reader=meta["reader"],
    )
