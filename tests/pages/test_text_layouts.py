"""Where the date stands must not matter: made-up pages in every layout, with and without titles, blank lines, heads and ends."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest

from dateline.pages.text_split import split_text

WORDS = [
    "river",
    "council",
    "bridge",
    "market",
    "school",
    "harbour",
    "farmers",
    "office",
    "weather",
    "repair",
    "meeting",
    "road",
    "water",
    "winter",
    "lamp",
    "boat",
    "train",
    "library",
]
FORMS: tuple[Callable[[int], str], ...] = (
    lambda day: f"{day} May 2017",
    lambda day: f"{day:02}.05.2017",
    lambda day: f"Posted on May {day}, 2017 10:30",
    lambda day: f"{day} May 2017 | News",
)
Made = list[tuple[str, str | None, str]]


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def entry(chance: random.Random, titled: bool) -> tuple[str | None, list[str]]:
    title = " ".join(chance.choices(WORDS, k=chance.randint(3, 8))).title() if titled else None
    body = [sentence(chance, chance.randint(12, 30)) for _ in range(chance.randint(1, 4))]
    if len(body) > 2:
        body[1] = sentence(chance, 5)
    return title, body


def lines_of(layout: str, date: str, title: str | None, body: list[str]) -> list[str]:
    ahead = [title] if title else []
    return {"first": [date, *ahead, *body], "title": [*ahead, date, *body], "last": [*ahead, *body, date]}[layout]


def page(
    layout: str, tight: bool, titled: bool, form: Callable[[int], str], count: int, ends: bool
) -> tuple[str, Made]:
    chance = random.Random(f"{layout}{tight}{titled}{count}{ends}{form(7)}")
    lines: list[str] = ["The River Monitor"] if ends else []
    made: Made = []
    for number in range(count):
        day = 28 - 2 * number
        title, body = entry(chance, titled)
        made.append((f"2017-05-{day:02}", title, "\n\n".join(body)))
        lines += lines_of(layout, form(day), title, body)
    lines += ["Page 2 of 7", "© 2017 The River Monitor"] if ends else []
    return ("\n" if tight else "\n\n").join(lines), made


@pytest.mark.parametrize(
    ("layout", "titled"), [("first", True), ("first", False), ("title", True), ("last", True), ("last", False)]
)
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f(7))
def test_every_item_is_found_in_every_layout(layout: str, titled: bool, form: Callable[[int], str]) -> None:
    for tight, count, ends in itertools.product([True, False], [1, 2, 3, 8], [True, False]):
        if count == 1 and not titled:
            continue
        text, made = page(layout, tight, titled, form, count, ends)
        items = split_text(text).items
        assert [((i.published or "")[:10], i.title, i.body) for i in items] == made, text


def test_a_date_glued_to_the_end_of_a_long_paragraph_closes_its_item() -> None:
    bodies = [" ".join(sentence(random.Random(n), 14) for _ in range(4)) for n in range(3)]
    text = "\n".join(f"{body}{20 - number} May 2017" for number, body in enumerate(bodies))
    found = [(item.published, item.body) for item in split_text(text).items]
    assert found == [(f"2017-05-{20 - number}", body) for number, body in enumerate(bodies)]
