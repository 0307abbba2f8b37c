"""Lemmas of verbs whose forms no ending tells."""

import pytest

from dateline import reading
from dateline.reading.lemmas import irregular


@pytest.fixture(scope="module")
def reader():
    return reading.load()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("fled", "flee"), ("shot", "shoot"), ("fought", "fight"), ("slain", "slay"), ("torn", "tear"), ("stolen", "steal"), ("shelled", "shell")],
)  # fmt: skip
def test_past_forms(reader, form: str, lemma: str) -> None:
    sentence = reader.read_tokens([["The", "men", "were", "said", "to", "have", form, "the", "herders", "."]])[0]
    assert sentence.tokens[6].lemma == lemma


def test_no_form_has_two_lemmas_and_none_is_its_own() -> None:
    forms = irregular()
    assert len(forms) > 200
    assert all(form != lemma for form, lemma in forms.items())
