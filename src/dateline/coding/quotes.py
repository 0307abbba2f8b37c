"""The words in quotation marks of a text, over sentences and paragraphs, unbalanced marks closed where their
sentence ends.

Takes text, gives offsets; knows no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Span

_OPENING = {"“": '”"', "„": '“”"', "«": "»", "‟": "”", "``": "''"}
_CLOSING = {"”", "»", '"'}
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of the words between the marks; `closed` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


def find_quotes(text: str, paragraphs: Sequence[Span], stops: Sequence[int]) -> list[Quote]:
    """The quotes of a text in order. `stops` are the ends of its sentences; an open quote ends at the next of them.

    `'He said: “We left. Then' -> [“We left.]`; a paragraph that opens with a mark while one is
    open carries the quote on.
    """
    found: list[Quote] = []
    blocks = [(p.start, p.end) for p in paragraphs] or [(0, len(text))]
    for number, (start, end) in enumerate(blocks):
        following = (
            text[blocks[number + 1][0]] if number + 1 < len(blocks) and blocks[number + 1][0] < len(text) else ""
        )
        found += _block(text, start, end, stops, carried=following in {"“", '"', "«"})
    return found


def _block(text: str, start: int, end: int, stops: Sequence[int], *, carried: bool) -> list[Quote]:
    found: list[Quote] = []
    opened, closers = -1, ""
    for at in range(start, end):
        char = text[at]
        if opened < 0:
            if char in _OPENING:
                opened, closers = at + 1, _OPENING[char]
            elif char == '"':
                opened, closers = at + 1, '"”'
        elif char in closers:
            if at > opened:
                found.append(Quote(opened, at))
            opened = -1
        elif char in _OPENING and at - opened > 1:
            found.append(Quote(opened, _stop(opened, at, stops), False))
            opened, closers = at + 1, _OPENING[char]
    if opened >= 0 and opened < end:
        found.append(Quote(opened, end, True) if carried else Quote(opened, _stop(opened, end, stops), False))
    return [q for q in found if q.end > q.start and q.end - q.start < _LONGEST]


def _stop(start: int, end: int, stops: Sequence[int]) -> int:
    """The first sentence end after `start`, at most `end`."""
    return next((s for s in stops if start < s <= end), end)
