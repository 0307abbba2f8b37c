"""An event's surroundings → participants who are neither actor nor recipient: supervisors, supporters,
organisers, carriers."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events import Draft
from dateline.coding.scene import Scene
from dateline.records import Mention, Participant

_LISTS = (("supervising verbs", "supervisor"), ("organising verbs", "organiser"), ("attending verbs", "attendee"))


def side_participants(scene: Scene, draft: Draft) -> tuple[Participant, ...]:
    """Who backs, supervises, organises or stands behind, by verbs around the event noun and by prepositions."""
    found = [*_backers(scene, draft), *_on_behalf(scene, draft), *_around_noun(scene, draft)]
    taken = {m.span for m in (*draft.roles.actors, *draft.roles.recipients)} | {
        p.mention.span for p in draft.roles.participants
    }
    return tuple(p for p in dict.fromkeys(found) if p.mention.span not in taken)


def _backers(scene: Scene, draft: Draft) -> list[Participant]:
    """ "X-backed militias", "backed by X": X supports."""
    tree = scene.tree
    found = []
    for token in range(len(tree)):
        if tree.word(token) not in scene.book.lexicon.list("supporting participles") or tree.base(token) not in {
            "amod",
            "acl",
            "advcl",
        }:
            continue
        head = tree.head(token)
        if head < 0 or not _part(scene, head, draft):
            continue
        before = list(tree.kids(token, "compound", "obl", "amod", "nsubj", "advmod", "nmod")) + (
            [token - 2] if token > 1 and tree.tokens[token - 1].text == "-" else []
        )
        for kid in dict.fromkeys(before):
            mention = scene.acts(kid)
            if mention is not None and (kid < token or tree.case(kid) == "by"):
                found.append(Participant("supporter", mention))
    return found


def _part(scene: Scene, head: int, draft: Draft) -> bool:
    start, end = scene.tree.tokens[head].start, scene.tree.tokens[head].end
    spans: Sequence[Mention] = [*draft.roles.actors, *draft.roles.recipients]
    return any(m.span.start <= start and end <= m.span.end for m in spans) or head in draft.trigger.tokens


def _on_behalf(scene: Scene, draft: Draft) -> list[Participant]:
    tree = scene.tree
    found = []
    for kid in tree.kids(draft.trigger.head, "obl", "nmod"):
        case = tree.case(kid)
        role = {"on behalf of": "on_behalf_of", "under": "supervisor", "under the supervision of": "supervisor"}.get(
            case
        )
        if tree.lemma(kid) in {"supervision", "auspices", "command", "umbrella"} or (tree.lemma(kid) == "behalf"):
            role = "on_behalf_of" if tree.lemma(kid) == "behalf" else "supervisor"
            inner = [*tree.kids(kid, "nmod")]
        else:
            inner = [kid] if role else []
        for token in inner:
            mention = scene.acts(token)
            if role and mention is not None:
                found.append(Participant(role, mention))
    return found


def _around_noun(scene: Scene, draft: Draft) -> list[Participant]:
    """ "the talks were organised by X and attended by Y"."""
    tree = scene.tree
    if draft.trigger.verbal:
        return []
    verbs = [tree.head(draft.trigger.head), *tree.kids(draft.trigger.head, "acl")]
    found = []
    for verb in verbs:
        if verb < 0 or not tree.is_verb(verb):
            continue
        for name, role in _LISTS:
            if tree.lemma(verb) in scene.book.lexicon.list(name):
                found += [
                    Participant(role, m)
                    for t in scene.arguments.fill(verb, "subject")
                    if (m := scene.acts(t)) is not None
                ]
    return found
