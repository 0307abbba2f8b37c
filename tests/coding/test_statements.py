"""Who is reported to say what: speakers, acts, nesting, quotes, stance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records import Coded


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor said that rebels left.", "said"),
        ("The mayor denied that rebels left.", "denied"),
        ("The mayor warned that rebels would come.", "warned"),
        ("The mayor demanded that rebels leave.", "demanded"),
        ("The mayor promised to rebuild the bridge.", "promised"),
        ("The mayor believes that rebels left.", "believed"),
        ("The mayor claimed that rebels left.", "claimed"),
    ],
)
def test_the_act(text: str, act: str, coded: Callable[..., Coded]) -> None:
    found = coded(text).statements
    assert [s.act for s in found] == [act]
    assert found[0].speakers[0].span.text == "mayor"
    assert not found[0].speaker_named


def test_inserted_words_of_saying(coded: Callable[..., Coded]) -> None:
    found = coded("Rebels left the town, the mayor said, and nobody came back.").statements
    assert found[0].speakers[0].span.text == "mayor"
    assert "Rebels left the town" in found[0].content[0].text
    assert all("mayor said" not in c.text for c in found[0].content)


def test_a_chain_runs_from_the_outermost(coded: Callable[..., Coded]) -> None:
    found = coded("The mayor said that activists reported that rebels shelled the bridge.")
    outer, inner = found.statements
    assert inner.parent == outer.id
    event = next(e for e in found.events if e.event == "ASSAULT")
    assert event.according_to == (outer.id, inner.id)


def test_what_the_publisher_says_rests_on_nobody(coded: Callable[..., Coded]) -> None:
    assert coded("Rebels shelled the bridge.").events[0].according_to == ()


def test_a_quote_over_two_sentences_has_one_speaker(coded: Callable[..., Coded]) -> None:
    found = coded("“Rebels shelled the bridge. They killed two farmers,” the mayor said.")
    assert len(found.statements) == 1
    assert all(e.according_to == (found.statements[0].id,) for e in found.events)
    assert found.statements[0].quoted[0].text.startswith("Rebels shelled")


def test_several_speakers(coded: Callable[..., Coded]) -> None:
    found = coded("Activists and rebel commanders said that soldiers burned the mill.").statements
    assert [m.span.text for m in found[0].speakers] == ["Activists", "rebel commanders"]


def test_a_press_release_is_the_occasion(coded: Callable[..., Coded]) -> None:
    found = coded("In a press release issued on Monday, the union said that the mine was closed.").statements
    assert found[0].occasion is not None
    assert found[0].occasion.span.text.startswith("press release")


def test_an_addressee(coded: Callable[..., Coded]) -> None:
    found = coded("The mayor told reporters that rebels left.").statements
    assert [m.span.text for m in found[0].addressees] == ["reporters"]


def test_a_hedge_without_a_speaker(coded: Callable[..., Coded]) -> None:
    event = coded("Rebels reportedly shelled the bridge.").events[0]
    assert [h.text for h in event.hedges] == ["reportedly"]
    assert event.according_to == ()


def test_the_publishers_stance(coded: Callable[..., Coded]) -> None:
    found = coded("The mayor's false claims that the bridge was safe angered residents.").statements
    assert [s.stance for s in found if s.act == "claimed"] == ["rejected"]
