"""The marks of the press-office sentences become text and spans."""

from evals._frame import HERE
from evals.reading_press import OWN, marked


def test_marks_become_spans() -> None:
    text, spans = marked("<s>He</s> <c>said</c> <k>so</k>.")
    assert text == "He said so."
    assert spans == {"source": [(0, 2)], "cue": [(3, 7)], "content": [(8, 10)]}


def test_every_sentence_has_all_three_roles() -> None:
    lines = (HERE / OWN[0]).read_text("utf-8").splitlines()
    assert len(lines) > 40
    for line in lines:
        text, spans = marked(line)
        assert "<" not in text
        assert all(len(spans[role]) == 1 for role in spans), line
