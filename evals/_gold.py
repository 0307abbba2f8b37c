"""Takes public dev files, gives their gold in plain records; scores nothing."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass, field
from pathlib import Path


def text_of(path: Path) -> str:
    """The text of a plain or xz file."""
    return lzma.open(path, "rt", encoding="utf-8").read() if path.suffix == ".xz" else path.read_text("utf-8")


@dataclass(slots=True)
class Tree:
    """A gold sentence: words, classes, features, lemmas, heads (-1 the root), relations; characters of each word in the
    sentence's text; whether a paragraph or document starts with it."""

    text: str = ""
    document: str = ""
    paragraph: bool = False
    words: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


def trees(path: Path) -> list[Tree]:
    """The sentences of a CoNLL-U file; words of a multiword token share its characters in proportion to their letters."""
    out, document = [], ""
    for block in text_of(path).strip().split("\n\n"):
        tree, at, glued = Tree(), 0, []
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                document, tree.paragraph = line.split("=")[-1].strip(), True
            elif line.startswith("# newpar"):
                tree.paragraph = True
            elif line.startswith("# text ="):
                tree.text = line.removeprefix("# text =").strip()
            elif not line.startswith("#"):
                at, glued = _add_word(tree, line.split("\t"), at, glued)
        tree.document = document
        out.append(tree)
    return out


def _add_word(tree: Tree, cells: list[str], at: int, glued: list[int]) -> tuple[int, list[int]]:
    if "." in cells[0]:
        return at, glued
    if "-" in cells[0]:
        first, last = map(int, cells[0].split("-"))
        start = tree.text.index(cells[1], at)
        return start, [first, last, start, start + len(cells[1])]
    number, form = int(cells[0]), cells[1]
    if glued and glued[0] <= number <= glued[1]:
        start = at
        end = glued[3] if number == glued[1] else min(glued[3], start + len(form))
    else:
        start = tree.text.index(form, at)
        end = start + len(form)
    tree.words.append(form)
    tree.places.append((start, end))
    tree.upos.append(cells[3])
    tree.features.append("" if cells[5] == "_" else cells[5])
    tree.lemmas.append(cells[2])
    tree.heads.append(int(cells[6]) - 1)
    tree.relations.append(cells[7])
    return end, glued


@dataclass(slots=True)
class Article:
    """A gold article of names: sentences of words and of tags."""

    name: str
    sentences: list[list[str]]
    tags: list[list[str]]


def articles(path: Path) -> list[Article]:
    """The articles of a file in BIO columns, paragraphs cut at `. ! ?` and what closes them."""
    out = []
    for part in re.split(r"(?m)^# doc = ", text_of(path))[1:]:
        name, _, body = part.partition("\n")
        article = Article(name.strip(), [], [])
        for paragraph in body.split("\n\n"):
            rows = [
                (*line.split("\t"), "O")
                for line in paragraph.split("\n")
                if line.strip() and not line.startswith("http")
            ]
            _cut(article, [r[0] for r in rows], [r[1] for r in rows])
        out.append(article)
    return out


def _cut(article: Article, words: list[str], tags: list[str]) -> None:
    start = 0
    for at, word in enumerate(words):
        last = at + 1 == len(words)
        closes = not last and words[at + 1] in {'"', "'", "”", "’", ")", "''"}
        ended = any(w in {".", "!", "?", "...", "…"} for w in words[max(start, at - 2) : at + 1])
        full = word in {".", "!", "?", "...", "…"} or (ended and word in {'"', "'", "”", "’", ")", "''"})
        if last or (full and not closes):
            article.sentences.append(words[start : at + 1])
            article.tags.append(tags[start : at + 1])
            start = at + 1


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Spans (first, last, kind) of loose BIO or BIOES tags."""
    found, first, kind = set(), 0, ""
    for at, tag in enumerate([*tags, "O"]):
        here = tag[2:] if tag != "O" else ""
        if kind and (here != kind or tag[0] in "BS"):
            found.add((first, at - 1, kind))
            kind = ""
        if here and not kind:
            first, kind = at, here
    return found


def reports(path: Path) -> list[dict[str, object]]:
    """The articles of an attribution file."""
    return [json.loads(line) for line in text_of(path).splitlines()]
