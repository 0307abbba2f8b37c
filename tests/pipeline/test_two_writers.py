"""Two processes add while one reads: nothing is lost, doubled or half seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pipeline.conftest import text_page

from dateline.archive import open_archive

_ADD = "import sys; from dateline.cli import main; main(['add', '--no-code', '-q', '--archive', *sys.argv[1:]])"


def test_two_processes_add_while_one_reads(tmp_path: Path) -> None:
    for half in ("one", "two", "both"):
        (tmp_path / half).mkdir()
        for number in range(15):
            bodies = tuple(
                f"The {half} council took up matter {number} point {i} in the old customs house." for i in "abc"
            )
            (tmp_path / half / f"{number:02}.txt").write_text(text_page(number + 1, 15, bodies))
    path = tmp_path / "archive.db"
    open_archive(path).close()
    commands = [[sys.executable, "-c", _ADD, path, tmp_path / half, tmp_path / "both"] for half in ("one", "two")]
    writers = [subprocess.Popen(command) for command in commands]
    seen = []
    with open_archive(path, readonly=True) as reader:
        while any(writer.poll() is None for writer in writers):
            with reader.database.snapshot():
                captures, items = reader.captures.count(), reader.items.count()
                sighted = reader.database.value("SELECT count(*) FROM sightings")
            assert (items, sighted) == (captures * 3, captures * 3)
            seen.append(captures)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen == sorted(seen)
    with open_archive(path) as archive:
        assert (archive.captures.count(), archive.items.count()) == (45, 135)
        assert list(archive.checks.structure()) == []
        assert len({item.id for item in archive.items.all()}) == 135
