"""Recipients that the frame's own syntax misses are filled in by the learned ranking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.codebook import load
from dateline.coding.item import code
from dateline.coding.learned import Learned
from dateline.coding.ranking import load_ranker
from dateline.errors import ModelError
from dateline.records import Coded, Item

ALONE = Learned()


@pytest.mark.parametrize(
    ("text", "event", "recipient"),
    [
        ("Chile agreed to open a field hospital for flooded families in Bolivia.", "AGREE", "Bolivia"),
        ("The government agreed to open a corridor for aid to Idlib.", "AGREE", "Idlib"),
        ("Norway agreed to set up two clinics in Haiti.", "AGREE", "Haiti"),
    ],
)
def test_who_is_concerned_further_off_is_a_recipient(
    text: str, event: str, recipient: str, coded: Callable[..., Coded]
) -> None:
    found = [m.span.text for e in coded(text).events if e.event == event for m in e.recipients]
    assert recipient in found


def test_syntax_alone_misses_it(reader: Any) -> None:
    text = "The government agreed to open a corridor for aid to Idlib."
    found = code(Item(id="i", body=text), reader.read(text), load("plover"), learned=ALONE).events
    assert [m.span.text for e in found if e.event == "AGREE" for m in e.recipients] == []


@pytest.mark.parametrize(
    "text",
    [
        "The president resigned on Friday.",
        "The bishop ruled out new elections.",
        "The council held an emergency meeting.",
    ],
)
def test_nobody_and_things_stay_out(text: str, coded: Callable[..., Coded]) -> None:
    assert [m.span.text for e in coded(text).events for m in e.recipients if "learned" in e.why] == []


def test_people_found_by_syntax_are_kept(coded: Callable[..., Coded]) -> None:
    event = coded("The coast guard rescued 62 migrants off Lampedusa on Monday.").events[0]
    assert "62 migrants" in [m.span.text for m in event.recipients]


def test_peoples_are_ranked_alike(coded: Callable[..., Coded]) -> None:
    shapes = set()
    for one, other in (("Syria", "Iran"), ("Iran", "Syria"), ("Kenya", "Norway"), ("Norway", "Kenya")):
        found = coded(f"{one} agreed to open a field hospital for flooded families in {other}.").events
        shapes.add(tuple((e.event, len(e.actors), len(e.recipients), e.why) for e in found))
    assert len(shapes) == 1


def test_damaged_weights_are_told(tmp_path: Any) -> None:
    path = tmp_path / "arguments.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match="arguments"):
        load_ranker(path)
    assert load_ranker(tmp_path / "none.npz") is None


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Canada and Chile agreed to a trade deal on Saturday.", ["Canada", "Chile"], ["Chile"]),
        ("Philippine President Rodrigo Duran meets Chinese President Xi Lian at the State Guesthouse.", ["Rodrigo Duran", "Xi Lian"], ["Xi Lian"]),
    ],
)  # fmt: skip
def test_the_sides_of_what_is_done_together(
    text: str, actors: list[str], recipients: list[str], coded: Callable[..., Coded]
) -> None:
    event = coded(text).events[0]
    assert ([m.span.text for m in event.actors], [m.span.text for m in event.recipients]) == (actors, recipients)


def test_a_verb_no_frame_knows_may_concern_somebody_further_off(coded: Callable[..., Coded]) -> None:
    found = coded("Norway flew over 13 metric tons of medicine into Haiti.").events
    assert [(e.event, e.actors[0].span.text, e.recipients[0].span.text) for e in found] == [("AID", "Norway", "Haiti")]
    assert "model" in found[0].why


def test_a_bare_plural_acts_and_is_no_instrument(coded: Callable[..., Coded]) -> None:
    event = coded("Rangers shelled the port of Zarzis on Monday, residents said.").events[0]
    assert [m.span.text for m in event.actors] == ["Rangers"]
    assert "instrument" not in {p.role for p in event.participants}
