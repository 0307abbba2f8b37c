"""The pages around the items: coverage, problems, about; the switch for light and dark; robots.txt."""

from __future__ import annotations

from itertools import islice
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline.archive import Archive, Filter
from dateline.site.absent import NotThere
from dateline.site.charts import chart
from dateline.site.desk import Desk
from dateline.site.pager import window
from dateline.site.wanted import Wanted, page_number

PROBLEMS = 50
LISTS = 500
LONGEST_FORM = 16_000


def coverage(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/coverage`: per outlet what there is, what was captured in part, what is known to be missing."""
    names, audience = desk.names(archive), desk.options.audience
    lists = archive.spans.lists((), ("0001-01-01", "9999-12-31"), audience)
    outlets = []
    for outlet in names.outlets.values():
        wanted = Wanted(outlet=(outlet.id,))
        filter_ = Filter(outlets=(outlet.id,))
        outlets.append(
            (outlet, wanted.address, archive.browse.count(filter_, audience), chart(archive, wanted, filter_, audience))
        )
    broken = [known for known in lists if known.missing]
    return desk.page(request, "coverage.html", names=names, outlets=outlets, lists=broken[:LISTS], all_lists=len(lists))


def problems(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/problems`: what could not be read, where, and what to do about it."""
    page, audience = page_number(request.query_params.get("page", "1")), desk.options.audience
    kinds = archive.problems.count(audience)
    total = sum(kinds.values())
    pages = max(1, -(-total // PROBLEMS))
    if page > pages:
        raise NotThere(f"There is no page {page:,}", f"The last page is {pages:,}.")
    shown = list(islice(archive.problems.all(audience), (page - 1) * PROBLEMS, page * PROBLEMS))
    return desk.page(
        request,
        "problems.html",
        problems=shown,
        kinds=kinds,
        total=total,
        page=page,
        numbers=window(page, pages),
        last=pages,
        at=lambda number: f"/problems?page={number}",
    )


def about(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/about`: what this is, what a machine coding is and is not, the keys."""
    audience = desk.options.audience
    items = archive.browse.count(Filter(), audience)
    return desk.page(request, "about.html", items=items, captures=archive.captures.count(audience))


async def theme(request: Request) -> Response:
    """`POST /theme`: remember light, dark or the reader's own setting, and go back."""
    body = b""
    async for chunk in request.stream():  # a body sent in pieces tells no length beforehand
        body += chunk
        if len(body) > LONGEST_FORM:
            raise HTTPException(413)
    form = parse_qs(body.decode("latin-1"))
    choice = form.get("theme", [""])[0]
    back = urlsplit(form.get("back", ["/"])[0])
    path = "/" + back.path.lstrip("/\\")
    response = RedirectResponse(f"{path}?{back.query}" if back.query else path, 303)
    if choice in {"light", "dark"}:
        response.set_cookie("theme", choice, max_age=31_536_000, samesite="strict", httponly=False)
    else:
        response.delete_cookie("theme")
    return response


async def robots(_: Request) -> Response:
    """`/robots.txt`: crawlers are welcome to items and lists, not to endless combinations of filters."""
    return PlainTextResponse(
        "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /*?*&\nSitemap: /sitemap.xml\n"
    )
