"""Reading → Statements, Events. It reads no file but its own data, stores nothing and joins nothing across items.

`code(item, reading, codebook, gazetteer) -> Coded` is the door; `type_between`, `find_times` and `locate` answer one
question each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.codebook import Codebook
    from dateline.gazetteer import Gazetteer
    from dateline.records import Coded, Item, Place, Quantity, Reading, Sentence, When

__all__ = ["code", "find_quantities", "find_times", "locate", "type_between"]


def code(
    item: Item, reading: Reading, codebook: Codebook, gazetteer: Gazetteer | None = None, *, seconds: float = 60.0
) -> Coded:
    """Turn an item and its reading into statements and events, in reading order.

    `seconds` is the time one item may take; what is not done by then is a Problem in `Coded.problems`, the
    rest is kept.
    Never raises on any text.
    """
    from dateline.coding.item import code as run

    return run(item, reading, codebook, gazetteer, seconds=seconds)


def type_between(
    sentence: str | Sentence | Reading, source: tuple[int, int] | None, target: tuple[int, int] | None
) -> tuple[str, float]:
    """The event type between two spans of a sentence and its confidence.

    `source` and `target` are `(start, end)` character offsets in the sentence, None where the text names none.
    A string is read with the default reader. Gives a PLOVER type, CONCEDE or RETREAT included.
    """
    from dateline.coding.types import type_between as run

    return run(sentence, source, target)


def locate(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer | None = None) -> list[Place | None]:
    """The place that each `(start, end)` of the text names, resolved jointly; None where nothing is known.

    See `dateline.coding.where` for the parts.
    """
    from dateline.coding.where import locate as run

    return run(text, spans, gazetteer)


def find_times(text: str, published: str | None = None) -> list[When]:
    """The time expressions of a text in its order, relative ones anchored to `published` (ISO date or date-time).

    `When.kind` and `When.value` are TIMEX3's. Never raises on any text; see `dateline.coding.when`.
    """
    from dateline.coding.when import find_times as run

    return run(text, published)


def find_quantities(words: str | Sentence) -> list[Quantity]:
    """How many of whom: the quantities of a sentence, by its syntax where it has one, else by a window of its text.

    See `dateline.coding.how_many`.
    """
    from dateline.coding.how_many import find_quantities as run

    return run(words)
