"""Pages of names and happenings: who is public has one, private persons have none, each audience sees its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.pipeline.test_entities import STORY, Desk, named
from tests.pipeline.test_stories import add

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.pipeline import entities as names
from dateline.records import Decision
from dateline.site import Options, build

HOSTILE = "<script>alert(1)</script> Council"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        desk = Desk(opened)
        for told in STORY:
            desk.add(*told)
        desk.add("agency", "2016-03-21", [(HOSTILE, "organisation", "")])
        desk.add("agency", "2016-03-22", [("Rym Zaghdoudi", "person", "minister of hidden things")])
        for at in range(4):
            add(opened, at)
        hidden = next(i for i in opened.items.all() if "hidden things" in i.body)
        opened.curation.show_to(hidden.id, "internal", desk.run)
        pipeline.join(opened)
        yield opened


def client(archive: Archive, audience: str = "public") -> TestClient:
    return TestClient(build(archive.path, Options(audience=audience)), base_url="http://localhost")


def test_the_list_names_public_persons_and_bodies_only(archive: Archive) -> None:
    with client(archive) as web:
        text = web.get("/entities").text
        assert "Barrage Road Forum" in text
        assert "Ahmad" not in text
        assert "Zaghdoudi" not in text
        assert "<script>alert" not in text
        assert "Barrage" in web.get("/entities?words=barrage&kind=body").text
        assert "No name matches" in web.get("/entities?words=Ahmad").text
    with client(archive, "internal") as web:
        assert "Zaghdoudi" in web.get("/entities").text


def test_a_page_has_spellings_roles_and_events(archive: Archive) -> None:
    ident = named(archive, "Faycel")
    with client(archive) as web:
        page = web.get(f"/entity/{ident}")
        assert page.status_code == 200
        for words in ("Faisal Medahi", "President", "Reported as actor", "courier", "full name"):
            assert words in page.text
        assert web.get("/entity/nobody").status_code == 404


def test_a_merged_id_leads_on_and_a_hidden_one_has_no_page(archive: Archive) -> None:
    one, other = named(archive, "Hatem"), named(archive, "Faycel")
    names.decide(archive, Decision("", ("entity", one), "merge", "x", "", new=other))
    with client(archive) as web:
        moved = web.get(f"/entity/{one}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (301, f"/entity/{other}")
        names.decide(archive, Decision("", ("entity", other), "hide", "x", ""))
        assert web.get(f"/entity/{other}").status_code == 404


def test_a_story_sets_reports_side_by_side(archive: Archive) -> None:
    ident = archive.stories.page("public").rows[0].id
    with client(archive) as web:
        listed = web.get("/stories").text
        assert "Assault (heavy-weapons), Skhira, 14 March 2016" in listed
        page = web.get(f"/story/{ident}").text
        assert page.count("data-entry") == 4
        assert "at most 3 sources" in page
        assert "Where they differ" in page
        assert web.get("/story/none").status_code == 404
