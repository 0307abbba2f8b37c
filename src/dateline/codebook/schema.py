"""The records of a codebook: types, modes, frames, role patterns, conversions, and the lexicon of who is who.

Takes nothing, computes only look-ups over what the loader put in; knows no text and reads no file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.text import fold


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode of an event type; `score` is on the conflict–cooperation scale."""

    name: str
    score: float | None = None
    covers: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type. `root` is what measurements group it under (CONCEDE and RETREAT are YIELD)."""

    name: str
    quad: int
    score: float
    root: str
    covers: str = ""
    recipient_required: bool = False
    modes: tuple[Mode, ...] = ()

    def mode(self, name: str | None) -> Mode | None:
        """The mode of that name, None where the type has none such."""
        return next((m for m in self.modes if m.name == name), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a role is found: `role` and the syntactic positions in order of preference (`subject`, `object`,
    `on` …)."""

    role: str
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the syntax around a predicate gives its roles; `verbal` for verbs, `nominal` for event nouns."""

    name: str
    verbal: tuple[Slot, ...]
    nominal: tuple[Slot, ...]
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example of a rule: a sentence and the role fillers it must give."""

    text: str
    roles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule: predicates that report one type and mode of event. Multi-word predicates start with their head verb.

    `weak` predicates need an actor or recipient who is a person, body, group or country; `line` is in `file`.
    """

    id: str
    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    pattern: str = "act"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    weak: bool = False
    needs: str | None = None
    embeds: bool = False
    violation: str | None = None
    cases: tuple[Case, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Conversion:
    """What an event becomes in a status or under another: (`outer` | `status`) + `inner` → `event`, `mode`."""

    inner: str
    inner_mode: str | None
    outer: str | None
    status: str | None
    event: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A context cue: words in or near an event that add a context (or a mode, with `event`)."""

    words: tuple[str, ...]
    context: str | None = None
    event: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A known institution, office or armed group; dates are ISO, inclusive, either may be None."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "organisation"
    country: str | None = None
    international: str | None = None
    sectors: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    def valid(self, day: str | None) -> bool:
        """Whether it existed on an ISO day; without a day it did."""
        if not day:
            return True
        return (self.start or "") <= day[: len(self.start or "")] and (
            self.end is None or day[: len(self.end)] <= self.end
        )


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb or noun of saying, thinking, wanting: its `act` and, for `stance`, what the publisher shows by it."""

    words: str
    act: str
    stance: str = "neutral"
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Who is who in words: demonyms, country names, titles, generic nouns, bodies, speech verbs, hedges."""

    countries: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    bodies: dict[str, tuple[Body, ...]] = field(default_factory=dict)
    speech: dict[str, SpeechVerb] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    irregular: dict[str, str] = field(default_factory=dict)
    version: str = ""

    def list(self, name: str) -> frozenset[str]:
        """A named word list (`light verbs`, `hedges` …); KeyError where there is none of that name."""
        return self.words[name]

    def body(self, name: str, day: str | None = None) -> Body | None:
        """The institution or group of that name on that day, else the first of the name."""
        found = self.bodies.get(fold(name), ())
        return next((b for b in found if b.valid(day)), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """What counts as which event. `version` is a digest of every file it was read from."""

    name: str
    title: str
    version: str
    types: tuple[EventType, ...]
    contexts: tuple[str, ...]
    patterns: dict[str, Pattern]
    frames: tuple[Frame, ...]
    conversions: tuple[Conversion, ...]
    cues: tuple[Cue, ...]
    cameo: dict[str, tuple[str, str | None, tuple[str, ...]]]
    lexicon: Lexicon
    verbs: dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    nouns: dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]

    def type(self, name: str) -> EventType:
        """The event type of that name; KeyError where there is none."""
        return next(t for t in self.types if t.name == name)

    def has(self, name: str) -> bool:
        """Whether the codebook has an event type of that name."""
        return any(t.name == name for t in self.types)

    def score(self, event: str, mode: str | None) -> float:
        """The score of a mode, else of its type."""
        kind = self.type(event)
        found = kind.mode(mode)
        return kind.score if found is None or found.score is None else found.score

    def convert(
        self, inner: str, inner_mode: str | None, *, outer: str | None = None, status: str | None = None
    ) -> Conversion | None:
        """The conversion for an event under another or in a status; one that names the mode wins."""
        fits = [c for c in self.conversions if c.inner in (inner, "*") and c.outer == outer and c.status == status]
        fits = [c for c in fits if c.inner_mode is None or c.inner_mode == inner_mode]
        return max(fits, key=lambda c: (c.inner_mode is not None, c.inner != "*"), default=None)

    def cameo_code(self, event: str, mode: str | None, contexts: tuple[str, ...]) -> str | None:
        """The CAMEO code at the deepest level on which all codes of the triple agree; None where they do not
        agree at all."""
        codes = [c for c, (e, m, x) in self.cameo.items() if (e, m) == (event, mode) and set(x) <= set(contexts)]
        deepest = [c for c in codes if set(self.cameo[c][2])] or codes
        if not deepest:
            deepest = [c for c, (e, _, _) in self.cameo.items() if e == event]
        return _shared(deepest)


def _shared(codes: list[str]) -> str | None:
    if not codes:
        return None
    first, last = min(codes), max(codes)
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length] if length >= 2 else None
