"""What the reader says of news of our own, and that its records are sound whatever comes in."""

from __future__ import annotations

import random
import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading import Reader, load
from dateline.records import Reading

NEWS = (
    "RAQQA (Northern Wire) – The Free Valley Council said on Monday that two children had been killed when shells hit a "
    "school in the town of Tal Abyad.\n\n"
    "“We will not leave our homes,” Salma Nouri, a spokeswoman of the council, told reporters. According to her, the "
    "shells were fired from the hills.\n\nMr. Barakat denied the accusation."
)


@pytest.fixture(scope="session")
def news(reader: Reader) -> Reading:
    return reader.read(NEWS, "item-1", 3)


def check(text: str, reading: Reading) -> None:
    """Every offset is exact, every tree a tree, every index in range."""
    assert all(text[p.start : p.end] == p.text for p in reading.paragraphs)
    end = 0
    for s in reading.sentences:
        assert text[s.start : s.end] == s.text
        assert s.start >= end
        end = s.end
        at = s.start
        for t in s.tokens:
            assert text[t.start : t.end] == t.text
            assert t.start >= at
            assert t.text
            assert t.lemma
            assert t.upos
            assert t.relation
            at = t.end
        assert (s.tokens[0].start, s.tokens[-1].end) == (s.start, s.end)
        heads = [t.head for t in s.tokens]
        assert heads.count(-1) == 1
        assert all(-1 <= h < len(heads) for h in heads)
        assert all((t.head == -1) == (t.relation == "root") for t in s.tokens)
        for n in s.names:
            assert text[n.span.start : n.span.end] == n.span.text
            assert (s.tokens[n.first].start, s.tokens[n.last].end) == (n.span.start, n.span.end)
    for a in reading.attributions:
        assert a.cue
        assert a.content
        assert all(text[x.start : x.end] == x.text for x in (*a.source, *a.cue, *a.content))
        inside = reading.sentences[a.sentence]
        assert all(inside.start <= x.start and x.end <= inside.end for x in (*a.source, *a.cue))
    if reading.vectors:
        width, tokens = reading.vectors.width, sum(len(s.tokens) for s in reading.sentences)
        assert len(reading.vectors.tokens) == tokens * width * 2
        assert len(reading.vectors.sentences) == len(reading.sentences) * width * 2
        assert np.isfinite(np.frombuffer(reading.vectors.tokens, "<f2")).all()


def test_records_of_news_are_sound(news: Reading) -> None:
    check(NEWS, news)
    assert (news.item, news.item_version, news.language, news.reason) == ("item-1", 3, "en", None)
    assert news.reader.startswith("dateline-")


def test_sentences_and_paragraphs(news: Reading) -> None:
    assert [s.paragraph for s in news.sentences] == [0, 1, 1, 2]
    assert news.sentences[3].text == "Mr. Barakat denied the accusation."


def test_syntax(news: Reading) -> None:
    tokens = news.sentences[3].tokens
    verb = next(i for i, t in enumerate(tokens) if t.text == "denied")
    assert (tokens[verb].upos, tokens[verb].lemma, tokens[verb].head) == ("VERB", "deny", -1)
    assert ("Tense", "Past") in tokens[verb].features
    assert {t.text: t.relation for t in tokens if t.head == verb}["accusation"] == "obj"


def test_names(news: Reading) -> None:
    found = {(n.span.text, n.kind) for n in news.names}
    assert {("Salma Nouri", "person"), ("Tal Abyad", "place"), ("Barakat", "person")} <= found


def test_attributions_are_linked(news: Reading) -> None:
    found = {a.cue[0].text: a for a in news.attributions}
    said = next(a for cue, a in found.items() if cue.startswith("said"))
    assert said.source[0].text == "The Free Valley Council"
    assert said.content[0].text.startswith("that two children had been killed")
    told = next(a for cue, a in found.items() if cue.startswith("told"))
    assert told.source[0].text.startswith("Salma Nouri")
    assert "We will not leave our homes" in told.content[0].text


def test_negation_and_modality_are_told_of_the_word_they_bear_on(reader: Reader) -> None:
    (sentence,) = reader.read("The rebels may not accept the offer of the council.").sentences
    accept = next(t for t in sentence.tokens if t.text == "accept")
    assert ("Negated", "Yes") in accept.features
    assert ("Modality", "may") in accept.features


def test_given_words_are_kept(reader: Reader) -> None:
    words = [["Shells", "hit", "Tal", "Abyad", "."], [], ["He", "did", "n't", "say", "so", "."]]
    found = reader.read_tokens(words)
    assert [[t.text for t in s.tokens] for s in found] == words
    text = " ".join(w for s in words for w in s)
    for s in found:
        assert text[s.start : s.end] == s.text
        assert all(text[t.start : t.end] == t.text for t in s.tokens)


def test_a_given_sentence_of_any_length_stays_one(reader: Reader) -> None:
    words = ["The", "old", "town", "and"] * 400 + ["fell", "."]
    (sentence,) = reader.read_tokens([words])
    assert len(sentence.tokens) == len(words)
    assert [t.head for t in sentence.tokens].count(-1) == 1


def test_odd_given_words_do_no_harm(reader: Reader) -> None:
    words = [["", "a b", "\ud800", "\x00", "🙂" * 50, "x" * 3000]]
    (sentence,) = reader.read_tokens(words)
    assert [t.text for t in sentence.tokens] == words[0]


ODD = {
    "empty": "", "one character": "a", "blank": " \n\t\r\n ", "one sign": ".", "a number": "7", "controls": "The \x00\x01\x1b man\x7f said\x0b no.",
    "surrogate": "The mayor \ud83d said that \udc00 nothing happened.", "right to left": "The word مرحبا was said by the \u202eroyam\u202c of the town.",
    "emoji": "The council 🙂👩‍👩‍👧 said 🏴‍☠️ no to the plan.", "html": "<p>The <b>mayor</b> said &quot;no&quot;&nbsp;to it.</p><br/><script>x=1</script>",
    "mixed scripts": "The совет of 東京 said that the Αθήνα talks were over.", "line ends": "The mayor left.\r\nHe said no.\rThen she came.",
    "no-break spaces": "The\u00a0mayor\u202fsaid\u2009no to the plan of the council.", "combining": "Khān Shaykhu\u0304n was hit by the shells in the night.",
    "quotes": "\"\"\"'''“”‘’«»" * 20 + " the", "marks": "!?!?...---***" * 50, "list": "1. One of the men\n2) Two of the men\n• Three of them\n(a) and four",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_input_is_read_without_harm(reader: Reader, name: str) -> None:
    check(ODD[name], reader.read(ODD[name]))


def test_a_megabyte_without_a_blank_is_read(reader: Reader) -> None:
    text = "the " + "abcdefghij" * 100_000
    check(text, reader.read(text))


def test_a_sentence_of_five_thousand_words_is_read(reader: Reader) -> None:
    text = "The men and the women of the town " * 700 + "left."
    reading = reader.read(text)
    check(text, reading)
    assert sum(len(s.tokens) for s in reading.sentences) == 5602


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_offsets_are_exact_in_any_text(reader: Reader, text: str) -> None:
    text = "The mayor of the town said that " + text + " and the others left."
    check(text, reader.read(text))


def made_up(rng: random.Random) -> str:
    """A document of invented news: a few sentences of common words and invented names."""
    people = ["Salma Nouri", "Gen. Barakat", "Dr. Haddad", "the mayor", "Mr. Okoye", "Lina Marchetti"]
    places = ["Tal Abyad", "Homs", "the valley", "Port Sudan", "Idlib", "the northern hills"]
    deeds = [
        "shelled",
        "visited",
        "condemned the attack on",
        "said that nobody had left",
        "denied having entered",
        "closed the road to",
    ]
    ends = [".", " on Monday.", ", activists said.", ' and called it "a new beginning".', " for the third day."]
    count = rng.choice((1, 1, 2, 3, 9))
    return " ".join(
        f"{rng.choice(people).capitalize()} {rng.choice(deeds)} {rng.choice(places)}{rng.choice(ends)}"
        for _ in range(count)
    )


@pytest.mark.slow
def test_two_thousand_documents_read_the_same_alone_together_and_in_any_order(reader: Reader) -> None:
    rng = random.Random(5)
    texts = [made_up(rng) for _ in range(2000)]
    alone = [reader.read(t) for t in texts]
    order = list(range(len(texts)))
    rng.shuffle(order)
    together = dict(zip(order, reader.read_many((texts[i] for i in order), threads=3), strict=True))
    assert len(together) == 2000
    assert all(together[i] == alone[i] for i in range(2000))


def test_threads_of_the_runtime_change_nothing(reader: Reader) -> None:
    rng = random.Random(9)
    wide = Reader(threads=2)
    texts = [" ".join(made_up(rng) for _ in range(8)) for _ in range(20)]
    assert [wide.read(t) for t in texts] == [reader.read(t) for t in texts]


def test_loading_by_name_gives_the_shipped_reader() -> None:
    assert load("dateline").version == load().version


def test_time_grows_with_length_and_not_faster(reader: Reader) -> None:
    """Counted in windows, which is what time goes into."""
    from dateline.reading.passages import passage
    from dateline.reading.windows import windows

    def count(text: str) -> int:
        known = passage(text)
        return len(windows([1] * len(known.forms), known.likely))

    text = "The mayor left the town. " * 100
    assert count(text * 10) <= 11 * count(text)


def test_every_sign_of_ascii_can_stand_in_a_text(reader: Reader) -> None:
    text = "The signs are " + " ".join(string.printable) + " and so on."
    check(text, reader.read(text))
