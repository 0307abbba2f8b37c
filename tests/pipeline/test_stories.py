"""Reports of one happening become a story as items come in; each audience sees its own; the order does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.archive import Archive, Filing, Versions, open_archive
from dateline.pipeline.stories import story
from dateline.records import Capture, Coded, Event, Item, Outlet, Page, Place, Quantity, Span, When
from dateline.text import digest

TOOLS = Versions("reader", "codebook", "gazetteer")
TOLD = (
    ("courier", "2016-03-15", "2016-03-14", "Mortars hit the vegetable market of Skhira on Monday, killing three.", 3, ()),
    ("voice", "2016-03-15", "2016-03-14", "Brigades shelled the vegetable market in Skhira on Monday; four died.", 4, ()),
    ("agency", "2016-03-14", "2016-03-14", "Shells fell on a vegetable market in Skhira, killing three people.", 3, ("Wire",)),
    ("relay", "2016-03-16", "2016-03-14", "Three people died when shells hit the vegetable market of Skhira.", 3, ("Wire",)),
    ("courier", "2016-03-21", "2016-03-20", "Mortars hit the hospital of Skhira on Sunday, killing one.", 1, ()),
)  # fmt: skip


def add(archive: Archive, at: int) -> Item:
    outlet, published, day, text, killed, credit = TOLD[at]
    body = f"{text}\n\nNothing else of this was known to {outlet} on {published}."
    data = body.encode()
    run = archive.runs.begin("test")
    item = Item(published=published, headline=text, body=body, credit=credit)
    capture = Capture(digest(data), data, "text/plain", file_name="page.txt")
    archive.intake.store(capture, Page(capture=digest(data), items=(item,)), Filing(Outlet(outlet, outlet), run, "1"))
    kept = next(i for i in archive.items.all("withheld") if i.body == body)
    spot = Place(
        words=Span("Skhira", body.index("Skhira"), body.index("Skhira") + 6),
        name="Skhira",
        country="TUN",
        lat=34.3,
        lon=10.07,
        resolution=4,
    )
    event = Event(
        f"e{at}", kept.id, 1, 0, "ASSAULT", Span(body[:7], 0, 7), mode="heavy-weapons", places=(spot,), when=When(day, day, basis="relative"),
        quantities=(Quantity("killed", Span(str(killed), 0, 1), low=killed, high=killed),),
    )  # fmt: skip
    archive.claims.put(kept, Coded((), (event,)), TOOLS, run)
    return kept


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        yield opened


def state(archive: Archive) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in archive.database.all("SELECT id, story FROM events ORDER BY id")]


def test_four_reports_are_one_story_and_differ_in_number(archive: Archive) -> None:
    for at in range(5):
        add(archive, at)
    assert pipeline.join(archive).stories == 1
    row = archive.stories.page("public").rows[0]
    assert (row.reports, row.items, row.outlets) == (4, 4, 4)
    view = story(archive, row.id, "public")
    assert view is not None
    assert view.story.title == "Assault (heavy-weapons), Skhira, 14 March 2016"
    assert [d.values for d in view.story.differences if d.field == "number"]
    assert view.sources == 3
    assert view.why
    assert view.reports[0].text.startswith("Shells fell on a vegetable market")
    assert {e.story for e in archive.claims.events()} == {row.id, None}


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_one_by_one_gives_what_a_full_run_gives(tmp_path: Path, order: tuple[int, ...]) -> None:
    with open_archive(tmp_path / "all.db") as whole, open_archive(tmp_path / "bits.db") as bits:
        for at in range(5):
            add(whole, at)
        pipeline.join(whole)
        for at in order:
            add(bits, at)
            pipeline.join(bits)
        assert state(bits) == state(whole)


def test_hidden_reports_are_left_out_and_a_single_one_is_no_story(archive: Archive) -> None:
    items = [add(archive, at) for at in range(3)]
    pipeline.join(archive)
    ident = archive.stories.page("public").rows[0].id
    run = archive.runs.begin("test")
    archive.curation.show_to(items[1].id, "withheld", run)
    view = story(archive, ident, "public")
    assert view is not None
    assert len(view.reports) == 2
    assert "voice" not in view.story.outlets
    archive.curation.show_to(items[0].id, "withheld", run)
    assert story(archive, ident, "public") is None
    assert archive.stories.page("public").total == 0
    assert archive.stories.page("withheld").total == 1


def test_a_purged_report_leaves_the_story(archive: Archive) -> None:
    from dateline.archive import Purge

    items = [add(archive, at) for at in range(3)]
    pipeline.join(archive)
    archive.curation.purge(items[2].id, Purge("x", "y"), archive.runs.begin("purge"))
    pipeline.join(archive)
    assert archive.stories.page("public").rows[0].reports == 2
