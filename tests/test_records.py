"""Records survive the way out and back, and keep the names of the contract."""

import dataclasses

import pytest

from dateline import records
from dateline.records import Capture, Event, Mention, Page, Place, Quantity, Span, When, as_dict, from_dict


def test_every_record_is_frozen_and_slotted() -> None:
    kinds = [k for k in vars(records).values() if dataclasses.is_dataclass(k) and isinstance(k, type)]
    assert len(kinds) >= 30
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind
        assert "__slots__" in vars(kind), kind


def test_event_survives_plain_data() -> None:
    event = Event(
        "e1",
        "i1",
        1,
        0,
        "ASSAULT",
        Span("shelled", 10, 17),
        actors=(Mention(Span("forces", 0, 6), "group", sectors=("MIL",)),),
        places=(Place(words=Span("Homs", 20, 24), lat=34.73, lon=36.71, resolution=4),),
        when=When("2017-05-22", "2017-05-22", Span("on Monday", 30, 39), basis="relative"),
        quantities=(Quantity("killed", Span("12", 40, 42), low=12, high=12),),
        confidence=0.87,
    )
    assert from_dict(Event, as_dict(event)) == event


def test_when_is_exported_with_from_and_to() -> None:
    data = as_dict(When("2017-05-01", None))
    assert data["from"] == "2017-05-01"
    assert data["to"] is None
    assert "start" not in data


def test_missing_field_is_named() -> None:
    with pytest.raises(TypeError, match="sha256"):
        from_dict(Capture, {"body": b"", "media_type": "text/plain"})


def test_unknown_keys_of_a_newer_export_are_ignored() -> None:
    assert from_dict(Page, {"number": 2, "colour": "red"}) == Page(number=2)
