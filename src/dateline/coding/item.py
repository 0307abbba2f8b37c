"""The order of coding one item: cast, scenes, speech, events, who says so, where, when, how many. Stores nothing."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.codebook import Codebook
from dateline.coding import circumstances
from dateline.coding.cast import gather
from dateline.coding.confidence import event_confidence
from dateline.coding.events import Draft, find_events
from dateline.coding.learned import Learned, load_learned
from dateline.coding.mentions import side_participants
from dateline.coding.retyping import retype
from dateline.coding.saying import Said
from dateline.coding.scene import Scene, make_scene
from dateline.coding.speech import find_speech
from dateline.coding.statements import Nearby, Spoken, assemble, chain, hedges
from dateline.coding.status import told_as_fact
from dateline.coding.titles import add_title, as_text, text_of
from dateline.gazetteer import Gazetteer
from dateline.records import Coded, Event, EventLink, Item, Problem, Reading, Statement
from dateline.text import make_id

_LONGEST = 400
_WANTS = {"demanded", "asked", "promised", "warned"}


def code(
    item: Item,
    reading: Reading,
    codebook: Codebook,
    gazetteer: Gazetteer | None = None,
    *,
    seconds: float = 60.0,
    learned: Learned | None = None,
) -> Coded:
    """Turn an item and its reading into statements and events; see `dateline.coding.code`. `learned` None:
    the shipped weights."""
    learned = learned or (load_learned() if codebook.name == "plover" else Learned())
    desk = _Desk(codebook, gazetteer, learned, time.monotonic() + seconds, seconds)
    told = _code(item, reading, desk) if reading.sentences and item.body else Coded()
    heading = reading.heading
    time_is_up = bool(told.problems)
    if time_is_up or heading is None or not item.title or not (reading.sentences or not item.body.strip()):
        return Coded(told.statements, told.events, reading, told.problems)
    titled = _code(as_text(item), heading, desk)
    claims = add_title(item, (titled.statements, titled.events), (told.statements, told.events), codebook)
    return Coded(*claims, reading, titled.problems)


@dataclasses.dataclass(frozen=True, slots=True)
class _Desk:
    """What coding an item takes besides its text; `stop` is a time of the monotonic clock."""

    codebook: Codebook
    gazetteer: Gazetteer | None
    learned: Learned
    stop: float
    seconds: float


def _code(item: Item, reading: Reading, desk: _Desk) -> Coded:
    """The claims of one text."""
    codebook, gazetteer = desk.codebook, desk.gazetteer
    found = find_drafts(item, reading, codebook, desk.learned, desk.seconds, desk.stop)
    said = assemble(item, reading, found.spoken, codebook.lexicon)
    events = _events(item, found.drafts, [s.statement for s in said], codebook)
    around = circumstances.look_around(item, reading, gazetteer, codebook)
    events = circumstances.add(around, events, found.drafts)
    statements = circumstances.date_statements(around, said)
    gazetteer_version = gazetteer.version if gazetteer is not None else ""
    events = [
        dataclasses.replace(e, reader=reading.reader, codebook=codebook.version, gazetteer=gazetteer_version)
        for e in events
    ]
    return Coded(tuple(statements), tuple(events), problems=tuple(found.problems))


@dataclass(slots=True)
class Drafts:
    """What the sentences of an item gave, before ids, places, times and numbers."""

    drafts: list[Draft] = field(default_factory=list)
    spoken: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_drafts(
    item: Item, reading: Reading, codebook: Codebook, learned: Learned, seconds: float = 60.0, stop: float = math.inf
) -> Drafts:
    """The drafts of events and statements of an item in reading order; past `stop` it leaves off with a Problem."""
    cast = gather(reading, item.body, codebook.lexicon, item.published)
    found = Drafts()
    for index, sentence in enumerate(reading.sentences):
        if time.monotonic() > stop:
            found.problems.append(_late(item, index, len(reading.sentences), seconds))
            break
        if not sentence.tokens or len(sentence.tokens) > _LONGEST:
            continue
        scene = make_scene(sentence, index, item.body, codebook, cast)
        found.spoken += find_speech(scene)
        found.drafts += retype(reading, scene, find_events(scene), learned)
    return found


def _late(item: Item, done: int, of: int, seconds: float) -> Problem:
    name = text_of(item)
    return Problem(
        "time",
        f"coding took longer than {seconds:g} seconds; {done} of {of} sentences are coded",
        f"item {name}" if name else "the text",
        "raise DATELINE_ITEM_SECONDS or split the item",
    )


def _events(item: Item, drafts: Sequence[Draft], statements: Sequence[Statement], book: Codebook) -> list[Event]:
    counts: dict[tuple[int, int], int] = {}
    events: list[Event] = []
    keys: dict[int, str] = {}
    for draft in drafts:
        span = draft.span
        anchor = (span.start, span.end)
        counts[anchor] = counts.get(anchor, -1) + 1
        keys[id(draft)] = make_id(item.id, item.version, "event", span.start, span.end, counts[anchor])
    near = Nearby.of(statements)
    for draft in drafts:
        events.append(_event(item, draft, keys, near.around(draft.scene.index), book))
    return events


def _event(item: Item, draft: Draft, keys: dict[int, str], statements: Sequence[Statement], book: Codebook) -> Event:
    span = draft.span
    head = draft.scene.tree.tokens[draft.trigger.head]
    kind = book.type(draft.event)
    outer = keys.get(id(draft.outer)) if draft.outer is not None else None
    chained = chain(head.start, head.end, [s for s in statements if not _presupposed(draft, s)])
    sources = [s for s in statements if s.id in chained]
    used = ", ".join(draft.roles.used) or "no roles"
    why = f"{book.name}/{draft.frame.id} ({used})" + "".join(f"; {n}" for n in draft.notes)
    return Event(
        id=keys[id(draft)],
        item=item.id,
        item_version=item.version,
        sentence=draft.scene.index,
        event=draft.event,
        trigger=span,
        mode=draft.mode,
        contexts=draft.contexts,
        quad=kind.quad,
        score=book.score(draft.event, draft.mode),
        cameo=book.cameo_code(draft.event, draft.mode, draft.contexts),
        actors=tuple(draft.roles.actors),
        recipients=tuple(draft.roles.recipients),
        participants=(*draft.roles.participants, *side_participants(draft.scene, draft)),
        according_to=chained,
        status=draft.status.name,
        hedges=hedges(draft.scene, draft.trigger.head, book.lexicon),
        links=(EventLink("part_of", outer),) if outer else (),
        confidence=event_confidence(draft, sources),
        why=why,
    )


def _presupposed(draft: Draft, statement: Statement) -> bool:
    """ "demanded the release of X, who was arrested": the arrest is told by who reports the demand, not demanded."""
    tree, cue = draft.scene.tree, statement.cue
    if statement.act not in _WANTS:
        return False
    for node in (draft.trigger.head, *tree.ancestors(draft.trigger.head)):
        if told_as_fact(tree, node, draft.scene.book.lexicon):
            start, end = tree.extent(tree.cover(node))
            return not start <= cue.start < end
    return False


__all__ = ["Scene", "Spoken", "code"]
