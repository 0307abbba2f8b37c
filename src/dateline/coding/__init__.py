"""Reading → Statements, Events. It reads no file but its own data, stores nothing and joins nothing across items.

`code(item, reading, codebook, gazetteer) -> Coded` is the door; `type_between`, `find_times` and `locate` answer one
question each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.codebook import Codebook
    from dateline.gazetteer import Gazetteer
    from dateline.records import Coded, Item, Reading, Sentence

__all__ = ["code", "type_between"]


def code(
    item: Item, reading: Reading, codebook: Codebook, gazetteer: Gazetteer | None = None, *, seconds: float = 60.0
) -> Coded:
    """Turn an item and its reading into statements and events, in reading order.

    `seconds` is the time one item may take; what is not done by then is a Problem in `Coded.problems`, the rest is kept.
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
