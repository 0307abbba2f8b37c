"""The records that cross a door: frozen, slotted, tuples inside; standard library only.

Takes nothing, computes nothing; `as_dict` and `from_dict` at the end turn records into plain data and back.
The order is the order in which a report travels: capture, page, item, reading, claims, what joins them.
Unknown is `None` or an empty tuple. Dates and times are ISO 8601 strings, offsets count Unicode code points.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one version of one item: `text == item[field][start:end]`, half-open."""

    text: str
    start: int
    end: int
    field: str = "body"


# ── where things come from ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `party` is the id or name of the party it speaks for, told by the user, never guessed."""

    id: str
    name: str
    url: str | None = None
    language: str | None = None
    country: str | None = None
    party: str | None = None
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revisit:
    """The bytes of a capture found again, unaltered, at another time or address: `status` is 304 where the server only
    said so, `headers` are those of this answer, with notes as in a Capture."""

    fetched: str
    url: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came. `body` is never altered; `sha256` is of `body`; `headers` keep their order and case.

    `received` is the payload before its Content-Encoding (gzip, br …) was undone to give `body`, None where they are
    the same. Names in `headers` that start with a colon are no server's words but notes of the capture, and come first:
    `:status` (the status line), `:redirect` (one per hop, "301 URL"), `:address`, `:received`, `:WARC-Record-ID` …
    `revisits` are the later times, in order, at which the archive met the same bytes.
    """

    sha256: str
    body: bytes
    media_type: str
    url: str | None = None
    file_name: str | None = None
    fetched: str | None = None
    modified: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    received: bytes | None = None
    revisits: tuple[Revisit, ...] = ()

    @property
    def origin(self) -> str:
        """What a person would call the place it came from: the address, else the file."""
        return self.url or self.file_name or self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a source that is watched. `outcome`: changed, same, failed; `wait` is what the server asked for, in
    seconds."""

    url: str
    at: str
    outcome: str
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A block of text of a page that belongs to no item. `kind`: navigation, related, share, cookie, boilerplate, …"""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address a page points to. `kind`: permalink (of an item), page (of the same list), feed."""

    url: str
    kind: str = "permalink"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What one capture shows. `number` of `of` pages; `problems` holds what could not be read and why."""

    capture: str = ""
    outlet: str | None = None
    title: str | None = None
    filter: str | None = None
    number: int | None = None
    of: int | None = None
    breadcrumb: tuple[str, ...] = ()
    next: str | None = None
    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    kind: str = "listing"
    language: str | None = None
    reader: str = ""
    reason: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per outlet and day: what is known to exist, what was captured; page numbers are those of the outlet's list."""

    outlet: str
    day: str | None
    filter: str | None = None
    pages_known: int = 0
    pages_captured: tuple[int, ...] = ()
    pages_missing: tuple[int, ...] = ()
    items: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble of one input; stored, counted, shown; the run goes on. `remedy` tells the reader what to do."""

    kind: str
    what: str
    where: str
    remedy: str
    when: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an item was seen: position counts from 1 on its page."""

    capture: str
    number: int | None = None
    of: int | None = None
    filter: str | None = None
    position: int | None = None
    title: str | None = None
    breadcrumb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a news archive. A page gives it without `id` and `outlet`; the archive assigns both.

    `published_as` and `credit_as` are the words printed; offsets of all spans count from `body` as it stands here.
    `completeness` is full, teaser or truncated; `visibility` public, internal or withheld.
    """

    id: str = ""
    version: int = 1
    outlet: str = ""
    language: str | None = None
    visibility: str = "public"
    published: str | None = None
    published_as: str | None = None
    published_flags: tuple[str, ...] = ()
    title: str | None = None
    headline: str = ""
    headline_derived: bool = False
    category: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    number: str | None = None
    kind: str | None = None
    credit: tuple[str, ...] = ()
    credit_as: str | None = None
    body: str = ""
    completeness: str = "full"
    url: str | None = None
    sightings: tuple[Sighting, ...] = ()
    reposts: tuple[str, ...] = ()


# ── an item as language ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Token:
    """A word after Universal Dependencies. `head` is an index into the sentence's tokens, -1 for the root;
    `features` maps UD features as sorted pairs (("Mood", "Ind"), ("Tense", "Past"))."""

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    head: int
    relation: str
    features: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `kind` as in Mention; `first` and `last` index the sentence's tokens, inclusive."""

    span: Span
    kind: str
    first: int
    last: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is reported to say what: `source` may be empty, `cue` and `content` may be discontinuous."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text == body[start:end]`; `paragraph` counts from 0; attributions stand where their cue stands."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...] = ()
    paragraph: int = 0
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Vectors:
    """Contextual vectors of one reading, little-endian float16, row-major.

    `tokens` has shape (tokens of all sentences in order, width), `sentences` (sentences, width).
    """

    width: int
    tokens: bytes
    sentences: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """An item as language. Not read: `sentences` empty and `reason` says why (its language, its size …).

    `heading` is the title read as a text of its own: its offsets count in the title, its vectors are its own.
    """

    item: str
    item_version: int
    reader: str
    language: str | None = None
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    vectors: Vectors | None = None
    reason: str | None = None
    heading: Reading | None = None

    @property
    def names(self) -> tuple[Name, ...]:
        """All names in text order."""
        return tuple(n for s in self.sentences for n in s.names)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions in the order of their cues."""
        return tuple(a for s in self.sentences for a in s.attributions)


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody or something. `sectors` are PLOVER's, best first; `international` is IGO, UNO,
    EUR, NGO, ISM, IMG or MNC; `via` is the pronoun or description that was resolved to `span`."""

    span: Span
    kind: str
    name: str = ""
    roles: tuple[Span, ...] = ()
    entity: str | None = None
    country: str | None = None
    international: str | None = None
    sectors: tuple[str, ...] = ()
    number: str | None = None
    via: Span | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time. `start` and `end` are inclusive ISO dates (exported as `from` and `to`), either may be None.

    `precision`: time, day, week, month, season, year; `extent`: within, throughout, repeated;
    `basis`: stated, relative, chained (on `chained_to`), published. `value` is the TIMEX3 value, `kind` its type.
    """

    start: str | None
    end: str | None
    words: Span | None = None
    precision: str = "day"
    extent: str = "within"
    basis: str = "stated"
    every: str | None = None
    chained_to: str | None = None
    value: str | None = None
    kind: str = "DATE"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an event. `role`: at, origin, destination. `resolution`: 5 sub-city, 4 city, 3 district, 2 province,
    1 country; `basis`: stated, context, enclosing place, defined in the text."""

    role: str = "at"
    words: Span | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    resolution: int | None = None
    basis: str = "stated"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many. `low` and `high` are inclusive, either may be None; `scope`: event, period, cumulative, stock."""

    kind: str
    words: Span
    whom: str | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    unit: str | None = None
    per: str | None = None
    share_of: str | None = None
    scope: str = "event"


@dataclass(frozen=True, slots=True)
class Participant:
    """Anyone in an event who is neither actor nor recipient: instrument, target, supporter, supervisor, organiser …"""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class EventLink:
    """`kind`: follows, causes, evidence_for, part_of, same_as."""

    kind: str
    event: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody is reported to have said, thought or wanted something. `stance` is the publisher's."""

    id: str
    item: str
    item_version: int
    sentence: int
    act: str
    cue: Span
    speakers: tuple[Mention, ...] = ()
    speaker_named: bool = True
    content: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    addressees: tuple[Mention, ...] = ()
    when: When | None = None
    occasion: Mention | None = None
    hedges: tuple[Span, ...] = ()
    stance: str = "neutral"
    parent: str | None = None
    confidence: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where, when, how many; `according_to` lists statement ids, outermost first.

    `confidence` is that the text says this; it says nothing about whether it happened.
    """

    id: str
    item: str
    item_version: int
    sentence: int
    event: str
    trigger: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int | None = None
    score: float | None = None
    cameo: str | None = None
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    participants: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    quantities: tuple[Quantity, ...] = ()
    according_to: tuple[str, ...] = ()
    status: str = "asserted"
    hedges: tuple[Span, ...] = ()
    links: tuple[EventLink, ...] = ()
    confidence: float = 0.0
    why: str = ""
    story: str | None = None
    reader: str = ""
    codebook: str = ""
    gazetteer: str = ""


# ── across items ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an entity's name and how often it was seen."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Role:
    """An office or membership as the text words it, with the first and last date it was reported."""

    words: str
    organisation: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind`: member_of, represents, leads, backs; `claims` are ids of the statements or events that say so."""

    kind: str
    entity: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or group across items. Without `public_role` it gets no page, list or picture."""

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    country: str | None = None
    international: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    wikidata: str | None = None
    public_role: bool = False
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling as it is compared across items: `kind` person or body, `key` its telling words, folded and romanised.

    A key of Arabic letters starts with `~`: it is compared by consonants. `words` is how it was printed.
    """

    kind: str
    key: str
    words: str = dataclasses.field(default="", compare=False)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(self.key.removeprefix("~").split())


@dataclass(frozen=True, slots=True)
class Member:
    """One mention of a chain: where it stands, how it is spelled, why it is there, and how sure that is."""

    field: str
    start: int
    end: int
    words: str
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one person or body in one item. `told`: public, private, or empty where no role is printed.

    `initials` are acronyms that the item shows to stand for this body, folded.
    """

    item: str
    item_version: int
    outlet: str
    day: str | None
    form: Form
    members: tuple[Member, ...]
    kind: str
    told: str = ""
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    country: str | None = None
    international: str | None = None
    initials: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str, int]:
        """Founders come first: by day, item, place in the text."""
        return self.day or "9999", self.item, self.members[0].start

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells the chain: item, kind, key."""
        return self.item, self.form.kind, self.form.key

    @property
    def traits(self) -> Traits:
        """What joining looks at; chains that agree in it are one to it. A person's name in one word keeps its year."""
        lone = self.form.kind == "person" and sum(len(p) > 1 for p in self.form.parts) < 2
        return Traits(
            self.form,
            self.told,
            self.outlet,
            tuple(sorted(self.roles)),
            tuple(sorted(self.sectors)),
            self.country,
            self.initials,
            (self.day or "")[:4] if lone else "",
        )


@dataclass(frozen=True, slots=True)
class Traits:
    """A spelling with what an outlet tells of its bearer: public or private, roles, sectors, country, acronyms."""

    form: Form
    told: str
    outlet: str
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    country: str | None = None
    initials: tuple[str, ...] = ()
    year: str = ""


@dataclass(frozen=True, slots=True)
class Bearer:
    """All chains with the same traits. `chains` counts them; the first of them is seen on `day` in `item` at `field`,
    `start`, the last one on `last`; `base` is the entity that joining gave them before."""

    traits: Traits
    chains: int
    day: str | None
    item: str
    field: str
    start: int
    last: str | None = None
    base: str | None = None
    number: int = 0

    @property
    def order(self) -> tuple[str, str, int]:
        """Founders come first: by day, item, place in the text."""
        return self.day or "9999", self.item, self.start


@dataclass(frozen=True, slots=True)
class Difference:
    """Where reports of one happening disagree: each value with the events that state it."""

    field: str
    values: tuple[str, ...]
    events: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one happening. The title is made of type, place and date – never a party's wording."""

    id: str
    title: str
    events: tuple[str, ...]
    items: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; append-only, the latest valid one rules. `about` is (kind, id)."""

    id: str
    about: tuple[str, str]
    action: str
    by: str
    at: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What coding one text gives; iterate `statements` and `events` in reading order."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    reading: Reading | None = None
    problems: tuple[Problem, ...] = ()


# ── records as plain data ───────────────────────────────────────────────────────────────────────────────────────────

_RENAMED = {When: {"start": "from", "end": "to"}, Story: {"start": "from", "end": "to"}}
R = TypeVar("R")
Builder = typing.Callable[[Any], Any]


def as_dict(record: Any) -> Any:
    """Turn a record into dicts, lists and scalars, with the names of the contract (`from`, `to`).

    >>> as_dict(Span("Homs", 0, 4))
    {'text': 'Homs', 'start': 0, 'end': 4, 'field': 'body'}
    """
    if isinstance(record, (tuple, list)):
        return [as_dict(value) for value in record]
    names = _names(typing.cast("typing.Hashable", type(record)))
    return record if names is None else {shown: as_dict(getattr(record, name)) for name, shown in names}


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...] | None:
    """The fields of a record with the names they are shown under, None for anything else."""
    if not dataclasses.is_dataclass(kind):
        return None
    renamed = _RENAMED.get(typing.cast(type, kind), {})
    return tuple((f.name, renamed.get(f.name, f.name)) for f in dataclasses.fields(kind))


def from_dict(kind: type[R], data: dict[str, Any]) -> R:
    """Build a record of `kind` from plain data; keys it does not know are ignored, missing ones take defaults.

    Raises TypeError where a field without default is missing.
    """
    plan = _plan(typing.cast("typing.Hashable", kind))
    values = {
        name: value if build is None or value is None else build(value)
        for name, shown, build in plan
        if (value := data.get(shown, _MISSING)) is not _MISSING
    }
    return kind(**values)


_MISSING = object()


@cache
def _plan(kind: Any) -> tuple[tuple[str, str, Builder | None], ...]:
    """The fields of a record, the names they are shown under, and what builds their values; None: they stay."""
    hints = typing.get_type_hints(kind)
    return tuple((name, shown, _builder(hints[name])) for name, shown in _names(kind) or ())


def _builder(hint: Any) -> Builder | None:
    """What turns plain data into a value of a type; None where it is one already."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _builder(next(h for h in inner if h is not type(None)))
    if origin is tuple:
        return _tuples(inner)
    if dataclasses.is_dataclass(hint):
        kind = typing.cast(type, hint)
        return lambda value: from_dict(kind, value)
    return None


def _tuples(inner: tuple[Any, ...]) -> Builder:
    if inner[-1] is not Ellipsis:
        each = [_builder(h) for h in inner]
        return lambda value: tuple(v if b is None or v is None else b(v) for b, v in zip(each, value, strict=True))
    build = _builder(inner[0])
    return tuple if build is None else lambda value: tuple(None if v is None else build(v) for v in value)
