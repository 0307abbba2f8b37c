"""A sentence → drafts of statements: who is reported to say, think or want what, told by verbs, nouns and “according to”.

Joins the reader's attributions with the lexicon's words of speech; nesting and multi-sentence quotes come later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.coding.scene import Scene
from dateline.coding.who import is_actor
from dateline.records import Attribution, Mention, Span
from dateline.text import fold, trim

_WANTING = {"demanded", "promised", "asked"}
_NOUN_ACTS = {
    "claim": "claimed", "allegation": "claimed", "accusation": "claimed", "assertion": "claimed", "denial": "denied",
    "promise": "promised", "pledge": "promised", "warning": "warned", "threat": "warned", "demand": "demanded",
    "call": "demanded", "appeal": "demanded", "belief": "believed", "fear": "believed", "hope": "believed",
    "view": "believed", "opinion": "believed", "request": "demanded", "plea": "demanded", "suspicion": "believed",
    "rumour": "claimed", "rumor": "claimed", "narrative": "claimed", "propaganda": "claimed", "contention": "claimed",
}  # fmt: skip
_TITLE = re.compile(r"([A-Z][^:\n“”\"]{1,60}):\s+(?=\S)")


@dataclass(slots=True)
class Said:
    """A statement in the making; offsets are the item's."""

    scene: Scene
    act: str
    cue: Span
    head: int
    speakers: list[Mention] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    addressees: list[Mention] = field(default_factory=list)
    occasion: Mention | None = None
    stance: str = "neutral"
    confidence: float = 0.6
    why: str = ""


def find_speech(scene: Scene) -> list[Said]:
    """The statements of a sentence in the order of their cues."""
    found = [s for i in range(len(scene.tree)) if (s := _verb(scene, i) or _noun(scene, i) or _according(scene, i)) is not None]
    titled = _titled(scene)
    if titled is not None and not found:
        found.append(titled)
    for attribution in scene.tree.sentence.attributions:
        _join(scene, attribution, found)
    return sorted((s for s in found if s.content or s.act in {"denied"}), key=lambda s: s.cue.start)


def _verb(scene: Scene, index: int) -> Said | None:
    tree, lexicon = scene.tree, scene.book.lexicon
    if tree.tokens[index].upos != "VERB" or tree.base(index) in {"amod", "compound"}:
        return None
    entry = None
    for particle in [tree.lemma(k) for k in tree.kids(index, "compound:prt", "obl", "xcomp", "advmod")] + [tree.case(k) for k in tree.kids(index, "obl")]:
        entry = entry or lexicon.speech.get(f"{tree.lemma(index)} {particle}")
    entry = entry or lexicon.speech.get(tree.lemma(index))
    if entry is None:
        return None
    if tree.lemma(index) in {"continue", "go"} and tree.kids(index, "xcomp") and " " not in entry.words:
        return None
    content = _content(scene, index, entry.act)
    if not content:
        return None
    said = Said(scene, entry.act, scene.span((index,)), index, content=content, stance=entry.stance, why=f"speech: {entry.words}")
    said.speakers = _speakers(scene, index)
    if not said.speakers and not tree.passive(index) and tree.base(index) not in {"root", "parataxis", "conj", "ccomp"}:
        return None
    if any(tree.lemma(k) in {"not", "n't", "never"} for k in tree.kids(index, "advmod")) and entry.act in {"said", "claimed", "believed"}:
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
    return list({m.span: m for m in mentions if is_actor(m) or m.kind in {"other", "document", "place"}}.values())


def _reporting(scene: Scene, index: int) -> int:
    """The verb of saying that a participle of saying goes on from ("X said …, adding that …"), -1 for none."""
    tree = scene.tree
    if tree.base(index) != "advcl" or tree.kids(index, "nsubj") or not tree.word(index).endswith("ing"):
        return -1
    for up in tree.ancestors(index):
        if tree.is_verb(up) and tree.lemma(up) in scene.book.lexicon.speech and tree.kids(up, "ccomp", "xcomp") and tree.kids(up, "nsubj"):
            return up
    return -1


def _content(scene: Scene, index: int, act: str) -> list[tuple[int, int]]:
    """What is said: the clause or words the verb governs, or the clause it is inserted into."""
    tree = scene.tree
    clauses = [k for k in tree.kids(index, "ccomp", "csubj") if tree.is_verb(k) or tree.kids(k, "cop", "nsubj", "mark") or len(tree.cover(k)) > 2]
    if act in _WANTING | {"warned"}:
        clauses += tree.kids(index, "xcomp")
        clauses += [k for k in tree.kids(index, "obl", "advcl") if {tree.case(k), *tree.mark(k).split()} & {"for", "of", "against"}]
        if not clauses:
            clauses += [k for k in tree.kids(index, "obj") if len(tree.cover(k)) > 1]
        clauses += [k for k in tree.kids(index, "advcl") if "to" in tree.mark(k).split() and not clauses]
    if act == "claimed" and tree.lemma(index) in {"accuse", "blame", "charge"}:
        clauses += [k for k in tree.kids(index, "advcl", "obl", "xcomp") if tree.case(k) in {"of", "for", "with"} or tree.mark(k) in {"of", "for", "with"}]
    if act == "denied" and not clauses:
        clauses += [k for k in tree.kids(index, "obj", "xcomp", "advcl")]
    if act in {"said", "believed"} and tree.lemma(index) in {"condemn", "criticise", "criticize", "praise", "welcome", "describe", "regret", "express", "voice", "stress", "emphasise", "emphasize", "highlight", "cite", "document", "consider", "call", "point", "reveal", "explain", "underline", "regard", "view", "expect", "fear", "acknowledge", "admit", "report"}:
        whole = [k for k in tree.kids(index, "obj", "obl") if (tree.base(k) == "obj" or tree.case(k) == "to") and len(tree.cover(k)) > 2]
        clauses += [] if clauses else whole[:1] + tree.kids(index, "xcomp")
    if clauses:
        return [_extent(scene, c, index) for c in dict.fromkeys(clauses)]
    if tree.base(index) in {"parataxis", "ccomp", "advcl"} and tree.head(index) >= 0 and tree.kids(index, "nsubj", "nsubj:pass") and act in {"said", "claimed", "believed", "warned"}:
        return _around(scene, index)
    return []


def _extent(scene: Scene, node: int, cue: int) -> tuple[int, int]:
    """A clause's extent that does not run over its own cue."""
    cover = [t for t in scene.tree.cover(node) if t != cue]
    after = [t for t in cover if t > cue]
    side = after if node > cue else [t for t in cover if t < cue]
    start, end = scene.tree.extent(side or cover)
    return _clean(scene.body, start, end)


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
    found = [_clean(scene.body, *tree.extent(p)) for p in parts]
    return [(s, e) for s, e in found if e - s > 3]


def _clean(body: str, start: int, end: int) -> tuple[int, int]:
    start, end = trim(body, start, end)
    while start < end and body[start] in ",;:–— ":
        start += 1
    while end > start and body[end - 1] in ",;:–— ":
        end -= 1
    return start, end


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
    """"the ministry's claims that …", "denials by the army", "amid fears that …"."""
    tree, lexicon = scene.tree, scene.book.lexicon
    lemma = tree.lemma(index)
    if tree.tokens[index].upos != "NOUN" or lemma not in lexicon.list("claim nouns"):
        return None
    clauses = [k for k in tree.kids(index, "ccomp", "acl", "acl:relcl") if tree.mark(k) in {"that", "to"} or tree.base(k) == "ccomp"]
    if not clauses and lemma in {"claim", "allegation", "accusation", "denial", "report", "rumour", "rumor"}:
        clauses = [k for k in tree.kids(index, "nmod") if tree.case(k) in {"of", "about"}]
    if not clauses:
        return None
    owners = [t for p in ("possessor", "by", "modifier", "from") for t in scene.arguments.fill(index, p)]
    mentions = [m for t in owners if (m := scene.acts(t)) is not None]
    said = Said(scene, _NOUN_ACTS.get(lemma, "said"), scene.span((index,)), index, why=f"noun: {lemma}")
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
    return "rejected" if any(f"{w} " in f"{before} " for w in ("contrary to", "despite", "contradicting", "belying")) else "neutral"


def _according(scene: Scene, index: int) -> Said | None:
    """"according to X": X says what the clause says."""
    tree = scene.tree
    if tree.base(index) not in {"obl", "nmod", "advcl", "parataxis"} or tree.head(index) < 0:
        return None
    case = tree.case(index)
    marks = [k for k in tree.kids(index, "case") if tree.lemma(k) in {"accord", "according"}]
    if not marks and not case.startswith("according"):
        return None
    mark = (marks or tree.kids(index, "case"))[0]
    cue = tuple(t for t in (mark, mark + 1) if t < len(tree) and t < index)
    own = set(tree.cover(index))
    clause = tree.clause(tree.head(index))
    rest = [t for t in tree.cover(clause) if t not in own]
    parts = [[t for t in rest if t < min(own)], [t for t in rest if t > max(own)]]
    content = [_clean(scene.body, *tree.extent(p)) for p in parts if len(p) > 1]
    speakers = [m for t in tree.conjuncts(index) if (m := scene.mention(t)) is not None]
    if not speakers or not content:
        return None
    return Said(scene, "said", scene.span(cue or (mark,)), index, speakers, content, confidence=0.85, why="according to")


def _titled(scene: Scene) -> Said | None:
    """"X: …" at the head of a text: X says the rest."""
    sentence = scene.tree.sentence
    match = _TITLE.match(sentence.text)
    if match is None or scene.index > 1:
        return None
    tokens = [i for i, t in enumerate(scene.tree.tokens) if t.end <= sentence.start + match.end(1)]
    named = [t for t in tokens if t in scene.casting.names or scene.casting.mention(t).kind in {"group", "person"}]
    if not named or len(tokens) > 8:
        return None
    head = next((t for t in tokens if scene.tree.head(t) not in tokens), tokens[-1])
    speaker = scene.acts(head) or scene.acts(named[0])
    colon = sentence.start + match.end(1)
    if speaker is None:
        return None
    content = _clean(scene.body, sentence.start + match.end(), sentence.end)
    return Said(scene, "said", Span(":", colon, colon + 1), head, [speaker], [content], confidence=0.6, why="title: X: …")


def _join(scene: Scene, attribution: Attribution, found: list[Said]) -> None:
    """Add what the reader's attribution knows to the statement of the same cue, or make one of it."""
    if not attribution.cue or not attribution.content:
        return
    first, last = attribution.cue[0].start, attribution.cue[-1].end
    contents = [(c.start, c.end) for c in attribution.content]
    for said in found:
        if said.cue.start < last and first < said.cue.end:
            said.confidence = min(0.95, said.confidence + 0.08)
            said.why += " + reader"
            if not said.speakers and attribution.source:
                said.speakers = _sources(scene, attribution)
            if not said.content:
                said.content = contents
            return
    verbs = [i for i, t in enumerate(scene.tree.tokens) if first <= t.start < last]
    if not verbs or attribution.confidence < 0.4:
        return
    joined = " ".join(scene.tree.lemma(i) for i in verbs)
    speech = scene.book.lexicon.speech
    entry = speech.get(joined) or next((speech[scene.tree.lemma(i)] for i in verbs if scene.tree.lemma(i) in speech), None)
    nouns = [_NOUN_ACTS[scene.tree.lemma(i)] for i in verbs if scene.tree.lemma(i) in _NOUN_ACTS]
    act = entry.act if entry else nouns[0] if nouns else "said"
    speakers = _sources(scene, attribution)
    if entry is None and not nouns and (attribution.confidence < 0.8 or not speakers or not any(scene.tree.tokens[i].upos in {"VERB", "ADP"} for i in verbs)):
        return
    cue = Span(scene.body[first:last], first, last) if last - first < 60 else attribution.cue[0]
    found.append(Said(scene, act, cue, verbs[0], speakers, contents, confidence=round(0.55 * attribution.confidence + 0.1, 2), why="reader"))


def _sources(scene: Scene, attribution: Attribution) -> list[Mention]:
    tree = scene.tree
    mentions: list[Mention] = []
    for span in attribution.source:
        inside = [i for i, t in enumerate(tree.tokens) if span.start <= t.start and t.end <= span.end]
        for token in inside:
            if tree.head(token) not in inside:
                mentions += [m for c in tree.conjuncts(token) if c in inside and tree.tokens[c].upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and (m := scene.mention(c)) is not None and m.kind not in {"weapon", "place", "facility"} | ({"other"} if tree.tokens[c].upos == "ADJ" else set())]
    return list({m.span: m for m in mentions}.values())
