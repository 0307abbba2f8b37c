"""The commands for names and happenings: decisions are kept, bad lists are told, odd names do no harm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.pipeline.test_entities import STORY, Desk, named
from tests.pipeline.test_stories import add

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.cli import main


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        desk = Desk(opened)
        for told in STORY:
            desk.add(*told)
        for at in range(4):
            add(opened, at)
        pipeline.join(opened)
        yield opened


def call(archive: Archive, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--archive", str(archive.path)])


def test_list_show_and_decide(archive: Archive) -> None:
    assert "Barrage Road Forum" in call(archive, "entities", "list").output
    one, other = named(archive, "Hatem"), named(archive, "Faycel")
    assert "spelled Faisal Medahi: 1 mention" in call(archive, "entities", "show", other).output
    merged = call(archive, "entities", "merge", one, other, "--by", "ana", "--reason", "same man").output.strip()
    assert call(archive, "entities", "rename", other, "Meddahi (both)", "--by", "ana").exit_code == 0
    assert "Meddahi (both)" in call(archive, "entities", "show", one).output
    assert call(archive, "entities", "merge", one, other).exit_code == 1
    assert call(archive, "entities", "undo", merged, "--by", "bo").exit_code == 0
    told = call(archive, "entities", "decisions").output
    assert [line.split()[3] for line in told.splitlines()] == ["merge", "rename", "undo"]
    assert archive.entities.current(one) == one


def test_what_is_unknown_is_told(archive: Archive) -> None:
    for arguments in (("show", "x"), ("undo", "x"), ("split", "x", "--name", "y"), ("rename", "x", "y"), ("hide", "x")):
        assert call(archive, "entities", *arguments).exit_code == 1
    assert call(archive, "entities", "split", named(archive, "Faycel")).exit_code == 1
    assert call(archive, "stories", "show", "x").exit_code == 1


def test_a_list_goes_out_and_comes_in_again(archive: Archive, tmp_path: Path) -> None:
    lines = call(archive, "entities", "export", "--format", "ftm").output.splitlines()
    told = [json.loads(line) for line in lines]
    assert {t["schema"] for t in told} == {"Person", "Organization"}
    (tmp_path / "list.jsonl").write_text("\n".join(lines), "utf-8")
    assert "lines taken" in call(archive, "entities", "import", str(tmp_path / "list.jsonl"), "--by", "ana").output
    again = call(archive, "entities", "import", str(tmp_path / "list.jsonl"), "--by", "ana")
    assert "0 lines taken" in again.output
    text = call(archive, "entities", "export").output
    assert text.startswith("id,name,kind,aliases,")
    assert len(text.splitlines()) == len(told) + 1


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "nom,type\nx,person\n", "no column kind and name"),
        ("b.csv", "name,kind\n,person\n", "line 2 is no person or body"),
        ("c.csv", "name,kind\nx,planet\n", "line 2 is no person or body"),
        ("d.jsonl", "{broken\n", "line 1 is no FollowTheMoney entity"),
        ("e.jsonl", '{"schema": "Person", "properties": {}}\n', "line 1 is no FollowTheMoney entity"),
    ],
)
def test_a_bad_list_changes_nothing(archive: Archive, tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text)
    result = call(archive, "entities", "import", str(tmp_path / name))
    assert result.exit_code == 1
    assert why in result.output
    assert archive.decisions.all() == ()


def test_stories_are_listed_and_shown(archive: Archive) -> None:
    listed = call(archive, "stories", "list").output
    assert "Assault (heavy-weapons), Skhira, 14 March 2016" in listed
    shown = call(archive, "stories", "show", listed.split()[0]).output
    assert "4 reports; at most 3 sources" in shown
    assert "they differ in number" in shown


def test_stories_are_merged_split_and_taken_back_by_hand(archive: Archive) -> None:
    ident = archive.stories.page("public").rows[0].id
    split = call(
        archive, "stories", "split", ident, "--event", "e0", "--by", "ana", "--reason", "another"
    ).output.strip()
    assert "3 reports" in call(archive, "stories", "show", ident).output
    pipeline.join(archive)
    assert "3 reports" in call(archive, "stories", "show", ident).output
    assert call(archive, "stories", "merge", "e0", ident, "--by", "ana").exit_code == 0
    shown = call(archive, "stories", "show", ident).output
    assert "4 reports" in shown
    assert "split by ana" in shown
    assert call(archive, "stories", "undo", split, "--by", "bo").exit_code == 0
    told = call(archive, "stories", "decisions").output
    assert [line.split()[3] for line in told.splitlines()] == ["split", "merge", "undo"]
    assert "4 reports" in call(archive, "stories", "show", ident).output


def test_what_cannot_be_done_with_a_story_is_told(archive: Archive) -> None:
    ident = archive.stories.page("public").rows[0].id
    for arguments in (("merge", ident, ident), ("merge", "gone", ident), ("split", ident), ("split", ident, "--event", "x"), ("undo", "x")):  # fmt: skip
        assert call(archive, "stories", *arguments).exit_code == 1
    assert archive.decisions.all() == ()
