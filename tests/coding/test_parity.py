"""The same sentences with parties and peoples exchanged give the same claims."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from dateline.records import Coded

TEMPLATES = [
    "{A} troops shelled a {B} village on Monday.",
    "{A} officials condemned the {B} attack on the convoy.",
    "{B} activists accused {A} soldiers of torture.",
    "A {A} court sentenced two {B} officers to ten years in prison.",
]
PEOPLES = ("Syrian", "Iranian", "Turkish", "American")


@pytest.mark.parametrize("template", TEMPLATES)
def test_peoples_are_treated_alike(template: str, coded: Callable[..., Coded]) -> None:
    shapes, confidences = set(), []
    for first, second in permutations(PEOPLES, 2):
        found = coded(template.format(A=first, B=second))
        shapes.add(tuple((e.event, e.mode, e.status, len(e.actors), len(e.recipients)) for e in found.events))
        confidences.append([e.confidence for e in found.events])
    assert len(shapes) == 1, shapes
    assert all(abs(a - b) <= 0.05 for c in confidences for a, b in zip(c, confidences[0], strict=True))


@pytest.mark.parametrize("word", ["regime", "government", "authorities", "administration"])
def test_words_for_a_government_are_only_descriptions(word: str, coded: Callable[..., Coded]) -> None:
    event = coded(f"The Kenyan {word} arrested twelve activists.").events[0]
    assert event.event == "COERCE"
    assert event.actors[0].country == "KEN"
    assert event.actors[0].sectors[0] == "GOV"
