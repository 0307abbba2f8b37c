"""Nouns and verbs that point at each other end: no sentence may make the coder ask in a circle."""

import pytest

import dateline

SENTENCES = [
    "The Council renewed its call for the mediation mission to send observers to the Sfax–Gabès road.",
    "The hospital in Skhira has issued an urgent appeal to launch an appeal to issue an appeal.",
    "A decision to make a decision to hold talks to hold talks was made.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_ends(text: str) -> None:
    coded = dateline.code(text, published="2016-03-17")
    assert coded.problems == ()
    assert coded.reading is not None
    assert coded.reading.sentences
