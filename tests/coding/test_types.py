"""The type of event between two spans, from a string, a sentence or a reading."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.coding import type_between
from dateline.coding.weights import load_weights
from dateline.errors import ModelError


def spans(text: str, source: str, target: str) -> tuple[tuple[int, int], tuple[int, int]]:
    return (text.index(source), text.index(source) + len(source)), (
        text.index(target),
        text.index(target) + len(target),
    )


@pytest.mark.parametrize(
    ("text", "source", "target", "event"),
    [
        ("Gunmen from the hills abducted nine pupils on Sunday.", "Gunmen", "nine pupils", "ASSAULT"),
        ("The bishops condemned the governor over the new tax.", "The bishops", "the governor", "ACCUSE"),
        ("Police arrested a columnist at the airport.", "Police", "a columnist", "COERCE"),
        (
            "The prime minister held talks with the envoy of Kenya.",
            "The prime minister",
            "the envoy of Kenya",
            "CONSULT",
        ),
        ("Norway donated tents to the flooded district.", "Norway", "the flooded district", "AID"),
        ("The rebels released nine engineers.", "The rebels", "nine engineers", "RETREAT"),
        ("The union rejected the offer of the ministry.", "The union", "the ministry", "REJECT"),
    ],
)
def test_the_type_of_a_pair(text: str, source: str, target: str, event: str) -> None:
    found, confidence = type_between(text, *spans(text, source, target))
    assert found == event
    assert 0 < confidence <= 1


def test_a_sentence_and_a_reading_give_the_same(reader: Any) -> None:
    text = "The rebels released nine engineers."
    read = reader.read(text)
    pair = spans(text, "The rebels", "nine engineers")
    assert type_between(text, *pair) == type_between(read, *pair) == type_between(read.sentences[0], *pair)


def test_a_side_may_be_missing() -> None:
    text = "Students held a sit-in outside the ministry."
    assert type_between(text, (0, 8), None)[0] == "PROTEST"


def test_no_text_has_no_type() -> None:
    assert type_between("", None, None) == ("CONSULT", 0.0)


def test_names_of_sides_do_not_change_the_type() -> None:
    found = set()
    for one in ("Syrian", "Turkish", "Russian", "American", "Iranian"):
        text = f"{one} soldiers shelled the market town."
        found.add(type_between(text, *spans(text, f"{one} soldiers", "the market town"))[0])
    assert found == {"ASSAULT"}


def test_a_damaged_model_is_told(tmp_path: Any) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="typing model"):
        load_weights(path)
    assert load_weights(tmp_path / "none.npz") is None
