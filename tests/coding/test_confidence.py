"""Confidence is monotone in each of its marks and says of an event how sure the text is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.coding.confidence import LOWERING, RAISING, chance, weights
from dateline.records import Coded


@pytest.mark.parametrize("name", RAISING)
def test_a_raising_mark_never_lowers(name: str) -> None:
    assert chance({name: 1.0}, weights()) >= chance({}, weights())


@pytest.mark.parametrize("name", LOWERING)
def test_a_lowering_mark_never_raises(name: str) -> None:
    assert chance({name: 1.0}, weights()) <= chance({}, weights())


def test_no_marks_and_no_bias_is_even() -> None:
    assert chance({}, {"bias": 0.0}) == 0.5


def test_a_pronoun_and_a_long_sentence_make_less_sure(coded: Callable[..., Coded]) -> None:
    plain = coded("Rebels attacked soldiers near Hama.").events[0].confidence
    text = (
        "Rebels met in Hama. According to a report that was read to several visitors from abroad in the old town hall, "
        "they attacked soldiers near the bridge on the road that leads to the market of the lower town."
    )
    assert coded(text).events[-1].confidence < plain
    assert round(plain, 2) == plain
