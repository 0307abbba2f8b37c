"""A list or search → its feed or export, for exactly the filter of the address; sitemaps of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.export import Entry, Feed, atom, bibtex, csl, jsonfeed, ris, rss, sitemap
from dateline.export.feed import moment, stamp
from dateline.site import wording
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.names import Names
from dateline.site.views.items import entry_of, version
from dateline.site.views.lists import asked, find
from dateline.site.wanted import Wanted
from dateline.text import make_id

LENGTH = 50
EXPORTED = 200
FEEDS = {"atom": atom, "rss": rss, "json": jsonfeed}
EXPORTS = {"bib": bibtex, "ris": ris, "csl.json": csl}


def feed(desk: Desk, archive: Archive, request: Request) -> Response:
    """`…/feed.atom`, `…/feed.rss`, `…/feed.json`: the newest items of a list, older ones by its `next` link."""
    kind = FEEDS[request.path_params["kind"]]
    wanted, entries, pages = _entries(desk, archive, request, LENGTH)
    root, ending = desk.root(request.scope), f"feed.{request.path_params['kind']}"
    older = _paged(wanted.ending(ending), wanted.page + 1) if wanted.page < pages else None
    head = Feed(
        title=f"{wording.heading(wanted, desk.names(archive))} – {desk.options.title}",
        url=root + _paged(wanted.ending(ending), wanted.page),
        page=root + replace(wanted, page=1).address,
        id=f"urn:dateline:list:{make_id(replace(wanted, page=1).address)}",
        updated=stamp(max(map(moment, entries))) if entries else None,
        next=root + older if older else None,
    )
    return _response("".join(kind.write(head, entries)), kind.MEDIA_TYPE)


def export(desk: Desk, archive: Archive, request: Request) -> Response:
    """`…/items.bib`, `…/items.ris`, `…/items.csl.json`: citations of a list, `EXPORTED` a page, linked by `next`."""
    kind = EXPORTS[request.path_params["kind"]]
    wanted, entries, pages = _entries(desk, archive, request, EXPORTED)
    response = _response("".join(kind.write(entries)), kind.MEDIA_TYPE)
    response.headers["content-disposition"] = f'attachment; filename="items.{request.path_params["kind"]}"'
    if wanted.page < pages:
        path = _paged(wanted.ending(f"items.{request.path_params['kind']}"), wanted.page + 1)
        response.headers["link"] = f'<{desk.root(request.scope)}{path}>; rel="next"'
    return response


def cited(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/item/<id>.bib`, `.ris`, `.csl.json`: one item."""
    kind = EXPORTS[request.path_params["kind"]]
    found = version(desk, archive, request.path_params["id"], None)
    entry = entry_of(desk, request, found, desk.names(archive))
    response = _response("".join(kind.write([entry])), kind.MEDIA_TYPE)
    name = f"{found.item.id}.{request.path_params['kind']}"
    response.headers["content-disposition"] = f'attachment; filename="{name}"'
    return response


def sitemaps(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/sitemap.xml`: the index, one sitemap for each month of each 50,000 items."""
    root = desk.root(request.scope)
    months = _months(desk, archive)
    parts = [
        f"{root}/sitemap/{month}-{part}.xml"
        for month, items in months.items()
        for part in range(1, -(-items // sitemap.LIMIT) + 1)
    ]
    return _response("".join(sitemap.write_index(parts)), sitemap.MEDIA_TYPE)


def sitemap_part(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/sitemap/201705-1.xml`: the items of one month."""
    month, part = request.path_params["month"], request.path_params["part"]
    if month not in _months(desk, archive) or part < 1:
        raise NotThere("There is no such sitemap", "See /sitemap.xml.")
    rows = archive.history.addresses(month, desk.options.audience, sitemap.LIMIT, (part - 1) * sitemap.LIMIT)
    root = desk.root(request.scope)
    return _response("".join(sitemap.write(_located(root, rows))), sitemap.MEDIA_TYPE)


def _located(root: str, rows: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    return ((f"{root}/item/{id_}", day) for id_, day in rows)


def _months(desk: Desk, archive: Archive) -> dict[int, int]:
    names: Names = desk.names(archive)
    return dict(archive.browse.months(names.filter(Wanted()), desk.options.audience))


def _entries(desk: Desk, archive: Archive, request: Request, size: int) -> tuple[Wanted, list[Entry], int]:
    wanted, names = asked(request), desk.names(archive)
    if wanted.q is not None and not wanted.q.strip():
        wanted = replace(wanted, q=None)
    found = find(desk, archive, wanted, names, size)
    if wanted.page > max(1, min(found.listing.pages, found.reach)):
        raise NotThere(f"There is no page {wanted.page:,} of this list", "Leave the page out.")
    root = desk.root(request.scope)
    entries = [Entry(item, names.outlet(item.outlet), f"{root}/item/{item.id}") for item in found.listing.items]
    return wanted, entries, min(found.listing.pages, found.reach)


def _paged(address: str, page: int) -> str:
    return address if page == 1 else f"{address}{'&' if '?' in address else '?'}page={page}"


def _response(text: str, media_type: str) -> Response:
    return Response(
        text.encode("utf-8", "replace"),
        media_type=f"{media_type}; charset=utf-8",
        headers={"cache-control": "no-cache"},
    )
