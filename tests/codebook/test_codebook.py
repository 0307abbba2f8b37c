"""A codebook is data: it loads, its faults are told with file and line, a user's own one works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import codebook
from dateline.cli import main
from dateline.codebook.loader import DATA
from dateline.errors import CodebookError

BOOKS = sorted(p.parent.name for p in DATA.glob("*/book.toml"))


def test_two_codebooks_ship() -> None:
    assert BOOKS == ["plover", "violations"]


@pytest.mark.parametrize("name", BOOKS)
def test_a_shipped_codebook_has_no_fault(name: str) -> None:
    assert [str(f) for f in codebook.check(name)] == []


def test_plover_has_all_types_modes_contexts_and_scores() -> None:
    book = codebook.load("plover")
    assert len(book.types) == 16
    assert sum(len(t.modes) for t in book.types) == 4 + 6 + 4 + 3 + 4 + 6 + 7 + 4 + 4 + 10 + 15
    assert len(book.contexts) == 37
    assert book.score("ASSAULT", "aerial") == -9.5
    assert book.score("ASSAULT", None) == -9
    assert book.type("ACCUSE").score == -3
    assert {t.name for t in book.types if t.recipient_required} == {"COOPERATE", "AID", "SANCTION"}
    assert {t.root for t in book.types} == {t.name for t in book.types} - {"CONCEDE", "RETREAT"} | {"YIELD"}


def test_plover_covers_the_vocabulary_of_conflict_news() -> None:
    frames = codebook.load("plover").frames
    assert sum(len(f.verbs) + len(f.nouns) + len(f.adjectives) for f in frames) >= 1000
    assert {f.event for f in frames} == {t.name for t in codebook.load("plover").types}


def test_every_frame_has_a_worked_case() -> None:
    for name in BOOKS:
        assert all(f.cases for f in codebook.load(name).frames)


def test_cameo_goes_only_as_deep_as_all_codes_agree() -> None:
    book = codebook.load("plover")
    assert book.cameo_code("CONSULT", "phone", ()) == "041"
    assert book.cameo_code("PROTEST", "demo", ()) == "141"
    assert (book.cameo_code("ACCUSE", "disapprove", ()) or "").startswith("11")


def test_conversions_prefer_the_named_mode() -> None:
    book = codebook.load("plover")
    found = book.convert("RETREAT", "resign", outer="REQUEST")
    assert found is not None
    assert (found.event, found.mode) == ("REQUEST", "change")
    found = book.convert("RETREAT", "release", outer="REQUEST")
    assert found is not None
    assert found.mode == "yield"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "violations", tmp_path / "mine"))


def test_a_folder_of_ones_own_loads(own: Path) -> None:
    assert codebook.load(own).name == "violations"


def test_the_version_changes_with_the_files(own: Path) -> None:
    before = codebook.load(own).version
    (own / "types.toml").write_text((own / "types.toml").read_text("utf-8") + "\n# a remark\n", "utf-8")
    assert codebook.load(own).version != before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("frames/acts.toml", 'event = "TORTURE"', 'event = "TORTURING"', "no event type 'TORTURING'"),
        ("frames/acts.toml", 'mode = "shelling"', 'mode = "shellin"', "has no mode 'shellin'"),
        ("frames/acts.toml", 'pattern = "flee"', 'pattern = "flew"', "no pattern 'flew'"),
        ("frames/acts.toml", 'needs = "violent"', 'needs = "luck"', "no condition 'luck'"),
        ("cues.toml", 'context = "women"', 'context = "womens"', "no context 'womens'"),
        ("types.toml", "quad = 4", "quad = 7", "quad 7"),
        ("frames/acts.toml", "[[frame]]", "[[frame]", "not valid TOML"),
        ("frames/acts.toml", "| actor: Militiamen |", "| actor: Nobody |", "no role and words of its sentence"),
    ],
)
def test_a_fault_is_told_with_file_and_line(own: Path, file: str, old: str, new: str, said: str) -> None:
    path = own / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    faults = codebook.check(own)
    assert any(
        said in f.what and f.where.startswith(str(path)) and f.where.rpartition(":")[2].isdigit() for f in faults
    ), faults


def test_the_line_is_that_of_the_entry(own: Path) -> None:
    path = own / "frames/acts.toml"
    lines = path.read_text("utf-8").replace('event = "TORTURE"', 'event = "TORTURING"', 1).splitlines()
    path.write_text("\n".join(lines), "utf-8")
    wanted = 1 + max(i for i, x in enumerate(lines[: lines.index('event = "TORTURING"')]) if x == "[[frame]]")
    fault = next(f for f in codebook.check(own) if "TORTURING" in f.what)
    assert fault.where == f"{path}:{wanted}"


def test_a_codebook_that_is_not_there_is_told() -> None:
    with pytest.raises(CodebookError, match="there is no codebook here"):
        codebook.load("nowhere/at/all")


def test_explain_finds_inflected_words() -> None:
    lines = list(codebook.explain(codebook.load("plover"), "shelled"))
    assert lines[0].startswith("assault/heavy: ASSAULT heavy-weapons")
    assert any("Rebels shelled the town" in x for x in lines)


def test_explain_says_when_there_is_no_rule() -> None:
    assert next(codebook.explain(codebook.load("plover"), "knitted")).startswith("no rule")


def test_bodies_have_days() -> None:
    lexicon = codebook.load("plover").lexicon
    before, after = lexicon.body("Taliban", "2019-05-01"), lexicon.body("Taliban", "2022-05-01")
    assert before is not None
    assert before.sectors == ("REB",)
    assert after is not None
    assert after.sectors == ("GOV",)
    assert lexicon.body("ISI", "2010-01-01") is not None


def test_countries_have_names_people_and_seats() -> None:
    lexicon = codebook.load("plover").lexicon
    assert lexicon.demonyms["syrian"] == "SYR"
    assert lexicon.countries["kosovo"] == "KOS"
    assert lexicon.capitals["tehran"] == "IRN"
    assert len(set(lexicon.countries.values())) >= 195


def test_the_commands_check_and_explain(own: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["codebook", "check"]).exit_code == 0
    (own / "types.toml").write_text("[[type]]\nname = 3\n", "utf-8")
    broken = runner.invoke(main, ["codebook", "check", str(own)])
    assert broken.exit_code == 1
    assert "types.toml" in broken.output
    told = runner.invoke(main, ["codebook", "explain", "shelled", "--codebook", "violations"])
    assert "INDISCRIMINATE_ATTACK" in told.output
