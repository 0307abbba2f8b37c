"""A text and the spans of its claims → paragraphs in pieces, each piece plain or marked with the claim it belongs to.

Spans may overlap; the earlier and longer one is marked, the others keep their place in the list of claims. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Event, Span, Statement

_BREAK = re.compile(r"\n\n+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a field that a claim rests on. `kind` is claim (an event) or said (a statement); `ref` its id."""

    start: int
    end: int
    kind: str
    ref: str
    title: str
    field: str = "body"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; `mark` where they belong to a claim; `first` on the first piece of each claim."""

    text: str
    mark: Mark | None = None


def marks(events: Iterable[Event], statements: Iterable[Statement], titles: dict[str, str]) -> list[Mark]:
    """The anchors of claims in reading order, the title's first: the trigger of an event, the cue of a statement."""
    found = [_mark(event.trigger, "claim", event.id, titles) for event in events]
    found += [_mark(statement.cue, "said", statement.id, titles) for statement in statements]
    return sorted(found, key=lambda m: (m.field != "title", m.start, -m.end))


def title_pieces(title: str, wanted: list[Mark]) -> list[Piece]:
    """The title with the marks that stand in it."""
    return _pieces(title, 0, len(title), [m for m in wanted if m.field == "title"])


def paragraphs(body: str, wanted: list[Mark]) -> list[list[Piece]]:
    """The body cut at blank lines, with the marks that do not overlap an earlier one."""
    found: list[list[Piece]] = []
    for start, end in _stretches(body):
        inside = [m for m in wanted if m.field == "body" and m.start < end and m.end > start]
        found.append(_pieces(body, start, end, inside))
    return found


def around(body: str, spans: Iterable[Span], trigger: Span) -> tuple[int, int]:
    """The stretch of whole paragraphs that holds the trigger and every value in it or beside it."""
    inside = [(s.start, s.end) for s in (trigger, *spans) if s.field == "body"]
    stretches = _stretches(body)
    first, last = min(a for a, _ in inside), max(b for _, b in inside)
    touched = [(a, b) for a, b in stretches if a < last and b > first]
    home = [(a, b) for a, b in stretches if a <= trigger.start < b] or touched
    if len(touched) > 3 or not touched:
        touched = home
    return (touched[0][0], touched[-1][1]) if touched else (0, len(body))


def _mark(span: Span, kind: str, ref: str, titles: dict[str, str]) -> Mark:
    return Mark(span.start, span.end, kind, ref, titles.get(ref, ""), span.field)


def _stretches(body: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for part in _BREAK.finditer(body):
        found.append((at, part.start()))
        at = part.end()
    return [*found, (at, len(body))]


def _pieces(body: str, start: int, end: int, inside: list[Mark]) -> list[Piece]:
    pieces, at = [], start
    for mark in inside:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < at:
            continue
        if first > at:
            pieces.append(Piece(body[at:first]))
        pieces.append(Piece(body[first:last], mark))
        at = last
    if at < end:
        pieces.append(Piece(body[at:end]))
    return pieces
