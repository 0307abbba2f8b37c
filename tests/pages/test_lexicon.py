"""The lexicon files of the pages room: well-formed, no word twice with two meanings by accident."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import pytest

from dateline.pages.furniture_words import EXACT, words

LEXICON = files("dateline.data") / "lexicon"
NAMES = ("dates-cldr.csv", "dates-words.csv", "furniture.csv", "credits.csv", "languages.csv")


def rows(name: str) -> list[list[str]]:
    with (LEXICON / name).open(encoding="utf-8") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_all_columns_and_stand_once(name: str) -> None:
    head, *body = rows(name)
    assert body
    assert all(len(row) == len(head) for row in body), [row for row in body if len(row) != len(head)]
    assert not [row for row, count in Counter(map(tuple, body)).items() if count > 1]
    assert all(cell == cell.strip() for row in body for cell in row)
    assert all(word for row in body for word in row[-1].split("|"))


def test_months_and_weekdays_are_complete_for_each_language() -> None:
    found: dict[str, set[str]] = {}
    for language, kind, value, _ in rows("dates-cldr.csv")[1:]:
        if kind == "month":
            found.setdefault(language, set()).add(value)
    assert len(found) >= 60
    assert [language for language, months in found.items() if len(months) != 12] == []


def test_values_are_in_range() -> None:
    limits = {"month": 12, "hijri": 12, "jalali": 12, "weekday": 7}
    for name in ("dates-cldr.csv", "dates-words.csv"):
        for _, kind, value, words_ in rows(name)[1:]:
            if kind in limits:
                assert 1 <= int(value) <= limits[kind], words_


def test_a_whole_line_is_one_kind_of_furniture() -> None:
    counts = Counter(word for kind in EXACT for word in words(kind) if kind != "prev")
    assert [word for word, count in counts.items() if count > 1] == []


def test_the_readme_names_every_file() -> None:
    readme = (LEXICON / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if name not in readme] == []
