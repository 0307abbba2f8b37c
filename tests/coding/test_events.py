"""Who did what to whom: roles, status, conversions, what is no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records import Coded, Event


def only(found: Coded, event: str) -> Event:
    fits = [e for e in found.events if e.event == event]
    assert fits, [(e.event, e.trigger.text) for e in found.events]
    return fits[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army shelled the town.", "asserted"),
        ("The army did not shell the town.", "negated"),
        ("The army failed to shell the town.", "negated"),
        ("The army denied that it shelled the town.", "denied"),
        ("The army could shell the town.", "hypothetical"),
        ("If the army shells the town, people will leave.", "hypothetical"),
        ("The army must shell the town.", "demanded"),
        ("The army will shell the town.", "planned"),
        ("The army plans to shell the town.", "planned"),
    ],
)
def test_the_status_of_an_act(text: str, status: str, coded: Callable[..., Coded]) -> None:
    assert only(coded(text), "ASSAULT").status == status


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("The minister will meet the envoy of Kenya on Friday.", "AGREE", None),
        ("The general agreed to withdraw his troops from the port.", "CONCEDE", None),
        ("The union called on the governor to resign.", "REQUEST", "change"),
        ("The rebels released nine engineers.", "RETREAT", "release"),
        ("The king pardoned thirty prisoners.", "CONCEDE", None),
        ("The two navies held joint exercises.", "COOPERATE", None),
        ("The republic summoned the Kenyan ambassador.", "ACCUSE", "disapprove"),
        ("The minister refused to meet the strikers.", "REJECT", "meet"),
        ("The militia threatened to shell the port.", "THREATEN", "violence"),
        ("The court sentenced two officers to ten years.", "SANCTION", "convict"),
        ("Police fired tear gas at students.", "ASSAULT", "crowd-control"),
        ("The army lifted the siege of the town.", "RETREAT", "withdraw"),
    ],
)
def test_the_choices_that_coders_get_wrong(
    text: str, event: str, mode: str | None, coded: Callable[..., Coded]
) -> None:
    assert only(coded(text), event).mode == mode


def test_passive_and_nominal_give_the_same_roles(coded: Callable[..., Coded]) -> None:
    for text in (
        "Rebels abducted nine pupils.",
        "Nine pupils were abducted by rebels.",
        "The abduction of nine pupils by rebels shocked the town.",
    ):
        event = only(coded(text), "ASSAULT")
        assert [m.span.text.lower() for m in event.actors] == ["rebels"], text
        assert [m.span.text.lower() for m in event.recipients] == ["nine pupils"], text


def test_an_act_without_a_doer_has_no_actors(coded: Callable[..., Coded]) -> None:
    event = only(coded("Four people were killed near the bridge."), "ASSAULT")
    assert event.actors == ()
    assert event.recipients[0].span.text == "Four people"


def test_lists_of_actors_are_spread(coded: Callable[..., Coded]) -> None:
    event = only(coded("Kenya and Uganda condemned the raid by the militia."), "ACCUSE")
    assert [m.country for m in event.actors] == ["KEN", "UGA"]


def test_a_backer_is_no_actor(coded: Callable[..., Coded]) -> None:
    event = only(coded("Kenyan-backed militias attacked a police post."), "ASSAULT")
    assert [m.country for m in event.actors] == [None]
    assert [(p.role, p.mention.country) for p in event.participants if p.role == "supporter"] == [("supporter", "KEN")]


def test_an_instrument_and_a_target_are_kept(coded: Callable[..., Coded]) -> None:
    event = only(coded("Rebels shelled the town with rockets."), "ASSAULT")
    assert {(p.role, p.mention.span.text) for p in event.participants} == {
        ("instrument", "rockets"),
        ("target", "town"),
    }


def test_a_shared_subject_and_a_relative_clause(coded: Callable[..., Coded]) -> None:
    found = coded("Soldiers who attacked the village killed two farmers and arrested a teacher.")
    acts = {e.event: [m.span.text for m in e.actors] for e in found.events}
    assert acts["COERCE"] == ["Soldiers"]
    assert all(a == ["Soldiers"] for a in acts.values())


def test_both_sides_of_a_fight_act(coded: Callable[..., Coded]) -> None:
    event = only(coded("The army clashed with rebels near the dam."), "ASSAULT")
    assert [m.span.text for m in event.actors] == ["army", "rebels"]


def test_a_topic_is_no_event(coded: Callable[..., Coded]) -> None:
    assert coded("The book is about the history of war and the causes of protest.").events == ()


def test_a_private_victim_keeps_words_and_gets_no_entity(coded: Callable[..., Coded]) -> None:
    event = only(coded("Gunmen killed a shopkeeper in the old town."), "ASSAULT")
    assert event.recipients[0].entity is None
    assert event.recipients[0].name == ""


def test_a_pronoun_is_resolved_and_kept(coded: Callable[..., Coded]) -> None:
    found = coded("The minister Lena Aronova spoke on Monday. She condemned the militia.")
    actor = only(found, "ACCUSE").actors[0]
    assert actor.name == "Lena Aronova"
    assert actor.via is not None
    assert actor.via.text == "She"


def test_speech_is_not_located_by_its_topic(coded: Callable[..., Coded]) -> None:
    event = only(coded("The bishop condemned the attack in Kampala."), "ACCUSE")
    assert event.places == ()
