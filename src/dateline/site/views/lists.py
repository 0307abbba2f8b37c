"""Lists and searches: one page of items with counts, facets, chart, evidence, pager, feeds for exactly this filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, Facet, Facets, Filter, Found, OutletList, Query, Slice
from dateline.export import Entry, embedded
from dateline.records import Item
from dateline.site import wording
from dateline.site.absent import NotThere
from dateline.site.charts import chart
from dateline.site.desk import Desk
from dateline.site.names import Names, slug_of
from dateline.site.pager import window
from dateline.site.wanted import Wanted, read

FEEDS = (("feed.atom", "Atom"), ("feed.rss", "RSS"), ("feed.json", "JSON Feed"))
EXPORTS = (("items.bib", "BibTeX"), ("items.ris", "RIS"), ("items.csl.json", "CSL-JSON"))
FACETS = (
    ("outlet", "Outlets", "outlets"),
    ("category", "Categories", "categories"),
    ("credit", "Credited to", "credits"),
    ("language", "Languages", "languages"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a facet list: what it adds or takes away and what it would show."""

    name: str
    items: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list, with the COinS a reference manager reads."""

    item: Item
    coins: str


def front(desk: Desk, archive: Archive, request: Request) -> Response:
    """The newest items, a calendar of what there is, outlets, categories."""
    names, audience = desk.names(archive), desk.options.audience
    listing = archive.browse.page(Filter(), audience, Slice(size=12))
    facets = archive.counts.facets(Filter(), audience)
    return desk.page(
        request,
        "front.html",
        names=names,
        cards=cards(desk, request, listing.items, names),
        listing=listing,
        chart=chart(archive, Wanted(), Filter(), audience),
        facets=facets,
        choices=choices(Wanted(), facets, names),
        captures=archive.captures.count(audience),
        problems=sum(archive.problems.count(audience).values()),
        feeds=links(Wanted(), FEEDS),
    )


def list_or_search(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/2017/05/`, `/outlet/…`, `/category/…`, `/search` and every combination."""
    wanted, names = asked(request), desk.names(archive)
    if wanted.q is None and request.url.path != wanted.path and not request.url.path.startswith("/search"):
        return RedirectResponse(wanted.address, 301)
    if wanted.q is not None and not wanted.q.strip() and not wanted.narrowed and not wanted.date:
        return desk.page(request, "search.html", wanted=wanted, names=names, heading="Search")
    found = find(desk, archive, wanted, names)
    listing = found.listing
    if listing.number > max(1, min(listing.pages, found.reach)):
        last = min(listing.pages, found.reach)
        remedy = f"The last page that can be shown is {last:,}: {wanted.at(last)}"
        raise NotThere(f"There is no page {wanted.page:,}", remedy)
    return desk.page(request, "list.html", **_values(desk, archive, request, wanted, found, names))


def _values(
    desk: Desk, archive: Archive, request: Request, wanted: Wanted, found: Found, names: Names
) -> dict[str, Any]:
    audience, listing, query = desk.options.audience, found.listing, found.query
    facets = _facets(archive, wanted, query, audience)
    picture = None if query.match else chart(archive, wanted, query.filter, audience)
    return {
        "wanted": wanted,
        "names": names,
        "heading": wording.heading(wanted, names),
        "cards": cards(desk, request, listing.items, names),
        "listing": listing,
        "found": found,
        "terms": query.terms,
        "chart": picture,
        "choices": choices(wanted, facets, names),
        "years": [_year(wanted, facet) for facet in facets.years],
        "capped_facets": facets.capped,
        "crumbs": crumbs(wanted, names),
        "chips": chips(wanted, names),
        "evidence": _evidence(archive, wanted, query.filter, audience) if not query.match else (),
        "pages": window(listing.number, min(listing.pages, found.reach)),
        "last": min(listing.pages, found.reach),
        "feeds": links(wanted, FEEDS),
        "exports": links(wanted, EXPORTS),
        "hidden": [pair for pair in parse_qsl(wanted.query, keep_blank_values=True) if pair[0] != "page"],
        "api": f"/api/v1/items?{replace(wanted, page=1).api_query}",
    }


def asked(request: Request) -> Wanted:
    """What the address of a request asks for. Raises NotThere for a path that means nothing."""
    path = request.path_params.get("path", "")
    try:
        wanted = read(path, request.query_params.multi_items())
    except LookupError:
        raise NotThere("There is no such page", "Go to the front page, or search.") from None
    if request.url.path.startswith("/search") and wanted.q is None:
        wanted = replace(wanted, q="")
    return wanted


def find(desk: Desk, archive: Archive, wanted: Wanted, names: Names, size: int | None = None) -> Found:
    """The items an address asks for. Raises NotThere for unknown names, InputError for a search that cannot be read."""
    try:
        filter_ = names.filter(wanted)
    except LookupError as error:
        raise NotThere(f"There is no {error.args[0]}", "Choose one from the front page.") from None
    part = Slice(wanted.page, size or desk.options.size)
    if wanted.q is not None and wanted.q.strip():
        return archive.search.find(wanted.q, filter_, desk.options.audience, part, wanted.by)
    listing = archive.browse.page(filter_, desk.options.audience, part)
    return Found(listing, Query("", (), filter_), "date", listing.pages)


def cards(desk: Desk, request: Request, items: tuple[Item, ...], names: Names) -> list[Card]:
    """Items ready for a list."""
    root = desk.root(request.scope)
    return [
        Card(item, embedded.coins(Entry(item, names.outlet(item.outlet), f"{root}/item/{item.id}"))) for item in items
    ]


def choices(wanted: Wanted, facets: Facets, names: Names) -> list[tuple[str, list[Choice]]]:
    """The facet lists beside a list; categories that share a slug are one line."""
    shown = []
    for field, title, attribute in FACETS:
        merged: dict[str, Facet] = {}
        for facet in getattr(facets, attribute):
            key = slug_of(facet.value) if field == "category" else facet.value
            name = names.category(key) if field == "category" else facet.name
            merged[key] = Facet(key, name, facet.items + (merged[key].items if key in merged else 0))
        chosen: tuple[str, ...] = getattr(wanted, field)
        lines = [Choice(f.name, f.items, wanted.toggled(field, key), key in chosen) for key, f in merged.items()]
        shown.append((title, lines))
    return [(title, lines) for title, lines in shown if lines]


def _year(wanted: Wanted, facet: Facet) -> Choice:
    value = facet.value or "undated"
    return Choice(facet.name, facet.items, wanted.on("" if wanted.date == value else value), wanted.date == value)


def _facets(archive: Archive, wanted: Wanted, query: Query, audience: str) -> Facets:
    if query.match and wanted.q is not None:
        return archive.search.facets(wanted.q, query.filter, audience)
    return archive.counts.facets(query.filter, audience)


def _evidence(archive: Archive, wanted: Wanted, filter_: Filter, audience: str) -> tuple[OutletList, ...]:
    """The outlets' own lists behind a month or day: pages captured, pages known to be missing."""
    if len(wanted.date) < 7 or not (filter_.start and filter_.end):
        return ()
    return archive.spans.lists(filter_.outlets, (filter_.start, filter_.end), audience)[:8]


def crumbs(wanted: Wanted, names: Names) -> list[tuple[str, str]]:
    """From the front page to here, as (name, address)."""
    plain = Wanted(outlet=wanted.outlet, category=wanted.category)
    found = [("Archive", "/")]
    if wanted.q is not None:
        return [*found, ("Search", "/search")]
    if len(wanted.outlet) == 1:
        found.append((names.outlet(wanted.outlet[0]).name, Wanted(outlet=wanted.outlet).address))
    if len(wanted.category) == 1:
        found.append((names.category(wanted.category[0]), plain.address))
    if wanted.date == "undated":
        return [*found, ("Undated", plain.on("undated"))]
    parts = wanted.date.split("-") if wanted.date else []
    for at in range(len(parts)):
        text = "-".join(parts[: at + 1])
        label = parts[0] if at == 0 else wording.MONTHS[int(parts[1])] if at == 1 else str(int(parts[2]))
        found.append((label, plain.on(text)))
    return found


def chips(wanted: Wanted, names: Names) -> list[tuple[str, str]]:
    """What narrows this list, each with the address without it."""
    found = [(f"Outlet: {names.outlet(v).name}", wanted.toggled("outlet", v)) for v in wanted.outlet]
    found += [(f"Category: {names.category(v)}", wanted.toggled("category", v)) for v in wanted.category]
    for name in ("credit", "language", "tag", "author"):
        found += [(f"{name.capitalize()}: {v}", wanted.toggled(name, v)) for v in getattr(wanted, name)]
    if wanted.date:
        found.append((f"Date: {wording.day(wanted.date) if wanted.date != 'undated' else 'undated'}", wanted.on("")))
    if wanted.start or wanted.end:
        words = (
            f"{wording.day(wanted.start) if wanted.start else '…'} – {wording.day(wanted.end) if wanted.end else '…'}"
        )
        found.append((f"Between: {words}", wanted.on("")))
    return found


def links(wanted: Wanted, kinds: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Feeds or exports for exactly this filter, as (name, address)."""
    return [(name, wanted.ending(ending)) for ending, name in kinds]
