"""Every non-blank character of a text page is in an item or in recorded furniture, whatever the page looks like."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.pages import split
from dateline.pages.text_split import split_text
from dateline.records import Item, Page

HERE = Path(__file__).parent / "text"
DATES = (
    "23 May 2017", "23 May 2017 In Harbour News", "May 3, 2018 | Farming", "24.1.2018", "04/06/2024", "4 شعبان 1447", "May 2015",
    "24 May", "Posted on 3 Aug. 2017 by Ilse Maron", "٣٠ تشرين أول ٢٠١٨", "2017年5月30日", "3 days ago", "31 February 2015",
    "Published: 23/05/2017 Updated: 24/05/2017 10:30", "Damascus, 23 May 2017", "Title in one line – 23 May 2017",
    "23.05.2017 Council meets in Sibiu", "November 27, 2019The party met", "Council meets23 May 2017", "10:30", "2017",
)  # fmt: skip
TITLES = (
    "Council meets in Sibiu",
    "Bridge reopened",
    "Related news",
    "Read more",
    "Read moreNext title",
    "Timeline",
    "PRESS RELEASE",
)
TITLES += (
    "By Ilse Maron",
    "1.",
    "2) Second point",
    "SC/12832",
    "Page 2 of 5",
    "Home > News",
    "« 1 2 3 Next »",
    "Share",
    "Archive for May 2017",
)
BODIES = (
    "The council of Sibiu met on Monday and heard reports about the bridge, the school and the price of heating this winter.",
    "Traders asked for lamps. (Source: Council Desk + Agencies)",
    "Source: Council Desk",
    "SIBIU, May 23 (CD) – The council met on Monday.",
    "مجلس المدينة اجتمع يوم الاثنين وناقش إصلاح الجسر والمدرسة.",
)
piece = st.one_of(
    st.sampled_from(DATES), st.sampled_from(TITLES), st.sampled_from(BODIES), st.just(""), st.just(""),
    st.text(max_size=60), st.text(alphabet="ab 1./-:|(),2017May", max_size=40),
)  # fmt: skip


def fields(item: Item) -> list[str]:
    single = (item.title, item.body, item.credit_as, item.published_as, item.category, item.number, item.kind)
    return [value for value in (*single, *item.authors) if value]


def kept(page: Page) -> list[str]:
    return [text for item in page.items for text in fields(item)] + [one.text for one in page.furniture]


def lost(text: str, page: Page) -> Counter[str]:
    seen = Counter(c for part in kept(page) for c in part if not c.isspace())
    return Counter(c for c in text.removeprefix("\ufeff") if not c.isspace()) - seen


@given(st.lists(piece, min_size=1, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_no_character_is_lost(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    if not text.strip():
        return
    page = split_text(text, "https://press.example/2017/05/list.html", fetched="2020-01-02T03:04:05")
    assert not lost(text, page)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda p: p.stem)
def test_saved_pages_lose_nothing(path: Path) -> None:
    data = path.read_bytes()
    assert not lost(data.decode("utf-8"), split(data, "text/plain"))


@given(st.binary(max_size=400), st.sampled_from(["", "text/plain", "text/html; charset=utf-8", "application/rss+xml"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_page(data: bytes, media_type: str) -> None:
    page = split(data, media_type, fetched="2020-01-02")
    assert page.items or page.reason
