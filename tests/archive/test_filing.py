"""An entry seen again is the same item, a changed one a new version, a twin another item."""

from __future__ import annotations

import dataclasses

import pytest
from tests.archive.conftest import WIRE, Desk, entry

from dateline.archive import Archive
from dateline.archive.identity import akin, begins, entries, likeness, normal
from dateline.records import Outlet

LONG = (
    "The harbour council of Marrowdale on Monday adopted the budget for the coming year after a debate of nine hours "
    "in which the members of both groups spoke about ferries, schools, the old lighthouse and the price of bread, "
    "and decided by twelve votes to seven that the market hall shall be repaired before the winter begins."
)


def test_the_same_bytes_twice_change_nothing(desk: Desk) -> None:
    first = desk.file(entry("The council met."), data=b"same")
    before = desk.archive.path.read_bytes(), desk.items()
    again = desk.file(entry("The council met."), data=b"same")
    assert (first.captures, first.items) == (1, 1)
    assert again == type(again)()
    assert desk.items() == before[1]


def test_one_entry_on_two_listing_pages_is_one_item_with_two_sightings(desk: Desk) -> None:
    desk.file(entry("The council met."), title="News", number=1, of=2)
    desk.file(entry("A ferry was late."), entry("The council met."), title="News", number=2, of=2)
    found = {item.headline: item for item in desk.items()}
    assert len(found) == 2
    seen = found["The council met."].sightings
    assert [(s.number, s.position) for s in seen] == [(1, 1), (2, 2)]


def test_a_changed_entry_is_a_new_version_and_the_old_one_stays(desk: Desk) -> None:
    old = entry("The council met.", url="https://council.example/1")
    new = dataclasses.replace(old, body=old.body.replace("two days", "three days"))
    desk.file(old)
    assert desk.file(new).versions == 1
    (item,) = desk.items()
    assert (item.version, "three days" in item.body) == (2, True)
    first = desk.archive.items.get(item.id, version=1)
    assert first is not None
    assert "two days" in first.body


def test_a_changed_entry_is_recognised_without_an_address(desk: Desk) -> None:
    old = entry(LONG, headline="Budget")
    desk.file(old)
    desk.file(dataclasses.replace(old, body=old.body.replace("in April", "in May").replace("A second", "One more")))
    (item,) = desk.items()
    assert item.version == 2


def test_an_old_page_captured_again_does_not_undo_a_version(desk: Desk) -> None:
    old = entry("The council met.", url="https://council.example/1")
    desk.file(old)
    desk.file(dataclasses.replace(old, body=old.body.replace("two days", "three days")))
    assert desk.file(old).versions == 0
    (item,) = desk.items()
    assert (item.version, len(item.sightings)) == (2, 3)


def test_a_teaser_is_completed_by_its_permalink(desk: Desk) -> None:
    whole = entry(LONG, url="https://council.example/budget", title="Budget adopted", headline="Budget adopted")
    teaser = dataclasses.replace(whole, body=f"{LONG[:80]}…", completeness="teaser", category="Finance", title=None)
    desk.file(teaser)
    assert desk.file(whole, url="https://council.example/budget", kind="article").versions == 1
    (item,) = desk.items()
    assert (item.version, item.completeness, item.title, item.category) == (2, "full", "Budget adopted", "Finance")


def test_a_teaser_of_a_known_item_is_only_a_sighting(desk: Desk) -> None:
    whole = entry(LONG, url="https://council.example/budget")
    desk.file(whole)
    filed = desk.file(dataclasses.replace(whole, body=f"{LONG[:80]} [...]", completeness="teaser"))
    assert (filed.versions, filed.sightings) == (0, 1)
    assert desk.items()[0].body == whole.body


def test_a_teaser_without_address_finds_its_item_by_day_and_opening_words(desk: Desk) -> None:
    desk.file(entry(f"{LONG[:100]} …", completeness="teaser", body=f"{LONG[:100]} …"))
    desk.file(entry(LONG, url="https://council.example/budget"))
    (item,) = desk.items()
    assert (item.version, item.completeness) == (2, "full")


def test_true_twins_are_two_items(desk: Desk) -> None:
    opening = (
        "The council of Marrowdale announced on Monday that the weekly report on water supply is now available to all."
    )
    one = entry(
        "Water", body=f"{opening}\n\nIn the old town pipes were replaced along nine streets, and pumps run again."
    )
    two = entry("Water", body=f"{opening}\n\nFarmers up the valley asked instead for wells, seed and a lower land tax.")
    desk.file(one, two)
    assert [item.body for item in desk.items()] == [one.body, two.body]
    desk.file(two, one)
    assert len(desk.items()) == 2


def test_twins_equal_to_the_letter_on_one_page_stay_two(desk: Desk) -> None:
    desk.file(entry("The siren was tested."), entry("The siren was tested."))
    first, second = desk.items()
    assert first.id != second.id
    desk.file(entry("The siren was tested."), entry("The siren was tested."))
    assert [len(item.sightings) for item in desk.items()] == [2, 2]


def test_an_item_shown_twice_on_a_page_under_one_address_is_one(desk: Desk) -> None:
    shown = entry("The council met.", url="https://council.example/1")
    desk.file(shown, entry("A ferry was late.", url="https://council.example/2"), shown)
    assert [len(item.sightings) for item in desk.items()] == [2, 1]


def test_an_address_that_different_texts_share_names_none_of_them(desk: Desk) -> None:
    here = "https://council.example/news"
    desk.file(entry("Council", body=LONG, url=here), entry("A ferry was late on the northern line.", url=here))
    assert len(desk.items()) == 2


def test_anchors_on_one_page_name_different_items(desk: Desk) -> None:
    items = [
        entry(f"{word} happened.", body=f"{word} {LONG}"[::-1] if i else LONG, url=f"https://c.example/log#e{i}")
        for i, word in enumerate(("Rain", "Snow"))
    ]
    desk.file(*items)
    assert len({item.id for item in desk.items()}) == 2


def test_two_addresses_are_two_items_however_alike(desk: Desk) -> None:
    desk.file(entry(LONG, url="https://council.example/1"), entry(LONG, url="https://council.example/2"))
    assert len(desk.items()) == 2


def test_the_same_text_under_the_same_outlet_on_another_day_is_another_item(desk: Desk) -> None:
    desk.file(entry("The siren was tested."), entry("The siren was tested.", "2016-03-21"))
    assert len(desk.items()) == 2


def test_details_that_only_some_pages_print_are_filled_in_without_a_new_version(desk: Desk) -> None:
    plain = entry("The council met.", url="https://council.example/1")
    desk.file(plain)
    filed = desk.file(dataclasses.replace(plain, category="Politics", tags=("water",), authors=("R. Tide",)))
    (item,) = desk.items()
    assert filed.versions == 0
    assert (item.category, item.tags, item.authors) == ("Politics", ("water",), ("R. Tide",))


def test_ids_depend_on_outlet_and_address_only(desk: Desk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from dateline.archive import open_archive

    desk.file(entry("The council met.", url="https://council.example/1"))
    with open_archive(tmp_path / "other.db") as other:
        elsewhere = Desk(other)
        elsewhere.file(entry("Something else."))
        elsewhere.file(
            entry("Reworded from top to bottom.", "2016-03-15", url="http://www.council.example/1/?utm_source=x")
        )
        assert desk.items()[0].id in {item.id for item in elsewhere.items()}


def test_text_of_any_kind_comes_back_as_it_was(desk: Desk) -> None:
    body = "A\u00a0no-break space, a lone half \ud800, \x00 a zero, ﷽ and 😀.\n\n" + "Long enough to be packed. " * 20
    desk.file(entry("Odd", body=body))
    assert desk.items()[0].body == body


def test_an_outlet_on_record_is_not_overwritten_by_what_pages_say(desk: Desk) -> None:
    desk.archive.outlets.put(Outlet("council-news", "Council News", party="Harbour List"))
    desk.file(entry("The council met."))
    assert desk.archive.outlets.all() == [Outlet("council-news", "Council News", party="Harbour List")]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.example.org/a/?utm_source=x#top", "example.org/a"),
        ("https://example.org/a?page=2&fbclid=9", "example.org/a?page=2"),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_what_does_not_name_the_page_is_taken_off_an_address(url: str, expected: str) -> None:
    assert normal(url) == expected


def test_a_cut_text_begins_the_whole_one() -> None:
    assert begins("The council met…", "The council met on Monday.")
    assert not begins("The council met.", "The council met.")
    assert not begins("…", "The council met.")
    assert akin(LONG, LONG.replace("nine", "ten"))
    assert likeness(LONG, "Nothing of this kind was ever said in the harbour.") < 0.2
    assert entries(()) == []


def test_reposts_in_other_outlets_stay_apart_and_are_linked(desk: Desk) -> None:
    desk.file(entry(LONG))
    desk.file(entry(f"Agencies – {LONG}", "2016-03-15"), entry("A ferry was late on the northern line."), outlet=WIRE)
    found = {item.outlet + item.headline[:5]: item for item in desk.items()}
    original, repost = found["council-newsThe h"], found["harbour-wireAgenc"]
    assert (original.reposts, repost.reposts) == ((repost.id,), (original.id,))
    assert found["harbour-wireA fer"].reposts == ()


def test_near_identical_items_of_one_outlet_are_no_reposts(desk: Desk) -> None:
    desk.file(entry(LONG), entry(LONG, "2016-03-15"))
    assert [item.reposts for item in desk.items()] == [(), ()]


def test_a_text_taken_up_again_months_later_is_no_repost(desk: Desk) -> None:
    desk.file(entry(LONG))
    desk.file(entry(LONG, "2016-09-14"), outlet=WIRE)
    assert [item.reposts for item in desk.items()] == [(), ()]


def test_a_repost_of_a_withheld_item_is_not_given_away(desk: Desk, archive: Archive) -> None:
    desk.file(entry(LONG))
    desk.file(entry(LONG), outlet=WIRE)
    hidden, shown = desk.items()
    archive.curation.show_to(hidden.id, "withheld", desk.run)
    assert desk.items() == [dataclasses.replace(shown, reposts=())]


def test_a_repost_across_the_border_of_two_periods_is_found(desk: Desk) -> None:
    from datetime import date, timedelta

    from dateline.archive.reposts import PERIOD, nearby

    border = next(d for d in (date(2016, 3, 1) + timedelta(n) for n in range(PERIOD)) if d.toordinal() % PERIOD == 0)
    before = border - timedelta(days=1)
    assert len(nearby(border.isoformat())) == 2
    desk.file(entry(LONG, before.isoformat()))
    desk.file(entry(LONG, border.isoformat()), outlet=WIRE)
    assert [len(item.reposts) for item in desk.items()] == [1, 1]


def test_a_version_with_another_day_and_text_is_still_found_as_a_repost(desk: Desk) -> None:
    url = "https://council.example/1"
    desk.file(entry("Soon", "2016-03-14", body="More will follow.", url=url))
    desk.file(entry("Budget", "2016-08-20", body=LONG, url=url))
    desk.file(entry(LONG, "2016-08-21"), outlet=WIRE)
    assert [len(item.reposts) for item in desk.items()] == [1, 1]


def test_a_new_version_of_the_first_text_keeps_its_reposts(desk: Desk) -> None:
    first = entry(LONG, url="https://council.example/1")
    desk.file(first)
    desk.file(entry(LONG), outlet=WIRE)
    desk.file(dataclasses.replace(first, body=f"{first.body} The mayor thanked all."))
    assert [len(item.reposts) for item in desk.items()] == [1, 1]


def test_reposts_stay_linked_when_the_first_text_is_purged(desk: Desk) -> None:
    from dateline.archive import Purge
    from dateline.text import digest

    desk.file(entry(LONG), data=b"first")
    desk.file(entry(LONG), outlet=WIRE)
    desk.archive.curation.purge(digest(b"first"), Purge("R. Tide", "asked to"), desk.run)
    desk.file(entry(LONG), outlet=Outlet("inland-post", "Inland Post"))
    assert [len(item.reposts) for item in desk.items()] == [1, 1]


def steps_to_file(archive: Archive, desk: Desk, many: int) -> int:
    """How many steps SQLite takes to file a page of so many twins; no clock."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    archive.database._connection.set_progress_handler(step, 100)
    desk.file(*(entry("The council met.", f"20{many % 90:02d}-05-05", body=f"{LONG} {n * 7919}") for n in range(many)))
    archive.database._connection.set_progress_handler(None, 0)
    return steps[0]


def test_thousands_of_alike_entries_on_a_page_cost_no_more_each(archive: Archive, desk: Desk) -> None:
    few, many = steps_to_file(archive, desk, 100), steps_to_file(archive, desk, 800)
    assert len(desk.items()) == 900
    assert many < few * 8 * 2
