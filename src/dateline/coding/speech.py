"""A sentence → drafts of statements: who is reported to say, think or want what, told by verbs, nouns and
“according to”.

Joins the reader's attributions with the lexicon's words of speech; nesting and multi-sentence quotes come later.
"""

from __future__ import annotations

from dateline.coding.attribution import according, join, titled
from dateline.coding.saying import NOUN_ACTS, Said, clean
from dateline.coding.scene import Scene
from dateline.coding.who import is_actor
from dateline.records import Mention
from dateline.text import fold

_SPEAKING = {"other", "document", "place", "facility", "occasion"}  # "the mayor's office said", "the report says"
_WANTING = {"demanded", "promised", "asked"}


def find_speech(scene: Scene) -> list[Said]:
    """The statements of a sentence in the order of their cues."""
    found = [
        s
        for i in range(len(scene.tree))
        if (s := _verb(scene, i) or _noun(scene, i) or according(scene, i)) is not None
    ]
    heading = titled(scene)
    if heading is not None and not found:
        found.append(heading)
    for attribution in scene.tree.sentence.attributions:
        join(scene, attribution, found)
    return sorted((s for s in found if s.content or s.act in {"denied"}), key=lambda s: s.cue.start)


def _verb(scene: Scene, index: int) -> Said | None:
    tree, lexicon = scene.tree, scene.book.lexicon
    if tree.tokens[index].upos != "VERB" or tree.base(index) in {"amod", "compound"}:
        return None
    entry = None
    for particle in [tree.lemma(k) for k in tree.kids(index, "compound:prt", "obl", "xcomp", "advmod")] + [
        tree.case(k) for k in tree.kids(index, "obl")
    ]:
        entry = entry or lexicon.speech.get(f"{tree.lemma(index)} {particle}")
    entry = entry or lexicon.speech.get(tree.lemma(index))
    if entry is None:
        return None
    if tree.lemma(index) in {"continue", "go"} and tree.kids(index, "xcomp") and " " not in entry.words:
        return None
    content = _content(scene, index, entry.act)
    if not content:
        return None
    said = Said(
        scene,
        entry.act,
        scene.span((index,)),
        index,
        content=content,
        stance=entry.stance,
        why=f"speech: {entry.words}",
    )
    said.speakers = _speakers(scene, index)
    if not said.speakers and not tree.passive(index) and tree.base(index) not in {"root", "parataxis", "conj", "ccomp"}:
        return None
    if any(tree.lemma(k) in {"not", "n't", "never"} for k in tree.kids(index, "advmod")) and entry.act in {
        "said",
        "claimed",
        "believed",
    }:
        return None
    said.addressees = _addressees(scene, index, entry.addressee, entry.act)
    said.occasion = occasion(scene, index)
    said.confidence = 0.85 if said.speakers else 0.6
    return said


def _speakers(scene: Scene, index: int) -> list[Mention]:
    """Who says it: the subject, spread over coordination; in the passive the words after "by"."""
    tokens = scene.arguments.fill(index, "subject")
    outer = _reporting(scene, index)
    if outer >= 0:
        tokens = scene.arguments.fill(outer, "subject")
    if not tokens and not scene.tree.passive(index):
        inverted = [k for k in scene.tree.kids(index, "obj", "obl:unmarked") if scene.acts(k) is not None and k > index]
        tokens = inverted[:1] if scene.tree.base(index) == "parataxis" else []
    mentions = [m for t in tokens if (m := scene.mention(t)) is not None]
    return list({m.span: m for m in mentions if is_actor(m) or m.kind in _SPEAKING}.values())


def _reporting(scene: Scene, index: int) -> int:
    """The verb of saying that a participle of saying goes on from ("X said …, adding that …"), -1 for none."""
    tree = scene.tree
    if tree.base(index) != "advcl" or tree.kids(index, "nsubj") or not tree.word(index).endswith("ing"):
        return -1
    for up in tree.ancestors(index):
        if (
            tree.is_verb(up)
            and tree.lemma(up) in scene.book.lexicon.speech
            and tree.kids(up, "ccomp", "xcomp")
            and tree.kids(up, "nsubj")
        ):
            return up
    return -1


def _content(scene: Scene, index: int, act: str) -> list[tuple[int, int]]:
    """What is said: the clause or words the verb governs, or the clause it is inserted into."""
    tree = scene.tree
    clauses = [
        k
        for k in tree.kids(index, "ccomp", "csubj")
        if tree.is_verb(k) or tree.kids(k, "cop", "nsubj", "mark") or len(tree.cover(k)) > 2
    ]
    if act in _WANTING | {"warned"}:
        clauses += tree.kids(index, "xcomp")
        clauses += [
            k
            for k in tree.kids(index, "obl", "advcl")
            if {tree.case(k), *tree.mark(k).split()} & {"for", "of", "against"}
        ]
        if not clauses:
            clauses += [k for k in tree.kids(index, "obj") if len(tree.cover(k)) > 1]
        clauses += [k for k in tree.kids(index, "advcl") if "to" in tree.mark(k).split() and not clauses]
    if act == "claimed" and tree.lemma(index) in {"accuse", "blame", "charge"}:
        clauses += [
            k
            for k in tree.kids(index, "advcl", "obl", "xcomp")
            if tree.case(k) in {"of", "for", "with"} or tree.mark(k) in {"of", "for", "with"}
        ]
    if act == "denied" and not clauses:
        clauses += [k for k in tree.kids(index, "obj", "xcomp", "advcl") if not _somebody(scene, k)]
    if act in {"said", "believed"} and tree.lemma(index) in scene.book.lexicon.list("verbs of things said"):
        whole = [
            k
            for k in tree.kids(index, "obj", "obl")
            if (tree.base(k) == "obj" or tree.case(k) == "to") and len(tree.cover(k)) > 2
        ]
        clauses += [] if clauses else whole[:1] + tree.kids(index, "xcomp")
    if clauses:
        return [_extent(scene, c, index) for c in dict.fromkeys(clauses)]
    if (
        tree.base(index) in {"parataxis", "advcl"}
        and tree.head(index) >= 0
        and tree.kids(index, "nsubj", "nsubj:pass")
        and act in {"said", "claimed", "believed", "warned"}
    ):
        return _around(scene, index)
    return []


def _somebody(scene: Scene, node: int) -> bool:
    """ "dismissed the minister", "rejected the candidate": nobody's words are denied."""
    mention = scene.acts(node) if scene.tree.base(node) == "obj" else None
    return mention is not None and mention.kind in {"person", "organisation", "group"}


def _extent(scene: Scene, node: int, cue: int) -> tuple[int, int]:
    """A clause's extent that does not run over its own cue."""
    cover = [t for t in scene.tree.cover(node) if t != cue]
    after = [t for t in cover if t > cue]
    side = after if node > cue else [t for t in cover if t < cue]
    start, end = scene.tree.extent(side or cover)
    return clean(scene.body, start, end)


def _around(scene: Scene, index: int) -> list[tuple[int, int]]:
    """The clause that the words of speech are inserted into or follow ("…, the mayor said, …")."""
    tree = scene.tree
    mine = set(tree.walk(index, skip=frozenset({"ccomp", "parataxis", "conj"})))
    top = tree.head(index)
    rest = [t for t in tree.cover(top) if t not in mine]
    parts: list[list[int]] = []
    for token in rest:
        if parts and (token == parts[-1][-1] + 1):
            parts[-1].append(token)
        else:
            parts.append([token])
    found = [clean(scene.body, *tree.extent(p)) for p in parts]
    return [(s, e) for s, e in found if e - s > 3]


def _addressees(scene: Scene, index: int, where: str | None, act: str) -> list[Mention]:
    if where is None:
        return []
    if where == "object":
        tokens = scene.tree.kids(index, "iobj") or scene.tree.kids(index, "obj")
    else:
        tokens = [k for k in scene.tree.kids(index, "obl") if scene.tree.case(k) == where]
    del act
    return [m for t in tokens for c in scene.tree.conjuncts(t) if (m := scene.acts(c)) is not None]


def occasion(scene: Scene, index: int) -> Mention | None:
    """Where and by what it was said: "in a press release", "at a teleconference with …"."""
    tree, words = scene.tree, scene.book.lexicon.list("occasions")
    for kid in tree.kids(index, "obl"):
        if tree.case(kid) in {"in", "at", "during", "on", "after", "to", "through", "via", "following"}:
            pair = " ".join(fold(tree.word(k)) for k in [*tree.kids(kid, "compound"), kid])
            if fold(tree.lemma(kid)) in words or pair in words:
                mention = scene.casting.mention(kid)
                kind = mention.kind if mention.kind in {"document", "occasion"} else "occasion"
                return Mention(mention.span, kind)
    return None


def _noun(scene: Scene, index: int) -> Said | None:
    """ "the ministry's claims that …", "denials by the army", "amid fears that …"."""
    tree, lexicon = scene.tree, scene.book.lexicon
    lemma = tree.lemma(index)
    if tree.tokens[index].upos != "NOUN" or lemma not in lexicon.list("claim nouns"):
        return None
    clauses = [
        k
        for k in tree.kids(index, "ccomp", "acl", "acl:relcl")
        if tree.mark(k) in {"that", "to"} or tree.base(k) == "ccomp"
    ]
    if not clauses and lemma in {"claim", "allegation", "accusation", "denial", "report", "rumour", "rumor"}:
        clauses = [k for k in tree.kids(index, "nmod") if tree.case(k) in {"of", "about"}]
    if not clauses:
        return None
    owners = [t for p in ("possessor", "by", "modifier", "from") for t in scene.arguments.fill(index, p)]
    mentions = [m for t in owners if (m := scene.acts(t)) is not None]
    said = Said(scene, NOUN_ACTS.get(lemma, "said"), scene.span((index,)), index, why=f"noun: {lemma}")
    said.speakers = mentions
    said.content = [_extent(scene, c, index) for c in clauses]
    said.stance = _stance(scene, index)
    said.confidence = 0.75 if mentions else 0.5
    return said if mentions or said.stance == "rejected" else None


def _stance(scene: Scene, index: int) -> str:
    tree, lexicon = scene.tree, scene.book.lexicon
    if any(tree.lemma(k) in lexicon.list("rejecting adjectives") for k in tree.kids(index, "amod")):
        return "rejected"
    case = tree.case(index)
    if case in lexicon.list("contrary") or case.startswith("contrary") or (case in {"despite", "notwithstanding"}):
        return "rejected"
    before = " ".join(tree.word(t) for t in range(max(0, min(tree.cover(index)) - 3), index))
    return (
        "rejected"
        if any(f"{w} " in f"{before} " for w in ("contrary to", "despite", "contradicting", "belying"))
        else "neutral"
    )
