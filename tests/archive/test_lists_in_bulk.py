"""Lists and counts that are written together when a transaction ends are those that single rows would have given."""

from __future__ import annotations

import dataclasses

from tests.archive.conftest import WIRE, Desk, entry

LISTS = (
    "SELECT n, place, month, outlet, visibility, (SELECT name FROM terms t WHERE t.n = category),"
    " (SELECT name FROM terms t WHERE t.n = language) FROM listing ORDER BY n",
    "SELECT (SELECT name FROM terms t WHERE t.n = term), place, kind, month, outlet, visibility FROM labels"
    " ORDER BY place, 1, kind",
    "SELECT period, kind, (SELECT name FROM terms t WHERE t.n = label), outlet,"
    " (SELECT name FROM terms t WHERE t.n = category), category = 0, (SELECT name FROM terms t WHERE t.n = language),"
    " language = 0, visibility, items FROM tallies WHERE items > 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9",
    "SELECT period FROM periods ORDER BY period",
)


def lists(desk: Desk) -> list[list[tuple[object, ...]]]:
    return [[tuple(row) for row in desk.archive.database.all(sql)] for sql in LISTS]


def fill(desk: Desk) -> None:
    """New items, a known one with a new version and one completed, several pages in one transaction, two outlets."""
    desk.file(entry("The council met.", url="https://council.example/1", credit=("Press Office",)))
    desk.archive.curation.show_to(desk.items()[0].id, "internal", desk.run)
    with desk.archive.transaction():
        changed = entry("The council met again.", url="https://council.example/1", credit=("Press Office", "Agencies"))
        desk.file(changed, entry("A ferry was late.", None, tags=("ferry", "harbour"), language="en"))
        desk.file(entry("A road was closed.", "2016-04-01T10:30", category="Roads", credit=("Agencies",)))
        late = entry("A road was closed.", "2016-04-01T10:30", category="Roads", authors=("R. Lind",), language="en")
        desk.file(late, entry("Bread is dearer.", "2017-01-02", category="Roads"), outlet=WIRE)
        desk.file(dataclasses.replace(changed, body=f"{changed.body} The mayor was ill."))


def test_the_lists_are_those_that_single_rows_give(desk: Desk) -> None:
    fill(desk)
    together = lists(desk)
    assert all(together)
    run = desk.archive.database.run
    with desk.archive.transaction():
        for table in ("labels", "listing", "tallies", "periods"):
            run(f"DELETE FROM {table}")
        run("DELETE FROM tallies")
        run("INSERT INTO relisting(item) SELECT n FROM items")
    assert lists(desk) == together


def test_a_piece_that_failed_holds_nothing_back(desk: Desk) -> None:
    with desk.archive.transaction():
        try:
            with desk.archive.piece():
                desk.file(entry("The council met."))
                raise ValueError
        except ValueError:
            pass
        desk.file(entry("A ferry was late."))
    assert [row[0] for row in desk.archive.database.all("SELECT n FROM listing")] == [1]
    assert desk.archive.database.value("SELECT count(*) FROM filing") == 0


def test_the_days_of_a_capture_span_all_its_items(desk: Desk) -> None:
    desk.file(entry("The council met.", "2016-03-14"), entry("A ferry was late.", "2016-03-02"))
    rows = desk.archive.database.all("SELECT first, last FROM spans")
    assert [tuple(row) for row in rows] == [("2016-03-02", "2016-03-14")]
