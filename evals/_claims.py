"""Takes the annotated texts of `evals/gold/claims*.txt`, gives them as items with their marks, and as coded.

A block: `outlet: NAME | DAY`, perhaps `title: WORDS`, the text, then marks (see `gold/README.md`); a line `===` ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline import reading
from dateline.codebook import load
from dateline.coding.item import code
from dateline.records import Coded, Item
from evals._frame import HERE

PARTS = {"older": "claims.txt", "tune": "claims_tune.txt", "fresh": "claims_fresh.txt"}
FILES = tuple(f"gold/{name}" for name in PARTS.values())


@dataclass(slots=True)
class Block:
    """One annotated item; a mark is its kind (S, P, Q) and its cells."""

    outlet: str
    day: str
    text: str
    title: str | None = None
    lines: list[list[str]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The items of one gold file."""
    return [b for b in map(_block, re.split(r"^===$", text, flags=re.MULTILINE)) if b is not None]


def _block(part: str) -> Block | None:
    lines = [x for x in part.strip().splitlines() if not x.startswith("#")]
    if not lines:
        return None
    outlet, day = (x.strip() for x in lines.pop(0).removeprefix("outlet:").split("|"))
    title = lines.pop(0).removeprefix("title:").strip() if lines[0].startswith("title:") else None
    marks = [x for x in lines if re.match(r"[SPQ] \|", x)]
    text = "\n".join(x for x in lines if x not in marks)
    return Block(outlet, day, text, title, [[c.strip() for c in m.split("|")] for m in marks])


def read_part(part: str) -> list[Block]:
    """The items of one part: older, tune or fresh."""
    return blocks((HERE / "gold" / PARTS[part]).read_text("utf-8"))


def coded_part(part: str) -> Iterator[tuple[Block, Coded]]:
    """Every item of one part with what the shipped reader and codebook make of it."""
    reader, book = reading.load(), load("plover")
    for number, block in enumerate(read_part(part)):
        item = Item(id=f"{part}-{number}", body=block.text, title=block.title, published=block.day)
        yield block, code(item, reader.read(block.text), book, None)
