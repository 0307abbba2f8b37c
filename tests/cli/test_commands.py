"""The commands as a user calls them: what they print, their exit codes, their documentation."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.pipeline.conftest import BODIES, text_page

from dateline.cli import main


class Terminal:
    """Runs commands on one archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = folder / "archive.db"

    def run(self, command: str, *arguments: object, fed: str | None = None) -> Result:
        given = [command, *map(str, arguments)]
        if command not in {"code"}:
            given += ["--archive", str(self.archive)]
        result = CliRunner().invoke(main, given, input=fed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def lines(self, command: str, *arguments: object) -> list[dict]:  # type: ignore[type-arg]
        return [json.loads(line) for line in self.run(command, *arguments).stdout.splitlines()]


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    (bare.folder / "page.txt").write_text(text_page(2, 5))
    assert bare.run("add", bare.folder / "page.txt", "--no-code").exit_code == 0
    return bare


def test_add_tells_what_was_new(bare: Terminal) -> None:
    (bare.folder / "page.txt").write_text(text_page())
    first, second = (bare.run("add", bare.folder / "page.txt", "--no-code") for _ in range(2))
    assert first.stdout == "1 new capture, 3 new items, 0 new versions\n"
    assert second.stdout.endswith("1 capture known already\n")
    assert "%" not in first.stderr, "no progress bar where nobody looks on"


def test_add_fails_when_anything_did_not_go_through_and_does_the_rest(bare: Terminal) -> None:
    (bare.folder / "page.txt").write_text(text_page())
    result = bare.run("add", bare.folder / "nowhere.txt", bare.folder / "page.txt", "--no-code")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert "3 new items" in result.stdout


def test_add_reads_and_codes_unless_told_not_to(bare: Terminal) -> None:
    (bare.folder / "page.txt").write_text(text_page())
    result = bare.run("add", bare.folder / "page.txt", "--workers", 1)
    assert (result.exit_code, "3 items read and coded" in result.stdout) == (0, True)
    assert bare.run("process", "--workers", 1).stdout.startswith("0 items")
    assert bare.lines("export", "events")
    assert {row["item"] for row in bare.lines("export", "statements")} <= {
        row["id"] for row in bare.lines("export", "items")
    }


def test_claims_do_not_depend_on_the_number_of_processes(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.pipeline import processing

    monkeypatch.setattr(processing, "FEW", 1)
    assert terminal.run("process", "--workers", 1).exit_code == 0
    alone = terminal.lines("export", "events")
    again = Terminal(terminal.folder / "again")
    again.folder.mkdir()
    again.run("add", terminal.folder / "page.txt", "--no-code")
    assert again.run("process", "--workers", 2).exit_code == 0
    assert again.lines("export", "events") == alone


def test_export_to_a_file_and_to_standard_output(terminal: Terminal) -> None:
    assert [row["body"] for row in terminal.lines("export", "items")] == list(BODIES)
    assert terminal.lines("export", "coverage")[0]["pages_missing"] == [1, 3, 4, 5]
    target = terminal.folder / "items.csv"
    assert "3 items" in terminal.run("export", "items", "-o", target).stderr
    assert target.read_text().startswith("address,id,version")
    assert terminal.run("export", "captures", "--format", "warc").stdout_bytes[:2] == b"\x1f\x8b"
    assert len(terminal.lines("export", "outlets")) == 1
    assert terminal.lines("export", "problems") == []


def test_an_export_that_fails_leaves_no_file(terminal: Terminal) -> None:
    result = terminal.run("export", "items", "--format", "warc", "-o", terminal.folder / "items.warc")
    assert (result.exit_code, "captures only" in result.stderr) == (1, True)
    assert not list(terminal.folder.glob("items.warc*"))


def test_search_finds_folded_words(terminal: Terminal) -> None:
    found = terminal.run("search", "MARROWDÄLE")
    assert (found.exit_code, len(found.stdout.splitlines())) == (0, 1)
    assert json.loads(terminal.run("search", "ferries", "--json").stdout)["published"] == "2016-03-13"
    assert terminal.run("search", "nothing-of-the-kind").exit_code == 1
    assert terminal.run("search", "ferries", "--from", "2016-03-14").exit_code == 1


def test_stats_count(terminal: Terminal) -> None:
    counts = json.loads(terminal.run("stats", "--json").stdout)
    assert (counts["items"], counts["captures"], counts["missing_pages"], counts["problems"]) == (3, 1, 4, {})
    assert "missing pages" in terminal.run("stats").stdout


def test_verify_passes_and_fails(terminal: Terminal) -> None:
    assert terminal.run("verify").stdout == "1 capture checked, 0 problems\n"
    with sqlite3.connect(terminal.archive) as connection:
        connection.execute("UPDATE blobs SET codec = 'raw', body = x'00'")
    connection.close()
    result = terminal.run("verify")
    assert (result.exit_code, "damaged bytes" in result.stderr) == (1, True)


def test_backup_makes_a_copy_and_never_overwrites(terminal: Terminal) -> None:
    target = terminal.folder / "copy.db"
    assert terminal.run("backup", target).exit_code == 0
    again = terminal.run("backup", target)
    assert (again.exit_code, "--force" in again.stderr) == (1, True)
    assert terminal.run("backup", target, "--force").exit_code == 0
    copy = Terminal(terminal.folder)
    copy.archive = target
    assert copy.lines("export", "items") == terminal.lines("export", "items")
    assert not list(terminal.folder.glob("*.part*"))


def test_an_outlet_is_what_the_user_says(terminal: Terminal) -> None:
    result = terminal.run(
        "outlet", "council-news", "--party", "Harbour List", "--language", "en", "--site", "c.example"
    )
    assert "party: Harbour List" in result.stdout
    (row,) = terminal.lines("export", "outlets")
    assert (row["party"], row["sites"], row["name"]) == ("Harbour List", ["c.example"], "Council News")
    assert "Harbour List" in terminal.run("outlet").stdout


def test_what_is_withheld_is_in_no_export(terminal: Terminal) -> None:
    first = terminal.lines("export", "items")[0]["id"]
    assert terminal.run("visibility", "withheld", first).exit_code == 0
    assert first not in {row["id"] for row in terminal.lines("export", "items")}
    assert terminal.lines("export", "captures") == []
    assert len(terminal.lines("export", "items", "--audience", "withheld")) == 3
    assert terminal.run("visibility", "withheld", "nothing").exit_code == 1


def test_a_purge_needs_a_reason_and_leaves_a_tombstone(terminal: Terminal) -> None:
    digest = terminal.lines("export", "captures")[0]["sha256"]
    assert terminal.run("purge", digest, "--yes").exit_code == 2
    assert terminal.run("purge", digest, "--why", "names a witness", fed="n\n").exit_code == 1
    assert len(terminal.lines("export", "items")) == 3
    assert (
        "4 tombstones" in terminal.run("purge", digest, "--why", "names a witness", "--who", "R. Tide", "--yes").stdout
    )
    assert terminal.lines("export", "items") == []
    assert f"{digest}" in terminal.run("purge", "--list").stdout
    again = terminal.run("add", terminal.folder / "page.txt", "--no-code")
    assert (again.exit_code, "purged on purpose" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    "command", [["export", "items"], ["search", "x"], ["stats"], ["verify"], ["process"], ["purge", "--list"]]
)
def test_without_an_archive_there_is_one_clear_line(bare: Terminal, command: list[str]) -> None:
    result = bare.run(*command)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "there is no archive here – make one with `dateline add`" in result.stderr
    assert not bare.archive.exists()


def test_code_needs_no_archive(bare: Terminal) -> None:
    beside = bare.folder / "statements.jsonl"
    text = "Police arrested two fishermen in Sfax on Monday, the council of Marrowdale said."
    result = bare.run("code", "-", "--published", "2016-03-16", "--statements", beside, fed=text)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    assert all(text[row["trigger"]["start"] : row["trigger"]["end"]] == row["trigger"]["text"] for row in rows)
    assert rows[0]["when"]["from"] == "2016-03-14"
    assert all(json.loads(line)["act"] for line in beside.read_text().splitlines())


def test_code_takes_many_texts_and_goes_on_after_a_bad_line(bare: Terminal) -> None:
    lines = bare.folder / "texts.jsonl"
    good = [{"id": name, "text": "Police arrested two fishermen in Sfax.", "published": "2016-03-16"} for name in "ab"]
    lines.write_text(f"{json.dumps(good[0])}\nnot json\n{json.dumps(good[1])}\n")
    result = bare.run("code", "--jsonl", lines)
    assert {json.loads(line)["item"] for line in result.stdout.splitlines()} == {"a", "b"}
    assert (result.exit_code, "texts.jsonl:2" in result.stderr) == (1, True)


def test_a_watch_without_sources_ends(bare: Terminal) -> None:
    assert bare.run("watch", "--once").exit_code == 0


def test_searching_does_not_load_reader_parser_or_network() -> None:
    code = (
        "import sys; from dateline.cli import main\n"
        "try: main(['search', 'x', '--archive', '/nowhere/archive.db'])\nexcept SystemExit: pass\n"
        "print([m for m in ('onnxruntime', 'lxml', 'httpx', 'tokenizers', 'feedparser', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_every_command_and_option_explains_itself() -> None:
    context = click.Context(main)
    names = main.list_commands(context)
    assert {
        "add",
        "backup",
        "code",
        "export",
        "outlet",
        "process",
        "purge",
        "search",
        "stats",
        "verify",
        "watch",
    } <= set(names)
    for name in names:
        command = main.get_command(context, name)
        assert command is not None
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.name)


def test_reading_commands_work_on_an_archive_that_may_not_be_written(terminal: Terminal) -> None:
    before = terminal.archive.stat().st_mtime_ns
    terminal.archive.chmod(0o444)
    terminal.folder.chmod(0o555)
    try:
        assert len(terminal.lines("export", "items")) == 3
        assert terminal.run("search", "ferries").exit_code == 0
        assert terminal.run("stats").exit_code == 0
        assert terminal.run("verify").exit_code == 0
    finally:
        terminal.folder.chmod(0o755)
    assert terminal.archive.stat().st_mtime_ns == before


def test_an_older_archive_is_brought_up_by_the_first_command(bare: Terminal) -> None:
    from dateline.archive import migrations

    with sqlite3.connect(bare.archive) as connection:
        for statement in migrations.statements(migrations.steps()[0][1].read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert json.loads(bare.run("stats", "--json").stdout)["items"] == 0
