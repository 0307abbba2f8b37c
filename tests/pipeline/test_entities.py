"""Names are joined in the archive: new items only, the same as a full run; decisions of people outlive every re-run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import pipeline
from dateline.archive import Archive, Filing, Purge, Versions, open_archive
from dateline.archive.entities import EntityQuery, Part
from dateline.linking import shipped
from dateline.pipeline import entities as names
from dateline.pipeline import knitting
from dateline.records import Capture, Coded, Decision, Event, Item, Mention, Outlet, Page, Span
from dateline.text import digest

TOOLS = Versions("reader", "codebook", "gazetteer")
Told = tuple[str, str, list[tuple[str, str, str]]]
STORY: tuple[tuple[str, str, list[tuple[str, str, str]]], ...] = (
    ("courier", "2016-03-14", [("Faycel Meddahi", "person", "President"), ("Salt Road Council", "organisation", "")]),
    ("voice", "2016-03-15", [("Faisal Medahi", "person", "president"), ("Medahi", "person", ""), ("Salt Road Council", "organisation", "")]),
    ("voice", "2016-03-16", [("Hatem Meddahi", "person", "judge"), ("the Salt Road Council", "organisation", "")]),
    ("courier", "2016-03-17", [("Mohammad Ahmad", "person", "baker"), ("Barrage Road Forum", "organisation", ""), ("BRF", "organisation", "")]),
    ("voice", "2016-03-18", [("BRF", "organisation", ""), ("Fayçal al-Meddahi", "person", "")]),
    ("courier", "2016-03-19", [("Ministry of Health", "organisation", ""), ("Nasser Kazerouni", "person", "governor")]),
    ("agency", "2016-03-20", [("Naser Kazeruni", "person", "governor"), ("Mohammad Ahmad", "person", "driver")]),
)  # fmt: skip


MARKS = ("", "Barley", "Copper", "Drought", "Ferries", "Glaciers", "Harvests", "Lanterns", "Quarries", "Vineyards")


class Desk:
    """Files items and gives them claims that name people."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.run = archive.runs.begin("test")

    def add(self, outlet: str, day: str, told: list[tuple[str, str, str]], mark: int = 0) -> Item:
        first = f"{MARKS[mark]} and nothing but {MARKS[mark].lower()} was talked of here: " if mark else ""
        body = (
            first
            + " met ".join(f"{role} {name}".strip() for name, _, role in told)
            + f" on {day}, {outlet} said.\n\nNothing else of {day} is known to {outlet}."
        )
        data = body.encode()
        page = Page(capture=digest(data), items=(Item(published=day, headline=body[:40], body=body),))
        capture = Capture(digest(data), data, "text/plain", file_name="page.txt")
        self.archive.intake.store(capture, page, Filing(Outlet(outlet, outlet), self.run, "1"))
        item = next(i for i in self.archive.items.all("withheld") if i.body == body)
        self.code(item, told)
        return item

    def code(self, item: Item, told: list[tuple[str, str, str]]) -> None:
        mentions, at = [], 0
        for name, kind, role in told:
            at = item.body.index(name, at)
            roles = (Span(role, at - len(role) - 1, at - 1),) if role else ()
            mentions.append(Mention(Span(name, at, at + len(name)), kind, name, roles=roles))
            at += len(name)
        trigger = Span(item.body[:3], 0, 3)
        event = Event(f"e-{item.id}", item.id, 1, 0, "CONSULT", trigger, actors=tuple(mentions))
        self.archive.claims.put(item, Coded((), (event,)), TOOLS, self.archive.runs.begin("code"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


def state(archive: Archive) -> list[tuple[str, ...]]:
    sql = "SELECT i.id, c.kind, c.spelling, coalesce(c.entity, '') FROM chains c JOIN items i ON i.n = c.item ORDER BY 1, 2, 3"
    return [tuple(row) for row in archive.database.all(sql)]


def named(archive: Archive, words: str, audience: str = "public") -> str:
    rows = archive.entities.page(EntityQuery(words), audience).rows
    assert len(rows) == 1, (words, rows)
    return rows[0].id


def decide(archive: Archive, action: str, about: str, new: str | None = None, undoes: str | None = None) -> Decision:
    kept = archive.decisions.add(Decision("", ("entity", about), action, "tester", "", new=new, undoes=undoes))
    names.apply(archive)
    return kept


def fill(desk: Desk) -> None:
    for told in STORY:
        desk.add(*told)
    names.join_names(desk.archive)


def test_spellings_are_one_and_counts_are_of_items(desk: Desk, archive: Archive) -> None:
    fill(desk)
    listed = {row.name: row.items for row in archive.entities.page(EntityQuery(), "public").rows}
    assert archive.entities.page(EntityQuery("Faycel"), "public").rows[0].items == 3
    assert listed["Salt Road Council"] == 3
    assert listed["Barrage Road Forum"] == 2
    assert listed["Hatem Meddahi"] == 1
    assert not any("Ahmad" in name for name in listed)
    meddahi = named(archive, "Faycel")
    assert archive.entities.outlets(meddahi, "public") == (("voice", 2), ("courier", 1))
    assert archive.entities.parts(meddahi, "public") == (Part("event", "actor", 3),)
    assert {m.entity for e in archive.claims.events() for m in e.actors if m.name == "Faisal Medahi"} == {meddahi}


def sorted_out(archive: Archive) -> set[frozenset[tuple[str, ...]]]:
    """Who is one with whom, whatever the ids."""
    groups: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for item, kind, spelling, entity in state(archive):
        groups[entity or f"open {item} {spelling}"].add((item, kind, spelling))
    return {frozenset(g) for g in groups.values()}


NAMES = st.sampled_from(
    [
        ("Faycel Meddahi", "person", "President"), ("Faisal Medahi", "person", "president"), ("Medahi", "person", ""),
        ("Meddahi", "person", "president"), ("Hatem Meddahi", "person", "judge"), ("Hatem Medahi", "person", "baker"),
        ("Mohammad Ahmad", "person", "minister"), ("Mohamed Ahmed", "person", "baker"), ("Ahmad", "person", "minister"),
        ("Rym Zaghdoudi", "person", "minister"), ("Rim Zaghdoudi", "person", ""), ("Zaghdoudi", "person", ""),
        ("Salt Road Council", "organisation", ""), ("SRC", "organisation", ""), ("Ministry of Health", "organisation", ""),
    ]
)  # fmt: skip
ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["courier", "voice"]),
        st.integers(10, 28).map(lambda d: f"2016-03-{d}"),
        st.lists(NAMES, min_size=1, max_size=4, unique=True),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(told=ITEMS, data=st.data())
def test_item_by_item_in_any_order_joins_what_a_full_run_joins(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(told))))
    folder = tmp_path_factory.mktemp("both")
    with open_archive(folder / "all.db") as whole, open_archive(folder / "bits.db") as bits:
        one, other = Desk(whole), Desk(bits)
        for n, entry in enumerate(told):
            one.add(*entry, mark=n + 1)
        names.join_names(whole)
        for n in order:
            other.add(*told[n], mark=n + 1)
            names.join_names(bits)
        assert sorted_out(bits) == sorted_out(whole)
        assert names.join_names(bits).items == 0
        assert labelled(bits) == labelled(whole)


def labelled(archive: Archive) -> int:
    """How many mentions in claims name an entity; records and table agree."""
    rows = {(r[0], r[1], r[2]) for r in archive.database.all("SELECT claim, name, entity FROM mentions")}
    for event in archive.claims.events("withheld"):
        number = archive.database.value("SELECT n FROM events WHERE id = ?", (event.id,))
        assert {(number, m.name, m.entity) for m in event.actors} <= rows
    return sum(entity is not None for _, _, entity in rows)


@settings(max_examples=15, deadline=None)
@given(told=ITEMS, data=st.data())
def test_what_is_purged_leaves_what_a_run_without_it_joins(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(told) - 1))
    folder = tmp_path_factory.mktemp("both")
    with open_archive(folder / "less.db") as less, open_archive(folder / "purged.db") as purged:
        one, other = Desk(less), Desk(purged)
        ids = {n: other.add(*entry, mark=n + 1).id for n, entry in enumerate(told)}
        names.join_names(purged)
        for n, entry in enumerate(told):
            if n != gone:
                one.add(*entry, mark=n + 1)
        names.join_names(less)
        purged.curation.purge(ids[gone], Purge("x", "y"), other.run)
        names.join_names(purged)
        assert sorted_out(purged) == sorted_out(less)


def test_an_entity_keeps_its_id_when_an_older_item_names_it(desk: Desk, archive: Archive) -> None:
    desk.add(*STORY[1])
    names.join_names(archive)
    old = named(archive, "Medahi")
    desk.add(*STORY[0])
    names.join_names(archive)
    assert named(archive, "Faycel") == old


def test_two_entities_found_to_be_one_keep_the_id_of_the_larger(desk: Desk, archive: Archive) -> None:
    short = ("JNC", "organisation", "")
    for n in range(3):
        desk.add("courier", f"2016-03-1{n}", [("Joint Negotiating Committee", "organisation", "")])
    desk.add("voice", "2016-03-01", [short])
    names.join_names(archive)
    large, small = named(archive, "Joint"), named(archive, "JNC")
    desk.add("voice", "2016-03-20", [("Joint Negotiating Committee", "organisation", ""), short])
    names.join_names(archive)
    assert named(archive, "Joint") == large
    assert archive.entities.current(small) == large


def test_a_run_that_was_stopped_goes_on_where_it_was(desk: Desk, archive: Archive, tmp_path: Path) -> None:
    for told in STORY:
        desk.add(*told)
    knitting.take_up(archive, shipped())
    knitting.regroup(archive)
    names.join_names(archive)
    with open_archive(tmp_path / "whole.db") as whole:
        fill(Desk(whole))
        assert state(archive) == state(whole)
    assert labelled(archive) > 0


def test_what_is_hidden_tells_nobody_anything(desk: Desk, archive: Archive) -> None:
    fill(desk)
    secret = desk.add(
        "voice", "2016-04-01", [("Rym Zaghdoudi", "person", "minister"), ("Faycel Meddahi", "person", "secret envoy")]
    )
    names.join_names(archive)
    meddahi = named(archive, "Faycel")
    assert len(archive.entities.chains(meddahi, "public")) == 4
    archive.curation.show_to(secret.id, "withheld", desk.run)
    assert len(archive.entities.chains(meddahi, "public")) == 3
    assert not any("secret" in r for c in archive.entities.chains(meddahi, "public") for r in c.roles)
    assert archive.entities.page(EntityQuery("Zaghdoudi"), "public").rows == ()
    assert archive.entities.page(EntityQuery("Zaghdoudi"), "withheld").total == 1
    assert archive.entities.parts(meddahi, "public") == (Part("event", "actor", 3),)


def test_an_item_that_is_purged_or_coded_anew_takes_its_names_with_it(desk: Desk, archive: Archive) -> None:
    fill(desk)
    items = list(archive.items.all("withheld"))
    archive.curation.purge(next(i.id for i in items if "Barrage" in i.body), Purge("x", "y"), desk.run)
    item = next(i for i in items if "governor Naser" in i.body)
    desk.code(item, [("Mohammad Ahmad", "person", "driver")])
    names.join_names(archive)
    listed = {row.name: row.items for row in archive.entities.page(EntityQuery(), "public").rows}
    assert "Barrage Road Forum" not in listed
    assert listed["BRF"] == 1
    assert listed["Nasser Kazerouni"] == 1


def test_merge_rename_and_undo_outlive_new_items(desk: Desk, archive: Archive) -> None:
    fill(desk)
    one, other = named(archive, "Hatem"), named(archive, "Faycel")
    merged = decide(archive, "merge", one, other)
    decide(archive, "rename", other, "F. Meddahi")
    assert archive.entities.current(one) == other
    desk.add("courier", "2016-05-01", [("Hatem Meddahi", "person", "judge")])
    names.join_names(archive)
    rows = archive.entities.page(EntityQuery("Meddahi"), "public").rows
    assert [(r.id, r.name, r.items) for r in rows] == [(other, "F. Meddahi", 5)]
    decide(archive, "undo", merged.id, undoes=merged.id)
    rows = archive.entities.page(EntityQuery("Meddahi"), "public").rows
    assert {(r.id, r.items) for r in rows} == {(one, 2), (other, 3)}
    assert len(archive.decisions.all()) == 3


def test_split_by_spelling(desk: Desk, archive: Archive) -> None:
    fill(desk)
    meddahi = named(archive, "Faycel")
    decide(archive, "split", meddahi, json.dumps({"names": ["Faisal Medahi"]}))
    assert len(archive.entities.chains(meddahi, "public")) == 2
    assert named(archive, "Faisal") != meddahi
    names.join_names(archive)
    assert len(archive.entities.chains(meddahi, "public")) == 2


def test_what_cannot_be_applied_is_listed_and_kept(desk: Desk, archive: Archive) -> None:
    fill(desk)
    one, other = named(archive, "Hatem"), named(archive, "Faycel")
    body = named(archive, "Barrage")
    decide(archive, "merge", one, other)
    decide(archive, "merge", other, one)
    decide(archive, "merge", one, body)
    decide(archive, "split", "gone", '{"names": ["x"]}')
    decide(archive, "undo", "d", undoes="nothing")
    reasons = [u.why for u in names.apply(archive)]
    assert len(reasons) == 4
    assert "both are one already" in reasons
    assert "one is a person, the other a body" in reasons
    assert len(archive.decisions.all()) == 5
    assert archive.entities.page(EntityQuery("Meddahi"), "public").total == 1


def test_a_list_of_the_user_joins_names_that_come_later(desk: Desk, archive: Archive) -> None:
    fill(desk)
    told = json.dumps({"name": "Salt Road Council", "kind": "body", "aliases": ["Plataforma de la Sal"]})
    archive.decisions.add(Decision("", ("entity", "list:1"), "import", "tester", "", new=told))
    desk.add("agency", "2016-06-01", [("Plataforma de la Sal", "organisation", "")])
    names.join_names(archive)
    assert archive.entities.page(EntityQuery("Salt Road"), "public").rows[0].items == 4


def test_pipeline_join_counts_both(desk: Desk) -> None:
    for told in STORY:
        desk.add(*told)
    assert pipeline.join(desk.archive).entities == 5
