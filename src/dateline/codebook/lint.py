"""A codebook folder → its faults, each with file and line; never stops at the first. Changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.codebook.lexicon import LEXICON, rows
from dateline.codebook.loader import find, load
from dateline.codebook.schema import Codebook, Frame, Lexicon
from dateline.codebook.source import Row
from dateline.errors import CodebookError

_POSITIONS = {
    "subject",
    "object",
    "iobject",
    "agent",
    "by",
    "clause",
    "possessor",
    "modifier",
    "cause",
    "hands",
    "speaker",
}
_NEEDS = {
    None,
    "person recipient",
    "political actor",
    "political both",
    "civil actor",
    "violent",
    "sides",
    "actor recipient",
}
_ROLES = {"actor", "recipient", "instrument", "topic", "target"}
_ACTS = ("asked", "believed", "claimed", "demanded", "denied", "promised", "said", "warned")
_KINDS = {
    "person",
    "organisation",
    "place",
    "nationality",
    "group",
    "document",
    "occasion",
    "facility",
    "weapon",
    "other",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where (`file:line`), what, and what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} – {self.remedy}"


def check(name_or_path: str | Path = "plover") -> list[Fault]:
    """Every fault of a codebook and of the lexicon it uses; an empty list where there is none.

    Raises CodebookError only where there is no such codebook.
    """
    folder = find(name_or_path)
    try:
        book = load(folder)
    except CodebookError as error:
        return [Fault(error.where, error.what, error.remedy or "correct the line")]
    faults = [
        *_types(book, folder),
        *_patterns(book, folder),
        *_doubles(book),
        *_conversions(book, folder),
        *_cues(book, folder),
    ]
    faults += [f for frame in book.frames for f in _frame(book, frame)]
    return [*faults, *_lexicon(book.lexicon, (LEXICON, folder / "lexicon"))]


def _types(book: Codebook, folder: Path) -> Iterator[Fault]:
    where = f"{folder / 'types.toml'}:1"
    if not book.types:
        yield Fault(where, "there is no event type", "add a [[type]] table")
    for name, count in Counter(t.name for t in book.types).items():
        if count > 1:
            yield Fault(where, f"the type {name} is there {count} times", "keep one")
    for kind in book.types:
        if kind.quad not in {1, 2, 3, 4}:
            yield Fault(where, f"{kind.name}: quad {kind.quad}", "use 1, 2, 3 or 4")
        if not -10 <= kind.score <= 10:
            yield Fault(where, f"{kind.name}: score {kind.score}", "use a number from -10 to 10")


def _patterns(book: Codebook, folder: Path) -> Iterator[Fault]:
    where = f"{folder / 'patterns.toml'}:1"
    for pattern in book.patterns.values():
        for slot in (*pattern.verbal, *pattern.nominal):
            if slot.role not in _ROLES:
                yield Fault(
                    where, f"pattern {pattern.name}: no role {slot.role!r}", f"use one of {', '.join(sorted(_ROLES))}"
                )
            for position in slot.positions:
                if position not in _POSITIONS and not position.isalpha():
                    yield Fault(
                        where,
                        f"pattern {pattern.name}: no position {position!r}",
                        "use a named position or a preposition",
                    )


def _frame(book: Codebook, frame: Frame) -> Iterator[Fault]:
    where = f"{frame.file}:{frame.line}"
    if not book.has(frame.event):
        yield Fault(where, f"{frame.id}: no event type {frame.event!r}", "use a name of types.toml")
        return
    if frame.mode is not None and book.type(frame.event).mode(frame.mode) is None:
        yield Fault(where, f"{frame.id}: {frame.event} has no mode {frame.mode!r}", "use a mode of types.toml")
    for context in frame.contexts:
        if context not in book.contexts:
            yield Fault(where, f"{frame.id}: no context {context!r}", "use a context of book.toml")
    if frame.pattern not in book.patterns:
        yield Fault(where, f"{frame.id}: no pattern {frame.pattern!r}", "use a name of patterns.toml")
    if frame.needs not in _NEEDS:
        yield Fault(where, f"{frame.id}: no condition {frame.needs!r}", "leave it out or use a known one")
    if not (frame.verbs or frame.nouns or frame.adjectives):
        yield Fault(where, f"{frame.id}: no predicate", "add verbs, nouns or adjectives")
    if not frame.cases:
        yield Fault(where, f"{frame.id}: no worked case", "add a sentence with its fillers to cases")
    for kind, words in (("verbs", frame.verbs), ("nouns", frame.nouns)):
        for word, count in Counter(words).items():
            if count > 1:
                yield Fault(where, f"{frame.id}: {word!r} is in {kind} {count} times", "keep one")
            if word != word.lower():
                yield Fault(where, f"{frame.id}: {word!r} has capitals", "write lemmas in lower case")
    for case in frame.cases:
        for role, _ in case.roles:
            if role not in _ROLES:
                yield Fault(
                    where, f"{frame.id}: a case gives the role {role!r}", f"use one of {', '.join(sorted(_ROLES))}"
                )


def _doubles(book: Codebook) -> Iterator[Fault]:
    """The same words in two frames without a condition: the second would never fire."""
    seen: dict[tuple[str, str], Frame] = {}
    for name, count in Counter(f.id for f in book.frames).items():
        if count > 1:
            frame = [f for f in book.frames if f.id == name][-1]
            yield Fault(
                f"{frame.file}:{frame.line}", f"the frame {name} is there {count} times", "give each its own id"
            )
    for frame in book.frames:
        for kind, words in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
            for word in words:
                first = seen.setdefault((kind, word), frame)
                if first is not frame and first.needs is None:
                    yield Fault(
                        f"{frame.file}:{frame.line}",
                        f"{frame.id}: the {kind} {word!r} is already in {first.id}",
                        "keep one or give the first a condition",
                    )


def _conversions(book: Codebook, folder: Path) -> Iterator[Fault]:
    where = f"{folder / 'conversions.toml'}:1"
    for rule in book.conversions:
        for name in (
            rule.event,
            *([rule.inner] if rule.inner != "*" else []),
            *([rule.outer] if rule.outer not in {None, "STOP"} else []),
        ):
            if not book.has(str(name)):
                yield Fault(where, f"no event type {name!r}", "use a name of types.toml")


def _cues(book: Codebook, folder: Path) -> Iterator[Fault]:
    where = f"{folder / 'cues.toml'}:1"
    for cue in book.cues:
        if cue.context is not None and cue.context not in book.contexts:
            yield Fault(where, f"no context {cue.context!r}", "use a context of book.toml")
        if cue.mode is not None and (
            not cue.event or not book.has(cue.event) or book.type(cue.event).mode(cue.mode) is None
        ):
            yield Fault(where, f"no mode {cue.mode!r} of {cue.event!r}", "use a type and mode of types.toml")
        if not cue.words:
            yield Fault(where, "a cue has no words", "add words")


def _lexicon(lexicon: Lexicon, folders: Iterable[Path]) -> Iterator[Fault]:
    """Faults of the shipped lexicon and of the codebook's own."""
    codes = set(lexicon.countries.values())
    for folder in folders:
        yield from (f for row in rows(folder, "bodies.csv") for f in _body(row, codes))
        for row in rows(folder, "nouns.csv"):
            if row.text("kind") not in _KINDS:
                yield Fault(f"{row.file}:{row.line}", f"no kind {row.text('kind')!r}", "use a kind of Mention")
        for row in rows(folder, "speech.csv"):
            if row.text("act") not in _ACTS:
                yield Fault(f"{row.file}:{row.line}", f"no act {row.text('act')!r}", f"use one of {', '.join(_ACTS)}")


def _body(row: Row, codes: set[str]) -> Iterator[Fault]:
    where = f"{row.file}:{row.line}"
    if row.optional("country") and row.text("country") not in codes:
        yield Fault(where, f"no country {row.text('country')!r}", "use a code of countries.csv")
    if (row.optional("kind") or "organisation") not in _KINDS:
        yield Fault(where, f"no kind {row.optional('kind')!r}", "use a kind of Mention")
    start, end = row.optional("from"), row.optional("to")
    if start and end and start > end:
        yield Fault(where, f"it ends ({end}) before it starts ({start})", "correct the dates")
