"""Pages without items, single texts that look like lists, broken pages: one item or none, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.pages import split
from dateline.pages.html import split_html

FOLDER = Path(__file__).parent / "html_others"
NONE = sorted(FOLDER.glob("none-*.html"))
ONE = sorted(FOLDER.glob("one-*.html"))


def _split(path: Path):
    return split(path.read_bytes(), "text/html", "https://riverbank.example/x")


def test_there_are_pages_of_both_kinds():
    assert len(NONE) >= 5
    assert len(ONE) >= 5


@pytest.mark.parametrize("path", NONE, ids=lambda p: p.stem)
def test_a_page_without_items_gives_none_and_says_why(path):
    page = _split(path)
    assert page.items == ()
    assert (page.reason or "").startswith("no items: ")
    assert page.furniture


@pytest.mark.parametrize("path", ONE, ids=lambda p: p.stem)
def test_one_text_stays_one_item(path):
    page = _split(path)
    assert len(page.items) == 1
    assert page.items[0].title


def test_the_related_list_beside_an_article_is_furniture():
    page = _split(FOLDER / "one-article-with-related.html")
    assert page.items[0].published == "2017-05-23"
    assert page.items[0].authors == ("Mira Talvo",)
    assert "Tankers" not in page.items[0].body
    assert any(f.kind == "related" and "Tankers" in f.text for f in page.furniture)


def test_the_first_day_of_a_timeline_is_not_its_date():
    assert _split(FOLDER / "one-timeline.html").items[0].published is None


def test_the_parts_of_a_blotter_and_an_agenda_stay_in_the_body():
    assert _split(FOLDER / "one-blotter.html").items[0].body.count("Mill Street") == 4
    assert _split(FOLDER / "one-agenda.html").items[0].body.count("Report of the committee") == 5


BROKEN = {
    "nothing": b"",
    "blanks": b" \n ",
    "binary": bytes(range(256)) * 50,
    "deep": b"<html><body>" + b"<div>" * 100_000 + b"deep text<p>after</p>",
    "deep-inline": b"<html><body>" + b"<b><i>" * 30_000 + b"deep text</i> after",
    "unclosed": b"<html><body><div><p>One <b>two<p>three<table><tr><td>four",
    "half-a-tag": b"<html><body><p>text</p><div class='x",
    "nulls": b"<html><body><p>a\x00b\x0cc</p></body></html>",
    "latin-1": "<html><body><p>Größe über alles Maß hinaus, ça va très bien.</p></body></html>".encode("latin-1"),
    "wrong-charset": b'<html><head><meta charset="utf-16"></head><body><p>plain</p></body></html>',
    "utf-16": "<html><body><p>plain words</p></body></html>".encode("utf-16"),
    "bad-href": b"<html><body><a href='http://[bad'>A link that cannot be an address</a><base href='http://['></body></html>",
    "bad-json-ld": b'<html><head><script type="application/ld+json">{"@type": [1, {"x"</script></head><body><p>hi</p></body>',
    "many-links": b"<html><body>" + b"<a href=/x>y</a>" * 20_000,
    "frameset": b"<html><frameset><frame src=a></frameset></html>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_never_an_exception(name):
    page = split(BROKEN[name], "text/html", "https://riverbank.example/x")
    assert page.items or page.reason
    assert not any("Error" in p.what for p in page.problems)


@pytest.mark.parametrize("name", ["deep", "deep-inline"])
def test_deep_nesting_loses_no_text_and_is_told(name):
    page = split(BROKEN[name], "text/html")
    shown = " ".join([*(i.body for i in page.items), *(f.text for f in page.furniture)])
    assert "deep text" in shown
    assert "after" in shown
    assert any(p.kind == "nested too deeply" for p in page.problems)


def test_a_page_beyond_the_limit_is_refused_with_a_problem():
    page = split_html("<p>word</p>" * 6_000_000, "https://riverbank.example/x")
    assert page.items == ()
    assert page.problems[0].kind == "too large"


def test_bytes_are_taken_too():
    assert split_html(b"<html><body><p>Some words.</p></body></html>").reason
