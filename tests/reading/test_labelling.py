"""Label sequences come out well formed."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.labelling import stretches

LABELS = (("O", ""), *((place, kind) for kind in ("Person", "Place") for place in "BIES"))


def shares(path: list[int], strength: float = 5.0) -> np.ndarray:
    scores = np.zeros((len(path), len(LABELS)), np.float32)
    scores[np.arange(len(path)), path] = strength
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


def test_well_formed_labels_become_spans() -> None:
    found = stretches(shares([0, 1, 2, 3, 8]), LABELS)
    assert [(s.first, s.last, s.kind) for s in found] == [(1, 3, "Person"), (4, 4, "Place")]


def test_a_broken_sequence_is_mended() -> None:
    found = stretches(shares([1, 0, 3]), LABELS)  # begin, outside, end
    assert all(s.first <= s.last for s in found)
    assert len(found) <= 2


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(0, 9999))
def test_spans_never_overlap(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, len(LABELS))).astype(np.float32) * 3
    found = stretches(scores - np.log(np.exp(scores).sum(1, keepdims=True)), LABELS)
    assert all(0 <= s.first <= s.last < n and 0 <= s.confidence <= 1 for s in found)
    assert all(a.last < b.first for a, b in itertools.pairwise(found))


def test_nothing_found_is_an_empty_list() -> None:
    assert stretches(shares([0, 0, 0]), LABELS) == []
