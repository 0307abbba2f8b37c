"""How training reads its corpora, on small files of our own in the same formats."""

from __future__ import annotations

import json
from pathlib import Path

from training.corpora import bioes, held_out, likely_sentences, read_attributions, read_bioes, read_conllu, read_plv
from training.tables import edit, guess, lemma_table

from dateline.reading.pieces import BLANK, BREAK, NO_BLANK

CONLLU = """# newdoc id = d1
# newpar
# text = She didn't go.
1\tShe\tshe\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past|VerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Stay!
1\tStay\tstay\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


def test_syntax_keeps_gaps_and_counts_heads_over_the_document(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(CONLLU)
    (doc,) = read_conllu(tmp_path / "x.conllu", "own")
    assert doc.forms == ["She", "did", "n't", "go", ".", "Stay", "!"]
    assert doc.gaps == [BREAK, BLANK, NO_BLANK, BLANK, NO_BLANK, BLANK, NO_BLANK]
    assert doc.units == [(0, 5), (5, 7)]
    assert [s[1] for s in doc.syntax or ()] == [3, 3, 3, -1, 3, -1, 5]


def test_loose_tags_become_bioes() -> None:
    assert bioes(["B-X", "I-X", "O", "I-Y", "B-X", "B-X"]) == ["B-X", "E-X", "O", "S-Y", "S-X", "S-X"]


def test_paragraphs_are_cut_after_closing_quotes() -> None:
    assert likely_sentences(["No", ".", "”", "She", "left"]) == [(0, 3), (3, 5)]
    assert likely_sentences([]) == []


def test_names_are_read_by_document(tmp_path: Path) -> None:
    (tmp_path / "x.bioes").write_text(
        "# doc = one\nhttp://example.org\n\nLina\tB-Person\nleft\tO\n.\tO\n\n# doc = two\nHoms\tB-Location\tB-X\n"
    )
    first, second = read_bioes(tmp_path / "x.bioes", "own")
    assert (first.forms, first.names) == (["Lina", "left", "."], ["S-Person", "O", "O"])
    assert (second.name, second.names) == ("two", ["S-Location"])


def test_attributions_are_words_that_share_characters(tmp_path: Path) -> None:
    text = "The mayor\u00a0said it rained.\n\nHe left."
    row = {"doc": "d", "text": text, "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 24]]}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n")
    (doc,) = read_attributions(tmp_path / "x.jsonl", "own")
    assert doc.attributions == [([0, 1], [2], [3, 4])]
    assert doc.gaps[6] == BREAK


def test_a_fifth_of_the_event_sentences_is_never_read(tmp_path: Path) -> None:
    rows = [
        {"sentence": f"Council {i} met the mayor.", "source": "Council", "target": "the mayor", "event": "CONSULT"}
        for i in range(300)
    ]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    docs = list(read_plv(tmp_path / "x.jsonl", "own"))
    kept = sum(held_out(r["sentence"]) for r in rows)
    assert len(docs) == 300 - kept
    assert 30 < kept < 90
    assert docs[0].event == ("plv:CONSULT", [0], [3, 4])


def test_lemma_edits_turn_around() -> None:
    assert edit("stopped", "stop") == "3+"
    assert guess("halted", "VERB|Past|Fin", {"ed|VERB|Past|Fin": "2+"}) == "halt"


def test_the_table_holds_only_what_endings_cannot_say(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(CONLLU)
    table = lemma_table(list(read_conllu(tmp_path / "x.conllu", "own")))
    assert guess("did", "AUX|Past|Fin", table["endings"]) == "do" or table["forms"]["did|AUX|Past|Fin"] == "do"
