"""Normal forms match what people would match; digests and ids stay the same for ever."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from dateline import text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khān Shaykhūn", "khan shaykhun"),
        ("أحمد", "احمد"),
        ("محمـــد", "محمد"),
        ("Ёлка", "елка"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("سورية", "سوريه"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_fold_joins_spellings(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


def test_fold_keeps_different_names_apart() -> None:
    assert text.fold("Saif") != text.fold("Seif")


@given(st.text())
def test_fold_is_idempotent(words: str) -> None:
    assert text.fold(text.fold(words)) == text.fold(words)


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_trim_gives_a_stripped_slice(body: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(body)), min(b, len(body))))
    left, right = text.trim(body, start, end)
    assert body[left:right] == body[start:end].strip()


def test_ids_do_not_change_between_versions() -> None:
    assert text.make_id("outlet", "23 May 2017", "Opening words") == "489628d1c9d459b7"
    assert text.make_id("a", "bc") != text.make_id("ab", "c")


def test_slug() -> None:
    assert text.slug("Coalition News") == "coalition-news"
    assert text.slug("  Ünïted – Press_Office ") == "united-press-office"
    assert len(text.slug("x" * 200)) == 60


def test_line_ends() -> None:
    assert text.line_ends("a\r\nb\rc\n") == "a\nb\nc\n"
