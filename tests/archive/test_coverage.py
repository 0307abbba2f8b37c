"""What is known to be missing is on record, per list and per day."""

from __future__ import annotations

from tests.archive.conftest import WIRE, Desk, entry

from dateline.archive import Archive
from dateline.records import Coverage


def days(*numbers: int) -> list:  # type: ignore[type-arg]
    return [entry(f"Entry {i} of day {n}.", f"2016-03-{n:02}") for i, n in enumerate(numbers)]


def test_page_two_of_five_leaves_four_missing(desk: Desk, archive: Archive) -> None:
    desk.file(*days(14, 13, 12), title="News", filter="March 2016", number=2, of=5)
    whole, *rest = archive.coverage.all()
    assert whole == Coverage("council-news", None, "March 2016", 5, (2,), (1, 3, 4, 5), items=3)
    assert {c.day: c.pages_missing for c in rest} == {"2016-03-14": (1,), "2016-03-13": (), "2016-03-12": (3,)}
    assert archive.coverage.missing() == 4


def test_a_neighbour_captured_later_closes_the_gap(desk: Desk, archive: Archive) -> None:
    desk.file(*days(14, 13, 12), title="News", filter="March 2016", number=2, of=3)
    desk.file(*days(16, 15, 14), title="News", filter="March 2016", number=1, of=3)
    found = {c.day: c for c in archive.coverage.all()}
    assert found[None].pages_missing == (3,)
    assert (found["2016-03-14"].pages_captured, found["2016-03-14"].pages_missing) == ((1, 2), ())


def test_a_list_that_grew_has_more_pages(desk: Desk, archive: Archive) -> None:
    desk.file(*days(14), title="News", number=1, of=1)
    desk.file(*days(15), title="News", number=1, of=2)
    assert next(archive.coverage.all()).pages_missing == (2,)


def test_lists_and_outlets_are_kept_apart(desk: Desk, archive: Archive) -> None:
    desk.file(*days(14), title="News", filter="March 2016", number=1, of=2)
    desk.file(*days(14), title="News", filter="April 2016", number=2, of=2)
    desk.file(*days(14), title="News", filter="March 2016", number=2, of=2, outlet=WIRE)
    missing = {(c.outlet, c.filter): c.pages_missing for c in archive.coverage.all() if c.day is None}
    assert missing == {
        ("council-news", "April 2016"): (1,),
        ("council-news", "March 2016"): (2,),
        ("harbour-wire", "March 2016"): (1,),
    }


def test_items_without_a_day_are_counted_too(desk: Desk, archive: Archive) -> None:
    desk.file(entry("No day.", None))
    (row,) = archive.coverage.all()
    assert (row.day, row.items) == (None, 1)


def test_a_withheld_item_is_in_no_count(desk: Desk, archive: Archive) -> None:
    desk.file(*days(14, 13), title="News", number=1, of=2)
    archive.curation.show_to(desk.items()[0].id, "withheld", desk.run)
    assert sum(c.items for c in archive.coverage.all() if c.day) == 1
    assert sum(c.items for c in archive.coverage.all("withheld") if c.day) == 2
