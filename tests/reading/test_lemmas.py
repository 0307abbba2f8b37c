"""Dictionary forms, on words of our own choice."""

import pytest

from dateline.reading import Reader

PAST, PARTICIPLE = (("Mood", "Ind"), ("Tense", "Past"), ("VerbForm", "Fin")), (("Tense", "Pres"), ("VerbForm", "Part"))
PLURAL, SINGULAR = (("Number", "Plur"),), (("Number", "Sing"),)


@pytest.mark.parametrize(
    ("word", "word_class", "features", "lemma"),
    [
        ("shelled", "VERB", PAST, "shell"), ("met", "VERB", PAST, "meet"), ("provoked", "VERB", PAST, "provoke"),
        ("bombed", "VERB", PAST, "bomb"), ("stopping", "VERB", PARTICIPLE, "stop"), ("Ministers", "NOUN", PLURAL, "minister"),
        ("cities", "NOUN", PLURAL, "city"), ("women", "NOUN", PLURAL, "woman"), ("Homs", "PROPN", SINGULAR, "Homs"),
        ("was", "AUX", (("Mood", "Ind"), ("Number", "Sing"), ("Person", "3"), ("Tense", "Past"), ("VerbForm", "Fin")), "be"),
        ("n't", "PART", (("Polarity", "Neg"),), "not"),
    ],
)  # fmt: skip
def test_lemmas(reader: Reader, word: str, word_class: str, features: tuple[tuple[str, str], ...], lemma: str) -> None:
    assert reader._lemmas.of(word, word_class, features) == lemma


def test_an_unknown_word_keeps_something(reader: Reader) -> None:
    assert reader._lemmas.of("ing", "VERB", PARTICIPLE)
    assert reader._lemmas.of("ξένος", "NOUN", SINGULAR) == "ξένος"
