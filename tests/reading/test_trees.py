"""Whatever the scores, the heads are one tree with one root, and the best one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.trees import heads


def is_tree(found: list[int]) -> bool:
    def reaches(node: int) -> bool:
        seen = set()
        while node >= 0:
            if node in seen:
                return False
            seen.add(node)
            node = found[node]
        return True

    return found.count(-1) == 1 and all(reaches(i) for i in range(len(found)))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_heads_form_one_tree(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(heads(scores).tolist())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_no_tree_scores_higher(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)

    def worth(tree: list[int]) -> float:
        return float(sum(scores[i, h + 1] for i, h in enumerate(tree)))

    every = [list(t) for t in itertools.product(range(-1, n), repeat=n) if is_tree(list(t))]
    assert worth(heads(scores).tolist()) >= max(map(worth, every)) - 1e-4


def test_a_clear_tree_is_taken_as_it_is() -> None:
    scores = np.full((3, 4), -5, np.float32)
    scores[0, 2], scores[1, 0], scores[2, 2] = 5, 5, 5
    assert heads(scores).tolist() == [1, -1, 1]


def test_equal_scores_still_give_a_tree() -> None:
    assert is_tree(heads(np.zeros((200, 201), np.float32)).tolist())
