"""A sentence → drafts of events: triggers, their best frame, roles, status, conversions. Dates, places, counts
come later."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from dateline.codebook import Frame
from dateline.coding.contexts import add_contexts, mode_by_cue
from dateline.coding.predicates import Trigger
from dateline.coding.roles import Roles, fill
from dateline.coding.scene import Scene
from dateline.coding.status import Status, status_of
from dateline.coding.who import is_actor
from dateline.records import Mention, Span

_MATERIAL = {2, 4}
_FORCES = {"MIL", "COP", "GOV", "UAF", "REB", "PRM", "SPY"}


@dataclass(slots=True)
class Draft:
    """An event in the making; `node` is the token its time, place and numbers are looked for around."""

    scene: Scene
    trigger: Trigger
    frame: Frame
    event: str
    mode: str | None
    roles: Roles
    status: Status
    contexts: tuple[str, ...] = ()
    confidence: float = 0.5
    notes: list[str] = field(default_factory=list)
    outer: Draft | None = None
    learned: float | None = None

    @property
    def span(self) -> Span:
        """The words that report it."""
        return self.scene.span(self.trigger.tokens)


def find_events(scene: Scene) -> list[Draft]:
    """The drafts of a sentence in text order."""
    drafts = [d for t in scene.triggers() if (d := _draft(scene, t)) is not None]
    drafts = _convert_embedded(scene, drafts)
    drafts = [_convert_status(scene, d) for d in drafts]
    drafts = _prune(drafts)
    return [_finish(d) for d in drafts]


def _draft(scene: Scene, trigger: Trigger) -> Draft | None:
    status = status_of(scene.tree, trigger.head, scene.book.lexicon, trigger.verbal)
    for frame in trigger.frames:
        roles = fill(scene, trigger, frame)
        if not _needs(scene, trigger, frame, roles):
            continue
        if not (
            _verb_counts(scene, trigger, frame, roles) if trigger.verbal else _noun_counts(scene, trigger, frame, roles)
        ):
            continue
        return Draft(scene, trigger, frame, frame.event, frame.mode, roles, status)
    return None


def _needs(scene: Scene, trigger: Trigger, frame: Frame, roles: Roles) -> bool:
    """The extra condition of a frame (`needs`): who must be there, or that force is spoken of."""
    need = frame.needs
    if need is None:
        return True
    if need == "person recipient":
        return any(is_actor(m) and m.kind != "place" for m in roles.recipients) and not any(
            p.role == "target" for p in roles.participants
        )
    if need == "actor recipient":
        return any(is_actor(m) for m in roles.recipients)
    if need == "sides":
        return all(is_actor(m) for m in roles.recipients) and (
            bool(roles.recipients) or len(roles.actors) > 1 or not trigger.verbal
        )
    if need == "political actor":
        return any(_political(m) for m in roles.actors)
    if need == "political both":
        return any(_political(m) for m in roles.actors) and any(is_actor(m) for m in roles.recipients)
    if need == "civil actor":
        return bool(roles.actors) and not any(set(m.sectors) & _FORCES for m in roles.actors)
    if need == "violent":
        words = scene.book.lexicon.list("violent words")
        return any(scene.tree.word(i) in words for i in range(len(scene.tree)) if i not in trigger.tokens) or any(
            set(m.sectors) & (_FORCES - {"GOV"}) for m in roles.actors
        )
    return True


def _political(mention: Mention) -> bool:
    return bool(
        mention.name or mention.roles or mention.country or mention.international or set(mention.sectors) - {"CVL"}
    )


def _verb_counts(scene: Scene, trigger: Trigger, frame: Frame, roles: Roles) -> bool:
    """Whether a verb reports an event: somebody named or at least somebody who can act is in it."""
    tree = scene.tree
    animate = [m for m in (*roles.actors, *roles.recipients) if is_actor(m)]
    if (
        scene.book.patterns[frame.pattern].reciprocal
        and len(roles.actors) < 2
        and not any(u.startswith("subject") for u in roles.used)
    ):
        return False
    if tree.base(trigger.head) in {"amod", "compound"} and not roles.actors:
        return False
    quad = scene.book.type(frame.event).quad
    if frame.needs == "violent" and frame.pattern == "death":
        return bool(animate)
    if frame.weak and len(trigger.words) > 1 and any(_political(m) for m in roles.actors):
        return True
    hit = any(p.role == "target" for p in roles.participants)
    if frame.weak and quad == 4 and roles.actors and hit:
        return True
    if frame.weak or quad not in _MATERIAL:
        if not roles.actors:
            passive = tree.passive(trigger.head) and bool(animate) and tree.base(trigger.head) not in {"acl", "amod"}
            return passive and not frame.weak
        if frame.weak:
            return any(_political(m) for m in animate) and bool(roles.recipients or len(roles.actors) > 1)
        return len(trigger.words) > 1 or bool(roles.recipients) or any(_political(m) for m in roles.actors)
    return bool(animate) or any(p.role == "target" for p in roles.participants)


def _noun_counts(scene: Scene, trigger: Trigger, frame: Frame, roles: Roles) -> bool:
    """Whether a noun reports an event and does not merely name a topic."""
    if scene.book.patterns[frame.pattern].reciprocal and not roles.light and len(roles.actors) < 2:
        return False
    if roles.light and roles.actors:
        return (
            bool(roles.recipients)
            or any(_political(m) for m in roles.actors)
            or scene.book.type(frame.event).quad in _MATERIAL
        )
    if frame.weak and not (roles.actors and roles.recipients):
        return False
    if scene.book.patterns[frame.pattern].reciprocal and len(roles.actors) > 1 and roles.explicit:
        return True
    animate = [m for m in (*roles.actors, *roles.recipients) if is_actor(m)]
    if roles.actors and roles.recipients and roles.explicit >= 2:
        return bool(animate)
    if scene.book.type(frame.event).quad in _MATERIAL:
        return roles.explicit >= 1 and bool(animate or any(p.role == "target" for p in roles.participants))
    return False


def _convert_embedded(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Acts under agreeing, refusing, threatening, asking, stopping: PLOVER's conversions.

    What is agreed, refused or threatened is one event with the outer one; what is asked for stays, as demanded.
    """
    kept = list(drafts)
    for draft in drafts:
        if draft not in kept:
            continue
        inner = [d for d in drafts if d is not draft and d in kept and _under(scene, d, draft)]
        if draft.frame.embeds and any(_lent(scene, d, draft) for d in inner):
            kept.remove(draft)
            continue
        if draft.frame.embeds and inner:
            nearest = min(inner, key=lambda d: len(list(scene.tree.ancestors(d.trigger.head))))
            found = scene.book.convert(nearest.frame.event, nearest.frame.mode, outer=draft.event)
            if found is not None and draft.event == "AGREE" and found.event == "CONCEDE":
                nearest.outer = draft
                nearest.status = Status("planned", draft.trigger.head)
                continue
            if found is not None:
                draft.event, draft.mode = (
                    found.event,
                    found.mode or (draft.mode if found.event == draft.event else None),
                )
                draft.notes.append(f"with {nearest.frame.id} under it")
            if draft.event != "REQUEST":
                draft.roles.participants += [p for p in nearest.roles.participants if p.role == "target"]
            if draft.event != "REQUEST" and not draft.roles.recipients and nearest.roles.recipients:
                draft.roles.recipients = [m for m in nearest.roles.recipients if m not in draft.roles.actors]
            if draft.event != "REQUEST":
                kept = [d for d in kept if d not in inner]
            else:
                for d in inner:
                    d.outer = draft
                    if d.status.name in {"asserted", "planned"}:
                        d.status = Status("demanded", draft.trigger.head)
    stopped = [d for d in kept if not d.trigger.verbal]
    for draft in stopped:
        _stop(scene, draft)
    return kept


def _lent(scene: Scene, inner: Draft, outer: Draft) -> bool:
    """ "offered criticism", "gave its approval": the verb only lends its subject, the noun is the act."""
    tree = scene.tree
    spoken = (
        inner.event in {"ACCUSE", "SUPPORT", "CONCEDE", "REJECT", "THREATEN", "REQUEST"} and not inner.trigger.verbal
    )
    return (
        spoken
        and outer.event == "AGREE"
        and tree.head(inner.trigger.head) == outer.trigger.head
        and tree.base(inner.trigger.head) == "obj"
        and tree.lemma(outer.trigger.head) in scene.book.lexicon.list("light verbs")
    )


def _under(scene: Scene, inner: Draft, outer: Draft) -> bool:
    """Whether the inner predicate stands in the complement of the outer one, without a clause of saying between."""
    tree = scene.tree
    at = inner.trigger.head
    for up in tree.ancestors(inner.trigger.head):
        if up == outer.trigger.head or (up in outer.trigger.tokens and not outer.trigger.verbal):
            if tree.base(at) == "obl" and tree.case(at) not in {"for", "to", "against", "on", "with", "of", "from"}:
                return False
            return (
                tree.base(at) in {"xcomp", "ccomp", "obj", "obl", "acl", "nmod"}
                and tree.relation(at) != "acl:relcl"
                and at > outer.trigger.head
            )
        if (
            tree.relation(up) == "acl:relcl"
            or tree.base(up) in {"parataxis"}
            or tree.relation(at) == "acl:relcl"
            or tree.base(at) in {"advcl", "nsubj"}
        ):
            return False
        at = up
    return False


def _stop(scene: Scene, draft: Draft) -> None:
    """ "lifted the blockade", "suspended aid": the verb that stops an act makes it another."""
    tree = scene.tree
    head = tree.head(draft.trigger.head)
    base = tree.relation(draft.trigger.head)
    if head < 0 or base not in {"obj", "nsubj:pass"} or tree.lemma(head) not in scene.book.lexicon.list("stop verbs"):
        return
    found = scene.book.convert(draft.event, draft.mode, outer="STOP")
    if found is None:
        return
    trigger = dataclasses.replace(draft.trigger, tokens=tuple(sorted({head, *draft.trigger.tokens})))
    stoppers = scene.arguments.fill(head, "subject")
    draft.roles.recipients = [m for m in (draft.roles.recipients or []) if is_actor(m)]
    draft.roles.actors = [m for t in stoppers if (m := scene.acts(t)) is not None] or []
    draft.notes.append(f"{tree.lemma(head)} + {draft.frame.id}")
    draft.event, draft.mode = found.event, found.mode
    draft.trigger = trigger
    draft.status = status_of(tree, head, scene.book.lexicon, True)


def _convert_status(scene: Scene, draft: Draft) -> Draft:
    """A future or plan becomes what the codebook says; "will not release" is refusing."""
    tree, head = scene.tree, draft.trigger.head
    will = any(tree.word(k) in {"will", "wo", "would", "'ll"} for k in tree.kids(head, "aux"))
    if (
        draft.status.name == "negated"
        and will
        and draft.trigger.verbal
        and draft.roles.actors
        and scene.book.type(draft.event).quad < 3
        and scene.book.has("REJECT")
    ):
        refused = scene.book.convert(draft.event, draft.mode, outer="REJECT")
        if refused is not None:
            draft.notes.append(f"not going to {draft.event} is {refused.event}")
            draft.event, draft.mode, draft.status = refused.event, refused.mode, Status("asserted")
            return draft
    found = scene.book.convert(draft.event, draft.mode, status=draft.status.name)
    purpose = draft.status.by >= 0 and tree.base(draft.status.by) == "advcl"
    if found is not None and not purpose:
        draft.notes.append(f"{draft.status.name} {draft.event} is {found.event}")
        draft.event, draft.mode = found.event, found.mode
    return draft


def _prune(drafts: list[Draft]) -> list[Draft]:
    """Armed moves beside an assault by the same side, demands of a protest and doubles do not count."""
    kept: list[Draft] = []
    for draft in drafts:
        actors = {m.span for m in draft.roles.actors}
        others = [d for d in drafts if d is not draft and actors & {m.span for m in d.roles.actors}]
        asserted = [d for d in others if d.status.name == "asserted"]
        if draft.event == "MOBILIZE" and any(d.event == "ASSAULT" for d in asserted):
            continue
        if draft.event == "REQUEST" and any(d.event == "PROTEST" for d in asserted):
            continue
        if any(_double(draft, d) for d in kept):
            continue
        kept.append(draft)
    return kept


def _double(draft: Draft, other: Draft) -> bool:
    same_type = draft.event == other.event
    return same_type and bool(set(draft.trigger.tokens) & set(other.trigger.tokens))


def _finish(draft: Draft) -> Draft:
    scene = draft.scene
    draft.mode = draft.mode or mode_by_cue(scene, draft.trigger.head, draft.event)
    draft.contexts = add_contexts(scene, draft.trigger.head, draft.frame.contexts)
    return draft
