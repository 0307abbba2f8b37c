"""Titles are read as well: “X: …”, events of headlines; nothing that the body tells again is told twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

import dateline
from dateline.records import Coded, Span


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def run(title: str, body: str) -> Coded:
    coded = dateline.code(body, "2016-03-14", title=title)
    found = list(spans((coded.events, coded.statements)))
    assert all({"title": title, "body": body}[s.field][s.start : s.end] == s.text for s in found)
    return coded


def test_words_before_a_colon_speak() -> None:
    coded = run("Salma Nouri: Rangers burned our homes", "The weather stayed mild.")
    [said] = coded.statements
    assert (said.cue.field, said.act, said.speakers[0].name) == ("title", "said", "Salma Nouri")
    assert [c.text for c in said.content] == ["Rangers burned our homes"]


@pytest.mark.parametrize("speaker", ["Ministry of Defence", "National Coalition", "Mayor", "Northern Council"])
def test_a_body_or_office_before_a_colon_is_no_dateline(speaker: str) -> None:
    coded = run(f"{speaker}: Soldiers will withdraw from the valley", "The weather stayed mild.")
    assert [m.span.text for s in coded.statements for m in s.speakers] == [speaker]
    assert all(e.according_to == (coded.statements[0].id,) for e in coded.events)


def test_an_event_that_the_title_alone_reports_has_its_words_there() -> None:
    coded = run("Police arrest forty teachers in Sfax", "The weather stayed mild.")
    [event] = coded.events
    assert (event.event, event.trigger.field, event.trigger.text) == ("COERCE", "title", "arrest")
    assert [q.words.field for q in event.quantities] == ["title"]


def test_what_the_body_says_again_is_told_once_and_in_its_words() -> None:
    coded = run(
        "Police arrest forty teachers in Sfax",
        "Police arrested forty teachers in Sfax on Sunday, a lawyer told reporters.",
    )
    assert [(e.event, e.trigger.field) for e in coded.events] == [("COERCE", "body")]
    assert all(s.cue.field == "body" for s in coded.statements)


def test_another_act_of_the_same_kind_is_another_event() -> None:
    coded = run("Police arrest forty teachers in Sfax", "Soldiers arrested two fishermen in Zarzis on Sunday.")
    assert sorted(e.trigger.field for e in coded.events) == ["body", "title"]


def test_the_claims_of_the_body_keep_their_ids_beside_a_title() -> None:
    body = "Police arrested forty teachers in Sfax on Sunday, a lawyer said."
    alone = dateline.code(body, "2016-03-14")
    beside = dateline.code(body, "2016-03-14", title="UN envoy meets rebel leaders in Geneva")
    assert set(alone.events) < set(beside.events)
    assert beside.events[0].trigger.field == "title"
    assert len({e.id for e in beside.events}) == len(beside.events) > len(alone.events)


@pytest.mark.parametrize(
    "title", ["", " ", "Le conseil a voté le budget de la ville de Sfax", "!!!", "🙂", "\x00", "A" * 3000]
)
def test_titles_without_a_claim_give_none(title: str) -> None:
    coded = run(title, "The weather stayed mild.")
    assert not coded.problems
    assert not coded.events
