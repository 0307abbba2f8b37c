"""Every text page in `text/` gives the items written down beside it: each item, date, category, credit and body."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.pages import split
from dateline.records import Item

HERE = Path(__file__).parent / "text"
PAGES = sorted(HERE.glob("*.txt"))


def shown(item: Item) -> dict[str, object]:
    return {
        "published": item.published, "published_as": item.published_as, "flags": list(item.published_flags),
        "title": item.title, "category": item.category, "number": item.number, "kind": item.kind,
        "authors": list(item.authors), "tags": list(item.tags),
        "credit": list(item.credit), "credit_as": item.credit_as, "completeness": item.completeness, "body": item.body,
    }  # fmt: skip


def test_there_are_pages() -> None:
    assert len(PAGES) >= 40


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page_gives_the_items_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = split(path.read_bytes(), "text/plain", expected["url"], fetched=expected["fetched"])
    assert [shown(item) for item in page.items] == expected["items"]
    for name, value in expected["page"].items():
        got = getattr(page, name)
        assert (list(got) if isinstance(got, tuple) else got) == value, name
    assert (page.reason is None) == bool(expected["items"])
