"""A trigger and its frame's pattern → who fills which role, with the positions used. Chooses no event type."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.codebook import Frame
from dateline.coding.predicates import Trigger, carrier
from dateline.coding.scene import Scene
from dateline.coding.who import is_actor
from dateline.records import Mention, Participant
from dateline.text import fold

_MOVED = {"give", "move", "leave", "lift", "impose", "meet", "trade", "fight", "visit"}
_MATERIAL = {2, 4}
_SIDED = {"meet", "trade", "fight", "visit"}
_SPOKEN = {"say", "blame", "refuse"}
_NEAR = {"to", "in", "on", "for", "against", "from", "of", "with", "over", "at", "inside", "into"}
_FIELDS = {
    "military",
    "security",
    "intelligence",
    "election",
    "border",
    "media",
    "press",
    "terrorist",
    "people",
    "world",
    "party",
}
_REACHING = {"AID", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "RETREAT", "CONCEDE", "SUPPORT"}
_THINGS = {"place", "facility"}


@dataclass(slots=True)
class Roles:
    """Filled roles. `used` is the readable trail: `nsubj→actor`."""

    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    explicit: int = 0
    light: bool = False
    tokens: list[int] = field(default_factory=list)


def fill(scene: Scene, trigger: Trigger, frame: Frame) -> Roles:
    """The fillers of a frame's roles around its trigger."""
    pattern = scene.book.patterns[frame.pattern]
    roles = Roles()
    node = trigger.head if trigger.verbal else carrier(scene.tree, trigger.head)
    extra = tuple(t for t in trigger.tokens if t != trigger.head)
    if not trigger.verbal:
        governor = scene.arguments.governor(node)
        roles.light = governor >= 0
        extra = (*extra, governor) if governor >= 0 else extra
    slots = pattern.verbal if trigger.verbal else pattern.nominal
    suffered = not trigger.verbal and roles.light and _suffered(scene, governor, frame)
    for slot in slots:
        if slot.role == "actor":
            positions = (*tuple(p for p in slot.positions if p != "subject"), "from") if suffered else slot.positions
            _actors(scene, node, positions, roles, extra if trigger.verbal else ())
    if not roles.actors:
        _beyond(scene, node, roles)
    for slot in slots:
        if slot.role == "recipient":
            positions = ("subject", *slot.positions) if suffered else slot.positions
            _recipients(scene, node, positions, roles, extra, frame)
        elif slot.role in {"instrument", "topic"}:
            _things(scene, node, slot.role, slot.positions, roles, extra)
    if trigger.verbal and not roles.recipients and any(scene.tree.tokens[t].upos == "NOUN" for t in extra):
        positions = ("on", "against", "to", "for", "with", "of", "from", "by")
        _recipients(scene, node, positions if pattern.reciprocal else (*positions, "in"), roles, extra, frame)
    roles.actors, roles.recipients = _once(roles.actors), _once(roles.recipients)
    if pattern.reciprocal:
        _second_side(scene, node, roles, frame)
        _reciprocate(roles)
    if not roles.recipients and roles.actors and trigger.verbal and (frame.embeds or frame.event in _REACHING):
        _near(scene, (node, *extra), roles, deep=(frame.embeds and not pattern.reciprocal) or frame.event == "AGREE")
    return roles


def _actors(scene: Scene, node: int, positions: tuple[str, ...], roles: Roles, extra: tuple[int, ...]) -> None:
    for position in positions:
        tokens = (
            speakers(scene, node)
            if position == "speaker"
            else scene.arguments.fill(node, position, extra if position != "subject" else ())
        )
        found = [
            (t, m)
            for t in tokens
            if t not in extra and (m := scene.acts(t)) is not None and _can_act(scene, t, m, position)
        ]
        if not found:
            for token in tokens:
                _indirect(scene, token, position, roles)
            if roles.actors:
                return
            continue
        roles.actors += [m for _, m in found]
        roles.tokens += [t for t, _ in found]
        roles.used.append(f"{position}→actor")
        roles.explicit += position not in {"subject"} or scene.tree.is_verb(node)
        return


def _beyond(scene: Scene, node: int, roles: Roles) -> None:
    """ "X put out a report accusing Y": the participle's noun cannot act, whoever put it out does."""
    tree = scene.tree
    noun = tree.head(node)
    if (
        tree.base(node) != "acl"
        or tree.relation(node) == "acl:relcl"
        or tree.passive(node)
        or noun < 0
        or scene.acts(noun) is not None
    ):
        return
    verb = tree.head(noun)
    if tree.base(noun) in {"obj", "obl"} and verb >= 0 and tree.is_verb(verb):
        found = [m for t in scene.arguments.fill(verb, "subject") if (m := scene.acts(t)) is not None]
        if found:
            roles.actors += found
            roles.used.append(f"subject of {tree.lemma(verb)}→actor")


def _can_act(scene: Scene, token: int, mention: Mention, position: str) -> bool:
    """Places act as countries only; in a bare modifier only what is a name, a people or a body acts."""
    tree = scene.tree
    if mention.kind == "place" and position in {"modifier", "in", "from", "of"}:
        return position == "modifier" and fold(mention.name) in scene.book.lexicon.countries
    if position != "modifier":
        return True
    if token in scene.casting.names:
        return mention.country is not None or mention.kind in {"organisation", "group", "nationality", "person"}
    if tree.tokens[token].upos == "ADJ" or tree.lemma(token) in _FIELDS:
        return mention.country is not None and mention.kind == "nationality"
    return bool(set(mention.sectors) - {"CVL", "SOC", "EDU", "MED"}) and tree.base(token) == "compound"


def _indirect(scene: Scene, token: int, position: str, roles: Roles) -> None:
    """An act as the subject of another ("the shelling by X killed Y"): its doer acts, the act is the instrument."""
    if position not in {"subject", "by", "agent", "cause"}:
        return
    tree = scene.tree
    mention = scene.mention(token)
    if mention is None:
        return
    doers = [t for p in ("by", "possessor", "modifier") for t in scene.arguments.fill(token, p)]
    for doer in doers:
        found = scene.acts(doer)
        if found is not None and _can_act(
            scene, doer, found, "modifier" if tree.base(doer) in {"compound", "amod"} else "by"
        ):
            roles.actors.append(found)
            roles.used.append(f"{position}:{tree.lemma(token)}→actor")
            break
    if mention.kind in {"other", "weapon", "occasion"} and tree.tokens[token].upos in {"NOUN", "PROPN"}:
        roles.participants.append(Participant("instrument", mention))


def _recipients(
    scene: Scene, node: int, positions: tuple[str, ...], roles: Roles, extra: tuple[int, ...], frame: Frame
) -> None:
    places: list[Mention] = []
    things: list[Mention] = []
    first_places = first_things = ""
    for position in positions:
        found: list[Mention] = []
        for token in scene.arguments.fill(node, position, extra):
            mention = scene.mention(token)
            if mention is None or token in roles.tokens or _same(mention, roles.actors):
                continue
            if token in extra and not scene.tree.is_verb(node):
                continue
            if (
                token in extra
                and mention.kind != "person"
                and (frame.pattern in _MOVED or not is_actor(mention) or mention.kind == "place")
            ):
                owner = _owner(scene, token) if frame.pattern == "refuse" and position == "object" else None
                if owner is not None and not _same(owner, roles.actors):
                    found.append(owner)
                elif frame.pattern in _SPOKEN and position == "object" and not _says(scene, token):
                    things.append(mention)
                    first_things = first_things or position
                continue
            if position == "modifier" and not _can_act(scene, token, mention, position):
                continue
            if not is_actor(mention) and (
                (frame.pattern in _SIDED and mention.kind not in _THINGS) or _covers(scene, mention, (node, *extra))
            ):
                continue
            if is_actor(mention) and not (mention.kind == "place" and position == "in" and frame.pattern == "strike"):
                found.append(mention)
            elif mention.kind in _THINGS:
                places.append(mention)
                first_places = first_places or position
            elif position not in {"possessor", "modifier", "in", "from", "for", "with"} and not (
                position == "object" and frame.pattern in _MOVED
            ):
                inner = _owner(scene, token)
                if inner is not None and not _same(inner, roles.actors):
                    found.append(inner)
                else:
                    things.append(mention)
                    first_things = first_things or position
        if found:
            roles.recipients += found
            roles.used.append(f"{position}→recipient")
            roles.explicit += 1
            break
    material = scene.book.type(frame.event).quad in _MATERIAL
    targets = places if material and frame.pattern not in {"leave"} else []
    roles.participants += [Participant("target", m) for m in targets]
    if not roles.recipients and places:
        roles.recipients += places
        roles.used.append(f"{first_places}→recipient")
        roles.explicit += 1
    elif not roles.recipients and things:
        roles.recipients += things[:3]
        roles.used.append(f"{first_things}→recipient")
        if material:
            roles.participants += [Participant("target", m) for m in things[:3]]


def _owner(scene: Scene, token: int) -> Mention | None:
    """Whose deed, plan or thing it is: "X's decision", "the decision of X", "an X proposal"."""
    undergone = scene.tree.lemma(token) in scene.book.nouns
    for position in ("possessor", "by", "modifier", "from", "against", *(() if undergone else ("of",))):
        for inner in scene.arguments.fill(token, position):
            mention = scene.acts(inner)
            if mention is not None and _can_act(scene, inner, mention, position if position in {"modifier"} else "by"):
                return mention
    verb = scene.tree.head(token)
    if verb >= 0 and scene.tree.is_verb(verb) and scene.tree.base(token) == "obj" and not scene.tree.passive(verb):
        return next((m for t in scene.arguments.agents(verb) if t > token and (m := scene.acts(t)) is not None), None)
    return None


def _things(
    scene: Scene, node: int, role: str, positions: tuple[str, ...], roles: Roles, extra: tuple[int, ...]
) -> None:
    for position in positions:
        for token in scene.arguments.fill(node, position, extra):
            mention = scene.mention(token)
            if (
                mention is None
                or token in extra
                or _same(mention, [*roles.actors, *roles.recipients, *(p.mention for p in roles.participants)])
            ):
                continue
            if role == "instrument" and mention.kind != "weapon":
                continue
            if role == "topic" and is_actor(mention):
                continue
            roles.participants.append(Participant(role, mention))
        if any(p.role == role for p in roles.participants):
            return


def _near(scene: Scene, nodes: tuple[int, ...], roles: Roles, *, deep: bool) -> None:
    """The first country, body, group or person further down the predicate's own words; `deep` looks into what
    is promised or asked."""
    tree, node = scene.tree, nodes[0]
    skip = (
        frozenset({"nsubj", "advcl", "parataxis", "conj"})
        if deep
        else frozenset({"nsubj", "advcl", "ccomp", "parataxis", "acl", "conj"})
    )
    for token in sorted(tree.walk(node, skip=skip)):
        wanted = tree.case(token) in _NEAR or (deep and tree.base(token) in {"obj", "iobj"})
        mention = scene.acts(token) if token > node and wanted else None
        if (
            mention is not None
            and token not in roles.tokens
            and not _same(mention, roles.actors)
            and (mention.country or mention.kind != "place")
        ):
            roles.recipients.append(mention)
            roles.used.append(f"{tree.case(token) or 'object'}→recipient (near)")
            return
    for clause in [c for n in nodes for c in tree.kids(n, "advcl", "xcomp", "acl")]:
        found = [
            m
            for t in scene.arguments.fill(clause, "object")
            if (m := scene.acts(t)) is not None and not _same(m, roles.actors)
        ]
        if found and "to" in tree.mark(clause).split():
            roles.recipients += found[:1]
            roles.used.append("purpose→recipient")
            return


def _second_side(scene: Scene, node: int, roles: Roles, frame: Frame) -> None:
    """The other side further down ("discussed the draft in some detail with the envoy")."""
    if any(is_actor(m) for m in roles.recipients) or len(roles.actors) != 1:
        return
    tree = scene.tree
    for token in tree.cover(node):
        if tree.case(token) in {"with", "and"} and tree.base(token) in {"obl", "nmod"} and token not in roles.tokens:
            found = [
                m for c in tree.conjuncts(token) if (m := scene.acts(c)) is not None and not _same(m, roles.actors)
            ]
            if found:
                roles.recipients += found
                roles.used.append(f"with→recipient ({frame.pattern})")
                return


def _reciprocate(roles: Roles) -> None:
    """All sides act; each named with "with", "against" or as object is also whom the others act on."""
    animate = [m for m in roles.recipients if is_actor(m)]
    roles.actors += [m for m in animate if not _same(m, roles.actors)]
    if not animate and len(roles.actors) > 1:
        roles.participants += [Participant("topic", m) for m in roles.recipients if m.kind not in _THINGS]
        roles.recipients = roles.actors[1:]


def speakers(scene: Scene, node: int) -> list[int]:
    """The subject of the nearest verb of saying above a clause."""
    tree, speech = scene.tree, scene.book.lexicon.speech
    for up in tree.ancestors(node):
        if tree.is_verb(up) and tree.lemma(up) in speech:
            return scene.arguments.fill(up, "subject")
    return []


def _suffered(scene: Scene, governor: int, frame: Frame) -> bool:
    """ "faced criticism", "paid a fine": the subject of the light verb undergoes the act."""
    hostile = scene.book.type(frame.event).quad in {3, 4}
    return hostile and scene.tree.lemma(governor) in scene.book.lexicon.list("suffering verbs")


def _says(scene: Scene, token: int) -> bool:
    """Whether a noun of a phrase is itself a word of the codebook ("voiced *support*"), so nothing that is acted on."""
    return scene.tree.lemma(token) in scene.book.nouns


def _covers(scene: Scene, mention: Mention, tokens: tuple[int, ...]) -> bool:
    """Whether a mention's words hold words of the trigger."""
    starts = [scene.tree.tokens[t].start for t in tokens]
    return any(mention.span.start <= s < mention.span.end for s in starts)


def _once(mentions: list[Mention]) -> list[Mention]:
    return list({m.span: m for m in mentions}.values())


def _same(mention: Mention, others: list[Mention]) -> bool:
    return any(mention.span == o.span for o in others)
