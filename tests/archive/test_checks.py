"""`verify` finds every changed byte; `backup` copies while others write."""

from __future__ import annotations

import zlib
from pathlib import Path

from tests.archive.conftest import Desk, entry

from dateline.archive import Archive, open_archive


def test_a_sound_archive_has_no_problems(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."))
    assert list(archive.checks.structure()) == []
    assert list(archive.checks.digests()) == [None]


def test_a_changed_byte_of_a_capture_is_found(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."), data=b"as it came")
    desk.file(entry("A ferry was late."), data=b"untouched")
    archive.database.run("UPDATE blobs SET codec = 'raw', body = ? WHERE capture = 1", (b"as it cane",))
    first, second = archive.checks.digests()
    assert first is not None
    assert (first.kind, second) == ("damaged bytes", None)


def test_bytes_that_cannot_be_unpacked_are_found(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."), data=b"as it came " * 100)
    cut = zlib.compress(b"as it came " * 100)[:-8]
    archive.database.run("UPDATE blobs SET body = ?", (cut,))
    (problem,) = archive.checks.digests()
    assert problem is not None
    assert "unpacked" in problem.what


def test_bytes_that_are_gone_are_found(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."))
    archive.database.run("DELETE FROM blobs")
    (problem,) = archive.checks.digests()
    assert problem is not None
    assert problem.kind == "missing bytes"


def test_an_item_missing_from_the_index_is_found(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."))
    archive.database.run("DELETE FROM words_docsize")
    assert [problem.kind for problem in archive.checks.structure()] == ["incomplete index"]


def test_a_reference_to_nothing_is_found(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."))
    archive.database.run("PRAGMA foreign_keys = OFF")
    archive.database.run("DELETE FROM captures")
    assert {problem.kind for problem in archive.checks.structure()} == {"broken reference"}


def test_a_copy_made_while_another_writes_is_whole(desk: Desk, archive: Archive, tmp_path: Path) -> None:
    desk.file(entry("The council met."))
    with open_archive(archive.path, readonly=True) as reader, archive.transaction():
        desk.file(entry("A ferry was late."))
        reader.database.copy(tmp_path / "copy.db")
    with open_archive(tmp_path / "copy.db") as copy:
        assert [item.headline for item in copy.items.all()] == ["The council met."]
        assert list(copy.checks.structure()) == []


def test_compressed_and_received_bytes_come_back(archive: Archive) -> None:
    from dateline.archive import Filing
    from dateline.records import Capture, Outlet, Page
    from dateline.text import digest

    body, run = b"<p>news</p>" * 300, archive.runs.begin("test")
    capture = Capture(
        digest(body),
        body,
        "text/html",
        url="https://c.example/",
        status=200,
        headers=(("X-A", "1"), ("x-a", "2")),
        received=zlib.compress(body),
    )
    archive.intake.store(capture, Page(), Filing(Outlet("c", "C"), run, "1"))
    assert archive.captures.get(capture.sha256) == capture
    assert archive.captures.latest("https://c.example/") == capture
    assert archive.captures.has_url("https://c.example/")
