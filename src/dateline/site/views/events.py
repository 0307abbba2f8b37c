"""Events as reported: a table with filters, one event with the words it rests on, the claims of an item, feeds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dateline.archive import Archive, EventFilter, ItemClaims, Report, Reports, Slice, Version
from dateline.errors import InputError
from dateline.export import Entry, Feed, atom, jsonfeed, rss
from dateline.export.feed import moment, stamp
from dateline.records import Event, Item, Mention, Span
from dateline.site import claim_words
from dateline.site.absent import NotThere
from dateline.site.claim_text import Mark, Piece, around, marks, paragraphs, title_pieces
from dateline.site.desk import Desk
from dateline.site.names import Names
from dateline.site.pager import window
from dateline.site.wanted import days, page_number
from dateline.text import make_id

SIZE = 25
FEEDS = {"atom": atom, "rss": rss, "json": jsonfeed}
TEXTS = ("event", "mode", "status", "actor", "recipient", "voice", "country", "sector", "outlet", "item")
LABELS = {
    "event": "Type",
    "mode": "Mode",
    "status": "Status",
    "actor": "Actor",
    "recipient": "Recipient",
    "voice": "According to",
    "country": "Country of the place",
    "sector": "Sector",
    "outlet": "Outlet",
    "item": "Item",
    "attributed": "Attributed",
    "date": "Date",
    "confidence": "Confidence at least",
    "place": "Place",
}
KINDS = (("atom", "Atom"), ("rss", "RSS"), ("json", "JSON Feed"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the events: its pairs as given, the filter they mean, the page."""

    pairs: tuple[tuple[str, str], ...]
    filter: EventFilter
    page: int

    def address(self, page: int = 1, path: str = "/events") -> str:
        """The same filter on another page or under another path."""
        query = urlencode([*self.pairs, *([("page", str(page))] if page > 1 else [])])
        return f"{path}?{query}" if query else path

    def with_(self, name: str, value: str) -> str:
        """The same with one field set."""
        kept = tuple(pair for pair in self.pairs if pair[0] != name)
        return replace(self, pairs=(*kept, (name, value))).address()

    def without(self, name: str) -> str:
        """The same with one field left out."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] != name)).address()


@dataclass(frozen=True, slots=True)
class Line:
    """One value of an event with the words it was read from; `target` is where those stand on the page."""

    label: str
    value: str
    note: str = ""
    words: tuple[Span, ...] = ()


def asked(request: Request) -> Asked:
    """Read the filter of an address; unknown names are ignored. Raises InputError for values that cannot be meant."""
    given = {name: value for name, value in request.query_params.multi_items() if value}
    values: dict[str, str | int | float | None] = {name: given.get(name) for name in TEXTS}
    if any(len(str(value)) > 200 for value in values.values() if value):
        raise InputError("a filter is longer than 200 characters", remedy="shorten it")
    values["attributed"] = _one_of(given, "attributed", ("yes", "no"))
    values["start"], values["end"] = days(given["date"]) if "date" in given else (None, None)
    values["confidence"] = _number(given, "confidence")
    values["place"] = page_number(given["place"]) if "place" in given else None
    known = {*TEXTS, "attributed", "date", "confidence", "place"}
    pairs = tuple((name, value) for name, value in given.items() if name in known)
    return Asked(pairs, EventFilter(**values), page_number(given.get("page", "1")))  # type: ignore[arg-type]


def table(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/events`: what is reported, filtered; each line says according to whom."""
    wanted, names, audience = asked(request), desk.names(archive), desk.options.audience
    found = _found(archive, wanted, audience, SIZE)
    counts: dict[str, list[tuple[str, int, str]]] = {}
    for count in archive.chronicle.counts(wanted.filter, audience):
        counts.setdefault(count.field, []).append((count.value, count.reports, wanted.with_(count.field, count.value)))
    return desk.page(
        request,
        "events.html",
        names=names,
        wanted_events=wanted,
        found=found,
        rows=[(report, _said(report, names)) for report in found.reports],
        counts=[(LABELS[name], name, lines) for name, lines in counts.items()],
        chips=[(f"{LABELS[name]}: {value}", wanted.without(name)) for name, value in wanted.pairs],
        pages=window(found.number, found.pages),
        feeds=[(label, wanted.address(path=f"/events/feed.{kind}")) for kind, label in KINDS],
        words=claim_words,
    )


def event(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/event/<id>`: each value with its words, the chain of who says so, why, and how sure."""
    report = one(desk, archive, request.path_params["id"])
    names = desk.names(archive)
    outlet = names.outlet(report.item.outlet)
    lines = lines_of(report.event)
    return desk.page(
        request,
        "event.html",
        names=names,
        report=report,
        event=report.event,
        item=report.item,
        outlet=outlet,
        lines=lines,
        excerpt_pieces=_excerpt(report, lines),
        own=claim_words.self_reported(report.event, report.chain, outlet),
        said=_said(report, names),
        words=claim_words,
    )


def feed(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/events/feed.atom`, `.rss`, `.json`: the events of a filter, each with the paragraph that reports it."""
    kind, wanted, names = request.path_params["kind"], asked(request), desk.names(archive)
    found = _found(archive, wanted, desk.options.audience, 50)
    root = desk.root(request.scope)
    entries = [_entry(report, names, root) for report in found.reports]
    path = f"/events/feed.{kind}"
    head = Feed(
        title=f"Events as reported – {desk.options.title}",
        url=root + wanted.address(wanted.page, path),
        page=root + wanted.address(),
        id=f"urn:dateline:events:{make_id(wanted.address())}",
        updated=stamp(max(map(moment, entries))) if entries else None,
        next=root + wanted.address(wanted.page + 1, path) if wanted.page < found.pages else None,
    )
    module = FEEDS[kind]
    text = "".join(module.write(head, entries)).encode("utf-8", "replace")
    return Response(text, media_type=f"{module.MEDIA_TYPE}; charset=utf-8")


def one(desk: Desk, archive: Archive, id_: str) -> Report:
    """An event. Raises NotThere where this audience has none of that id."""
    report = archive.chronicle.event(id_, desk.options.audience)
    if report is None:
        raise NotThere("There is no such event", "Its item may have been withdrawn or coded anew; look at /events.")
    return report


def claims_of(desk: Desk, archive: Archive, found: Version) -> tuple[ItemClaims, list[Mark], list[tuple[str, object]]]:
    """The claims of a version, their marks, and both in reading order as ("event" or "statement", record)."""
    claims = archive.chronicle.of_item(found.item.id, found.item.version, desk.options.audience)
    titles = {e.id: f"{claim_words.kind(e)} – machine coding" for e in claims.events}
    titles |= {s.id: f"{claim_words.names(s.speakers)} – {s.act}" for s in claims.statements}
    ordered: list[tuple[Span, str, object]] = [(e.trigger, "event", e) for e in claims.events]
    ordered += [(s.cue, "statement", s) for s in claims.statements]
    ordered.sort(key=lambda row: (row[0].field != "title", row[0].start, row[1]))
    return claims, marks(claims.events, claims.statements, titles), [(kind, record) for _, kind, record in ordered]


def lines_of(found: Event) -> list[Line]:
    """Every value of an event with its words, in the order who, to whom, what else, where, when, how many."""
    lines = [Line("Type", claim_words.kind(found), (found.cameo and f"CAMEO {found.cameo}") or "", (found.trigger,))]
    lines += [_who("Actor", mention) for mention in found.actors] or [Line("Actor", "none named")]
    lines += [_who("Recipient", mention) for mention in found.recipients]
    lines += [_who(p.role.replace("_", " ").capitalize(), p.mention) for p in found.participants]
    for place in found.places:
        precision = claim_words.RESOLUTION.get(place.resolution or 0, "not located")
        note = f"{precision}; {claim_words.BASIS.get(place.basis, place.basis)}"
        label = {"at": "Where"}.get(place.role, place.role.capitalize())
        lines.append(Line(label, claim_words.place(place), note, (place.words,) if place.words else ()))
    if found.when:
        note = f"{found.when.precision}; {claim_words.BASIS.get(found.when.basis, found.when.basis)}"
        lines.append(Line("When", claim_words.when(found.when), note, (found.when.words,) if found.when.words else ()))
    for quantity in found.quantities:
        note = f"{quantity.kind}; counts the {quantity.scope}"
        lines.append(Line("How many", quantity.words.text, note, (quantity.words,)))
    lines += [Line("Hedge", span.text, "", (span,)) for span in found.hedges]
    return lines


def _who(label: str, mention: Mention) -> Line:
    codes = [code for code in (mention.country, mention.international, *mention.sectors) if code]
    note = ", ".join(codes) + (f"; from “{mention.via.text}”" if mention.via else "")
    return Line(label, claim_words.name(mention), note, (mention.via or mention.span,))


def _excerpt(report: Report, lines: list[Line]) -> list[list[Piece]]:
    spans = [span for line in lines for span in line.words if span.field == report.event.trigger.field]
    if report.event.trigger.field == "title":
        own = sorted({(s.start, s.end) for s in spans}, key=lambda s: (s[0], -s[1]))
        return [title_pieces(report.item.title or "", [Mark(a, b, "claim", f"{a}-{b}", "", "title") for a, b in own])]
    start, end = around(report.item.body, spans, report.event.trigger)
    wanted = [Mark(s.start, s.end, "claim", f"{s.start}-{s.end}", "") for s in spans if start <= s.start < end]
    wanted = sorted(dict.fromkeys(wanted), key=lambda m: (m.start, -m.end))
    shifted = [replace(m, start=m.start - start, end=m.end - start) for m in wanted]
    return paragraphs(report.item.body[start:end], shifted)


def _found(archive: Archive, wanted: Asked, audience: str, size: int) -> Reports:
    found = archive.chronicle.page(wanted.filter, audience, Slice(wanted.page, size))
    if wanted.page > found.pages:
        raise NotThere(
            f"There is no page {wanted.page:,}", f"The last page is {found.pages:,}: {wanted.address(found.pages)}"
        )
    return found


def _said(report: Report, names: Names) -> str:
    return claim_words.reported_by(report.item, names.outlet(report.item.outlet), report.chain)


def _entry(report: Report, names: Names, root: str) -> Entry:
    outlet, span = names.outlet(report.item.outlet), report.event.trigger
    start, end = around(report.item.body, (), span) if span.field == "body" else (0, 0)
    said = _said(report, names)
    text = f"Machine coding of a report, no verified fact. According to {said}.\n\n{report.item.body[start:end]}"
    line = Item(
        id=report.event.id,
        outlet=outlet.id,
        headline=claim_words.line(report.event),
        body=text,
        published=report.item.published,
        language=report.item.language,
    )
    return Entry(line, outlet, f"{root}/event/{report.event.id}")


def _one_of(given: dict[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = given.get(name)
    if value is not None and value not in allowed:
        raise InputError(f"“{name}” cannot be “{value[:40]}”", remedy=f"use one of {', '.join(allowed)}")
    return value


def _number(given: dict[str, str], name: str) -> float | None:
    if name not in given:
        return None
    try:
        value = float(given[name])
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError(f"“{name}” cannot be “{given[name][:40]}”", remedy="use a number from 0 to 1")
    return value
