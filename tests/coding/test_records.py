"""What holds for every coded text: spans, ids, order, odd input."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.records import Coded, Span

TEXTS = [
    "In a press release issued on Monday, the Delta Council said that gunmen shelled the market town of Idlib. “We left,” it added.",
    "ALEPPO (DNA) -- THE ARMY SHELLED THE TOWN ON SUNDAY AND KILLED TWELVE PEOPLE",
    "rebels attacked the army base in homs and the army attacked the rebels and nobody stopped",
    "",
    "\x00\x00 broken \x00 text shelled the town.",
    "<p>Rebels <b>shelled</b> the town.</p> &amp; more",
    "قصف الجيش المدينة. Rebels shelled المدينة on Monday.",
    "On 31 February 2020 the rebels attacked Hama.",
    '“Unbalanced quote. The minister said “another one. He added: "third.',
    "The President said the President of the President said that he said that she said that rebels attacked him.",
    ". . . ! ? , ; : “ ” ( ) [ ]",
    "A" * 5000,
]


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)


def check(text: str, found: Coded) -> None:
    for record in (*found.statements, *found.events):
        for span in spans(record):
            assert text[span.start : span.end] == span.text
            assert span.field == "body"
        assert 0 <= record.confidence <= 1
        assert record.confidence == round(record.confidence, 2)
        assert record.why


@pytest.mark.parametrize("text", TEXTS)
def test_every_span_is_the_text(text: str, coded: Callable[..., Coded]) -> None:
    check(text, coded(text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["rebels", "the army", "shelled", "said", "that", ",", "“", "”", "\"", "Homs", "the President", "he", "will", "not", "attack",
             "according to", "activists", "demanded", "the release of", "on Monday", ".", "\n\n", "if", "Iran", "-backed", "’s", "(", ")", "twelve", "ü", "😀"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_spans_hold_for_any_words(coded: Callable[..., Coded], words: list[str]) -> None:
    text = " ".join(words)
    check(text, coded(text))


def test_ids_are_stable_unique_and_not_the_models(coded: Callable[..., Coded]) -> None:
    first, second = coded(TEXTS[0]), coded(TEXTS[0])
    assert first.events
    assert first.statements
    assert [e.id for e in first.events] == [e.id for e in second.events]
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
    every = [r.id for r in (*first.events, *first.statements)]
    assert len(set(every)) == len(every)
    assert {e.id for e in coded(TEXTS[0], item="i2").events}.isdisjoint(every)


def test_events_name_what_they_were_made_with(coded: Callable[..., Coded]) -> None:
    event = coded(TEXTS[0]).events[0]
    assert event.reader
    assert event.codebook.startswith("plover-1-")


def test_time_that_runs_out_is_a_problem_and_the_rest_is_kept(reader: Any, places: Any) -> None:
    from dateline import coding
    from dateline.codebook import load
    from dateline.records import Item

    text = "Rebels shelled the town. " * 30
    found = coding.code(Item(id="i", body=text), reader.read(text), load(), places, seconds=0.0)
    assert [p.kind for p in found.problems] == ["time"]
    assert "sentences are coded" in found.problems[0].what


def test_what_was_not_read_is_not_coded(places: Any) -> None:
    from dateline import coding
    from dateline.codebook import load
    from dateline.records import Item, Reading

    found = coding.code(Item(id="i", body="Die Stadt"), Reading("i", 1, "r", reason="its language"), load(), places)
    assert found.events == found.statements == ()


def test_the_second_codebook_codes_acts(coded: Callable[..., Coded]) -> None:
    found = coded("Militants abducted nine pupils near the river. Jets bombed a hospital.", book="violations")
    assert {e.event for e in found.events} >= {"HOSTAGE_TAKING", "PROTECTED_OBJECT"}
    assert all(e.codebook.startswith("violations-") for e in found.events)
