"""A new codebook over stored readings: the same claims as from a fresh reading, and nothing is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pipeline.conftest import text_page

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.pipeline.work import Task, Tools, work_on
from dateline.reading import Reader
from dateline.records import Capture, Event, Item, Statement
from dateline.text import digest

BODIES = (
    "Soldiers shelled the port of Zarzis on Monday, killing three fishermen, residents said. The mayor accused the army of "
    "lying. “They will come back,” she told reporters.",
    "Police arrested forty teachers in Sfax on Sunday, according to a lawyer. The ministry denied that anyone was held. "
    "France and Malta agreed to send two ships of wheat.",
    "Le conseil a voté le budget lundi après neuf heures de débat dans la vieille maison des douanes.",
)
OTHER = Tools(codebook="violations")


def claims(archive: Archive) -> tuple[list[Event], list[Statement]]:
    return list(archive.claims.events("withheld")), list(archive.claims.statements("withheld"))


def items(archive: Archive) -> list[Item]:
    rows = archive.database.all("SELECT id FROM items ORDER BY n")
    return [item for (id_,) in rows if (item := archive.items.get(id_, "withheld")) is not None]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    data = text_page(bodies=BODIES).encode()
    pipeline.file_captures(archive, [Capture(digest(data), data, "text/plain")], pipeline.Adding(outlet="Council"))
    return archive


def test_stored_readings_give_the_claims_of_fresh_ones(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.process(filled)
    first = claims(filled)
    assert first[0]
    assert first[1]
    fresh = [w.coded for w in work_on([Task(i) for i in items(filled)], OTHER)]

    def never(*args: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(Reader, "read", never)
    assert not pipeline.process(filled, pipeline.Processing(OTHER)).problems
    events, statements = claims(filled)
    assert events == [e for c in fresh for e in c.events]
    assert statements == [s for c in fresh for s in c.statements]
    assert {e.codebook.partition("-")[0] for e in events} == {"violations"}
    assert not pipeline.process(filled).problems
    assert claims(filled) == first


def test_many_processes_give_the_claims_of_one(filled: Archive, tmp_path: Path) -> None:
    more = items(filled) * 10
    one = [(w.coded.events, w.coded.statements) for w in work_on([Task(i) for i in more], Tools(), 1)]
    two = [(w.coded.events, w.coded.statements) for w in work_on([Task(i) for i in more], Tools(), 2)]
    assert one == two
    with open_archive(tmp_path / "other.db") as other:
        data = text_page(bodies=BODIES).encode()
        pipeline.file_captures(other, [Capture(digest(data), data, "text/plain")], pipeline.Adding(outlet="Council"))
        pipeline.process(other)
        pipeline.process(filled)
        assert claims(other) == claims(filled)


def test_readings_of_another_reader_are_not_used(filled: Archive) -> None:
    pipeline.process(filled)
    before = claims(filled)
    filled.database.run("UPDATE readings SET reader = 'an older one'")
    filled.database.run("DELETE FROM codings")
    pipeline.process(filled)
    assert claims(filled) == before
    assert filled.database.value("SELECT count(*) FROM readings WHERE reader = 'an older one'") == 0
