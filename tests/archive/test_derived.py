"""Readings and claims come back equal; a new coding replaces the old one; hidden items hide their claims."""

from __future__ import annotations

import dataclasses

import pytest
from tests.archive.conftest import Desk, entry

from dateline.archive import Archive, Filter, Versions
from dateline.records import (
    Attribution,
    Coded,
    Event,
    Item,
    Mention,
    Name,
    Place,
    Reading,
    Sentence,
    Span,
    Statement,
    Token,
    When,
)
from dateline.text import span

TOOLS = Versions("reader-1", "plover-1", "places-1")


def reading_of(item: Item, title: str = "Title") -> Reading:
    body = item.body
    words = [("The", 0, 3), ("council", 4, 11), ("met", 12, 15)]
    tokens = tuple(
        Token(text, start, end, text.lower(), "X", i - 1, "dep", (("Case", "Nom"), ("Number", "Sing")) if i else ())
        for i, (text, start, end) in enumerate(words)
    )
    odd = Token("cannot", 12, 15, "can", "AUX", 1, "aux")
    names = (Name(span(body, 4, 11), "organisation", 1, 1, 0.5), Name(Span(title, 0, 5, "title"), "other", 0, 0))
    said = Attribution((span(body, 0, 3),), (span(body, 4, 11),), (span(body, 12, 15),), 0, 0.75)
    sentence = Sentence(body[:16], 0, 16, (*tokens, odd), 0, names, (said,))
    return Reading(item.id, item.version, TOOLS.reader, "en", (span(body, 0, 16),), (sentence,))


def coded_of(item: Item, event: str = "AGREE") -> Coded:
    who = Mention(span(item.body, 0, 11), "organisation", "Council", country="TUN", sectors=("GOV", "LEG"))
    statement = Statement(f"s-{item.id}", item.id, item.version, 0, "said", span(item.body, 12, 15), speakers=(who,))
    made = Event(
        f"e-{item.id}", item.id, item.version, 0, event, span(item.body, 12, 15), actors=(who,),
        places=(Place("at", None, "Sfax", "TUN", lat=34.7, lon=10.8, geonameid=1, resolution=4),),
        when=When("2016-03-14", "2016-03-14"), according_to=(statement.id,), confidence=0.5,
    )  # fmt: skip
    return Coded((statement,), (made,), reading_of(item))


@pytest.fixture
def item(desk: Desk) -> Item:
    desk.file(entry("The council met."))
    return desk.items()[0]


def test_a_reading_comes_back_equal(archive: Archive, item: Item) -> None:
    reading = reading_of(item)
    archive.readings.put(reading, item.body)
    assert archive.readings.get(item.id, 1) == reading
    assert archive.readings.get(item.id, 1, "another reader") is None
    assert archive.readings.get(item.id, 2) is None
    nothing = Reading(item.id, 1, "reader-2", "ar", reason="no reader for Arabic")
    archive.readings.put(nothing, item.body)
    assert archive.readings.get(item.id, 1) == nothing


def test_an_item_whose_page_names_no_language_takes_the_one_it_was_read_in(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."), entry("Le conseil.", language="fr"))
    silent, told = sorted(desk.items(), key=lambda i: i.language or "")
    for item in (silent, told):
        archive.readings.put(reading_of(item), item.body)
    assert archive.items.get(silent.id, "public").language == "en"
    assert archive.items.get(told.id, "public").language == "fr", "what the page says stands"
    found = archive.counts.facets(Filter(), "public")
    assert {f.value: f.items for f in found.languages} == {"en": 1, "fr": 1}
    desk.file(entry("The council met."), filter="May 2016")
    assert archive.items.get(silent.id, "public").language == "en", "seen again, nothing is forgotten"


def test_claims_come_back_equal(desk: Desk, archive: Archive, item: Item) -> None:
    coded = coded_of(item)
    archive.claims.put(item, coded, TOOLS, desk.run)
    assert tuple(archive.claims.events()) == coded.events
    assert tuple(archive.claims.statements(item=item.id)) == coded.statements
    row = archive.database.one("SELECT * FROM events")
    assert row is not None
    assert (row["event"], row["day"], row["country"], row["attributed"]) == ("AGREE", "2016-03-14", "TUN", 1)
    names = archive.database.all("SELECT kind, role, folded, sector FROM mentions ORDER BY kind")
    assert [tuple(name) for name in names] == [
        ("event", "actor", "council", "GOV"),
        ("statement", "speaker", "council", "GOV"),
    ]


def test_a_new_coding_replaces_the_old_one_and_keeps_ids(desk: Desk, archive: Archive, item: Item) -> None:
    archive.claims.put(item, coded_of(item), TOOLS, desk.run)
    newer = dataclasses.replace(TOOLS, codebook="plover-2")
    assert (list(archive.claims.todo(TOOLS)), list(archive.claims.todo(newer))) == ([], [1])
    archive.claims.put(item, coded_of(item, "CONSULT"), newer, desk.run)
    assert [(e.id, e.event) for e in archive.claims.events()] == [(f"e-{item.id}", "CONSULT")]
    assert list(archive.claims.todo(newer)) == []
    assert archive.database.value("SELECT count(*) FROM mentions") == 2


def test_a_changed_item_is_to_be_coded_again(desk: Desk, archive: Archive) -> None:
    old = entry("The council met.", url="https://council.example/1")
    desk.file(old)
    (item,) = desk.items()
    archive.claims.put(item, coded_of(item), TOOLS, desk.run)
    desk.file(dataclasses.replace(old, body=f"{old.body} It adjourned."))
    assert list(archive.claims.todo(TOOLS)) == [1]
    archive.claims.put(item, coded_of(item), TOOLS, desk.run)
    assert list(archive.claims.todo(TOOLS)) == [1], "claims of an old version do not count for the new one"


def test_claims_of_a_hidden_item_are_hidden(desk: Desk, archive: Archive, item: Item) -> None:
    archive.claims.put(item, coded_of(item), TOOLS, desk.run)
    archive.curation.show_to(item.id, "internal", desk.run)
    assert (list(archive.claims.events()), list(archive.claims.statements())) == ([], [])
    assert len(list(archive.claims.events("internal"))) == 1
    assert archive.database.value("SELECT min(visibility) FROM mentions") == 1
    counts = dict(archive.stats.counts())
    assert (counts["events"], counts["statements"]) == (0, 0)


def test_decisions_are_never_changed_or_deleted(archive: Archive) -> None:
    from dateline.errors import ArchiveError

    archive.database.run(
        "INSERT INTO decisions (id, kind, about, action, who, at) VALUES ('d', 'event', 'e', 'accept', 'R. Tide', '2016')"
    )
    for sql in ("UPDATE decisions SET action = 'reject'", "DELETE FROM decisions"):
        with pytest.raises(ArchiveError, match="never"):
            archive.database.run(sql)
