"""Judgements are found again by text, words, type, status, fillers and chain; the interval is Wilson's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from evals._claims import blocks
from evals._judged import as_judged, as_line, read_judged, wilson
from evals.claims import holds

from dateline import coding, reading
from dateline.codebook import load
from dateline.records import Coded, Item

TEXT = "Rebels shelled the town of Idlib on Monday, killing at least seven farmers, residents said."


@pytest.fixture(scope="module")
def coded() -> Coded:
    item = Item(id="i1", body=TEXT, published="2021-01-04")
    return coding.code(item, reading.load().read(TEXT), load("plover"))


def test_an_event_coded_as_it_was_judged_is_found_again(coded: Coded, tmp_path: Path) -> None:
    event = as_judged(TEXT, coded, coded.events[0])
    path = tmp_path / "judged.jsonl"
    path.write_text(as_line(replace(event, kind="filler")) + "\n", "utf-8")
    assert read_judged(path) == {event: "filler"}


def test_a_changed_filler_or_text_makes_an_event_unjudged(coded: Coded, tmp_path: Path) -> None:
    event = as_judged(TEXT, coded, coded.events[0])
    path = tmp_path / "judged.jsonl"
    path.write_text(as_line(replace(event, kind="")) + "\n", "utf-8")
    judged = read_judged(path)
    assert replace(event, actors=("Gunmen",)) not in judged
    assert as_judged(TEXT + " ", coded, coded.events[0]) not in judged


def test_a_judgement_holds_who_says_so(coded: Coded) -> None:
    row = json.loads(as_line(as_judged(TEXT, coded, coded.events[0])))
    assert row["chain"] == ["residents|neutral"]


def test_the_interval_of_eight_in_ten() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 2), round(high, 2)) == (0.49, 0.94)


def test_marks_of_an_item_are_held_against_its_coding(coded: Coded) -> None:
    block = blocks(
        f"outlet: Harbour Press | 2021-01-04\n{TEXT}\nQ | at least seven | killed | 7 | - | whom=farmers\n===\n"
    )[0]
    assert holds("Q", block, coded, block.lines[0][1:])
    assert not holds("Q", block, coded, ["at least seven", "killed", "7", "-", "whom=monks"])
    assert holds("S", block, coded, ["shelled", "asserted"])
    assert holds("P", block, coded, ["said", "residents"])


def test_a_title_is_no_part_of_the_text() -> None:
    block = blocks("outlet: Harbour Press | 2021-01-04\ntitle: Quiet night\nNothing happened.\n===\n")[0]
    assert (block.title, block.text) == ("Quiet night", "Nothing happened.")
