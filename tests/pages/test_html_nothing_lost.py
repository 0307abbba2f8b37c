"""Every visible character of a page is in an item or in furniture, whatever the page looks like."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.pages import split

HERE = Path(__file__).parent
PAGES = sorted([*HERE.glob("html/*.html"), *HERE.glob("html_others/*.html")])
WORDS = ["Read more", "23 May 2017", "In News", "By Ana Sol", "Share", "Harbour talks resume after a week", "12", "(Source: Office A + Office B)",
         "The council met in Homs and talked about the price of water for a long time, members said on Tuesday.", "Page 2 of 5", "…", "Related articles", "© 2017", "a", "٢٣", "中文字", "Posted on", "x < y & z"]  # fmt: skip
BLOCKS = [
    "div",
    "p",
    "li",
    "ul",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "header",
    "footer",
    "aside",
    "nav",
    "table",
    "tr",
    "td",
    "main",
    "blockquote",
    "pre",
    "form",
    "figure",
    "figcaption",
]
INLINES = ["span", "a", "b", "em", "time", "strong", "small"]
CLASSES = [
    "",
    "post hentry",
    "entry-title",
    "date",
    "category",
    "author",
    "tags",
    "more-link",
    "sidebar",
    "share-bar",
    "catItemView",
    "catItemTitle",
    "views-row",
    "related",
    "entry-content",
    "pagination",
    "cookie",
]

text = st.sampled_from(WORDS)
name = st.sampled_from(CLASSES)


def _tag(tag, cls, inner, extra=""):
    attribute = f' class="{cls}"' if cls else ""
    if tag == "a":
        extra += ' href="/item/1"'
    return f"<{tag}{attribute}{extra}>{inner}</{tag}>"


leaf = text.map(lambda t: ("text", t))
tree = st.recursive(
    leaf,
    lambda kids: st.tuples(st.sampled_from(BLOCKS + INLINES), name, st.lists(kids, min_size=1, max_size=4)),
    max_leaves=25,
)


def _render(node) -> str:
    if node[0] == "text":
        return html.escape(node[1], quote=False)
    tag, cls, kids = node
    return _tag(tag, cls, " ".join(_render(k) for k in kids))


def _texts(node) -> list[str]:
    return [node[1]] if node[0] == "text" else [t for k in node[2] for t in _texts(k)]


def _characters(*texts: str | None) -> Counter:
    return Counter(c for t in texts if t for c in t if not c.isspace())


def _shown(page) -> Counter:
    total = Counter()
    for item in page.items:
        total += _characters(
            item.title, item.published_as, item.category, item.number, item.kind, item.credit_as, item.body
        )
        total += _characters(*item.tags, *item.authors)
    return total + _characters(*(f.text for f in page.furniture))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(tree, min_size=1, max_size=5), st.integers(1, 4))
def test_no_visible_character_of_a_generated_page_is_lost(nodes, times):
    body = "".join(_render(n) for n in nodes) * times
    page = split(f"<html><body>{body}</body></html>".encode(), "text/html", "https://a.example/")
    visible = _characters(*[t for n in nodes for t in _texts(n)] * times)
    assert not visible - _shown(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_no_visible_character_of_a_saved_page_is_lost(path):
    from dateline.pages.html_tree import parse

    source = path.read_text("utf-8")
    page = split(source.encode(), "text/html", "https://a.example/")
    assert not _characters(parse(source).text) - _shown(page)


def test_there_are_pages_to_look_at():
    assert len(PAGES) > 50
