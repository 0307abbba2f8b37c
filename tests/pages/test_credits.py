"""Closing credits are taken off the body and parsed into a list; nothing of the body is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.pages.credits import ends_in_credit, is_credit, split_sources, take_credit

BODY = "The council met on Monday."


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("(Source: Port Guild’s Media Office)", ("Port Guild’s Media Office",)),
        ("(Source: Port Guild’s Media Office + Agencies)", ("Port Guild’s Media Office", "Agencies")),
        ("(Sources: Port Guild; Agencies)", ("Port Guild", "Agencies")),
        ("[Source: Port Guild / Radio Delta]", ("Port Guild", "Radio Delta")),
        ("(المصدر: المكتب الإعلامي + وكالات)", ("المكتب الإعلامي", "وكالات")),
        ("(Источник: пресс-служба, агентства)", ("пресс-служба", "агентства")),
        ("（来源：协会办公室、通讯社）", ("协会办公室", "通讯社")),
        ("(Source: Office (Tyre branch))", ("Office (Tyre branch)",)),
    ],
)
def test_credit_in_brackets(words: str, sources: tuple[str, ...]) -> None:
    assert take_credit(f"{BODY} {words}") == (BODY, sources, words)


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("Source: Delta Wire", ("Delta Wire",)), ("Quelle: Kreisbote, Hafenfunk und Rathaus", ("Kreisbote", "Hafenfunk", "Rathaus")),
        ("Fuente: Radio Sierra", ("Radio Sierra",)), ("Fonte: Gabinete da Frente", ("Gabinete da Frente",)), ("Kaynak: Kıyı Meclisi", ("Kıyı Meclisi",)),
        ("Πηγή: Γραφείο Τύπου", ("Γραφείο Τύπου",)), ("منبع: دفتر انجمن", ("دفتر انجمن",)), ("PM der Kreisverwaltung vom 23.01.2020", ("Kreisverwaltung",)),
    ],
)  # fmt: skip
def test_credit_on_a_line_of_its_own(line: str, sources: tuple[str, ...]) -> None:
    assert take_credit(f"{BODY}\n\n{line}") == (BODY, sources, line)
    assert is_credit(line)
    assert ends_in_credit(line)


@pytest.mark.parametrize(
    "body",
    [
        "",
        BODY,
        "(Source: x)",
        "He named the source: a well. Nobody drank.",
        "The source (a spring) is dry.",
        f"Source: he said.\n\n{BODY}",
    ],
)
def test_what_is_no_closing_credit_stays(body: str) -> None:
    assert take_credit(body) == (body, (), None)


def test_sources_are_listed_once() -> None:
    assert split_sources("Agencies + Agencies") == ("Agencies",)


@given(st.text(max_size=200))
def test_no_character_is_lost(text: str) -> None:
    body, _, words = take_credit(text)
    assert "".join((body + (words or "")).split()) == "".join(text.split())
    assert text.startswith(body)
