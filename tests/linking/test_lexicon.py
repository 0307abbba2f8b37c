"""The word lists of joining are whole: folded, without doubles, every spelling in one row."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from dateline.text import fold

FOLDER = resources.files("dateline") / "data" / "lexicon"


@pytest.mark.parametrize("name", ["spelling.toml", "public-role.toml", "reports.toml"])
def test_lists_are_folded_and_without_doubles(name: str) -> None:
    data = tomllib.loads((FOLDER / name).read_text("utf-8"))
    lists = {key: value for key, value in data.items() if isinstance(value, list) and key != "same"}
    assert lists
    for key, words in lists.items():
        if key == "sectors":
            continue
        assert len(words) == len(set(words)), key
        assert [w for w in words if fold(w) != w or not w.strip()] == [], key


def test_no_spelling_stands_in_two_rows() -> None:
    rows = tomllib.loads((FOLDER / "spelling.toml").read_text("utf-8"))["same"]
    words = [word for row in rows for word in row]
    assert len(words) > 50
    assert len(words) == len(set(words))
