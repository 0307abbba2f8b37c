"""Readings as bytes: they come back equal, vectors in the precision that `as_kept` tells."""

import dataclasses
import zlib

import numpy as np
import pytest

from dateline import reading as readers
from dateline.archive import Packed, as_kept, pack, unpack
from dateline.records import Reading, Sentence, Token, Vectors

BODY = (
    "“We will not leave,” Salma Nouri, the mayor of Sfax, told reporters on Monday. The army can't shell\tthe school.\n\n"
    "•  RESOLUTION 12/4: the parties met; İstanbul agreed. شكرا 🙂 Thanks were given, and two men were freed."
)


@pytest.fixture(scope="module")
def read() -> Reading:
    return readers.load().read(BODY, "i1", 2)


def test_a_reading_comes_back_as_kept(read: Reading) -> None:
    kept = as_kept(read)
    assert unpack(pack(kept, BODY), BODY) == kept
    assert unpack(pack(read, BODY), BODY) == kept
    assert as_kept(kept) == kept


def test_all_but_the_vectors_is_kept_exactly(read: Reading) -> None:
    kept = as_kept(read)
    assert read.vectors is not None
    assert kept.vectors is not None
    assert dataclasses.replace(kept, vectors=None) == dataclasses.replace(read, vectors=None)
    old, new = (np.frombuffer(r.vectors.tokens, "<f2").astype(float) for r in (read, kept) if r.vectors)
    assert np.corrcoef(old, new)[0, 1] > 0.95


def test_a_title_is_kept_beside_the_body(read: Reading) -> None:
    title = "Mayor: we will not leave"
    both = as_kept(dataclasses.replace(read, heading=readers.load().read(title, "i1", 2)))
    assert unpack(pack(both, BODY, title), BODY, title) == both


@pytest.mark.parametrize("scale", [0.0, 1e-4, 1.0, 300.0])
def test_vectors_of_any_size(scale: float) -> None:
    numbers = (np.random.default_rng(3).normal(size=(4, 5)) * scale).astype("<f2")
    tokens = tuple(Token(w, 0, 9, w, "X", h, "dep") for w, h in zip("abcd", (-1, 1, 0, 700), strict=True))
    one = Reading("i", 1, "r", "en", (), (Sentence("other words", 0, 4, tokens),), Vectors(5, numbers.tobytes(), b""))
    kept = as_kept(one)
    assert unpack(pack(one, "x"), "x") == kept
    restored = np.frombuffer(kept.vectors.tokens, "<f2").astype(float) if kept.vectors else None
    assert restored is not None
    assert np.abs(restored - numbers.reshape(-1).astype(float)).max() <= scale


def test_a_reading_of_an_earlier_dateline_is_read_again() -> None:
    old = Packed("i", 1, "r", "en", None, 1, zlib.compress(b"{}"))
    assert not old.whole
    assert unpack(old, "x") is None


def test_a_text_that_was_not_read() -> None:
    nothing = Reading("i", 1, "r", "ar", reason="language: ar")
    assert unpack(pack(nothing, "نص"), "نص") == nothing
