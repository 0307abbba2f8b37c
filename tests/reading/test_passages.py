"""Paragraphs and likely sentence starts."""

from dateline.reading.passages import dateline, paragraphs, passage


def starts(text: str) -> list[str]:
    known = passage(text)
    return [known.forms[i] for i in known.likely]


def test_every_line_is_a_paragraph_unless_a_column_broke_it() -> None:
    text = "First line\nSecond line\n\nThird"
    assert [text[a:b] for a, b in paragraphs(text)] == ["First line", "Second line", "Third"]


def test_lines_wrapped_at_one_width_are_one_paragraph() -> None:
    lines = [
        "The council of the town said on Sunday that the road to the north had",
        "been closed for the third day, and that bread was being brought in by",
        "hand from the villages around it.",
    ]
    text = "\n".join(lines)
    assert [text[a:b] for a, b in paragraphs(text)] == [text]


def test_list_items_stay_apart() -> None:
    text = "\n".join(f"- item number {n} of a list whose lines are all about as long as this" for n in range(4))
    assert len(paragraphs(text)) == 4


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    assert starts("Dr. Salma Nouri met Gen. K. Barakat. They spoke.") == ["Dr.", "They"]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert starts("“We stay.” The mayor left.") == ["“", "The"]


def test_no_start_inside_a_number_or_before_a_small_letter() -> None:
    assert starts("It cost 3.5 million. e.g. nothing else") == ["It"]


def test_an_empty_text_has_no_words() -> None:
    assert passage("").forms == []
    assert passage(" \n\t ").paragraphs == []


def test_datelines_are_known() -> None:
    assert dateline(["GENEVA", "(", "Agencies", ")", "–", "Talks"]) == 5
    assert dateline(["Tal", "Abyad", "(", "Northern", "Wire", ")", "—", "The"]) == 7
    assert dateline(["BEIRUT", ",", "May", "5", "-", "The", "mayor"]) == 5
    assert dateline(["The", "mayor", "–", "who", "left"]) == 0
    assert dateline(["Talks", "go", "on"]) == 0
