"""Syntax on EWT dev: given words, and raw text after the CoNLL 2018 rules (a word counts when its characters agree)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from dateline import reading
from dateline.reading import Reads
from dateline.records import Sentence
from evals._counts import Counts, interval, total
from evals._frame import Score
from evals._gold import Tree, trees

DATA = ("ud/en_ewt-dev.conllu.xz",)
OURS = {"Negated", "Modality"}
Parts = dict[str, list[Counts]]


def measure(data: Path, reader: Reads | None = None) -> Iterable[Score]:
    """LAS, UAS, UPOS, features and lemmas on given words; words, sentences and LAS from raw text. In per cent."""
    reader = reader or reading.load()
    documents = by_document(trees(data / DATA[0]))
    for kind, parts in (("given words", given(reader, documents)), ("raw text", raw(reader, documents))):
        for name, counts in parts.items():
            yield Score(f"{name}, {kind}", total(counts).f1, interval(counts))


def by_document(found: list[Tree]) -> list[list[Tree]]:
    """Sentences grouped by their document, in order."""
    out: dict[str, list[Tree]] = defaultdict(list)
    for tree in found:
        out[tree.document].append(tree)
    return list(out.values())


def plain(relation: str) -> str:
    """CoNLL scoring looks at the universal part. `"nsubj:pass" -> "nsubj"`."""
    return relation.split(":", maxsplit=1)[0]


def given(reader: Reads, documents: list[list[Tree]]) -> Parts:
    """Per document, one count per measure."""
    out: Parts = defaultdict(list)
    for gold in documents:
        sums = {k: Counts() for k in ("LAS", "UAS", "UPOS", "features", "lemmas")}
        for tree, ours in zip(gold, reader.read_tokens([t.words for t in gold]), strict=True):
            for i, token in enumerate(ours.tokens):
                head = token.head == tree.heads[i]
                features = "|".join(f"{k}={v}" for k, v in token.features if k not in OURS)
                for key, hit in (
                    ("LAS", head and plain(token.relation) == plain(tree.relations[i])), ("UAS", head),
                    ("UPOS", token.upos == tree.upos[i]), ("features", features == tree.features[i]),
                    ("lemmas", token.lemma == tree.lemmas[i]),
                ):  # fmt: skip
                    sums[key] += Counts(int(hit), 1, 1)
        for key, counts in sums.items():
            out[key].append(counts)
    return out


def running(gold: list[Tree]) -> tuple[str, list[int]]:
    """The text of a document, paragraphs parted by a blank line, and where each sentence starts."""
    text, starts = "", []
    for tree in gold:
        text += "" if not text else "\n\n" if tree.paragraph else " "
        starts.append(len(text))
        text += tree.text
    return text, starts


def raw(reader: Reads, documents: list[list[Tree]]) -> Parts:
    """Per document, one count per measure, words aligned by their characters."""
    out: Parts = defaultdict(list)
    for gold in documents:
        text, starts = running(gold)
        ours = reader.read(text).sentences
        for key, counts in _aligned(gold, starts, ours).items():
            out[key].append(counts)
    return out


def _aligned(gold: list[Tree], starts: list[int], ours: tuple[Sentence, ...]) -> dict[str, Counts]:
    there = {}
    for tree, base in zip(gold, starts, strict=True):
        places = [(a + base, b + base) for a, b in tree.places]
        for i, place in enumerate(places):
            head = places[tree.heads[i]] if tree.heads[i] >= 0 else None
            there[place] = (head, plain(tree.relations[i]), tree.upos[i])
    found = {}
    for sentence in ours:
        for token in sentence.tokens:
            head = sentence.tokens[token.head] if token.head >= 0 else None
            found[token.start, token.end] = (
                (head.start, head.end) if head else None,
                plain(token.relation),
                token.upos,
            )
    both = [(found[p], there[p]) for p in found if p in there]
    edges = {(b, b + len(t.text)) for t, b in zip(gold, starts, strict=True)}
    cut = {(s.start, s.end) for s in ours}
    words = Counts(0, len(found), len(there))
    return {
        "words": Counts(len(both), words.found, words.there),
        "sentences": Counts(len(edges & cut), len(cut), len(edges)),
        "UPOS": Counts(sum(a[2] == b[2] for a, b in both), words.found, words.there),
        "UAS": Counts(sum(a[0] == b[0] for a, b in both), words.found, words.there),
        "LAS": Counts(sum(a[:2] == b[:2] for a, b in both), words.found, words.there),
    }
