"""A codebook of one's own, in another field, with its own words for who is who – and its faults told by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import codebook, pipeline
from dateline.cli import main
from dateline.records import Coded

FILES = {
    "book.toml": 'name = "fields"\ntitle = "Work on the land"\nversion = "1"\ncontexts = ["grain"]\n',
    "types.toml": """
[[type]]
name = "HARVEST"
quad = 2
score = 3
modes = { "by hand" = 4 }

[[type]]
name = "QUARREL"
quad = 3
score = -2
""",
    "patterns.toml": """
[[pattern]]
name = "act"
verbal = { actor = "subject", recipient = "object" }
nominal = { actor = "possessor by", recipient = "of" }

[[pattern]]
name = "with"
verbal = { actor = "subject", recipient = "with" }
nominal = { actor = "possessor", recipient = "with" }
""",
    "frames/work.toml": """
[[frame]]
id = "harvest/reap"
event = "HARVEST"
mode = "by hand"
verbs = ["scythe", "bring in"]
pattern = "act"
cases = ["Ploughmen scythed the barley. | actor: Ploughmen"]

[[frame]]
id = "quarrel/bicker"
event = "QUARREL"
verbs = ["bicker"]
nouns = ["squabble"]
pattern = "with"
cases = ["The miller bickered with the ploughmen. | actor: miller | recipient: ploughmen"]
""",
    "cues.toml": '[[cue]]\nwords = ["barley", "rye"]\ncontext = "grain"\n',
    "lexicon/nouns.csv": "words,kind,sectors\nploughmen,group,FIELD\nploughman,group,FIELD\nmiller,person,MILL\n",
    "lexicon/titles.csv": "words,sectors\nreeve,VILLAGE\n",
    "lexicon/bodies.csv": (
        "name,aliases,kind,country,international,sectors,from,to\n"
        "Grain Guild of Marrowdale,Marrow Guild,organisation,TUN,,GUILD,1900,\n"
    ),
    "lexicon/speech.csv": "words,act,stance,addressee\nholler,said,,at\n",
    "lexicon/words.toml": '[[list]]\nname = "hedges"\nwords = ["mayhap"]\n',
}
TEXT = (
    "Ploughmen mayhap scythed the barley on Monday, Reeve Hugo Brandt hollered. "
    "The Marrow Guild bickered with the miller in Sfax."
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "fields" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "fields"


def coded(own: Path) -> Coded:
    return pipeline.code_text(TEXT, "2016-03-16", tools=pipeline.Tools(codebook=str(own)))


def test_it_has_no_fault_and_explains_itself(own: Path) -> None:
    assert [str(f) for f in codebook.check(own)] == []
    checked = CliRunner().invoke(main, ["codebook", "check", str(own)])
    assert checked.exit_code == 0, checked.output
    told = CliRunner().invoke(main, ["codebook", "explain", "scythed", "--codebook", str(own)])
    assert "harvest/reap: HARVEST by hand" in told.output


def test_its_types_modes_contexts_and_scores_are_coded(own: Path) -> None:
    first, second = coded(own).events
    assert (first.event, first.mode, first.contexts, first.score) == ("HARVEST", "by hand", ("grain",), 4)
    assert first.why.startswith("fields/harvest/reap")
    assert (second.event, second.mode, second.score) == ("QUARREL", None, -2)
    assert first.codebook.startswith("fields-1-")


def test_its_lexicon_says_who_is_who(own: Path) -> None:
    result = coded(own)
    first, second = result.events
    assert [(m.span.text, m.kind, m.sectors) for m in first.actors] == [("Ploughmen", "group", ("FIELD",))]
    [guild] = second.actors
    assert (guild.name, guild.country, guild.sectors) == ("Grain Guild of Marrowdale", "TUN", ("GUILD",))
    assert [m.sectors for m in second.recipients] == [("MILL",)]
    [said] = result.statements
    assert (said.act, said.cue.text, said.speakers[0].sectors) == ("said", "hollered", ("VILLAGE",))
    assert [h.text for h in first.hedges] == ["mayhap"]


def test_the_shipped_words_stay_known_and_unchanged(own: Path) -> None:
    ours, shipped = codebook.load(own).lexicon, codebook.load("plover").lexicon
    assert ours.titles["president"] == shipped.titles["president"]
    assert "reeve" not in shipped.titles
    assert "mayhap" not in shipped.list("hedges")
    assert shipped.list("hedges") < ours.list("hedges")


def test_the_command_line_takes_it(own: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, "utf-8")
    done = CliRunner().invoke(main, ["code", str(text), "--codebook", str(own)])
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == ["HARVEST", "QUARREL"]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [
        ("lexicon/nouns.csv", "miller,person,MILL", "miller,persona,MILL", 4, "no kind 'persona'"),
        ("lexicon/nouns.csv", "miller,person,MILL", "miller,person", 4, "2 cells where the header has 3"),
        ("lexicon/bodies.csv", ",TUN,", ",TUX,", 2, "no country 'TUX'"),
        ("lexicon/bodies.csv", ",1900,", ",1900,1800", 2, "before it starts"),
        ("lexicon/speech.csv", "holler,said", "holler,shouted", 2, "no act 'shouted'"),
        ("lexicon/titles.csv", "reeve", "", 2, "no 'words'"),
        ("lexicon/words.toml", "[[list]]", "[[list]", 1, "not valid TOML"),
        ("frames/work.toml", 'event = "QUARREL"', 'event = "ROW"', 10, "no event type 'ROW'"),
    ],
)
def test_a_fault_is_told_with_its_line(own: Path, file: str, old: str, new: str, line: int, said: str) -> None:
    path = own / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    faults = [f for f in codebook.check(own) if f.where == f"{path}:{line}"]
    assert any(said in f.what for f in faults), codebook.check(own)
    checked = CliRunner().invoke(main, ["codebook", "check", str(own)])
    assert checked.exit_code == 1
    assert f"{path.name}:{line}" in checked.output.replace("\n", "")


def test_a_file_that_no_lexicon_has_is_told(own: Path) -> None:
    (own / "lexicon" / "title.csv").write_text("words,sectors\n", "utf-8")
    [fault] = codebook.check(own)
    assert "no file of a lexicon: title.csv" in fault.what
