"""The words of a noun phrase: which tokens around a head name the same thing. Clauses, appositions, siblings
stay out."""

from __future__ import annotations

from dateline.coding.tree import Tree
from dateline.records import Span

_CLAUSAL = frozenset(
    {
        "acl",
        "advcl",
        "parataxis",
        "ccomp",
        "csubj",
        "appos",
        "list",
        "discourse",
        "vocative",
        "dep",
        "mark",
        "aux",
        "cop",
        "nsubj",
        "obl",
        "orphan",
        "reparandum",
        "xcomp",
        "obj",
        "expl",
        "dislocated",
    }
)
_TOP = _CLAUSAL | {"conj", "cc", "case", "advmod", "punct"}
_ARTICLES = {
    "the",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "our",
    "my",
    "this",
    "that",
    "these",
    "those",
    "some",
    "any",
    "whose",
}
_COMPLEMENTS = {"of", "to", "for"}


def phrase(tree: Tree, head: int, *, complements: frozenset[str] = frozenset({"of"})) -> tuple[int, ...]:
    """The tokens of the phrase around `head`, in a row, without a leading article.

    `complements` are the prepositions whose nouns belong to it ("militants *of* the front", not "*in* the valley").
    """
    kept = {head}
    for kid in tree.kids(head):
        base = tree.base(kid)
        if base in _TOP or (base == "det" and tree.lemma(kid) in _ARTICLES):
            continue
        if (
            base == "nmod"
            and tree.relation(kid) != "nmod:poss"
            and tree.case(kid)
            and tree.case(kid) not in complements
        ):
            continue
        kept.update(tree.walk(kid, skip=_CLAUSAL))
    return _row(tree, head, kept)


def _row(tree: Tree, head: int, kept: set[int]) -> tuple[int, ...]:
    """The longest row of kept tokens around the head; punctuation between two kept tokens does not break it."""
    first = last = head
    while first > 0 and (first - 1 in kept or (_joins(tree, first - 1) and first - 2 in kept)):
        first -= 1
    while last < len(tree) - 1 and (last + 1 in kept or (_joins(tree, last + 1) and last + 2 in kept)):
        last += 1
    while first < head and (
        tree.tokens[first].upos == "PUNCT" or tree.lemma(first) in _ARTICLES or tree.base(first) == "case"
    ):
        first += 1
    while (
        last > head
        and tree.tokens[last].upos in {"PUNCT", "ADP", "PART", "CCONJ"}
        and tree.word(last) not in {"'s", "’s"}
    ):
        last -= 1
    while last > head and tree.word(last) in {"'s", "’s", "'", "’"}:
        last -= 1
    return tuple(range(first, last + 1))


def _joins(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos == "PUNCT" and tree.tokens[index].text in {
        "-",
        "–",
        "’",
        "'",
        "/",
        "&",
        ".",
        '"',
        "“",
        "”",
    }


def span_of(tree: Tree, tokens: tuple[int, ...] | list[int], body: str) -> Span:
    """The Span from the first to the last of the tokens."""
    start, end = tree.extent(tokens)
    return Span(body[start:end], start, end)
