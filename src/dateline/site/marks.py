"""Text and the words somebody searched for → an excerpt in pieces, the words found marked.

Matching folds as the index does, so `خان` finds `خَان`; the pieces are the text as captured. Nothing here is markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.archive import Term
from dateline.records import Item
from dateline.text import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]+[^\W_]*)*")
EXCERPT = 260


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an excerpt; `hit` where they were searched for."""

    text: str
    hit: bool = False


def excerpt(body: str, terms: tuple[Term, ...] = (), size: int = EXCERPT) -> tuple[Piece, ...]:
    """About `size` characters around the first hit, else from the start, cut at blanks and marked with `…`."""
    found = hits(body, terms) if terms else []
    first = found[0][0] if found else 0
    start = 0 if first < size * 2 // 3 else _blank_before(body, first - size // 3)
    end = _blank_after(body, start + size) if start + size < len(body) else len(body)
    inside = [(max(a, start), min(b, end)) for a, b in found if a < end and b > start]
    pieces = _pieces(body, start, end, inside)
    head = (Piece("… "),) if start else ()
    tail = (Piece(" …"),) if end < len(body) else ()
    return (*head, *pieces, *tail)


def after_headline(item: Item) -> str:
    """The body without the words that already stand as its headline, where the headline was taken from it."""
    words = item.headline.rstrip("… ")
    if item.headline_derived and len(words) < len(item.body) and item.body.startswith(words):
        return item.body[len(words) :].lstrip(" .\n")
    return item.body


def marked(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The whole text with its hits marked."""
    return _pieces(text, 0, len(text), hits(text, terms))


def hits(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where the words stand, in order, without overlaps. `"Homs, homs", (Term(("homs",)),) -> [(0, 4), (6, 10)]`"""
    words = [(part.start(), part.end(), _folded(part.group())) for part in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for at in range(len(words)):
        for term in terms:
            window = words[at : at + len(term.words)]
            if _matches(tuple(word[2] for word in window), term):
                found.append((window[0][0], window[-1][1]))
                break
    return _apart(found)


def _matches(words: tuple[str, ...], term: Term) -> bool:
    if len(words) != len(term.words) or words[:-1] != term.words[:-1]:
        return False
    return words[-1].startswith(term.words[-1]) if term.prefix else words[-1] == term.words[-1]


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _pieces(text: str, start: int, end: int, found: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in found:
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], hit=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def _blank_before(text: str, at: int) -> int:
    return max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1


def _blank_after(text: str, at: int) -> int:
    blanks = [place for place in (text.find(" ", at), text.find("\n", at)) if place >= 0]
    return min(blanks, default=len(text))


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
