"""Statements and events → the words a page says them in. Never as a fact: each line says that the text says so."""

from __future__ import annotations

from dateline.records import Event, Item, Mention, Outlet, Place, Quantity, Statement, When
from dateline.site.wording import day
from dateline.text import fold

BASIS = {
    "published": "the day the item is dated; the text names none",
    "relative": "counted from the day the item is dated",
    "chained": "counted from another event",
    "stated": "as written",
    "context": "from the text around it",
    "enclosing place": "only the area around it is known",
    "defined in the text": "as the text itself explains it",
    "lexicon": "from a word list",
    "human": "set by a person",
}
RESOLUTION = {1: "country", 2: "province", 3: "district", 4: "town", 5: "part of a town"}
STATUS = {
    "asserted": "reported as having happened",
    "denied": "denied",
    "demanded": "demanded",
    "planned": "planned or promised",
    "hypothetical": "a possibility",
    "negated": "said not to have happened",
}
CONFIDENCE = "How sure the program is that the text says this. It says nothing about whether it happened."


def name(mention: Mention) -> str:
    """What a mention is shown as: its canonical name, else its words."""
    return mention.name or mention.span.text


def names(mentions: tuple[Mention, ...]) -> str:
    """`(A, B) -> "A, B"`; nobody is a dash."""
    return ", ".join(name(mention) for mention in mentions) or "–"


def kind(event: Event) -> str:
    """`Event(event="ASSAULT", mode="heavy-weapons") -> "Assault (heavy weapons)"`"""
    first = event.event.replace("_", " ").replace("-", " ").capitalize()
    return f"{first} ({event.mode.replace('-', ' ')})" if event.mode else first


def place(found: Place) -> str:
    """A place with what encloses it. `"Salamiya, Hama, SYR"`"""
    words = [found.name or (found.words.text if found.words else ""), found.admin1, found.country]
    return ", ".join(dict.fromkeys(word for word in words if word))


def when(found: When | None) -> str:
    """A time in words: one day, or from–to."""
    if found is None:
        return ""
    if found.start and found.end and found.start != found.end:
        return f"{day(found.start)} – {day(found.end)}"
    if found.start is None and found.end:
        return f"until {day(found.end)}"
    return f"from {day(found.start)}" if found.start and not found.end else day(found.start)


def quantity(found: Quantity) -> str:
    """How many, as printed, and of what. `"at least eleven (other)"`"""
    return f"{found.words.text} ({found.kind})" if found.kind != "other" else found.words.text


def line(event: Event) -> str:
    """One line for lists and feeds: type, who to whom, where, when – as reported. No verdict."""
    parts = [f"{kind(event)}: {names(event.actors)} → {names(event.recipients)}"]
    parts += [place(found) for found in event.places if found.role == "at"][:2]
    parts += [when(event.when)] if event.when else []
    return ", ".join(part for part in parts if part)


def voices(chain: tuple[Statement, ...]) -> str:
    """The speakers of a chain, innermost last. `"officials, who cite witnesses"`"""
    return ", who cite ".join(names(s.speakers) if s.speakers else "somebody not named" for s in chain)


def reported_by(item: Item, outlet: Outlet, chain: tuple[Statement, ...]) -> str:
    """According to whom: the chain, else the outlet itself."""
    if chain:
        return f"{voices(chain)}, as reported by {outlet.name}"
    credit = f", crediting {', '.join(item.credit)}" if item.credit else ""
    return f"{outlet.name} itself{credit}"


def self_reported(event: Event, chain: tuple[Statement, ...], outlet: Outlet) -> bool:
    """Whether an outlet, or a speaker of its party, speaks about that party."""
    if not outlet.party:
        return False
    about = any(_is(outlet.party, mention) for mention in (*event.actors, *event.recipients))
    speaking = not chain or any(_is(outlet.party, mention) for s in chain for mention in s.speakers)
    return about and speaking


def _is(party: str, mention: Mention) -> bool:
    wanted, found = set(fold(party).split()), set(fold(name(mention)).split())
    return bool(wanted) and (wanted <= found or mention.entity == party)
