"""One sentence under coding: its tree, arguments, mentions and the codebook, bundled for the rules. Decides nothing."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.coding.arguments import Arguments
from dateline.coding.cast import Cast
from dateline.coding.predicates import Trigger, find_triggers
from dateline.coding.reference import antecedent
from dateline.coding.repair import repair
from dateline.coding.tree import Tree
from dateline.coding.who import Casting, is_actor
from dateline.records import Mention, Sentence, Span

_DATELINE = re.compile(
    r"^((?:[A-Z][A-Z.' ]{2,30}|[A-Z][\w.' ]{2,30})(?:,[\w.' ]{2,25}){0,2}(?:,? *\([^)]{2,30}\))?)"
    r" *(?:--|–|—| - |:) ?(?=[A-Z\"“])"
)
CAUSING = frozenset({"force", "cause", "make", "compel", "lead", "oblige", "prompt", "drive", "push", "require"})


@dataclass(slots=True)
class Scene:
    """What the rules look at. `index` is the sentence's number in the reading."""

    tree: Tree
    index: int
    body: str
    book: Codebook
    cast: Cast
    casting: Casting
    arguments: Arguments
    dates: frozenset[int]
    _triggers: list[Trigger] | None = None

    def triggers(self) -> list[Trigger]:
        """The triggers of the codebook in this sentence, looked for once."""
        if self._triggers is None:
            self._triggers = find_triggers(self.tree, self.book, self.arguments)
        return self._triggers

    def mention(self, token: int) -> Mention | None:
        """The mention a token heads, pronouns resolved to what they stand for; None for one that stays dark."""
        if token in self.dates:
            return None
        if self.tree.tokens[token].upos in {"PRON", "DET"}:
            return self._pronoun(token)
        mention = self.casting.mention(token)
        one = self.tree.feature(token, "Number") != "Plur" and mention.number is None
        if mention.kind in {"other", "group"} and not mention.name and one and self._role_noun(token):
            mention = dataclasses.replace(mention, kind="person")
        return mention

    def _role_noun(self, token: int) -> bool:
        tree, lexicon = self.tree, self.book.lexicon
        lemma = tree.lemma(token)
        return tree.tokens[token].upos == "NOUN" and (lemma in lexicon.list("role nouns") or lemma in lexicon.titles)

    def _pronoun(self, token: int) -> Mention | None:
        tree = self.tree
        if tree.is_relative(token):
            noun = tree.antecedent(token)
            return self.mention(noun) if noun >= 0 and noun != token else None
        span = self.span((token,))
        found = antecedent(self.cast, tree, self.index, token)
        if found is not None:
            return dataclasses.replace(found, via=span, basis="context")
        if tree.lemma(token) in {
            "he",
            "she",
            "who",
            "someone",
            "somebody",
            "anyone",
            "they",
            "we",
            "i",
            "you",
            "us",
            "everyone",
            "others",
            "those",
        }:
            return Mention(
                span,
                "person" if tree.lemma(token) in {"he", "she", "i", "who"} else "group",
                sectors=("CVL",) if tree.lemma(token) in {"someone", "everyone", "others", "those"} else (),
            )
        return None

    def span(self, tokens: tuple[int, ...]) -> Span:
        """The Span over tokens of the sentence."""
        start, end = self.tree.extent(tokens)
        return Span(self.body[start:end], start, end)

    def acts(self, token: int) -> Mention | None:
        """The mention of a token if it can act, else None."""
        mention = self.mention(token)
        return mention if mention is not None and is_actor(mention) else None


def _dateline(tree: Tree) -> frozenset[int]:
    """The tokens of a place and agency printed before the text ("LAKETON (RNA) -- "); "Mayor: …" is no such thing."""
    match = _DATELINE.match(tree.sentence.text)
    if match and match[0].rstrip().endswith(":") and "(" not in match[0]:
        reach = tree.sentence.start + match.end(1)
        if not any(n.kind == "place" and n.span.end <= reach for n in tree.sentence.names):
            match = None
    end = tree.sentence.start + match.end(1) if match else -1
    return frozenset(i for i, t in enumerate(tree.tokens) if t.end <= end)


def make_scene(sentence: Sentence, index: int, body: str, book: Codebook, cast: Cast) -> Scene:
    """The scene of a sentence; its subjects and names become antecedents for what follows."""
    tree = Tree(repair(sentence), book.lexicon.irregular)
    casting = Casting(tree, index, body, cast)
    dates = frozenset(
        t for n in sentence.names if n.kind in {"date", "time", "money"} for t in range(n.first, n.last + 1)
    )
    dates |= _dateline(tree)
    arguments = Arguments(tree, book.lexicon.list("light verbs"), CAUSING)
    scene = Scene(tree, index, body, book, cast, casting, arguments, dates)
    for token in range(len(tree)):
        subject = tree.relation(token) in {"nsubj", "nsubj:pass"}
        named = token in casting.names and tree.base(token) not in {"compound", "flat"}
        if (
            token in dates
            or tree.tokens[token].upos in {"PRON", "DET"}
            or not (subject or named or tree.base(token) in {"obj", "obl"})
        ):
            continue
        mention = scene.mention(token)
        if mention is not None and (is_actor(mention) or mention.kind == "other"):
            many = tree.feature(token, "Number") == "Plur" or len(tree.conjuncts(token)) > 1
            cast.note(index, token, mention, (subject, many))
    return scene
