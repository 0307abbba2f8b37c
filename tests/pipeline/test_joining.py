"""Reports of one happening in two outlets are joined; what is not public is shown to nobody else."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import pipeline
from dateline.archive import Archive

ONE = """Council News
14 March 2016 In Council News

Police arrested nine fishermen in Sfax on Sunday, the harbour master Rida Tide said. The men had blocked the port.
"""
OTHER = """Harbour Wire
15 March 2016 In Harbour Wire

On Sunday police arrested seven fishermen in Sfax after a blockade of the port, according to harbour master Rida Tide.
"""


KINDS = ("entities", "stories", "events")


def add(archive: Archive, folder: Path) -> None:
    for name, text in (("one", ONE), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text)
        pipeline.add(archive, [str(folder / f"{name}.txt")], pipeline.Adding(outlet=name))
    assert not pipeline.process(archive).failed


def test_names_and_happenings_are_joined_across_outlets(archive: Archive, tmp_path: Path) -> None:
    add(archive, tmp_path)
    done = pipeline.join(archive)
    entities = {entity.id: entity for entity in pipeline.records(archive, "entities", "public")}
    assert done.entities == len(entities) > 0
    named = {mention.entity for event in archive.claims.events() for mention in event.actors if mention.entity}
    assert named
    for story in pipeline.records(archive, "stories", "public"):
        assert {event.id for event in archive.claims.events() if event.story == story.id} == set(story.events)


def test_joining_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    add(archive, tmp_path)
    pipeline.join(archive)
    first = [list(pipeline.records(archive, kind, "public")) for kind in KINDS]
    mentions = archive.database.all("SELECT kind, role, name, entity FROM mentions ORDER BY 1, 2, 3, 4")
    pipeline.join(archive)
    assert [list(pipeline.records(archive, kind, "public")) for kind in KINDS] == first
    assert archive.database.all("SELECT kind, role, name, entity FROM mentions ORDER BY 1, 2, 3, 4") == mentions


def test_what_is_withheld_is_shown_to_nobody_else(archive: Archive, tmp_path: Path) -> None:
    add(archive, tmp_path)
    run = archive.runs.begin("test")
    for item in list(archive.items.all()):
        archive.curation.show_to(item.id, "withheld", run)
    done = pipeline.join(archive)
    assert (done.entities, done.stories) == (0, 0)
    assert [list(pipeline.records(archive, kind, "public")) for kind in KINDS] == [[], [], []]
    assert list(pipeline.records(archive, "entities", "withheld"))


def test_what_fails_is_tried_again_and_what_is_slow_is_told(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ONE)
    pipeline.add(archive, [str(tmp_path / "one.txt")])
    slow = pipeline.process(archive, pipeline.Processing(pipeline.Tools(seconds=0.0)))
    assert [problem.kind for problem in slow.problems] == ["time"]
    assert next(iter(archive.problems.all())).where.startswith("item ")


def test_runs_name_the_versions_that_coded(archive: Archive, tmp_path: Path) -> None:
    add(archive, tmp_path)
    row = archive.database.one("SELECT versions FROM runs WHERE command = 'process'")
    assert row is not None
    assert set(json.loads(row["versions"])) == {"dateline", "reader", "codebook", "gazetteer"}
