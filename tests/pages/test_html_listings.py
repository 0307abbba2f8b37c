"""Listing pages in the markup of many systems: every item with its fields, and nothing of the page lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.pages import split

FOLDER = Path(__file__).parent / "html"
PAGES = sorted(FOLDER.glob("*.json"))


def _page(path: Path):
    data = json.loads(path.read_text("utf-8"))
    found = split(path.with_suffix(".html").read_bytes(), "text/html; charset=utf-8", data["url"])
    return data, found


def test_there_are_enough_pages_systems_and_languages():
    assert len(PAGES) >= 40
    assert len({p.name.split(".")[0] for p in PAGES}) >= 15
    assert len({p.name.split(".")[1] for p in PAGES}) >= 10


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_item_is_found_with_its_fields(path):
    data, page = _page(path)
    got = [_fields(item, wanted) for item, wanted in zip(page.items, data["items"], strict=False)]
    assert len(page.items) == len(data["items"]), [i.headline for i in page.items]
    assert got == data["items"]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_structure_alone_finds_every_item(path, monkeypatch):
    """With no declaration in reach the count, titles, dates and addresses are still right."""
    monkeypatch.setattr("dateline.pages.html.readers_for", lambda *_: [])
    data, page = _page(path)
    assert page.reader == "structure"
    wanted = [(w["title"], w["published"], w["url"]) for w in data["items"]]
    assert [(i.title, i.published, i.url) for i in page.items] == wanted


def _fields(item, wanted):
    out = {k: getattr(item, k) for k in wanted if k != "flags"}
    out = {k: list(v) if isinstance(v, tuple) else v for k, v in out.items()}
    out["flags"] = [f for f in item.published_flags if f in wanted["flags"]]
    return out
