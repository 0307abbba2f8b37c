"""Status, speakers after resolution and quantities on our own annotated texts: the older ones, those rules may be tuned on, fresh ones.

A status counts where an event whose trigger overlaps the marked words has it; a speaker where a statement with the marked cue
has it; a quantity where one of those words is read with kind, bounds and whatever else is marked, and, apart, where an event
holds it so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.coding import find_quantities
from dateline.records import Coded, Quantity
from evals._claims import FILES, PARTS, Block, coded_part
from evals._frame import Score

OWN = FILES
KINDS = {"S": "status", "P": "speaker after resolution", "Q": "quantities", "H": "quantities held by an event"}


def measure(data: Path) -> Iterator[Score]:
    """The share of marks that hold, for each part; what is missed is listed, without the fresh texts."""
    del data
    for part in PARTS:
        total: Counter[str] = Counter()
        right: Counter[str] = Counter()
        outlets = set()
        for block, coded in coded_part(part):
            outlets.add(block.outlet)
            for kind, *cells in [*block.lines, *(["H", *m[1:]] for m in block.lines if m[0] == "Q")]:
                good = holds(kind, block, coded, cells)
                total[kind] += 1
                right[kind] += good
                if not good and part != "fresh":
                    print(f"missed ({part}) {block.outlet}: {kind} {cells}")
        assert len(outlets) >= 20, f"the {part} gold is not all there"
        for kind, name in KINDS.items():
            note = f"{total[kind]} marks, {len(outlets)} outlets"
            yield Score(f"{part}: {name}, %", 100 * right[kind] / total[kind], note)


def holds(kind: str, block: Block, coded: Coded, cells: list[str]) -> bool:
    """Whether one mark is met by what was coded."""
    if kind == "Q":
        assert coded.reading is not None
        return any(_quantity(q, cells) for s in coded.reading.sentences for q in find_quantities(s))
    if kind == "H":
        return any(_quantity(q, cells) for e in coded.events for q in e.quantities)
    at = block.text.find(cells[0])
    assert at >= 0, f"{block.outlet}: {cells[0]!r} is not in the text"
    end = at + len(cells[0])
    if kind == "S":
        return any(e.status == cells[1] for e in coded.events if e.trigger.start < end and at < e.trigger.end)
    cued = [s for s in coded.statements if s.cue.start < end and at < s.cue.end]
    return any(cells[1] in m.name or cells[1] in m.span.text for s in cued for m in s.speakers)


def _quantity(found: Quantity, cells: list[str]) -> bool:
    words, kind, low, high, *more = cells
    if words not in found.words.text and found.words.text not in words:
        return False
    bounds = tuple(None if w == "-" else float(w) for w in (low, high))
    if found.kind not in kind.split("/") or (found.low, found.high) != bounds:
        return False
    marks = dict(m.split("=") for m in " ".join(more).split())
    whom = marks.pop("whom", "")
    fits = all(getattr(found, name) == value.replace("_", " ") for name, value in marks.items())
    return fits and whom in (found.whom or "")
