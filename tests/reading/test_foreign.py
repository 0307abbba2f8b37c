"""Pipelines of other libraries as readers. The spaCy one is a real pipeline, built here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ModelError
from dateline.reading import load
from dateline.reading.foreign import Foreign, Parsed, from_spacy, from_stanza
from dateline.records import Token

spacy = pytest.importorskip("spacy", reason="spaCy is part of the development extra")
TEXT = "Salma Nouri visited Tal Abyad.\n\nThe mayor of the town left."


def pipeline() -> Any:
    """A spaCy pipeline with UD labels: a sentencizer, entity rules, and a parser of three rules."""
    from spacy.language import Language

    if not Language.has_factory("toy_parser"):

        @Language.component("toy_parser")
        def toy(doc: Any) -> Any:
            for sentence in doc.sents:
                words = [t for t in sentence if not t.is_space]
                root = next((t for t in words if t.text in {"visited", "left"}), words[0])
                for t in sentence:
                    t.head, t.dep_ = root, "ROOT" if t.i == root.i else "nsubj" if t.i < root.i else "obj"
                    t.pos_, t.lemma_ = "VERB" if t.i == root.i else "PROPN", t.text.lower()
                root.set_morph("Tense=Past|VerbForm=Fin")
            return doc

    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    made.add_pipe("toy_parser")
    rules = made.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "PERSON", "pattern": "Salma Nouri"}, {"label": "GPE", "pattern": "Tal Abyad"}])
    return made


def test_a_spacy_pipeline_reads_text() -> None:
    reading = from_spacy(pipeline()).read(TEXT, "i", 2)
    assert (reading.item, reading.item_version, reading.language) == ("i", 2, "en")
    first, second = reading.sentences
    assert [s.paragraph for s in (first, second)] == [0, 1]
    for s in (first, second):
        assert TEXT[s.start : s.end] == s.text
        assert all(TEXT[t.start : t.end] == t.text for t in s.tokens)
    root = next(t for t in first.tokens if t.head == -1)
    assert (root.text, root.relation, root.features) == ("visited", "root", (("Tense", "Past"), ("VerbForm", "Fin")))
    assert [(n.span.text, n.kind) for n in first.names] == [("Salma Nouri", "person"), ("Tal Abyad", "place")]


def test_a_spacy_pipeline_reads_given_words() -> None:
    words = [["He", "visited", "Homs", ".", "She", "left"], ["So"]]
    found = from_spacy(pipeline()).read_tokens(words)
    assert [[t.text for t in s.tokens] for s in found] == words
    assert [t.head for t in found[0].tokens].count(-1) == 1


def test_a_spacy_pipeline_is_loaded_by_folder(tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    made.to_disk(tmp_path / "mine")
    reader = load(f"spacy:{tmp_path / 'mine'}")
    assert reader.version.startswith("spacy-en")
    assert [s.text for s in reader.read("The mayor left. She stayed in the town.").sentences] == [
        "The mayor left.",
        "She stayed in the town.",
    ]


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="spacy:no_such_pipeline"):
        load("spacy:no_such_pipeline")


def test_a_pipeline_without_ud_labels_is_refused() -> None:
    made = spacy.blank("en")
    parser = made.add_pipe("parser")
    for label in ("nsubj", "dobj", "pobj"):
        parser.add_label(label)
    with pytest.raises(ModelError, match="not those of UD"):
        from_spacy(made)


def test_another_language_is_passed_on_unread() -> None:
    reading = from_spacy(pipeline()).read(
        "Der Rat der Stadt teilte am Sonntag mit, die Straße nach Norden sei gesperrt."
    )
    assert (reading.sentences, reading.reason) == ((), "language: de")


class Plain:
    """What a Stanza pipeline returns, in its plain form."""

    def __init__(self, rows: list[list[dict[str, Any]]]) -> None:
        self.rows = rows

    def to_dict(self) -> list[list[dict[str, Any]]]:
        return self.rows


def test_stanzas_plain_form_becomes_sentences() -> None:
    text = "She didn't visit Homs of the town."
    rows: list[dict[str, Any]] = [
        {
            "id": 1,
            "text": "She",
            "upos": "PRON",
            "head": 4,
            "deprel": "nsubj",
            "start_char": 0,
            "end_char": 3,
            "ner": "O",
        },
        {"id": (2, 3), "text": "didn't", "start_char": 4, "end_char": 10, "ner": "O"},
        {"id": 2, "text": "did", "upos": "AUX", "head": 4, "deprel": "aux", "lemma": "do"},
        {
            "id": 3,
            "text": "n't",
            "upos": "PART",
            "head": 4,
            "deprel": "advmod",
            "lemma": "not",
            "feats": "Polarity=Neg",
        },
        {
            "id": 4,
            "text": "visit",
            "upos": "VERB",
            "head": 0,
            "deprel": "root",
            "start_char": 11,
            "end_char": 16,
            "ner": "O",
        },
        {
            "id": 5,
            "text": "Homs",
            "upos": "PROPN",
            "head": 4,
            "deprel": "obj",
            "start_char": 17,
            "end_char": 21,
            "ner": "S-GPE",
        },
    ]
    reading = from_stanza(lambda _: Plain([rows]), lambda _: Plain([rows]), "stanza-test").read(text)
    (sentence,) = reading.sentences
    assert [t.text for t in sentence.tokens] == ["She", "did", "n't", "visit", "Homs"]
    assert sentence.tokens[2].features == (("Polarity", "Neg"),)
    assert [(n.span.text, n.kind) for n in sentence.names] == [("Homs", "place")]


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Organization", "organisation"), ("Location", "place"), ("Facility", "facility"), ("X", "other")],
)
def test_labels_written_out_are_kinds_too(label: str, kind: str) -> None:
    token = Token("Karsin", 0, 6, "Karsin", "PROPN", -1, "root")
    reader = Foreign("own", lambda text: [], lambda given: [Parsed((token,), ((0, 0, label),))])
    (sentence,) = reader.read_tokens([["Karsin"]])
    assert [n.kind for n in sentence.names] == [kind]
