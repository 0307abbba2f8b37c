"""Years that lists leave out: from headings, addresses, neighbours, the capture; print against address."""

from __future__ import annotations

import pytest

from dateline.pages import split

BODY = "The ferry office of Zadar reminds passengers that the night boat does not sail when the wind is strong."


def published(
    days: list[str], url: str | None = None, fetched: str | None = None
) -> list[tuple[str | None, tuple[str, ...]]]:
    text = "\n\n".join(f"{day}\n\n{BODY}" for day in days)
    return [(i.published, i.published_flags) for i in split(text.encode(), "text/plain", url, fetched=fetched).items]


def test_a_long_list_runs_back_through_the_years() -> None:
    found = published(["3 January 2012", "28 December", "4 July", "9 February", "12 December"])
    assert [day for day, _ in found] == ["2012-01-03", "2011-12-28", "2011-07-04", "2011-02-09", "2010-12-12"]
    assert {flags for _, flags in found[1:]} == {("from_neighbour",)}


def test_without_any_year_the_capture_anchors_the_list() -> None:
    found = published(["9 January", "28 December"], fetched="2015-01-20T10:00:00")
    assert found == [("2015-01-09", ("from_capture",)), ("2014-12-28", ("from_neighbour",))]


def test_without_anything_the_day_stays_without_year() -> None:
    assert published(["9 January", "4 January"]) == [(None, ("no_year",)), (None, ("no_year",))]


def test_the_address_tells_the_year() -> None:
    assert published(["9 March", "4 March"], url="https://a.example/2013/03/")[0] == ("2013-03-09", ("from_url",))


@pytest.mark.parametrize(("day", "flags"), [("2 March 2014", ()), ("28 February 2014", ("url_differs",))])
def test_print_wins_over_the_address(day: str, flags: tuple[str, ...]) -> None:
    (item,) = split(
        f"A title for the note\n{day}\n\n{BODY}".encode(), "text/plain", "https://a.example/2014/03/02/x"
    ).items
    assert (item.published_as, item.published_flags) == (day, flags)


def test_an_article_without_a_date_takes_that_of_its_address() -> None:
    (item,) = split(f"A title for the note\n\n{BODY}".encode(), "text/plain", "https://a.example/2014/03/02/x").items
    assert (item.published, item.published_as, item.published_flags) == ("2014-03-02", None, ("from_url",))
