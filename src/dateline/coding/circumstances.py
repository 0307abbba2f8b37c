"""Events and statements → the same with their place, time and numbers. Asks `where`, `when`, `how_many`;
decides no role.

A time, place or number belongs to the predicate it hangs on in the tree; what hangs on a verb of saying dates the
statement. Speech takes a place only where one hangs on the verb itself.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.codebook import Codebook
from dateline.coding import when as times
from dateline.coding import where as wheres
from dateline.coding.events import Draft
from dateline.coding.how_many import find_quantities
from dateline.coding.statements import Spoken
from dateline.coding.tree import Tree
from dateline.gazetteer import Gazetteer
from dateline.records import Event, Item, Place, Quantity, Reading, Span, Statement, When

_TO = {"to", "into", "towards", "toward", "for"}
_FROM = {"from", "out of"}
_SPEECH = {1, 3}
_MOVES = {"RETREAT", "MOBILIZE", "SANCTION", "COERCE", "AID", "CONSULT", "FORCED_DISPLACEMENT"}


@dataclass(slots=True)
class Around:
    """What the questions of place, time and number need, found once for the item."""

    item: Item
    reading: Reading
    gazetteer: Gazetteer | None
    codebook: Codebook
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    dated: dict[tuple[int, int], list[tuple[When, int]]] = field(default_factory=dict)


def look_around(item: Item, reading: Reading, gazetteer: Gazetteer | None, book: Codebook) -> Around:
    """The times and places of an item."""
    found = tuple(sorted(times.find_times(item.body, item.published), key=_start))
    places = wheres.places_of(item.body, reading, gazetteer) if gazetteer is not None else ()
    places = tuple(sorted(places, key=_start))
    return Around(item, reading, gazetteer, book, found, places)


def published(item: Item) -> When | None:
    """The printed date as a time that was not stated."""
    day = (item.published or "")[:10]
    return When(day, day, basis="published") if len(day) == 10 else None


def add(around: Around, events: Sequence[Event], drafts: Sequence[Draft]) -> list[Event]:
    """The events with places, times and quantities, in their order."""
    made = []
    for event, draft in zip(events, drafts, strict=True):
        made.append(dataclasses.replace(event, when=_when(around, draft), places=_places(around, event, draft)))
    made = [_chained(around, e, made) for e in made]
    return _counted(around, made, drafts)


def date_statements(around: Around, spoken: Sequence[Spoken]) -> list[Statement]:
    """The statements with the time they were made, the printed date where none hangs on the verb."""
    made = []
    for one in spoken:
        tree, head = one.said.scene.tree, one.said.head
        own = [t for t, at in _times(around, tree) if _bearer(tree, at, head) == head]
        made.append(dataclasses.replace(one.statement, when=own[0] if own else published(around.item)))
    return made


def _times(around: Around, tree: Tree) -> list[tuple[When, int]]:
    """The times of a sentence with the token each starts at."""
    sentence = tree.sentence
    key = (sentence.start, sentence.end)
    if key in around.dated:
        return around.dated[key]
    lying = around.times[bisect_left(around.times, key[0], key=_start) : bisect_left(around.times, key[1], key=_start)]
    found = times.within(lying, sentence.start, sentence.end)
    kept = [w for w in found if w.kind == "SET" or w.start or w.end or w.basis == "chained"]
    around.dated[key] = [(w, at) for w in kept if w.words and (at := _token(tree, w.words)) >= 0]
    return around.dated[key]


def _start(one: When | Place) -> int:
    return one.words.start if one.words else -1


def _token(tree: Tree, words: Span) -> int:
    """The token of a stretch that governs the rest of it, -1 where no token is in it."""
    inside = [i for i, t in enumerate(tree.tokens) if t.start < words.end and words.start < t.end]
    return next((i for i in inside if tree.head(i) not in inside), inside[0] if inside else -1)


def _bearer(tree: Tree, token: int, predicate: int = -1) -> int:
    """The verb or predicate a time, place or number hangs on."""
    for up in tree.ancestors(token):
        if up == predicate or tree.is_verb(up) or tree.base(up) in {"root", "ccomp", "advcl", "parataxis"}:
            return up
    return -1


def _centre(draft: Draft) -> set[int]:
    """The tokens that count as the predicate: trigger words and the light verb above an event noun."""
    centre = set(draft.trigger.tokens)
    if not draft.trigger.verbal:
        governor = draft.scene.arguments.governor(draft.trigger.head)
        centre |= {governor} if governor >= 0 else set()
    return centre


def _when(around: Around, draft: Draft) -> When | None:
    tree = draft.scene.tree
    centre = _centre(draft)
    best: tuple[int, When] | None = None
    for time, token in _times(around, tree):
        at = _past(tree, token, time)
        if time.basis == "chained" and at != token and draft.trigger.head in tree.cover(at):
            continue
        rank = _rank(tree, at, centre, draft.trigger.head)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, time)
    if best is not None:
        return best[1]
    return published(around.item) if draft.status.name in {"asserted", "denied", "negated"} else None


def _past(tree: Tree, token: int, time: When) -> int:
    """ "two days after X did this, Y did that": the time is Y's; the clause it hangs on is passed over."""
    if time.basis != "chained" or time.words is None:
        return token
    for up in tree.ancestors(token):
        if tree.is_verb(up):
            return up if tree.tokens[up].start > time.words.end and tree.base(up) in {"advcl", "acl"} else token
    return token


def _rank(tree: Tree, token: int, centre: set[int], head: int) -> int | None:
    """How near a modifier is to a predicate: 0 on it, more for verbs it shares a clause with; None for another's."""
    up = tree.head(token)
    if up in centre:
        return 0
    bearer = next((a for a in tree.ancestors(token) if a in centre or tree.is_verb(a)), -1)
    if bearer in centre:
        return 1
    if bearer < 0:
        return 4 if len(tree) < 25 else None
    chain = [head, *tree.ancestors(head)]
    if bearer in chain:
        between = chain[: chain.index(bearer)]
        crossing = any(tree.base(b) in {"ccomp", "parataxis"} for b in between)
        return None if crossing else 2
    return None


def _chained(around: Around, event: Event, events: Sequence[Event]) -> Event:
    """A time that hangs on another event, counted from that event's day."""
    if event.when is None or event.when.basis != "chained":
        return event
    chain = times.chain_of(around.item.body, event.when)
    if chain is None:
        return event
    span = chain.hangs_on
    bases = [e for e in events if e.id != event.id and span.start <= e.trigger.start and e.trigger.end <= span.end]
    if not bases:
        return event
    base = bases[0]
    when = event.when
    day = base.when.start if base.when and base.when.basis != "chained" else None
    when = times.count_from(when, chain, day) if day else when
    return dataclasses.replace(event, when=dataclasses.replace(when, chained_to=base.id))


def _places(around: Around, event: Event, draft: Draft) -> tuple[Place, ...]:
    tree = draft.scene.tree
    sentence = tree.sentence
    found: list[tuple[int, int, Place]] = []
    centre = _centre(draft)
    sides = [m.span for m in (*event.actors, *event.recipients) if m.kind != "place"]
    countries = [m.span for m in event.actors if m.kind == "place"]
    first = bisect_left(around.places, sentence.start, key=_start)
    last = bisect_left(around.places, sentence.end, key=_start)
    for place in wheres.within(around.places[first:last], sentence.start, sentence.end):
        words = place.words
        token = _token(tree, words) if words else -1
        if token < 0 or words is None or any(s.start <= words.start and words.end <= s.end for s in countries):
            continue
        rank = _place_rank(tree, token, centre, draft, sides)
        if rank is not None:
            found.append((rank, token, dataclasses.replace(place, role=_role(tree, token, event))))
    if not found:
        return ()
    nearest = min(r for r, _, _ in found)
    near = [(t, p) for r, t, p in found if r == nearest]
    inner = [
        (t, p) for t, p in near if not any(t != o and tree.base(t) == "nmod" and t in tree.cover(o) for o, _ in near)
    ]
    return tuple(p for _, p in (inner or near))


def _place_rank(tree: Tree, token: int, centre: set[int], draft: Draft, sides: Sequence[Span]) -> int | None:
    start = tree.tokens[token].start
    in_side = any(s.start <= start < s.end for s in sides)
    speech = draft.scene.book.type(draft.event).quad in _SPEECH
    attached = next((a for a in tree.ancestors(token) if a in centre or tree.is_verb(a)), -1)
    direct = attached in centre and tree.case(_top(tree, token, centre)) not in {"", "of"}
    if speech:
        return (
            0 if direct and not in_side and tree.case(_top(tree, token, centre)) in {"in", "at", "near", "to"} else None
        )
    if in_side and tree.base(token) in {"compound", "amod"}:
        return None
    if attached in centre:
        return 0
    return _rank(tree, token, centre, draft.trigger.head)


def _top(tree: Tree, token: int, centre: set[int]) -> int:
    """The argument of the predicate that a token is part of."""
    at = token
    for up in tree.ancestors(token):
        if up in centre:
            break
        at = up
    return at


def _role(tree: Tree, token: int, event: Event) -> str:
    case = tree.case(token) or (tree.case(tree.head(token)) if tree.head(token) >= 0 else "")
    if event.event in _MOVES or event.quad == 4:
        if case in _FROM:
            return "origin"
        if case in _TO and event.event in _MOVES:
            return "destination"
    if (
        event.event in {"SANCTION", "FORCED_DISPLACEMENT"}
        and event.mode in {"expel", None}
        and tree.base(token) in {"obj", "nmod"}
        and case in {"", "of"}
    ):
        return "origin"
    return "at"


def _counted(around: Around, events: Sequence[Event], drafts: Sequence[Draft]) -> list[Event]:
    """Give each number to the nearest predicate whose words or arguments hold it."""
    own: dict[int, list[Quantity]] = {}
    by_sentence: dict[int, list[tuple[int, Draft]]] = {}
    for number, draft in enumerate(drafts):
        by_sentence.setdefault(draft.scene.index, []).append((number, draft))
    for here in by_sentence.values():
        for quantity in find_quantities(here[0][1].scene.tree.sentence):
            chosen = _nearest(quantity, here)
            if chosen is not None:
                own.setdefault(chosen, []).append(quantity)
    return [dataclasses.replace(e, quantities=tuple(own[n])) if n in own else e for n, e in enumerate(events)]


def _nearest(quantity: Quantity, drafts: Sequence[tuple[int, Draft]]) -> int | None:
    best: tuple[int, int] | None = None
    for number, draft in drafts:
        tree = draft.scene.tree
        token = _token(tree, quantity.words)
        if token < 0:
            continue
        sides = (*draft.roles.recipients, *draft.roles.actors)
        if any(m.span.start <= quantity.words.start < m.span.end for m in sides):
            rank = 0
        else:
            near = _rank(tree, token, _centre(draft), draft.trigger.head)
            if near is None:
                continue
            rank = near + 1
        if best is None or rank < best[0]:
            best = (rank, number)
    return best[1] if best else None
