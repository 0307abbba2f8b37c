"""Text pages: the share of items of our own saved pages that are right on every field – date, category, credit, body …

The pages are ours and were used while the rules were written; `fresh-…` were written afterwards and measured once before any rule
was changed for them (31 of 32 items, 11 of 12 pages on 2026-11-23).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.pages import split
from evals._frame import Score

PAGES = Path(__file__).parents[1] / "tests" / "pages" / "text"
OWN = tuple(f"../tests/pages/text/{path.name}" for path in sorted(PAGES.iterdir()))
_NAMES = {"flags": "published_flags"}


def right(item: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Whether every field written down for an item is what came out."""
    return all(_plain(item[_NAMES.get(name, name)]) == value for name, value in expected.items())


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def measure(data: Path) -> Iterator[Score]:
    """Items right on all fields, pages with all items right."""
    del data
    items = good = pages = whole = 0
    for path in sorted(PAGES.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        page = split(path.read_bytes(), "text/plain", gold["url"], fetched=gold["fetched"])
        found = [asdict(item) for item in page.items]
        hits = (
            sum(right(a, b) for a, b in zip(found, gold["items"], strict=False))
            if len(found) == len(gold["items"])
            else 0
        )
        items, good, pages = items + len(gold["items"]), good + hits, pages + 1
        whole += hits == len(gold["items"]) == len(found)
    assert items, "no page was measured"
    yield Score("items of text pages right on all fields, %", 100 * good / items, f"{good} of {items} items")
    yield Score("text pages with every item right, %", 100 * whole / pages, f"{whole} of {pages} pages, 29 languages")
