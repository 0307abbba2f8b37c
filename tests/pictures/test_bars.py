"""A chart must not show a day nobody captured as a quiet day."""

import xml.etree.ElementTree as ElementTree

import pytest

from dateline.pictures import COVERED, MISSING, PARTIAL, Bar, Frame, draw, rows

FRAME = Frame("hatch-1", 'Items per day <of> "May"')
NAME = "{http://www.w3.org/2000/svg}"


def tree(bars):
    return ElementTree.fromstring(draw(bars, FRAME))


def columns(bars):
    return [node for node in tree(bars) if node.tag in {"a", "g"}]


def classes(node):
    return [part.get("class") for part in node if part.tag == "rect"]


def test_a_gap_is_hatched_and_a_quiet_day_is_not():
    gap, quiet = columns([Bar("1", "1 May", 0, MISSING), Bar("2", "2 May", 0, COVERED)])
    assert classes(gap) == ["gap", "target"]
    assert classes(quiet) == ["target"]


def test_a_day_captured_in_part_has_its_bar_before_the_hatching():
    (day,) = columns([Bar("1", "1 May", 3, PARTIAL)])
    assert classes(day) == ["gap", "bar", "target"]


def test_every_column_says_in_words_what_it_shows():
    (day,) = columns([Bar("1", "1 May 2017", 3, PARTIAL, href="/2017/05/01/?a=1&b=2")])
    assert day.get("href") == "/2017/05/01/?a=1&b=2"
    assert day.get("aria-label") == "1 May 2017: 3 items, captured in part"
    assert day.find("title").text == day.get("aria-label")


@pytest.mark.parametrize("count", [1, 1_000_000])
def test_the_highest_bar_leaves_room_for_hatching_and_the_lowest_is_still_seen(count):
    low, high = columns([Bar("", "a", 1), Bar("", "b", count)])
    heights = [float(node.find("rect[@class='bar']").get("height")) for node in (low, high)]
    assert 0.8 * FRAME.height < heights[1] < FRAME.height
    assert heights[0] >= 2


def test_names_are_escaped_and_nothing_is_styled_inline():
    text = draw([Bar("<b>", '"><script>', 1, MISSING)], FRAME)
    assert "<script>" not in text
    assert "style=" not in text


def test_no_bars_no_picture():
    assert draw([], FRAME) == ""


def test_the_table_says_the_same():
    assert rows([Bar("1", "1 May", 3, PARTIAL), Bar("2", "2 May", 0, MISSING)]) == (
        ("1 May", 3, "captured in part"),
        ("2 May", 0, "not captured"),
    )
