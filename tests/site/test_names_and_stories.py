"""Pages of names and happenings: who is public has one, private persons have none, each audience sees its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.pipeline.test_entities import STORY, Desk, named
from tests.pipeline.test_stories import add

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.archive.entities import EntityQuery
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


def editing(archive: Archive) -> TestClient:
    return TestClient(build(archive.path, Options(editor="ana", token="t")), base_url="http://localhost")


def send(web: TestClient, path: str, headers: dict[str, str] | None = None, **form: object) -> Response:
    return web.post(path, data={"token": "t", **form}, headers=headers or {}, follow_redirects=False)


def test_pages_take_no_decisions_unless_the_server_was_told_to(archive: Archive) -> None:
    ident = named(archive, "Faycel")
    with client(archive) as web:
        assert 'method="post" action="/entity' not in web.get(f"/entity/{ident}").text
        assert send(web, f"/entity/{ident}", action="rename", name="X").status_code == 405
    assert archive.decisions.all() == ()


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("wrong", {}, 400),
        ("", {}, 400),
        ("t", {"Origin": "http://evil.example"}, 403),
        ("t", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("t", {"Host": "evil.example"}, 421),
    ],
)
def test_a_form_another_site_sends_changes_nothing(
    archive: Archive, token: str, headers: dict[str, str], status: int
) -> None:
    with editing(archive) as web:
        path = f"/entity/{named(archive, 'Faycel')}"
        assert send(web, path, headers, token=token, action="rename", name="X").status_code == status
    assert archive.decisions.all() == ()


def test_an_entity_is_merged_renamed_split_and_all_undone_on_its_page(archive: Archive) -> None:
    one, other = named(archive, "Hatem"), named(archive, "Faycel")
    with editing(archive) as web:
        into = f"http://localhost/entity/{other}"
        done = send(web, f"/entity/{one}", action="merge", into=into, reason="<b>same man</b>")
        assert (done.status_code, done.headers["location"]) == (303, f"/entity/{one}#decisions")
        assert send(web, f"/entity/{other}", action="rename", name="Both Meddahis").status_code == 303
        assert send(web, f"/entity/{other}", action="split", name=["Faisal Medahi"]).status_code == 303
        page = web.get(f"/entity/{one}").text
        assert '<h1 dir="auto">Both Meddahis</h1>' in page
        assert "&lt;b&gt;same man" in page
        assert page.count(">Undo</button>") == 3
        for decision in archive.decisions.all("entity"):
            assert send(web, f"/entity/{other}", action="undo", decision=decision.id).status_code == 303
        assert web.get(f"/entity/{other}").text.count('<span class="flag">undone</span>') == 3
    assert [d.by for d in archive.decisions.all()] == ["ana"] * 6
    assert named(archive, "Hatem") == one
    assert archive.entities.page(EntityQuery("Faycel"), "public").rows[0].items == 3


def test_what_cannot_be_decided_is_told_and_nothing_is_kept(archive: Archive) -> None:
    one, body = named(archive, "Faycel"), named(archive, "Barrage")
    forms: list[dict[str, object]] = [
        {"action": "merge", "into": one}, {"action": "merge", "into": body}, {"action": "merge", "into": "gone"},
        {"action": "merge"}, {"action": "rename", "name": "  "}, {"action": "rename", "name": "x" * 301},
        {"action": "split"}, {"action": "split", "name": "Nobody"}, {"action": "undo", "decision": "none"}, {"action": "eat"},
    ]  # fmt: skip
    with editing(archive) as web:
        for form in forms:
            answer = send(web, f"/entity/{one}", **form)
            assert answer.status_code == 400, form
            assert "Traceback" not in answer.text
        assert send(web, "/entity/nobody", action="rename", name="x").status_code == 404
    assert archive.decisions.all() == ()


def test_a_story_is_split_and_merged_on_its_page_and_that_outlives_new_items(archive: Archive) -> None:
    ident = archive.stories.page("public").rows[0].id
    with editing(archive) as web:
        assert send(web, f"/story/{ident}", action="split", event=["e0", "e1"]).status_code == 303
        assert "2 reports in 2 items" in web.get(f"/story/{ident}").text
        assert send(web, f"/story/{ident}", action="split", event=["e2", "e3"]).status_code == 400
        part = next(r.id for r in archive.stories.page("public").rows if r.id != ident)
        add(archive, 4)
        pipeline.join(archive)
        assert {len(archive.stories.reports(i, "public")) for i in (ident, part)} == {2}
        assert send(web, f"/story/{part}", action="merge", into=ident).status_code == 303
        assert "4 reports in 4 items" in web.get(f"/story/{part}").text
        split = archive.decisions.all("story")[0]
        assert send(web, f"/story/{ident}", action="undo", decision=split.id).status_code == 303
        assert web.get(f"/story/{ident}").text.count("data-entry") == 4
    assert [d.action for d in archive.decisions.all("story")] == ["split", "merge", "undo"]


DOORS = ("entity list", "entity page", "story list", "story page")


@pytest.mark.parametrize("door", DOORS)
def test_names_and_happenings_of_hidden_items_are_not_there(archive: Archive, door: str) -> None:
    ident = named(archive, "Faycel")
    story = archive.stories.page("public").rows[0].id
    run = archive.runs.begin("show-to")
    for item in list(archive.items.all("withheld")):
        archive.curation.show_to(item.id, "withheld", run)
    address = {"entity list": "/entities", "story list": "/stories"}.get(door) or f"/{door.split(maxsplit=1)[0]}/{{}}"
    address = address.format(ident if "entity" in door else story)
    with client(archive, "withheld") as inside, client(archive) as web:
        assert inside.get(address).status_code == 200, "the test must knock at a real door"
        shown = inside.get(address).text
        answer = web.get(address)
        assert answer.status_code == (404 if "page" in door else 200)
        for words in ("Medahi", "Zaghdoudi", "Skhira", "Barrage Road Forum", ident, story):
            assert words not in answer.text.replace(address, "")
        assert any(words in shown for words in ("Medahi", "Skhira", "Barrage Road Forum"))


def test_each_of_these_doors_is_in_the_table() -> None:
    table = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")
    assert [door for door in DOORS if f"| {door} |" not in table] == []
