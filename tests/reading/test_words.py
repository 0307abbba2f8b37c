"""Where words begin and end: Universal Dependencies, on news spelling."""

import itertools

import pytest

from dateline.reading.words import cut, words


def split(text: str) -> str:
    return " ".join(text[a:b] for a, b in words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't say it.", "He did n't say it ."),
        ("They cannot and won’t leave", "They can not and wo n’t leave"),
        ("Idlib's council (IDC) met.", "Idlib 's council ( IDC ) met ."),
        ("Gen. Omar and Dr. Lina arrived at 7:30 p.m. on Monday.", "Gen. Omar and Dr. Lina arrived at 7:30 p.m. on Monday ."),
        ("about 1,200 people, 35% of them women", "about 1,200 people , 35 % of them women"),
        ("$2.5 million", "$ 2.5 million"),
        ("an anti-aircraft gun and a so-called ceasefire", "an anti-aircraft gun and a so - called ceasefire"),
        ("write to desk@example.org or see https://example.org/a?b=1.", "write to desk@example.org or see https://example.org/a?b=1 ."),
        ("“We will stay,” she said.", "“ We will stay , ” she said ."),
        ("U.S.-backed fighters", "U.S. - backed fighters"),
        ("wait... no!", "wait ... no !"),
        ("12/05/2017 and 3 km/h", "12/05/2017 and 3 km / h"),
        ("the 2nd of May, 5pm", "the 2nd of May , 5 pm"),
        ("J. Haddad", "J. Haddad"),
        ("and/or", "and / or"),
        ("GENEVA (Agencies) – Talks", "GENEVA ( Agencies ) – Talks"),
    ],
)  # fmt: skip
def test_words_of_news(text: str, expected: str) -> None:
    assert split(text) == expected


def test_a_chunk_of_any_length_is_cut_without_loss() -> None:
    for chunk in ("x" * 5000, "a-" * 3000, "." * 1000, "🙂" * 700):
        pieces = cut(chunk)
        assert "".join(chunk[a:b] for a, b in pieces) == chunk


def test_words_never_overlap_and_cover_all_that_is_no_blank() -> None:
    text = "A\u00a0b,c\td.\n(e)–f’s “g” 1.2.3 a@b @c #d http://e.f/?g."
    found = words(text)
    assert all(a < b for a, b in found)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(found))
    assert "".join(text[a:b] for a, b in found) == "".join(text.split())
