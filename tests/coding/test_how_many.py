import pytest

from dateline import coding
from dateline.coding import how_many
from dateline.coding.counts.lexicon import count_words
from dateline.records import Sentence, Token


def sentence(rows, start=0):
    """A Sentence of (text, lemma, upos, head, relation); heads count from 1, 0 is the root."""
    tokens, at = [], start
    for text, lemma, upos, head, relation in rows:
        tokens.append(Token(text, at, at + len(text), lemma, upos, head - 1, relation))
        at += len(text) + 1
    words = " ".join(r[0] for r in rows)
    return Sentence(words, start, start + len(words), tuple(tokens))


def only(words):
    [found] = coding.find_quantities(words)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("40 people were killed", 40, 40, None),
        ("about 55,000 people were killed", 55000, 55000, "about"),
        ("at least 40 people were killed", 40, None, "at least"),
        ("more than 1.5 million people were killed", 1_500_000, None, "at least"),
        ("up to 15 people were killed", None, 15, "up to"),
        ("dozens of people were killed", 24, 99, None),
        ("hundreds of thousands of people were killed", 200_000, 999_999, None),
        ("between 20 and 30 people were killed", 20, 30, None),
        ("20 to 30 people were killed", 20, 30, None),
        ("three to four thousand people were killed", 3000, 4000, None),
        ("twenty-five people were killed", 25, 25, None),
        ("nearly a dozen people were killed", 12, 12, "about"),
        ("two hundred and six people were killed", 206, 206, None),
    ],
)
def test_numbers(text, low, high, qualifier):
    found = only(text)
    assert (found.low, found.high, found.qualifier, found.kind) == (low, high, qualifier, "killed")
    assert text[found.words.start : found.words.end] == found.words.text


def test_who_and_what_by_the_syntax():
    rows = [
        ("At", "at", "ADP", 2, "case"), ("least", "least", "ADJ", 3, "nmod"), ("40", "40", "NUM", 5, "nummod"),
        ("armed", "armed", "ADJ", 5, "amod"), ("men", "man", "NOUN", 7, "nsubj:pass"), ("were", "be", "AUX", 7, "aux:pass"),
        ("detained", "detain", "VERB", 0, "root"), (".", ".", "PUNCT", 7, "punct"),
    ]  # fmt: skip
    found = only(sentence(rows, start=100))
    assert (found.kind, found.whom, found.low, found.high) == ("detained", "armed men", 40, None)
    assert (found.words.text, found.words.start) == ("At least 40", 100)


def test_the_noun_that_governs_tells_the_kind():
    rows = [
        ("the", "the", "DET", 2, "det"), ("deaths", "death", "NOUN", 0, "root"), ("of", "of", "ADP", 4, "case"),
        ("hundreds", "hundred", "NOUN", 2, "nmod"), ("of", "of", "ADP", 6, "case"), ("thousands", "thousand", "NOUN", 4, "nmod"),
        ("of", "of", "ADP", 8, "case"), ("civilians", "civilian", "NOUN", 6, "nmod"),
    ]  # fmt: skip
    found = only(sentence(rows))
    assert (found.kind, found.whom, found.low, found.scope) == ("killed", "civilians", 200_000, "cumulative")


def test_two_counts_in_one_sentence_keep_their_own_kinds():
    rows = [
        ("Police", "police", "NOUN", 2, "nsubj"), ("killed", "kill", "VERB", 0, "root"), ("two", "two", "NUM", 4, "nummod"),
        ("men", "man", "NOUN", 2, "obj"), ("and", "and", "CCONJ", 6, "cc"), ("arrested", "arrest", "VERB", 2, "conj"),
        ("nine", "nine", "NUM", 8, "nummod"), ("students", "student", "NOUN", 6, "obj"),
    ]  # fmt: skip
    two, nine = coding.find_quantities(sentence(rows))
    assert (two.kind, two.whom, two.low) == ("killed", "men", 2)
    assert (nine.kind, nine.whom, nine.low) == ("detained", "students", 9)


def test_rates_shares_and_scopes():
    rate = only("about 50 bodies are burnt every day")
    assert (rate.kind, rate.per, rate.scope) == ("killed", "day", "period")
    share = only("one percent of the total death toll")
    assert (share.low, share.unit, share.share_of, share.scope) == (1, "%", "the total death toll", "cumulative")
    assert only("More than 400,000 people have been killed since 2011").scope == "cumulative"
    assert only("On Monday 12 people were killed").scope == "event"
    assert only("About 5,000 detainees remain in the prison").scope == "stock"
    assert only("The shelling killed 12 people, bringing it on.").scope == "event"


def test_part_and_whole():
    first, second = coding.find_quantities("At least 60 people, including 12 children, were wounded.")
    assert (first.low, second.low) == (60, 12)
    assert second.whom == "children"


@pytest.mark.parametrize(
    "text",
    ["Resolution 2254 was read.", "a 12-year-old boy", "in 2015", "on 4 May", "the two sides met", "three times",
     "one of the issues", "the 2nd brigade", "at 10:30 a.m.", "for three months", ""],
)  # fmt: skip
def test_what_counts_nobody(text):
    assert coding.find_quantities(text) == []


def test_money_and_measures_have_a_unit():
    assert (only("They asked for $1.5 billion.").unit, only("They asked for $1.5 billion.").low) == ("USD", 1.5e9)
    assert only("a line of 30 km").unit == "km"


@pytest.mark.parametrize("text", ["\0" * 40, "9" * 400, "1,2,3,4,5 " * 200, "١٢٣ قتيلا", "-5 % % %", "one " * 500])
def test_any_text_is_survived(text):
    for found in coding.find_quantities(text):
        assert text[found.words.start : found.words.end] == found.words.text


def test_within():
    text = "12 men were killed. 30 men were wounded."
    found = coding.find_quantities(text)
    assert [q.low for q in how_many.within(found, 0, 19)] == [12]


def test_the_lexicon_holds_only_known_kinds():
    tables = count_words().tables
    kinds = {"killed", "injured", "detained", "displaced", "abducted", "deployed", "participants", "other"}
    assert {k for k, _ in tables["predicate"].values()} <= kinds
    assert {r for _, r in tables["predicate"].values()} <= {"o", "s", "os"}
    for table in ("governor", "counted", "idiom"):
        assert tables[table]
        assert set(tables[table].values()) <= kinds
    assert set(tables["qualifier"].values()) | set(tables["after"].values()) == {"about", "at least", "up to"}


def test_a_bare_number_is_of_the_verb_beside_it(reader):
    [one] = reader.read("Five people died and 274 were wounded, the ministry reported.").sentences
    assert [(q.words.text, q.kind) for q in coding.find_quantities(one)] == [("Five", "killed"), ("274", "injured")]
    [two] = reader.read("Police arrested nine men and wounded 26.").sentences
    assert [(q.words.text, q.kind) for q in coding.find_quantities(two)] == [("nine", "detained"), ("26", "injured")]
    assert only("41 taken prisoner").kind == "detained"
