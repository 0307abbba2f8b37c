"""A sentence and two spans → what tells the type of event between them: words, syntax path, codebook frames, vectors.

Gives names of features and one row of numbers; learns nothing. `types.py` weighs them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.codebook import Codebook
from dateline.coding.cast import gather
from dateline.coding.events import Draft, find_events
from dateline.coding.predicates import Trigger
from dateline.coding.scene import Scene, make_scene
from dateline.coding.tree import Tree
from dateline.records import Mention, Reading, Sentence
from dateline.text import fold

Row = NDArray[np.float32]
_FAR = 12
_RULING = {"regime", "government", "authority", "authorities", "administration", "leadership"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Features of one pair: names that are on, and vectors of words between, path, its top, sentence in a row."""

    names: tuple[str, ...]
    dense: Row | None
    reader: str = ""


def describe(reading: Reading, source: tuple[int, int] | None, target: tuple[int, int] | None, book: Codebook) -> Pair:
    """The features of the pair in a reading's text; spans are offsets in it, None where none is named."""
    body = _body(reading)
    sentence, number = _sentence(reading, source, target)
    scene = make_scene(sentence, number, body, book, gather(reading, body, book.lexicon, None))
    return describe_scene(reading, Seen(scene, scene.triggers(), find_events(scene)), source, target)


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence with what the codebook found in it."""

    scene: Scene
    triggers: Sequence[Trigger]
    drafts: Sequence[Draft]


def describe_scene(
    reading: Reading, seen: Seen, source: tuple[int, int] | None, target: tuple[int, int] | None
) -> Pair:
    """As `describe`, for a sentence that is being coded already."""
    tree, number = seen.scene.tree, seen.scene.index
    first, second = _tokens(tree, source), _tokens(tree, target)
    path = _path(tree, first, second)
    between = _between(first, second, len(tree))
    words = _neutral(seen.scene)
    names = [
        *_words(tree, words, first, second, between),
        *_syntax(tree, words, path, first, second),
        *_frames(seen, source, target, (path, between)),
    ]
    return Pair(tuple(dict.fromkeys(names)), _dense(reading, number, first, second, between, path), reading.reader)


def _body(reading: Reading) -> str:
    """The text as far as the reading holds it; gaps are blanks, so that offsets stay right."""
    end = max((s.end for s in reading.sentences), default=0)
    chars = [" "] * end
    for s in reading.sentences:
        chars[s.start : s.end] = list(s.text)
    return "".join(chars)


def _sentence(reading: Reading, source: tuple[int, int] | None, target: tuple[int, int] | None) -> tuple[Sentence, int]:
    """The sentence that holds most of the pair; where they lie in two, the one of the source."""

    def held(sentence: Sentence) -> int:
        return sum(
            2 - (span is target) for span in (source, target) if span and sentence.start <= span[0] < sentence.end
        )

    number = max(range(len(reading.sentences)), key=lambda i: (held(reading.sentences[i]), -i))
    return reading.sentences[number], number


def _tokens(tree: Tree, span: tuple[int, int] | None) -> list[int]:
    if span is None:
        return []
    return [i for i, t in enumerate(tree.tokens) if t.start < span[1] and span[0] < t.end]


def _head(tree: Tree, tokens: list[int]) -> int:
    inside = set(tokens)
    return next((t for t in tokens if tree.head(t) not in inside), tokens[0]) if tokens else -1


def _path(tree: Tree, first: list[int], second: list[int]) -> list[int]:
    """The tokens on the way through the tree from one head to the other, both left out."""
    a, b = _head(tree, first), _head(tree, second)
    if a < 0 or b < 0:
        at = a if a >= 0 else b
        return list(tree.ancestors(at))[:3] if at >= 0 else []
    up_a, up_b = [a, *tree.ancestors(a)], [b, *tree.ancestors(b)]
    shared = next((x for x in up_a if x in set(up_b)), -1)
    if shared < 0:
        return up_a[1:3] + up_b[1:3]
    left = up_a[1 : up_a.index(shared) + 1]
    right = up_b[1 : up_b.index(shared)]
    return [t for t in dict.fromkeys([*left, *reversed(right)]) if t not in first and t not in second]


def _between(first: list[int], second: list[int], size: int) -> list[int]:
    if not first or not second:
        at = first or second
        return list(range(max(0, at[-1] + 1), min(size, at[-1] + 8))) if at else []
    low, high = (first, second) if first[0] < second[0] else (second, first)
    return list(range(low[-1] + 1, high[0]))


def _neutral(scene: Scene) -> list[str]:
    """The lemmas of a sentence with whatever tells a side taken out: names, countries, peoples, words for a
    government."""
    tree, lexicon = scene.tree, scene.book.lexicon
    found = []
    for token in range(len(tree)):
        word, lemma = fold(tree.tokens[token].text), tree.lemma(token)
        people = word in lexicon.demonyms or word in lexicon.countries or word.removesuffix("s") in lexicon.demonyms
        named = tree.tokens[token].upos == "PROPN" or people or token in scene.casting.names
        found.append("#" if named else "government" if lemma in _RULING else lemma)
    return found


def _words(tree: Tree, words: list[str], first: list[int], second: list[int], between: list[int]) -> list[str]:
    pair = set(first) | set(second)
    plain = [t for t in range(len(tree)) if t not in pair and tree.tokens[t].upos not in {"PUNCT", "NUM"}]
    lemmas = {t: words[t] for t in plain}
    names = [f"w:{x}" for x in lemmas.values()]
    names += [f"w2:{lemmas[t]} {lemmas[t + 1]}" for t in plain if t + 1 in lemmas]
    inner = [t for t in between if t in lemmas][:_FAR]
    names += [f"b:{lemmas[t]}" for t in inner]
    names += [f"b2:{lemmas[t]} {lemmas[t + 1]}" for t in inner if t + 1 in lemmas]
    order = "none" if not first or not second else "forth" if first[0] < second[0] else "back"
    names.append(f"order:{order}")
    for label, tokens in (("s", first), ("t", second)):
        names += [f"{label}:{words[t]}" for t in tokens if tree.tokens[t].upos in {"NOUN", "ADJ", "VERB"}]
        if tokens and tokens[0] > 0:
            names.append(f"{label}-1:{words[tokens[0] - 1]}")
        if tokens and tokens[-1] + 1 < len(tree):
            names.append(f"{label}+1:{words[tokens[-1] + 1]}")
    return names


def _syntax(tree: Tree, words: list[str], path: list[int], first: list[int], second: list[int]) -> list[str]:
    names = [f"p:{words[t]}" for t in path]
    names += [f"p2:{words[a]} {words[b]}" for a, b in itertools.pairwise(path)]
    for token in path:
        for kid in tree.kids(token):
            base = tree.base(kid)
            if base in {"aux", "compound", "xcomp", "obj", "advmod", "mark"} or base == "case":
                names.append(f"k:{base}:{words[kid]}")
                names.append(f"k2:{words[token]}:{words[kid]}")
    for label, tokens in (("s", first), ("t", second)):
        head = _head(tree, tokens)
        if head < 0:
            names.append(f"{label}:none")
            continue
        names.append(f"{label}r:{tree.base(head)}:{tree.case(head)}")
        up = tree.head(head)
        if up >= 0:
            names += [f"{label}g:{words[up]}", f"{label}gr:{words[up]}:{tree.base(head)}:{tree.case(head)}"]
    return names


def _frames(
    seen: Seen, source: tuple[int, int] | None, target: tuple[int, int] | None, ways: tuple[list[int], list[int]]
) -> list[str]:
    names: list[str] = []
    scene, (path, between) = seen.scene, ways
    near = set(path) | set(between)
    for trigger in seen.triggers:
        where = "path" if set(trigger.tokens) & set(path) else "between" if set(trigger.tokens) & near else "far"
        for frame in trigger.frames[:2]:
            root = scene.book.type(frame.event).root
            names += [
                f"f:{where}:{frame.id}",
                f"fr:{where}:{root}",
                f"f:{frame.id}",
                f"fv:{where}:{root}:{trigger.verbal}",
            ]
    for draft in seen.drafts:
        root = scene.book.type(draft.event).root
        fit = _fit(draft, source, target)
        names += [
            f"e:{fit}:{root}",
            f"e:{fit}:{draft.frame.id}",
            f"es:{fit}:{draft.status.name}",
            f"em:{fit}:{draft.event}:{draft.mode}",
            f"e:{root}",
        ]
    return names


def _fit(draft: Draft, source: tuple[int, int] | None, target: tuple[int, int] | None) -> str:
    acts = _touches(draft.roles.actors, source)
    gets = _touches(draft.roles.recipients, target)
    return "both" if acts and gets else "actor" if acts else "recipient" if gets else "none"


def _touches(mentions: list[Mention], span: tuple[int, int] | None) -> bool:
    if span is None:
        return not mentions
    return any(m.span.start < span[1] and span[0] < m.span.end for m in mentions)


def _dense(
    reading: Reading, number: int, first: list[int], second: list[int], between: list[int], path: list[int]
) -> Row | None:
    if reading.vectors is None or not reading.vectors.width:
        return None
    width = reading.vectors.width
    offset = sum(len(s.tokens) for s in reading.sentences[:number])
    count = len(reading.sentences[number].tokens)
    every = (
        np.frombuffer(reading.vectors.tokens, dtype="<f2")
        .reshape(-1, width)[offset : offset + count]
        .astype(np.float32)
    )
    whole = np.frombuffer(reading.vectors.sentences, dtype="<f2").reshape(-1, width)[number].astype(np.float32)

    def mean(tokens: list[int]) -> Row:
        return every[tokens].mean(axis=0) if tokens else np.zeros(width, dtype=np.float32)

    return np.concatenate([mean(between), mean(path[:4]), mean(path[:1]), whole]).astype(np.float32)
