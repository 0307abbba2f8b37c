"""A draft of an event and the phrases of its sentence → what tells whether a phrase is acted on: syntax, order, kind.

Gives names of features; weighs nothing. No word of a name, no people and no country is among them, so that exchanging
sides changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.events import Draft
from dateline.coding.scene import Scene
from dateline.coding.tree import Tree
from dateline.coding.who import is_actor
from dateline.records import Mention

_LONGEST = 60
_DEEP = 6
_CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "parataxis", "conj", "csubj"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be acted on: its head token, its mention, the features that speak for and against it.

    The candidate without a mention stands for nobody.
    """

    token: int
    mention: Mention | None
    names: tuple[str, ...]


def candidates(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> list[Candidate]:
    """The phrases of the sentence that may be the recipient of a draft, in text order, and nobody last; its own actors
    and the words that report it are left out."""
    own = set(draft.trigger.tokens)
    found = [(t, m) for t, m in phrases(scene) if t not in own and not _inside(m, draft.roles.actors)]
    view = _View(scene, drafts, draft, [t for t, m in found if is_actor(m)])
    return [*(Candidate(t, m, view.describe(t, m)) for t, m in found[:_LONGEST]), Candidate(-1, None, view.nobody())]


def phrases(scene: Scene) -> Iterator[tuple[int, Mention]]:
    """The heads of noun phrases with their mentions; inside a name only its head counts."""
    tree = scene.tree
    for token in range(len(tree)):
        upos = tree.tokens[token].upos
        name = scene.casting.names.get(token)
        if token in scene.dates or upos not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} or tree.base(token) == "flat":
            continue
        if name is not None and name.first <= tree.head(token) <= name.last:
            continue
        bare = tree.base(token) in {"compound", "amod", "nummod"} or upos in {"ADJ", "NUM"}
        mention = scene.mention(token)
        if mention is None or (bare and (name is None or not is_actor(mention)) and tree.base(token) != "nsubj"):
            continue
        yield token, mention


def _inside(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(o.span.start <= mention.span.start and mention.span.end <= o.span.end for o in others)


class _View:
    """What is the same for all phrases of one draft."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft], draft: Draft, able: Sequence[int]) -> None:
        self.scene = scene
        self.tree = scene.tree
        self.draft = draft
        self.head = draft.trigger.head
        self.root = scene.book.type(draft.event).root
        self.after = next((t for t in able if t > self.head), -1)
        self.last = able[-1] if able else -1
        self.others = [d for d in drafts if d is not draft]
        self.current = {m.span: "actor" if is_actor(m) else m.kind for m in draft.roles.recipients}
        self.used = next((u.partition("→")[0] for u in draft.roles.used if "→recipient" in u), "none")
        self.triggers = {t for d in drafts for t in d.trigger.tokens}
        self.taken = [t for t, m in phrases(scene) if m.span in self.current]

    def describe(self, token: int, mention: Mention) -> tuple[str, ...]:
        """The features of one phrase."""
        kind, case, base = _kind(mention), self.tree.case(token) or "-", self.tree.base(token)
        way = _way(self.tree, self.head, token)
        names = [
            f"kind:{kind}",
            f"role:{self.root}:{kind}",
            f"place:{base}:{case}",
            f"place:{base}:{case}:{kind}",
            f"root:{self.root}:{base}:{case}",
            f"pattern:{self.draft.frame.pattern}:{base}:{case}",
            f"way:{way.short}",
            f"way:{way.short}:{kind}",
            f"whole:{way.whole}",
            f"whole:{way.whole}:{self.root}",
            f"steps:{min(way.length, 7)}:{token > self.head}",
            *(f"part:{p}" for p in way.parts),
            *(f"over:{c}" for c in way.clauses),
            f"far:{_bucket(token - self.head)}:{kind}",
            f"up:{self._governor(token)}",
            f"up:{self._governor(token)}:{case}",
        ]
        names += self._order(token, kind) + self._now(token, mention, kind) + self._rivals(mention, kind)
        return tuple(dict.fromkeys(names))

    def nobody(self) -> tuple[str, ...]:
        """The features of an event that is done to nobody the text names."""
        draft, below = self.draft, {self.tree.base(k) for k in self.tree.kids(self.head)}
        marks = (
            self.root,
            draft.frame.pattern,
            draft.status.name,
            self.tree.base(self.head),
            "verb" if draft.trigger.verbal else "noun",
            f"now {bool(draft.roles.recipients)}",
            f"{self.root}:{bool(draft.roles.recipients)}",
            f"sides {len(draft.roles.actors) > 1}",
            f"phrase {len(draft.trigger.words) > 1}",
            *(f"over {k}" for k in ("obj", "obl", "ccomp", "xcomp", "iobj") if k in below),
        )
        return ("nobody", *(f"nobody:{m}" for m in marks))

    def _order(self, token: int, kind: str) -> list[str]:
        names = []
        if token == self.after:
            names += ["first able after", f"first able after:{self.root}"]
        if token == self.last:
            names += ["last able", f"last able:{self.root}"]
        if token == self.after == self.last:
            names.append("only able")
        if token in self.triggers:
            names.append(f"event noun:{kind}")
        if any(self.tree.tokens[t].upos == "PRON" for t in (token,)):
            names.append("pronoun")
        between = sum(1 for t in self.triggers if min(token, self.head) < t < max(token, self.head))
        names.append(f"events between:{min(between, 3)}")
        return names

    def _now(self, token: int, mention: Mention, kind: str) -> list[str]:
        """How the phrase stands to what the frame's own syntax found."""
        if mention.span in self.current:
            return ["now", f"now:{kind}", f"now:{self.used}", f"now:{self.used}:{kind}", f"now:{self.root}:{kind}"]
        names = [f"beside:{'+'.join(sorted(set(self.current.values()))) or 'none'}:{kind}"]
        for other in self.taken:
            if other in set(self.tree.ancestors(token)):
                below = _way(self.tree, other, token)
                what = self.current[self.scene.mention(other).span]  # type: ignore[union-attr]
                names += ["under now", f"under now:{what}:{kind}", f"under now:{what}:{below.short}"]
                names.append(f"under now:{what}:{below.short}:{kind}:{self.root}")
            elif token in set(self.tree.ancestors(other)):
                names += ["above now", f"above now:{kind}"]
        return names

    def _rivals(self, mention: Mention, kind: str) -> list[str]:
        """What the phrase is in the other events of the sentence."""
        names = []
        for other in self.others:
            if any(m.span == mention.span for m in other.roles.actors):
                names += [f"acts elsewhere:{kind}", f"acts elsewhere:{self.root}"]
            if any(m.span == mention.span for m in other.roles.recipients):
                root = self.scene.book.type(other.event).root
                names += [f"suffers elsewhere:{kind}", f"suffers elsewhere:{'same' if root == self.root else 'other'}"]
        return names

    def _governor(self, token: int) -> str:
        up = self.tree.head(token)
        if up < 0:
            return "top"
        if up == self.head or up in self.draft.trigger.tokens:
            return "trigger"
        return "#" if self.tree.tokens[up].upos == "PROPN" or up in self.scene.casting.names else self.tree.lemma(up)


@dataclass(frozen=True, slots=True)
class _Way:
    """The steps through the tree between two tokens."""

    whole: str
    short: str
    length: int
    parts: tuple[str, ...]
    clauses: tuple[str, ...]


def _way(tree: Tree, first: int, second: int) -> _Way:
    up, down = [first, *tree.ancestors(first)], [second, *tree.ancestors(second)]
    shared = next((x for x in up if x in set(down)), -1)
    if shared < 0:
        return _Way("none", "none", 9, (), ())
    rise = [f"^{tree.base(t)}" for t in up[: up.index(shared)]]
    fall = [_step(tree, t) for t in reversed(down[: down.index(shared)])]
    steps = [*rise, *fall]
    crossed = [s for s in steps if s.lstrip("^v").partition(":")[0] in _CLAUSES]
    whole = ">".join(steps) if len(steps) <= _DEEP else "far"
    short = ">".join(s.partition("=")[0] for s in steps[:3]) + (f">{steps[-1]}" if len(steps) > 3 else "")
    return _Way(whole, short, len(steps), tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(crossed)))


def _step(tree: Tree, token: int) -> str:
    case = tree.case(token) if tree.base(token) in {"obl", "nmod", "conj"} else ""
    relative = ":relcl" if tree.relation(token).endswith("relcl") else ""
    return f"v{tree.base(token)}{relative}" + (f"={case}" if case else "")


def _kind(mention: Mention) -> str:
    """Able (a person, body, group, people), country, place or thing; a word of a number is told."""
    if mention.kind == "place":
        return "country" if mention.country is not None else "place"
    kind = "able" if is_actor(mention) else "place" if mention.kind == "facility" else "thing"
    return f"{kind}{'+name' if mention.name else ''}{'+number' if mention.number else ''}"


def _bucket(distance: int) -> str:
    far = abs(distance)
    size = next((b for b in (1, 2, 3, 5, 8, 12, 20) if far <= b), 99)
    return f"{'+' if distance > 0 else '-'}{size}"
