"""Takes texts without an archive, gives what is claimed in them. It stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.pipeline.work import Task, Tools, Worked, code_item, work_on
from dateline.records import Coded, Item
from dateline.text import line_ends


def code_text(
    text: str, published: str | None = None, *, title: str | None = None, tools: Tools | None = None
) -> Coded:
    """Read and code one text; `published` (ISO date) anchors “on Monday”. Spans count from the text given."""
    return code_item(Item(title=title, body=line_ends(text), published=published), tools or Tools())


def code_many(items: Iterable[Item], tools: Tools | None = None, workers: int = 1) -> Iterator[Worked]:
    """Read and code many items, in their order, in several processes."""
    return work_on(map(Task, items), tools or Tools(), workers)
