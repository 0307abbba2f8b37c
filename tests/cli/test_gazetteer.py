"""`dateline gazetteer` takes dumps by country code or file and finds names in them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main

ROW = "\t".join(
    ["900001", "Qaryat al Mithal", "Qaryat al Mithal", "", "33.5", "36.5", "P", "PPL", "SY", "", "", "", "", "", "120", "", "600", "Asia/Damascus", "2020-01-01"]
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_a_dump_is_taken_by_country_code_and_its_places_are_found(home: Path) -> None:
    (home / "SY.txt").write_text(ROW + "\n", encoding="utf-8")
    added = CliRunner().invoke(main, ["gazetteer", "add", "sy", "--from", str(home)])
    assert added.exit_code == 0, added.output
    found = CliRunner().invoke(main, ["gazetteer", "find", "Qaryat al-Mithal", "--country", "SYR"])
    assert found.exit_code == 0, found.output
    assert "33.5000 36.5000" in found.output


def test_a_missing_dump_and_a_faulty_one_are_told_with_place_and_remedy(home: Path) -> None:
    missing = CliRunner().invoke(main, ["gazetteer", "add", "LB", "--from", str(home)])
    assert missing.exit_code == 1
    assert "LB.zip" in missing.output
    assert "geonames.org" in missing.output
    (home / "SY.txt").write_text(ROW + "\nthree\tcolumns\tonly\n", encoding="utf-8")
    faulty = CliRunner().invoke(main, ["gazetteer", "add", "SY", "--from", str(home)])
    assert faulty.exit_code == 1
    assert "SY.txt:2" in faulty.output
