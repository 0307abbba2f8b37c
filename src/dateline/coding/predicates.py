"""A tree + the codebook's frames → triggers: which words report which kind of event. Fills no role."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.codebook import Codebook, Frame
from dateline.coding.arguments import Arguments
from dateline.coding.tree import Tree

_REACH = 3
_PREDICATING = frozenset({"VERB", "ADJ", "AUX", "NOUN"})
_NAMED = {"organisation", "group", "person", "document", "facility", "product"}
_PARTICLES = {"in", "over", "up", "off", "down", "out", "back", "away", "aside"}
_CARRIERS = {
    "operation",
    "campaign",
    "attempt",
    "incident",
    "wave",
    "act",
    "case",
    "spree",
    "action",
    "plot",
    "series",
    "string",
    "activity",
    "move",
    "process",
    "effort",
    "policy",
    "mission",
    "round",
    "spate",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that report an event: the head token, all its tokens, the frames that fit (best first), verb or noun."""

    head: int
    tokens: tuple[int, ...]
    frames: tuple[Frame, ...]
    verbal: bool
    words: tuple[str, ...]


def find_triggers(tree: Tree, book: Codebook, arguments: Arguments) -> list[Trigger]:
    """All triggers of a sentence in text order; the longest phrase that fits wins, words of a phrase trigger once."""
    found = [t for i in range(len(tree)) for t in _verbal(tree, i, book)]
    taken = {t for f in found if len(f.tokens) > 1 for t in f.tokens}
    found = [
        f
        for f in found
        if not any(f.head in o.tokens and f.head != o.head and len(o.words) >= len(f.words) for o in found)
    ]
    nominal = _nominal(tree, book)
    nominal = [n for n in nominal if not _inside_name(tree, n.head)]
    found += [n for n in nominal if not taken & set(n.tokens) and not _subordinate(tree, n)]
    return sorted(found, key=lambda t: t.head)


def _inside_name(tree: Tree, token: int) -> bool:
    """Whether a noun is part of a name ("Organization for the Prohibition of …")."""
    return any(n.first <= token <= n.last and n.kind in _NAMED for n in tree.sentence.names)


def _verbal(tree: Tree, index: int, book: Codebook) -> list[Trigger]:
    upos = tree.tokens[index].upos
    if upos not in _PREDICATING:
        return []
    if (
        upos == "ADJ"
        and tree.word(index).endswith("ed")
        and (tree.kids(index, "obj") or (tree.base(index) == "conj" and tree.is_verb(tree.head(index))))
    ):
        upos = "VERB"
    if upos == "AUX" and tree.base(index) in {"aux", "cop"}:
        return []
    entries = next((e for lemma in _lemmas(tree, index) if (e := book.verbs.get(lemma))), ())
    if not entries:
        return []
    if upos == "NOUN" and not (tree.kids(index, "nsubj", "aux") and not tree.kids(index, "cop")):
        return []
    if upos == "VERB" and tree.base(index) == "amod" and len(tree.kids(index)) < 1:
        return []
    below = _below(tree, index) if any(len(words) > 1 for words, _ in entries) else {}
    best: tuple[str, ...] = ()
    frames: list[Frame] = []
    for words, frame in entries:
        if upos == "ADJ" and " ".join(words) not in frame.adjectives:
            continue
        if upos != "ADJ" and " ".join(words) in frame.adjectives:
            continue
        if len(words) < len(best) or (best and len(words) == len(best) and words != best):
            continue
        if not _loose(tree, words, below) and all(
            w in below and (w not in _PARTICLES or n or _particle(tree, below[w], words))
            for n, w in enumerate(words[1:])
        ):
            if len(words) > len(best):
                best, frames = words, []
            frames.append(frame)
    if not frames:
        return []
    tokens = sorted({index, *(below[w] for w in best[1:] if _content(w))})
    return [Trigger(index, tuple(tokens), tuple(frames), True, best)]


def _loose(tree: Tree, words: tuple[str, ...], below: dict[str, int]) -> bool:
    """Whether a word of the phrase only describes a noun that is not part of it ("launch *war* games")."""
    matched = {below[w] for w in words[1:] if w in below}
    return any(
        tree.base(t) == "compound" and tree.head(t) not in matched and tree.tokens[tree.head(t)].upos == "NOUN"
        for t in matched
    )


def _lemmas(tree: Tree, index: int) -> list[str]:
    """The lemma and, where the reader may have it wrong, what the word's ending tells. `"severed" -> severe, sever`."""
    word = tree.word(index)
    forms = [tree.lemma(index)]
    for ending in ("ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            forms.append(word.removesuffix(ending))
    if word.endswith("ing"):
        forms.append(word.removesuffix("ing") + "e")
    return forms


def _particle(tree: Tree, token: int, words: tuple[str, ...]) -> bool:
    """Whether "in", "over" … right after the verb is its particle and no preposition ("gave in", not "gave …
    in May")."""
    return tree.relation(token) in {"compound:prt", "advmod"} or (len(words) > 2 and tree.base(token) == "case")


def _content(word: str) -> bool:
    return word not in {"to", "of", "the", "in", "on", "at", "into", "for", "from", "with", "as"}


def _below(tree: Tree, index: int) -> dict[str, int]:
    """Lemmas and words near below a verb → the token nearest to it; the noun a participle describes is one of them."""
    found: dict[str, int] = {}
    layer = [
        k
        for k in tree.kids(index)
        if tree.base(k) not in {"nsubj", "conj", "parataxis", "advcl", "csubj"} or tree.relation(k) == "nsubj:pass"
    ]
    if (
        tree.base(index) == "acl"
        and tree.head(index) >= 0
        and (tree.passive(index) or tree.relation(index) == "acl:relcl")
    ):
        layer.append(tree.head(index))
    if (
        tree.base(index) in {"xcomp", "ccomp"}
        and tree.passive(index)
        and tree.head(index) >= 0
        and not tree.kids(index, "nsubj:pass")
    ):
        layer += tree.kids(tree.head(index), "obj")
    conjuncts = [c for k in layer for c in tree.conjuncts(k) if c != k and not tree.is_verb(c)]
    layer += conjuncts
    for depth in range(_REACH):
        for kid in sorted(layer, key=lambda k: abs(k - index)):
            found.setdefault(tree.lemma(kid), kid)
            found.setdefault(tree.word(kid), kid)
        if depth == 1:
            layer = [g for k in layer for g in tree.kids(k, "case", "mark", "fixed", "amod", "compound", "nmod", "obj")]
        else:
            layer = [
                g
                for k in layer
                if k != tree.head(index)
                for g in tree.kids(k)
                if tree.base(g) not in {"nsubj", "acl", "conj", "advcl"}
            ]
    return found


def _nominal(tree: Tree, book: Codebook) -> list[Trigger]:
    units = [(part, i) for i, token in enumerate(tree.tokens) for part in token.text.lower().split("-") if part]
    lemmas = [tree.lemma(i) if "-" not in tree.tokens[i].text else part for part, i in units]
    found: list[Trigger] = []
    at = 0
    while at < len(units):
        best: tuple[tuple[str, ...], Frame] | None = None
        entries = (
            *book.nouns.get(units[at][0], ()),
            *(book.nouns.get(lemmas[at], ()) if lemmas[at] != units[at][0] else ()),
        )
        for words, frame in entries:
            here = range(at, at + len(words))
            if (
                at + len(words) <= len(units)
                and all(w in (units[u][0], lemmas[u]) for w, u in zip(words, here, strict=True))
                and (best is None or len(words) > len(best[0]))
            ):
                best = (words, frame)
        if best is None:
            at += 1
            continue
        tokens = tuple(dict.fromkeys(units[u][1] for u in range(at, at + len(best[0]))))
        trigger = _noun_trigger(tree, tokens, best)
        if trigger is not None:
            found.append(trigger)
        at += len(best[0]) if trigger is not None or len(best[0]) == 1 else 1
    return found


def _noun_trigger(tree: Tree, tokens: tuple[int, ...], best: tuple[tuple[str, ...], Frame]) -> Trigger | None:
    inside = set(tokens)
    head = next((t for t in tokens if tree.head(t) not in inside), tokens[-1])
    hyphened = any(tree.tokens[t].text == "-" for t in range(tokens[0], tokens[-1])) or "-" in tree.tokens[head].text
    if tree.tokens[head].upos == "VERB" and len(tokens) > 1 and not hyphened:
        return None
    if tree.tokens[head].upos not in {"NOUN", "PROPN"} and not (
        len(tokens) > 1
        or (
            tree.tokens[head].upos == "VERB"
            and tree.base(head) in {"obj", "obl", "nmod"}
            and tree.kids(head, "det", "nmod:poss")
        )
    ):
        return None
    if len(tokens) == 1 and tree.tokens[head].upos == "VERB" and not tree.kids(head, "det", "nmod:poss"):
        return None
    return Trigger(head, tokens, (best[1],), False, best[0])


def _subordinate(tree: Tree, trigger: Trigger) -> bool:
    """Whether the noun only describes another ("attack helicopter"); one that carries it on ("killing spree")
    does not count."""
    base, head = tree.base(trigger.head), tree.head(trigger.head)
    if base not in {"compound", "amod", "flat"} and tree.relation(trigger.head) not in {"nmod:desc", "nmod:unmarked"}:
        return False
    return head < 0 or tree.lemma(head) not in _CARRIERS


def carrier(tree: Tree, head: int) -> int:
    """The noun whose syntax counts for an event noun: the carrier above it ("displacement *operations*"), else
    itself."""
    up = tree.head(head)
    if tree.base(head) in {"compound", "amod"} and up >= 0 and tree.lemma(up) in _CARRIERS:
        return up
    return head
