"""Lists and searches: one page of items with counts, facets, chart, evidence, pager, feeds for exactly this filter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, Filter, Found, Query, Slice
from dateline.site import wording
from dateline.site.absent import NotThere
from dateline.site.around import FEEDS, around, choices, links
from dateline.site.cards import cards
from dateline.site.charts import chart
from dateline.site.desk import Desk
from dateline.site.names import Names
from dateline.site.pager import window
from dateline.site.wanted import Wanted, read


def front(desk: Desk, archive: Archive, request: Request) -> Response:
    """The newest items, a calendar of what there is, outlets, categories."""
    names, audience = desk.names(archive), desk.options.audience
    listing = archive.browse.page(Filter(), audience, Slice(size=12))
    facets = archive.counts.facets(Filter(), audience)
    return desk.page(
        request,
        "front.html",
        names=names,
        cards=cards(listing.items, names, desk.root(request.scope)),
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
    listing, query = found.listing, found.query
    last = min(listing.pages, found.reach)
    first = replace(wanted, page=1).address
    joint = "&" if "?" in first else "?"
    return {
        "at": lambda number: f"{first}{joint}page={number}" if number > 1 else first,
        "wanted": wanted,
        "around": around(desk, archive, wanted, query),
        "heading": wording.heading(wanted, names),
        "cards": cards(listing.items, names, desk.root(request.scope), query.terms),
        "listing": listing,
        "found": found,
        "pages": window(listing.number, last),
        "last": last,
        "hidden": [pair for pair in parse_qsl(wanted.query, keep_blank_values=True) if pair[0] != "page"],
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
