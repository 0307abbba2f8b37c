"""spaCy's own CPU pipeline (default config: tok2vec, tagger, parser, ner), trained on the files our reader learned from.

Needs DATELINE_DATA and spaCy. The trained pipeline is kept under `.cache/peers`, so a second run only measures. One part
in twenty of the training documents serves spaCy to choose its best of 8,000 steps (some forty minutes); the dev halves are for measuring alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals import reading_names, reading_syntax
from evals._gold import Tree, articles, reports, spans, trees

from dateline.reading import Reads, load
from dateline.reading.foreign import from_spacy

SYNTAX = ("ud/en_ewt-train.conllu.xz", "ud/gum-news-interview-speech-court-bio-voyage.conllu.xz")
NAMES = "names/worldwide-train.bioes.xz"
STEPS, PATIENCE = 8000, 2400
SHOWN = ("LAS", "UAS", "words", "sentences", "names, all", "names, person, org", "names, lower", "names, capitals")


def run(cache: Path) -> Iterator[tuple[str, str, float, str]]:
    """Accuracy and words per second of both, on the same dev files and the same articles."""
    if not os.environ.get("DATELINE_DATA"):
        print("reading: not measured, DATELINE_DATA is unset")
        return
    data = Path(os.environ["DATELINE_DATA"])
    for tool, reader in (("dateline", load()), ("spaCy, same files", from_spacy(pipeline(data, cache)))):
        for score in (*reading_syntax.measure(data, reader), *reading_names.measure(data, reader)):
            if score.measure.startswith(SHOWN):
                yield tool, score.measure, score.value, "%"
        yield tool, "text to records, 2 threads", speed(reader, data), "words/s"


def speed(reader: Reads, data: Path) -> float:
    """Words per second from text to records; spaCy has no threads of its own for this, so it takes what it takes."""
    texts = [str(r["text"]) for r in reports(data / "attribution/polnear-dev.jsonl.xz")]
    list(reader.read_many(texts[:4]))
    start = time.perf_counter()
    words = sum(len(s.tokens) for r in reader.read_many(texts, 2) for s in r.sentences)
    return words / (time.perf_counter() - start)


def pipeline(data: Path, cache: Path) -> Any:
    """The trained pipeline, from the cache where it is there."""
    import spacy

    best = cache / "spacy" / "model-best"
    if not best.exists():
        train(data, cache)
    return spacy.load(best)


def train(data: Path, cache: Path) -> None:
    """Train spaCy with its default settings for CPU."""
    from spacy.cli.init_config import init_config
    from spacy.cli.train import train as spacy_train

    docs = [*_syntax(data), *_names(data)]
    _store((d for i, d in enumerate(docs) if i % 20), cache / "train.spacy")
    _store((d for i, d in enumerate(docs) if i % 20 == 0), cache / "choose.spacy")
    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency")
    config["paths"]["train"], config["paths"]["dev"] = str(cache / "train.spacy"), str(cache / "choose.spacy")
    config["training"] |= {"max_steps": STEPS, "patience": PATIENCE, "eval_frequency": 600}
    config.to_disk(cache / "config.cfg")
    spacy_train(cache / "config.cfg", cache / "spacy")


def _store(docs: Iterable[Any], path: Path) -> None:
    from spacy.tokens import DocBin

    DocBin(docs=list(docs), store_user_data=False).to_disk(path)


def _syntax(data: Path) -> Iterator[Any]:
    """Documents of up to ten sentences with tags and trees, and no word on names."""
    import spacy
    from spacy.tokens import Doc

    vocab = spacy.blank("en").vocab
    found: list[Tree] = [t for name in SYNTAX for t in trees(data / name)]
    for at in range(0, len(found), 10):
        some = found[at : at + 10]
        base, heads, starts = 0, [], []
        for tree in some:
            heads += [base + (i if h < 0 else h) for i, h in enumerate(tree.heads)]
            starts += [i == 0 for i in range(len(tree.words))]
            base += len(tree.words)
        yield Doc(
            vocab,
            words=[w for t in some for w in t.words],
            spaces=[b for t in some for b in _blanks(t)],
            tags=[u for t in some for u in t.upos],
            heads=heads,
            deps=["ROOT" if r == "root" else r for t in some for r in t.relations],
        )


def _blanks(tree: Tree) -> list[bool]:
    after = [*(a for a, _ in tree.places[1:]), len(tree.text) + 1]
    return [b > end for (_, end), b in zip(tree.places, after, strict=True)]


def _names(data: Path) -> Iterator[Any]:
    """Articles with names, and no word on syntax."""
    import spacy
    from spacy.tokens import Doc, Span

    vocab = spacy.blank("en").vocab
    for article in articles(data / NAMES):
        for words, tags in zip(article.sentences, article.tags, strict=True):
            doc = Doc(vocab, words=words)
            doc.set_ents([Span(doc, a, b + 1, label=k) for a, b, k in sorted(spans(tags))])
            yield doc
