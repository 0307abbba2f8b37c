import dataclasses

import pytest

from dateline import coding
from dateline.coding import when
from dateline.coding.times import finding
from dateline.coding.times.calendar import extent_of, feast, shift
from dateline.coding.times.lexicon import time_words

TUESDAY = "2017-05-23"


def one(text, published=TUESDAY):
    [found] = coding.find_times(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He spoke on Monday.", "Monday", "2017-05-22"),
        ("He spoke on Tuesday.", "Tuesday", "2017-05-23"),
        ("Talks will start on Friday.", "Friday", "2017-05-26"),
        ("He left last Friday.", "last Friday", "2017-05-19"),
        ("He comes next Friday.", "next Friday", "2017-05-26"),
        ("It fell yesterday.", "yesterday", "2017-05-22"),
        ("the day before yesterday", "the day before yesterday", "2017-05-21"),
        ("the April 4 attack", "April 4", "2017-04-04"),
        ("the attack of 4 April 2016", "4 April 2016", "2016-04-04"),
        ("It was signed on Dec. 29.", "Dec. 29", "2016-12-29"),
        ("It was held in November.", "November", "2016-11"),
        ("in March 2011", "March 2011", "2011-03"),
        ("He left 11 days ago.", "11 days ago", "2017-05-12"),
        ("two months ago", "two months ago", "2017-03"),
        ("It closed last week.", "last week", "2017-W20"),
        ("It opens next month.", "next month", "2017-06"),
        ("earlier this year", "earlier this year", "2017"),
        ("last summer", "last summer", "2016-SU"),
        ("the third quarter of 2016", "the third quarter of 2016", "2016-Q3"),
        ("in the 1990s", "the 1990s", "199"),
        ("in the 19th century", "the 19th century", "18"),
        ("who defected in 2015", "2015", "2015"),
        ("on 23/05/2016", "23/05/2016", "2016-05-23"),
        ("on 2016-05-01", "2016-05-01", "2016-05-01"),
        ("before Christmas", "Christmas", "2016-12-25"),
        ("Thanksgiving 2016", "Thanksgiving 2016", "2016-11-24"),
        ("Ramadan 2016", "Ramadan 2016", "2016-06-06"),
        ("every day", "every day", "P1D"),
        ("on Mondays", "on Mondays", "XXXX-WXX-1"),
        ("for twenty-five years", "twenty-five years", "P25Y"),
        ("a five-hour meeting", "five-hour", "PT5H"),
        ("a years-long siege", "years-long", "PXY"),
        ("at 6 p.m. on Monday", "6 p.m. on Monday", "2017-05-22T18:00"),
        ("now", "now", "PRESENT_REF"),
    ],
)
def test_values(text, words, value):
    found = one(text)
    assert words in found.words.text
    assert found.value == value
    assert text[found.words.start : found.words.end] == found.words.text


def test_days_precision_and_basis():
    found = one("in March 2011")
    assert (found.start, found.end, found.precision, found.basis) == ("2011-03-01", "2011-03-31", "month", "stated")
    found = one("last week")
    assert (found.start, found.end, found.precision, found.basis) == ("2017-05-15", "2017-05-21", "week", "relative")
    found = one("over the past three years")
    assert (found.kind, found.start, found.end) == ("DURATION", "2014-05-23", "2017-05-23")


def test_since_until_and_ranges():
    since = one("Since May 4 the town is closed.")
    assert (since.start, since.end, since.extent) == ("2017-05-04", None, "throughout")
    until = one("It stays shut until 1 June 2017.")
    assert (until.start, until.end) == (None, "2017-06-01")
    first, _ = coding.find_times("between 3 May and 7 May 2017", TUESDAY)
    assert (first.start, first.end, first.extent) == ("2017-05-03", "2017-05-07", "throughout")
    first, _ = coding.find_times("They met from Monday to Wednesday.", TUESDAY)
    assert (first.start, first.end) == ("2017-05-15", "2017-05-17")
    days = one("on May 3-5, 2017")
    assert (days.start, days.end) == ("2017-05-03", "2017-05-05")


def test_repeated():
    found = one("bodies are burnt every day")
    assert (found.kind, found.extent, found.every) == ("SET", "repeated", "P1D")


def test_a_time_that_hangs_on_an_event():
    text = "Two days after the massacre in Xyzzabad, shells fell."
    found = one(text)
    assert (found.basis, found.value, found.start) == ("chained", "P2D", None)
    chain = when.chain_of(text, found)
    assert (chain.hangs_on.text, chain.after, chain.count, chain.unit) == ("the massacre in Xyzzabad", True, 2, "D")
    dated = when.count_from(found, chain, "2017-05-18")
    assert (dated.start, dated.end) == ("2017-05-20", "2017-05-20")


def test_a_time_that_hangs_on_an_earlier_date():
    text = "The bridge fell on 4 April 2017. The following day it was closed, and three days later rebuilt."
    _, following, later = coding.find_times(text, TUESDAY)
    assert (following.value, following.basis) == ("2017-04-05", "chained")
    assert (later.value, later.basis) == ("2017-04-08", "chained")
    assert when.chain_of(text, later) is None


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2254",
        "a 12-year-old boy",
        "2000 people",
        "31 February 2017",
        "May I go",
        "a second betrayal",
        "It costs $1999.",
        "",
    ],
)
def test_what_is_no_time(text):
    assert [t for t in coding.find_times(text, TUESDAY) if t.precision in {"day", "year"} and t.kind == "DATE"] == []


def test_without_publication_relative_times_stay_open():
    for text in ("yesterday", "on Monday", "last week", "in May", "two days ago", "Christmas", "the weekend"):
        found = one(text, None)
        assert (found.start, found.end) == (None, None), text
        assert found.basis == "relative"
    assert one("on 4 May 2017", None).start == "2017-05-04"
    assert one("on Monday", "not a date").start is None


@pytest.mark.parametrize(
    "text", ["\0" * 50, "9" * 3000, "31/31/9999 99:99 0000-00-00", "the " * 2000, "year 9999 next year", "٢٣ مايو"]
)
def test_any_text_is_survived(text):
    for found in coding.find_times(text, "9999-12-31"):
        assert text[found.words.start : found.words.end] == found.words.text


def test_within():
    text = "On Monday he spoke. On Friday he left."
    found = coding.find_times(text, TUESDAY)
    assert [t.words.text for t in when.within(found, 0, 19)] == ["Monday"]


def test_the_calendar():
    assert str(shift(__import__("datetime").date(2017, 1, 31), "M", 1)) == "2017-02-28"
    assert str(feast("easter", 2017)) == "2017-04-16"
    assert str(feast("election", 1998)) == "1998-11-03"
    assert feast("no such feast", 2017) is None
    assert extent_of("2017-02-31") is None
    assert extent_of("PRESENT_REF") is None


def test_every_shape_has_a_rule_and_every_word_is_lower_case():
    from dateline.coding.times.lexicon import time_words
    from dateline.coding.times.resolving import RULES

    words = time_words()
    assert len(words.shapes) > 40
    assert {s.name for s in words.shapes} - {"skip"} == set(RULES)
    assert all(w == w.lower() for table in words.tables.values() for w in table)


FILLER = "The council met and the mayor spoke about bread, water and the road to the harbour. " * 3


@pytest.mark.parametrize(
    "words",
    [
        "3 May 2016", "May 2016", "on Monday evening", "yesterday morning", "last week", "three weeks ago", "two days after",
        "every two hours", "every Friday", "half an hour", "a month-long siege", "the whole year", "several months",
        "the weekend", "early spring 2016", "the third quarter", "the 1990s", "the 19th century", "2011-2013", "2016-05-03",
        "10:30 a.m. on Monday", "in the afternoon", "Easter 2017", "the same day", "the day before", "the first week",
        "centuries", "last summer", "3/5/2016", "40 people per day", "a 5-year-old", "long ago", "20 times a month",
    ],
)  # fmt: skip
def test_what_the_search_around_core_words_finds_is_what_a_search_of_everything_finds(words, monkeypatch):
    text = f"{FILLER}It happened {words} in the valley. {FILLER}"
    fast, full = finding.find(text), time_words()
    everywhere = tuple(dataclasses.replace(s, core=frozenset()) for s in full.shapes)
    monkeypatch.setattr(finding, "time_words", lambda: dataclasses.replace(full, shapes=everywhere))
    assert fast == finding.find(text)
