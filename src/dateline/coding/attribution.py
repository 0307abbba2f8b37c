"""The reader's attributions, “according to” and “X: …” → drafts of statements, joined with those that verbs gave."""

from __future__ import annotations

import re

from dateline.coding.saying import NOUN_ACTS, Said, clean
from dateline.coding.scene import Scene
from dateline.records import Attribution, Mention, Span

_TITLE = re.compile(r"([A-Z][^:\n“”\"]{1,60}):\s+(?=\S)")


def according(scene: Scene, index: int) -> Said | None:
    """ "according to X": X says what the clause says."""
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
    content = [clean(scene.body, *tree.extent(p)) for p in parts if len(p) > 1]
    speakers = [m for t in tree.conjuncts(index) if (m := scene.mention(t)) is not None]
    if not speakers or not content:
        return None
    return Said(
        scene, "said", scene.span(cue or (mark,)), index, speakers, content, confidence=0.85, why="according to"
    )


def titled(scene: Scene) -> Said | None:
    """ "X: …" at the head of a text: X says the rest."""
    sentence = scene.tree.sentence
    match = _TITLE.match(sentence.text)
    if match is None or scene.index > 1:
        return None
    tokens = [i for i, t in enumerate(scene.tree.tokens) if t.end <= sentence.start + match.end(1)]
    named = [t for t in tokens if t in scene.casting.names or scene.acts(t) is not None]
    if not named or len(tokens) > 8:
        return None
    head = next((t for t in tokens if scene.tree.head(t) not in tokens), tokens[-1])
    speaker = scene.acts(head) or scene.acts(named[0])
    colon = sentence.start + match.end(1)
    if speaker is None:
        return None
    content = clean(scene.body, sentence.start + match.end(), sentence.end)
    return Said(
        scene, "said", Span(":", colon, colon + 1), head, [speaker], [content], confidence=0.6, why="title: X: …"
    )


def join(scene: Scene, attribution: Attribution, found: list[Said]) -> None:
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
    entry = speech.get(joined) or next(
        (speech[scene.tree.lemma(i)] for i in verbs if scene.tree.lemma(i) in speech), None
    )
    nouns = [NOUN_ACTS[scene.tree.lemma(i)] for i in verbs if scene.tree.lemma(i) in NOUN_ACTS]
    act = entry.act if entry else nouns[0] if nouns else "said"
    speakers = _sources(scene, attribution)
    if (
        entry is None
        and not nouns
        and (
            attribution.confidence < 0.8
            or not speakers
            or not any(scene.tree.tokens[i].upos in {"VERB", "ADP"} for i in verbs)
        )
    ):
        return
    cue = Span(scene.body[first:last], first, last) if last - first < 60 else attribution.cue[0]
    found.append(
        Said(
            scene,
            act,
            cue,
            verbs[0],
            speakers,
            contents,
            confidence=round(0.55 * attribution.confidence + 0.1, 2),
            why="reader",
        )
    )


def _sources(scene: Scene, attribution: Attribution) -> list[Mention]:
    tree = scene.tree
    mentions: list[Mention] = []
    for span in attribution.source:
        inside = [i for i, t in enumerate(tree.tokens) if span.start <= t.start and t.end <= span.end]
        for token in inside:
            if tree.head(token) not in inside:
                mentions += [
                    m
                    for c in tree.conjuncts(token)
                    if c in inside
                    and tree.tokens[c].upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
                    and (m := scene.mention(c)) is not None
                    and m.kind
                    not in {"weapon", "place", "facility"} | ({"other"} if tree.tokens[c].upos == "ADJ" else set())
                ]
    return list({m.span: m for m in mentions}.values())
