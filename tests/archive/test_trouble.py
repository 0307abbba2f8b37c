"""Full disks, read-only files, other programs' files, newer and older archives: a clear word, and nothing lost."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.archive.conftest import Desk, entry

from dateline.archive import Archive, migrations, open_archive
from dateline.errors import ArchiveError, BusyError, InputError, SchemaError


def test_no_archive_is_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no archive here"):
        open_archive(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_archive_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    open_archive(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(SchemaError, match="schema 9999") as caught:
        open_archive(path)
    assert "update dateline" in caught.value.remedy


def test_an_older_archive_is_brought_up_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    first = migrations.steps()[0]
    with sqlite3.connect(path) as connection:
        for statement in migrations.statements(first[1].read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {first[0]}")
        connection.execute("INSERT INTO outlets (id, name) VALUES ('council-news', 'Council News')")
    connection.close()
    with pytest.raises(SchemaError, match="older"):
        open_archive(path, readonly=True)
    with open_archive(path) as archive:
        assert [outlet.name for outlet in archive.outlets.all()] == ["Council News"]
        assert archive.database.value("PRAGMA user_version") == migrations.newest()


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [number for number, _ in migrations.steps()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "9000_bad.sql"
    bad.write_text("CREATE TABLE left_over (a); INSERT INTO nowhere VALUES (1);")
    known = migrations.steps()
    monkeypatch.setattr(migrations, "steps", lambda: [*known, (9000, bad)])
    with pytest.raises(ArchiveError):
        open_archive(tmp_path / "archive.db")
    connection = sqlite3.connect(tmp_path / "archive.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (known[-1][0],)
    assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'left_over'").fetchall() == []
    connection.close()


def test_another_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>" + "not a database " * 500)
    with pytest.raises(ArchiveError, match="no archive"):
        open_archive(path)
    assert path.read_text().startswith("<html>")


def test_a_full_disk_is_told_and_what_was_stored_stays(archive: Archive) -> None:
    desk = Desk(archive)
    desk.file(entry("The council met."))
    archive.database.run(f"PRAGMA max_page_count = {archive.database.value('PRAGMA page_count') + 4}")
    big = os.urandom(200_000)
    with pytest.raises(ArchiveError, match="disk is full") as caught:
        desk.file(entry("A ferry was late."), data=big)
    assert "run the same command again" in caught.value.remedy
    archive.database.run("PRAGMA max_page_count = 1000000")
    assert [item.headline for item in desk.items()] == ["The council met."]
    assert desk.file(entry("A ferry was late."), data=big).items == 1
    assert list(archive.checks.structure()) == []


_LIMITED = """
import resource, signal, sys
from dateline.archive import open_archive
from dateline.errors import ArchiveError
from tests.archive.conftest import Desk, entry
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
with open_archive(sys.argv[1]) as archive:
    desk = Desk(archive)
    try:
        for number in range(10_000):
            desk.file(entry(f"Entry {number} of a long list."), data=number.to_bytes(2, "big") * 20_000)
    except ArchiveError as error:
        print(error)
"""


def test_a_file_that_may_not_grow_is_told_and_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    done = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-c", _LIMITED, path], capture_output=True, text=True, cwd=Path.cwd(), timeout=60
    )
    assert "cannot be written" in done.stdout or "full" in done.stdout, done
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    with open_archive(path) as archive:
        assert list(archive.checks.structure()) == []
        assert [p for p in archive.checks.digests() if p] == []
        assert archive.items.count() == len(list(archive.captures.all())) > 0


def test_an_archive_on_read_only_media_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    with open_archive(folder / "archive.db") as archive:
        Desk(archive).file(entry("The council met."))
    folder.chmod(0o555)
    (folder / "archive.db").chmod(0o444)
    try:
        with open_archive(folder / "archive.db", readonly=True) as archive:
            assert archive.items.count() == 1
            with pytest.raises(ArchiveError):
                Desk(archive).file(entry("A ferry was late."))
    finally:
        folder.chmod(0o755)


def test_a_read_only_archive_says_so(archive: Archive) -> None:
    with open_archive(archive.path, readonly=True) as reader, pytest.raises(ArchiveError, match="read-only") as caught:
        Desk(reader).file(entry("The council met."))
    assert "writable" in caught.value.remedy


def test_an_archive_held_by_another_is_busy(archive: Archive) -> None:
    busy = pytest.raises(BusyError, match="another process")
    with open_archive(archive.path, wait=0.05) as other, archive.transaction(), busy:
        Desk(other).file(entry("The council met."))
    Desk(archive).file(entry("The council met."))


def test_a_reader_sees_one_state_while_another_writes(archive: Archive) -> None:
    Desk(archive).file(*(entry(f"Entry {n}.") for n in range(3)))
    with open_archive(archive.path, readonly=True) as reader, reader.database.snapshot():
        assert reader.items.count() == 3
        Desk(archive).file(entry("A ferry was late."), data=b"later")
        assert reader.items.count() == 3
    assert archive.items.count() == 4


def test_a_run_whose_first_transaction_was_undone_is_not_taken_for_another(archive: Archive) -> None:
    run = archive.runs.begin("first")
    with pytest.raises(ZeroDivisionError), archive.transaction():  # noqa: PT012
        assert run.number == 1
        raise ZeroDivisionError
    other = archive.runs.begin("second")
    assert other.number == 1
    assert run.number == 2
    run.end()
    rows = archive.database.all("SELECT command, ended IS NOT NULL FROM runs ORDER BY n")
    assert [tuple(row) for row in rows] == [("second", 0), ("first", 1)]
