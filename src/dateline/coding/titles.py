"""Claims of a title beside those of its body → one list: spans that count in the title, nothing told twice.

A title mostly says again what the body says at more length. What the body reports as well is kept in the body's words
only; what the title alone says stays, with `field: "title"`. Codes nothing itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeVar

from dateline.codebook import Codebook
from dateline.records import Event, Item, Mention, Span, Statement
from dateline.text import fold

R = TypeVar("R")
_TITLE = "\x1ftitle"
_TELLING = 4
_SHARED = 0.5


def as_text(item: Item) -> Item:
    """The title as an item of its own; its claims get ids that no claim of the body has."""
    return dataclasses.replace(item, id=f"{item.id}{_TITLE}", body=item.title or "", title=None)


def text_of(item: Item) -> str:
    """The id of the item that a text belongs to."""
    return item.id.removesuffix(_TITLE)


def add_title(
    item: Item,
    titled: tuple[Sequence[Statement], Sequence[Event]],
    told: tuple[Sequence[Statement], Sequence[Event]],
    book: Codebook,
) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
    """The claims of `titled` (made of `as_text`) that the body's, `told`, do not repeat, then the body's own."""
    statements, again = [], dict[str, str]()
    for one in (_placed(s, item) for s in titled[0]):
        same = next((s.id for s in told[0] if _same_statement(one, s)), None)
        if same is None:
            statements.append(one)
        else:
            again[one.id] = same
    statements = [dataclasses.replace(s, parent=again.get(s.parent or "", s.parent)) for s in statements]
    events, gone = [], set[str]()
    for event in (_placed(e, item) for e in titled[1]):
        if any(_same_event(event, other, book) for other in told[1]):
            gone.add(event.id)
        else:
            events.append(dataclasses.replace(event, according_to=_renamed(event.according_to, again)))
    events = [dataclasses.replace(e, links=tuple(k for k in e.links if k.event not in gone)) for e in events]
    return (*statements, *told[0]), (*events, *told[1])


def _renamed(ids: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(id_, id_) for id_ in ids)


def _placed(claim: R, item: Item) -> R:
    """The claim as one of the item, its spans in the title."""
    moved: R = dataclasses.replace(_in_title(claim), item=item.id)
    return moved


def _in_title(value: Any) -> Any:
    """A record with every span in it counted in the title."""
    if isinstance(value, Span):
        return dataclasses.replace(value, field="title")
    if isinstance(value, tuple):
        return tuple(_in_title(v) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{f.name: _in_title(getattr(value, f.name)) for f in dataclasses.fields(value)}
        )
    return value


def _same_event(one: Event, other: Event, book: Codebook) -> bool:
    """Whether two events of an item report one act: one type and status, the same word or the same sides."""
    if book.type(one.event).root != book.type(other.event).root or one.status != other.status:
        return False
    sides = [(one.actors, other.actors), (one.recipients, other.recipients)]
    shared = [_share(a, b) for a, b in sides if a and b]
    if fold(one.trigger.text)[:_TELLING] == fold(other.trigger.text)[:_TELLING]:
        return any(shared) or not shared
    return bool(shared) and all(shared)


def _same_statement(one: Statement, other: Statement) -> bool:
    """Whether two statements of an item are one: speakers who share a word, contents that share half their words."""
    if one.speakers and other.speakers and not _share(one.speakers, other.speakers):
        return False
    first, second = (_words(" ".join(c.text for c in s.content)) for s in (one, other))
    return len(first & second) >= _SHARED * max(1, len(first))


def _share(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    return bool(_named(one) & _named(other))


def _named(mentions: Sequence[Mention]) -> set[str]:
    return {w for m in mentions for w in _words(f"{m.span.text} {m.name}")} | {
        f"={m.country}" for m in mentions if m.country and m.kind == "place"
    }


def _words(text: str) -> set[str]:
    """The telling words of a text by their beginnings: `"Soldiers shelled" -> {"soldi", "shell"}`."""
    return {w[: _TELLING + 1] for w in fold(text).replace("’", " ").replace("-", " ").split() if len(w) >= _TELLING}
