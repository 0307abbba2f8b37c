"""A sentence's tokens as a tree: children, coverage, case markers, clause facts. Knows syntax, no codebook and
no event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.records import Sentence, Token

_CLAUSES = {"ccomp", "advcl", "acl", "parataxis", "csubj", "root"}
_INFLECTED = frozenset({"VERB", "ADJ", "AUX"})
_RELATIVES = {"who", "whom", "which", "that", "whose"}


class Tree:
    """Look-ups over one sentence; indices are token positions. Broken heads (loops) are cut, never followed
    for ever."""

    __slots__ = ("_bases", "_cover", "_kids", "_lemmas", "_relations", "_words", "sentence", "tokens")

    def __init__(self, sentence: Sentence, irregular: Mapping[str, str] | None = None) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._words = [t.text.lower() for t in self.tokens]
        self._lemmas = _lemmas(self.tokens, self._words, irregular or {})
        self._relations = [t.relation for t in self.tokens]
        self._bases = [r.partition(":")[0] for r in self._relations]
        self._kids: list[list[int]] = [[] for _ in self.tokens]
        self._cover: dict[int, tuple[int, ...]] = {}
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != index:
                self._kids[token.head].append(index)

    def __len__(self) -> int:
        return len(self.tokens)

    def lemma(self, index: int) -> str:
        """The lower-case lemma."""
        return self._lemmas[index]

    def word(self, index: int) -> str:
        """The lower-case word as written."""
        return self._words[index]

    def relation(self, index: int) -> str:
        """The full relation (`nsubj:pass`)."""
        return self._relations[index]

    def base(self, index: int) -> str:
        """The relation without its subtype (`nsubj`)."""
        return self._bases[index]

    def feature(self, index: int, name: str) -> str | None:
        """A UD feature's value."""
        return next((v for k, v in self.tokens[index].features if k == name), None)

    def head(self, index: int) -> int:
        """The governing token, -1 for none."""
        head = self.tokens[index].head
        return head if 0 <= head < len(self.tokens) and head != index else -1

    def kids(self, index: int, *relations: str) -> list[int]:
        """Children in text order; with `relations` only those whose full or base relation is among them."""
        kids = self._kids[index]
        if not relations:
            return kids
        if not kids:
            return []
        full, bases = self._relations, self._bases
        return [k for k in kids if full[k] in relations or bases[k] in relations]

    def ancestors(self, index: int) -> Iterator[int]:
        """Governors from the nearest up, each once."""
        seen = {index}
        at = self.head(index)
        while at >= 0 and at not in seen:
            seen.add(at)
            yield at
            at = self.head(at)

    def cover(self, index: int) -> tuple[int, ...]:
        """The token and everything under it, in text order."""
        if index not in self._cover:
            self._cover[index] = tuple(sorted(self.walk(index)))
        return self._cover[index]

    def walk(self, index: int, skip: frozenset[str] = frozenset(), limit: int = 100_000) -> Iterator[int]:
        """The token and what is under it, without branches whose base relation is in `skip`."""
        stack, seen = [index], set[int]()
        while stack and len(seen) < limit:
            at = stack.pop()
            if at in seen:
                continue
            seen.add(at)
            yield at
            below = self._kids[at]
            if skip and below:
                below = [k for k in below if self._bases[k] not in skip and self._relations[k] not in skip]
            stack += below

    def case(self, index: int) -> str:
        """The prepositions before a noun: `on behalf of`, `by`; empty for none."""
        marks = [k for k in self.kids(index, "case") if k < index] or self.kids(index, "case")
        words = []
        for mark in marks:
            words += [self.lemma(mark), *(self.lemma(f) for f in self.kids(mark, "fixed"))]
        found = " ".join(w for w in words if w not in {"'s", "’s", "'", "’"})
        return found or self._case_before(index)

    def _case_before(self, index: int) -> str:
        """The preposition right before a phrase that the reader hung on another word."""
        if self.relation(index) not in {"obl", "nmod", "obl:agent"} or self.kids(index, "mark"):
            return ""
        first = min(self.cover(index))
        for at in (first, first - 1):
            if 0 <= at != index and self.tokens[at].upos == "ADP" and self.base(at) == "case" and at < index:
                return self.lemma(at)
        return ""

    def mark(self, index: int) -> str:
        """The word that opens a clause (`if`, `that`, `to`); empty for none."""
        return " ".join(self.lemma(k) for k in self.kids(index, "mark"))

    def conjuncts(self, index: int) -> list[int]:
        """The token and all that are coordinated with it below."""
        found, stack = [index], [index]
        while stack:
            for kid in self._siblings(stack.pop()):
                if kid not in found:
                    found.append(kid)
                    stack.append(kid)
        return sorted(found)

    def _siblings(self, index: int) -> list[int]:
        """Coordinated children; an apposition opened by "and" is one of them."""
        joined = [k for k in self.kids(index, "appos") if any(c < k for c in self.kids(k, "cc"))]
        return [*self.kids(index, "conj"), *joined]

    def is_verb(self, index: int) -> bool:
        """Whether it heads a clause as a verb."""
        return self.tokens[index].upos in {"VERB", "AUX"}

    def passive(self, index: int) -> bool:
        """Whether the verb is passive: by its marks, or as a participle that follows the noun it describes."""
        if self.kids(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if self.kids(index, "nsubj", "aux", "obj"):
            return False
        participle = self.feature(index, "VerbForm") == "Part" and self.feature(index, "Tense") != "Pres"
        return participle and self.base(index) in {"acl", "amod", "advcl"} and not self.word(index).endswith("ing")

    def is_relative(self, index: int) -> bool:
        """Whether the token is a relative pronoun inside a relative clause."""
        if self.word(index) not in _RELATIVES or self.tokens[index].upos not in {"PRON", "DET", "SCONJ"}:
            return False
        return any(self.relation(a) in {"acl:relcl", "advcl:relcl"} for a in (index, *self.ancestors(index)))

    def antecedent(self, index: int) -> int:
        """The noun a relative pronoun stands for, -1 where there is none."""
        for at in (index, *self.ancestors(index)):
            if self.relation(at) == "acl:relcl":
                return self.head(at)
        return -1

    def clause(self, index: int) -> int:
        """The head of the clause the token stands in."""
        at = index
        for up in (index, *self.ancestors(index)):
            at = up
            if self.base(up) in _CLAUSES or (self.base(up) == "conj" and self.is_verb(up)):
                break
        return at

    def extent(self, indices: tuple[int, ...] | list[int]) -> tuple[int, int]:
        """Character offsets in the item from the first to the last of the tokens."""
        return min(self.tokens[i].start for i in indices), max(self.tokens[i].end for i in indices)


def _lemmas(tokens: tuple[Token, ...], words: list[str], irregular: Mapping[str, str]) -> list[str]:
    """The lower-case lemma of every token; irregular forms as the lexicon has them."""
    return [
        irregular[word] if token.upos in _INFLECTED and word in irregular else (token.lemma or token.text).lower()
        for token, word in zip(tokens, words, strict=True)
    ]
