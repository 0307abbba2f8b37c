"""Quotation marks over sentences and paragraphs, balanced or not."""

from __future__ import annotations

from dateline.coding.quotes import find_quotes
from dateline.records import Span


def quoted(text: str, stops: list[int] | None = None) -> list[str]:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(part, at, at + len(part)))
        at += len(part) + 2
    return [
        text[q.start : q.end]
        for q in find_quotes(text, paragraphs, stops or [i + 1 for i, c in enumerate(text) if c == "."])
    ]


def test_curly_straight_and_mixed_marks() -> None:
    assert quoted('He said “we left.” She said "stay".') == ["we left.", "stay"]
    assert quoted('called it “as historic as it was." Then') == ["as historic as it was."]


def test_a_quote_over_two_sentences_is_one() -> None:
    assert quoted("“We left. We came back,” she said.") == ["We left. We came back,"]


def test_a_missing_closing_mark_ends_with_the_sentence() -> None:
    assert quoted("“We left. The mayor went home.") == ["We left."]


def test_a_paragraph_that_opens_with_a_mark_carries_on() -> None:
    assert quoted("“We left.\n\n“We came back.” Done.") == ["We left.", "We came back."]


def test_nothing_in_nothing() -> None:
    assert quoted("") == []
    assert quoted("No marks here.") == []
