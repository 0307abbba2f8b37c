"""Drafts of a sentence + the typing model → drafts with types both agree on, and events of verbs no frame knows.

The model only speaks where an actor and a recipient are there, and only against the codebook where it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codebook import Frame
from dateline.coding.events import Draft
from dateline.coding.features import Pair, Seen, describe_scene
from dateline.coding.learned import Learned
from dateline.coding.predicates import Trigger
from dateline.coding.ranking import complete
from dateline.coding.roles import Roles
from dateline.coding.scene import Scene
from dateline.coding.status import status_of
from dateline.coding.types import yielding
from dateline.coding.weights import Weights
from dateline.records import Mention, Reading, Span

_AGAINST_WORD = (0.6, 0.15)  # how likely another type must be and how unlikely the frame's own
_AGAINST_PHRASE = (0.8, 0.08)
_NEW = 0.6
_FAR = 0.8
_POSITIONS = ("object", "iobject", "to", "with", "against", "on", "from", "for", "in")
_SETTLED = {"AGREE", "YIELD", "CONSULT"}  # the manual tells which of these a promise or a future meeting is
_PLAIN = {
    "be",
    "have",
    "do",
    "say",
    "tell",
    "add",
    "know",
    "think",
    "go",
    "come",
    "become",
    "seem",
    "see",
    "include",
    "remain",
    "write",
    "live",
    "work",
    "call",
    "want",
    "get",
    "play",
    "appear",
    "represent",
    "believe",
    "hear",
    "explain",
    "describe",
}


def retype(reading: Reading, scene: Scene, drafts: list[Draft], learned: Learned) -> list[Draft]:
    """The drafts, recipients filled in and types weighed, with the events that only the model sees; unchanged without
    weights."""
    made = complete(scene, drafts, learned.arguments)
    weights = learned.types
    if weights is None:
        return made
    seen = Seen(scene, scene.triggers(), drafts)
    for draft in made:
        _weigh(reading, seen, draft, weights)
    return sorted([*made, *_unseen(reading, seen, learned)], key=lambda d: d.trigger.head)


def _span(mentions: Sequence[Mention]) -> tuple[int, int] | None:
    spans = [m.via or m.span for m in mentions]
    return (spans[0].start, spans[0].end) if spans else None


def _weigh(reading: Reading, seen: Seen, draft: Draft, weights: Weights) -> None:
    """Note how likely the model holds the draft's type; change it only where the model is sure and the type
    out of question."""
    if not draft.roles.actors or not draft.roles.recipients or draft.outer is not None:
        return
    book = seen.scene.book
    pair = describe_scene(reading, seen, _span(draft.roles.actors), _span(draft.roles.recipients))
    chances = dict(zip(weights.roots, weights.probabilities(pair).tolist(), strict=True))
    root = book.type(draft.event).root
    own = chances.get(root, 0.0)
    best = max(chances, key=lambda r: chances[r])
    draft.learned = own
    sure, doubted = _AGAINST_PHRASE if len(draft.trigger.words) > 1 or draft.notes else _AGAINST_WORD
    if chances[best] < sure or own > doubted or {root, best} <= _SETTLED or _told(seen, draft, best):
        return
    event = yielding(pair) if best == "YIELD" else best
    draft.notes.append(f"{draft.event} by the frame, {event} by the model")
    draft.event, draft.mode, draft.learned = event, None, chances[best]


def _told(seen: Seen, draft: Draft, root: str) -> bool:
    """Whether another event of the same actors is already of this type, so that a change would tell it twice."""
    actors = {m.span for m in draft.roles.actors}
    others = (d for d in seen.drafts if d.trigger.head != draft.trigger.head)
    return any(seen.scene.book.type(d.event).root == root and actors & {m.span for m in d.roles.actors} for d in others)


def _unseen(reading: Reading, seen: Seen, learned: Learned) -> list[Draft]:
    """Events of verbs that no frame knows: a subject that acts, an object or prepositional argument, a sure model."""
    scene, tree = seen.scene, seen.scene.tree
    known = {t for d in seen.drafts for t in d.trigger.tokens}
    found = []
    for token in range(len(tree)):
        if tree.tokens[token].upos != "VERB" or token in known:
            continue
        plain = tree.lemma(token) in _PLAIN or tree.lemma(token) in scene.book.lexicon.speech
        if plain or tree.base(token) not in {"root", "conj", "ccomp", "acl", "advcl"}:
            continue
        if any(k in known for k in tree.kids(token, "xcomp", "obj", "ccomp")):
            continue
        draft = _fresh(reading, seen, token, learned)
        if draft is not None:
            found.append(draft)
    return found


def _fresh(reading: Reading, seen: Seen, token: int, learned: Learned) -> Draft | None:
    """The event of one verb: who acts by syntax, who is acted on by syntax or by the ranking, the type by the model."""
    scene, weights = seen.scene, learned.types
    actors = [m for t in scene.arguments.fill(token, "subject") if (m := scene.acts(t)) is not None]
    if weights is None or not any(m.name or m.country or set(m.sectors) - {"CVL"} for m in actors):
        return None
    status = status_of(scene.tree, token, scene.book.lexicon, True)
    if status.name != "asserted":
        return None
    recipients, position = _acted_on(scene, token, {a.span for a in actors})
    trigger = Trigger(token, (token,), (), True, (scene.tree.lemma(token),))
    roles = Roles(actors, recipients, used=["subject→actor"])
    if recipients:
        roles.used.append(f"{position}→recipient")
    elif not any(d.roles.actors and d.roles.recipients for d in seen.drafts):
        guess, _ = _likeliest(describe_scene(reading, seen, _span(actors), None), weights)
        draft = Draft(scene, trigger, Frame("model", guess, pattern="act"), guess, None, roles, status)
        roles = complete(scene, [*seen.drafts, draft], learned.arguments)[-1].roles
    if not roles.recipients:
        return None
    event, chance = _likeliest(describe_scene(reading, seen, _span(actors), _span(roles.recipients)), weights)
    if chance < (_NEW if recipients else _FAR):
        return None
    return Draft(scene, trigger, Frame("model", event, pattern="act"), event, None, roles, status, learned=chance)


def _acted_on(scene: Scene, token: int, actors: set[Span]) -> tuple[list[Mention], str]:
    """Who stands at the nearest position of a verb that somebody else fills."""
    for position in _POSITIONS:
        found = [m for t in scene.arguments.fill(token, position) if (m := scene.acts(t)) and m.span not in actors]
        if found:
            return found, position
    return [], ""


def _likeliest(pair: Pair, weights: Weights) -> tuple[str, float]:
    chances = weights.probabilities(pair)
    best = int(chances.argmax())
    root = weights.roots[best]
    return (yielding(pair) if root == "YIELD" else root), float(chances[best])
