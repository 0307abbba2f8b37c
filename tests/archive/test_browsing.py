"""Lists, counts, facets, calendars and searches agree with a plain look at every row, for any filter and audience."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dateline.archive import Filter, Slice, open_archive
from dateline.errors import InputError
from dateline.text import fold

LEVELS = ("public", "internal", "withheld")
WORDS = ("homs", "idlib", "common", "shell", "أَحْمَد", "Khān")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """An archive of 1,500 drawn items, and the same as plain rows, newest first."""
    path: Path = tmp_path_factory.mktemp("browse") / "drawn.db"
    draw, truth = random.Random(2), []
    with open_archive(path) as archive:
        run = archive.database.run
        for name in "abc":
            run("INSERT INTO outlets (id, name) VALUES (?, ?)", (name, name.upper()))
        with archive.transaction():
            for n in range(1, 1501):
                day = date.fromordinal(736000 + int(draw.random() ** 2 * 900)).isoformat() if n % 50 else None
                row = (day, draw.randrange(3), draw.choice(["x", "y", None]), draw.choice(["en", "ar"]))
                credits, seen = draw.sample(["AA", "BB", "CC"], draw.randrange(3)), draw.choice([0, 0, 0, 0, 1, 2])
                body = " ".join(draw.choices(WORDS, k=5))
                write(run, n, row, (credits, seen, body))
                truth.append((day or "", "abc"[row[1]], row[2], row[3], credits, seen, n, body))
        hide_some(archive, truth)
    truth.sort(key=lambda t: (t[0], -t[6]), reverse=True)
    with open_archive(path, readonly=True) as archive:
        yield archive, truth


def write(run, n, row, rest):
    day, outlet, category, language = row
    credits, seen, body = rest
    run(
        "INSERT INTO items (n, id, outlet, version, current, day, published, headline, category, language, completeness,"
        " size, added, visibility) VALUES (?, ?, ?, 1, ?, ?, ?, 'h', ?, ?, 'full', 1, 'x', ?)",
        (n, f"i{n}", outlet + 1, n, day, day, category, language, seen),
    )
    run(
        "INSERT INTO versions (n, item, version, digest, headline, headline_derived, completeness, credit, body, added,"
        " published, category, language) VALUES (?, ?, 1, x'00', 'h', 0, 'full', ?, ?, 'x', ?, ?, ?)",
        (n, n, json.dumps(credits), body, day, category, language),
    )
    run("INSERT INTO words (rowid, title, body, credit) VALUES (?, 'h', ?, ?)", (n, fold(body), " ".join(credits)))


def hide_some(archive, truth):
    """Some rows change their visibility afterwards: the counts must follow."""
    for at in range(0, len(truth), 100):
        row = truth[at]
        archive.database.run("UPDATE items SET visibility = 2 WHERE n = ?", (row[6],))
        truth[at] = (*row[:5], 2, *row[6:])


def expected(truth, wanted, level):
    def fits(t):
        return (
            t[5] <= level
            and (not wanted.outlets or t[1] in wanted.outlets)
            and (not wanted.categories or t[2] in wanted.categories)
            and (not wanted.languages or t[3] in wanted.languages)
            and (not wanted.credits or set(wanted.credits) & set(t[4]))
            and not (wanted.undated and t[0])
            and not (wanted.start and t[0] < wanted.start)
            and not (wanted.end and (not t[0] or t[0] > wanted.end))
        )

    return [t for t in truth if fits(t)]


def filters(many=120):
    draw = random.Random(5)
    for _ in range(many):
        undated = draw.random() < 0.05
        yield (
            Filter(
                outlets=tuple(draw.sample("abc", draw.choice([0, 0, 1, 2]))),
                categories=tuple(draw.sample("xy", draw.choice([0, 0, 1]))),
                languages=tuple(draw.sample(["en", "ar"], draw.choice([0, 0, 1]))),
                credits=tuple(draw.sample(["AA", "BB"], draw.choice([0, 0, 1, 2]))),
                start=None if undated else draw.choice([None, None, "2016-03-10", "2017-01-01"]),
                end=None if undated else draw.choice([None, None, "2016-12-31", "2017-08-15"]),
                undated=undated,
            ),
            draw.randrange(3),
        )


def tallied(facets):
    return {facet.value: facet.items for facet in facets}


def test_lists_and_counts(world):
    archive, truth = world
    for wanted, level in filters():
        rows = expected(truth, wanted, level)
        assert archive.browse.count(wanted, LEVELS[level]) == len(rows), wanted
        for number in (1, 2, max(1, len(rows) // 20), len(rows) // 20 + 1):
            part = Slice(number, 20)
            found = [item.id for item in archive.browse.page(wanted, LEVELS[level], part).items]
            assert found == [f"i{t[6]}" for t in rows][(number - 1) * 20 : number * 20], (wanted, number)


def test_the_cursor_walks_the_whole_list(world):
    archive, truth = world
    wanted = Filter(outlets=("a",), credits=("AA", "BB"))
    rows = expected(truth, wanted, 0)
    assert [item.id for item in archive.browse.walk(wanted, "public", size=7)] == [f"i{t[6]}" for t in rows]


def test_facets_and_calendars(world):
    archive, truth = world
    for wanted, level in filters():
        rows = expected(truth, wanted, level)
        facets = archive.counts.facets(wanted, LEVELS[level])
        for name, at in (("outlets", 1), ("categories", 2), ("languages", 3)):
            assert tallied(getattr(facets, name)) == dict(Counter(t[at] for t in rows if t[at])), (wanted, name)
        assert {f.name: f.items for f in facets.years} == dict(Counter(t[0][:4] or "undated" for t in rows))
        if not wanted.credits:
            assert tallied(facets.credits) == dict(Counter(c for t in rows for c in t[4])), wanted
        months = archive.calendar.months(wanted, LEVELS[level])
        assert sum(count.items for count in months) == sum(bool(t[0]) for t in rows)
        if not (wanted.start or wanted.end or wanted.undated):
            days = archive.calendar.days(wanted, 201605, LEVELS[level])
            assert len(days) == 31
            assert all(count.items == sum(t[0] == count.day for t in rows) for count in days)


SEARCHES = {
    "homs": lambda w: "homs" in w,
    "احمد": lambda w: "احمد" in w,
    "khan": lambda w: "khan" in w,
    "homs -idlib": lambda w: "homs" in w and "idlib" not in w,
    '"homs idlib"': lambda w: any(w[i : i + 2] == ["homs", "idlib"] for i in range(4)),
    "sh*": lambda w: "shell" in w,
    "(homs OR idlib) khan": lambda w: "khan" in w and ("homs" in w or "idlib" in w),
}


def test_searches_and_their_facets(world):
    archive, truth = world
    for at, (wanted, level) in enumerate(filters(60)):
        text = list(SEARCHES)[at % len(SEARCHES)]
        rows = [t for t in expected(truth, wanted, level) if SEARCHES[text](fold(t[7]).split())]
        found = archive.search.find(text, wanted, LEVELS[level])
        assert found.listing.total == len(rows), (text, wanted)
        assert [item.id for item in found.listing.items] == [f"i{t[6]}" for t in rows[:20]]
        ranked = archive.search.find(text, wanted, LEVELS[level], by="relevance").listing.items
        assert len(ranked) == min(20, len(rows))
        facets = archive.search.facets(text, wanted, LEVELS[level])
        assert tallied(facets.outlets) == dict(Counter(t[1] for t in rows))
        assert tallied(facets.categories) == dict(Counter(t[2] for t in rows if t[2]))
        assert tallied(facets.credits) == dict(Counter(c for t in rows for c in t[4]))


def test_a_very_frequent_word_is_counted_up_to_a_bound_and_its_newest_are_found(world, monkeypatch):
    archive, truth = world
    monkeypatch.setattr("dateline.archive.search.LEAST_CAP", 50)
    archive.search._kept.clear()
    for wanted in (Filter(), Filter(credits=("AA", "BB")), Filter(start="2016-03-10")):
        rows = [t for t in expected(truth, wanted, 0) if "homs" in t[7]]
        found = archive.search.find("homs", wanted, "public", Slice(2, 20))
        assert found.listing.capped
        assert found.listing.total < len(rows)
        assert [item.id for item in found.listing.items] == [f"i{t[6]}" for t in rows[20:40]]
    archive.search._kept.clear()


BEGUN = {"ho*": ("homs", ""), "kh*": ("khan", ""), "ho* khan": ("homs", "khan"), "i*": ("idlib", "")}


@pytest.mark.parametrize("most", [20, 5_000], ids=["the index is asked in the end", "texts are enough"])
@pytest.mark.parametrize("text", BEGUN)
def test_a_beginning_of_very_many_words_is_counted_up_to_a_bound_and_its_newest_are_found(
    world, monkeypatch, text, most
):
    archive, truth = world
    for name, value in (("LEAST_CAP", 50), ("BEGUN", 50), ("SIFTED", 10), ("SIFTED_MOST", most)):
        monkeypatch.setattr(f"dateline.archive.search.{name}", value)
    archive.search._kept.clear()
    for wanted in (Filter(), Filter(credits=("AA", "BB")), Filter(start="2016-03-10")):
        rows = [t for t in expected(truth, wanted, 0) if all(word in fold(t[7]) for word in BEGUN[text])]
        for number in (2, 1, 3):
            found = archive.search.find(text, wanted, "public", Slice(number, 20))
            assert found.listing.capped
            assert 50 <= found.listing.total < len(rows)
            assert [i.id for i in found.listing.items] == [f"i{t[6]}" for t in rows[number * 20 - 20 : number * 20]]
        facets = archive.search.facets(text, wanted, "public")
        assert facets.capped
        assert sum(facet.items for facet in facets.outlets) == found.listing.total
        assert {facet.value for facet in facets.outlets} <= {t[1] for t in rows}
    archive.search._kept.clear()


def test_words_that_begin_so_are_too_many_to_rank(world, monkeypatch):
    archive, truth = world
    monkeypatch.setattr("dateline.archive.search.BEGUN", 50)
    archive.search._kept.clear()
    found = archive.search.find("sh*", Filter(), "public", by="relevance")
    assert found.by == "date"
    rows = [t for t in expected(truth, Filter(), 0) if "shell" in t[7]]
    assert [item.id for item in found.listing.items] == [f"i{t[6]}" for t in rows[:20]]
    archive.search._kept.clear()


@pytest.mark.parametrize("text", ["(", "a AND", "OR a", "-a", "year:x", "nosuch:a", "(()", "a " * 100])
def test_a_search_that_cannot_be_read_says_so(world, text):
    with pytest.raises(InputError):
        world[0].search.find(text, Filter(), "public")


def test_unknown_names_match_nothing(world):
    archive, _ = world
    assert archive.browse.count(Filter(outlets=("none",)), "public") == 0
    assert archive.browse.page(Filter(credits=("none",)), "public").items == ()
    assert archive.counts.facets(Filter(tags=("none",)), "public").outlets == ()


def test_a_question_is_stopped_in_time(world):
    archive, _ = world
    archive.database.stop_after(-1.0)
    from dateline.errors import BusyError

    with pytest.raises(BusyError):
        archive.database.value(
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 1000000) SELECT sum(n) FROM r"
        )
    archive.database.stop_after(None)
