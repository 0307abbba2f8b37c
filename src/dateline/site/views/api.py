"""The JSON API: everything the pages show, as records of the contract. Each call checks every parameter it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.archive import Archive, Count, Facets, Filter, OutletList, Seen, Slice, Version
from dateline.errors import InputError
from dateline.export import cite
from dateline.records import Item, Outlet, Problem, as_dict
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.diffs import Paragraph, compare
from dateline.site.schema import Call, Json, Parameter, openapi, schema_of
from dateline.site.views.captures import whole
from dateline.site.views.items import entry_of, version
from dateline.site.views.lists import find
from dateline.site.wanted import Wanted, read

WORD = (("type", "string"), ("minLength", 1), ("maxLength", 300))
DAY = (("type", "string"), ("format", "date"), ("pattern", r"^\d{4}-\d{2}-\d{2}$"))
PAGE = (("type", "integer"), ("minimum", 1), ("maximum", 10**9))
NARROWING = (
    Parameter("outlet", "Outlet id.", many=True),
    Parameter("category", "Category, as in its address.", many=True),
    Parameter("credit", "Credited source, as printed.", many=True),
    Parameter("language", "BCP 47 language.", many=True),
    Parameter("tag", "Tag, as printed.", many=True),
    Parameter("author", "Author, as printed.", many=True),
    Parameter(
        "date",
        "Year, month or day, or `undated`.",
        (("type", "string"), ("pattern", r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$")),
    ),
    Parameter("from", "First day.", DAY),
    Parameter("to", "Last day.", DAY),
    Parameter("q", "Search.", (("type", "string"), ("maxLength", 500))),
)
PAGING = (
    Parameter("by", "Order of a search.", (("type", "string"), ("enum", ("date", "relevance")))),
    Parameter("page", "Page, from 1.", PAGE),
    Parameter("size", "Items a page.", (("type", "integer"), ("minimum", 1), ("maximum", 100))),
    Parameter(
        "after",
        "`next` of the answer before; not together with q.",
        (("type", "integer"), ("minimum", 0), ("maximum", 2**63 - 1)),
    ),
)
ID = Parameter("id", "Item id.", (("type", "string"), ("pattern", r"^[0-9A-Za-z_\-]{1,80}$")), path=True)
NUMBER = Parameter("number", "Version number.", (("type", "integer"), ("minimum", 1), ("maximum", 999_999)), path=True)
SHA = Parameter("sha", "SHA-256 of the bytes.", (("type", "string"), ("pattern", "^[0-9a-f]{64}$")), path=True)
View = Callable[[Desk, Archive, Request], Any]


def _list(record: type) -> Json:
    return {"type": "array", "items": schema_of(record)}


def _shape(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


WHOLE = {"type": "integer"}
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
LISTING = _shape(
    total=WHOLE, capped={"type": "boolean"}, page=WHOLE, pages=WHOLE, size=WHOLE,
    next={"type": ["integer", "null"]}, items=_list(Item),
)  # fmt: skip


def items(desk: Desk, archive: Archive, request: Request) -> Any:
    """A list or search."""
    wanted, names = _wanted(request), desk.names(archive)
    size = int(request.query_params.get("size", desk.options.size))
    after = request.query_params.get("after")
    if after is not None and not (wanted.q or "").strip():
        listing = archive.browse.page(
            _filter(desk, archive, wanted), desk.options.audience, Slice(wanted.page, size, int(after))
        )
    else:
        listing = find(desk, archive, wanted, names, size).listing
        if wanted.page > listing.pages:
            raise NotThere(f"There is no page {wanted.page:,}", f"The last page is {listing.pages:,}.")
    return {
        "total": listing.total,
        "capped": listing.capped,
        "page": listing.number,
        "pages": listing.pages,
        "size": listing.size,
        "next": listing.cursor,
        "items": as_dict(listing.items),
    }


def item(desk: Desk, archive: Archive, request: Request) -> Any:
    """The newest version of an item, or a numbered one."""
    return _whole(version(desk, archive, request.path_params["id"], request.path_params.get("number")))


def versions(desk: Desk, archive: Archive, request: Request) -> Any:
    """Every version of an item."""
    found = archive.history.versions(request.path_params["id"], desk.options.audience)
    if not found:
        raise NotThere("There is no such item", "It may have been withdrawn.")
    return {"versions": [_whole(one) for one in found]}


def sightings(desk: Desk, archive: Archive, request: Request) -> Any:
    """Everywhere an item was seen."""
    version(desk, archive, request.path_params["id"], None)
    return {"sightings": as_dict(archive.history.sightings(request.path_params["id"], desk.options.audience))}


def difference(desk: Desk, archive: Archive, request: Request) -> Any:
    """What changed between a version and the one before it."""
    id_, number = request.path_params["id"], request.path_params["number"]
    if number < 2:
        raise NotThere("There is no version before the first", "Differences begin with version 2.")
    new, old = version(desk, archive, id_, number), version(desk, archive, id_, number - 1)
    return {"from": number - 1, "to": number, "paragraphs": as_dict(compare(old.item.body, new.item.body))}


def citations(desk: Desk, archive: Archive, request: Request) -> Any:
    """How to cite an item."""
    found = version(desk, archive, request.path_params["id"], None)
    entry = entry_of(desk, request, found, desk.names(archive))
    return {"citations": [{"style": c.style, "text": c.plain_text} for c in cite(entry)]}


def facets(desk: Desk, archive: Archive, request: Request) -> Any:
    """Counts of items of a list or search per outlet, category, language, credit and year."""
    wanted = _wanted(request)
    filter_ = _filter(desk, archive, wanted)
    if (wanted.q or "").strip():
        return as_dict(archive.search.facets(wanted.q or "", filter_, desk.options.audience))
    return as_dict(archive.counts.facets(filter_, desk.options.audience))


def calendar(desk: Desk, archive: Archive, request: Request) -> Any:
    """Counts of items per month, or per day where `date` is a month, with coverage."""
    wanted = _wanted(request)
    filter_ = _filter(desk, archive, wanted)
    if len(wanted.date) >= 7 and wanted.date != "undated":
        counts = archive.calendar.days(filter_, int(wanted.date[:7].replace("-", "")), desk.options.audience)
        return {"unit": "day", "counts": as_dict(counts)}
    return {"unit": "month", "counts": as_dict(archive.calendar.months(filter_, desk.options.audience))}


def outlets(desk: Desk, archive: Archive, request: Request) -> Any:
    """Every outlet."""
    return {"outlets": as_dict(tuple(desk.names(archive).outlets.values()))}


def categories(desk: Desk, archive: Archive, request: Request) -> Any:
    """Every category with the spellings its address stands for."""
    names = desk.names(archive)
    found = [
        {"category": key, "names": list(value), "items": names.counts[key]} for key, value in names.categories.items()
    ]
    return {"categories": found}


def capture(desk: Desk, archive: Archive, request: Request) -> Any:
    """A capture without its bytes, and the items on it."""
    found, holding = whole(desk, archive, request.path_params["sha"])
    record = as_dict(found)
    record["size"] = len(record.pop("body"))
    return {"capture": record, "items": [one.id for one in holding.items]}


def coverage(desk: Desk, archive: Archive, request: Request) -> Any:
    """The outlets' own paged lists: pages captured, pages known to be missing."""
    lists = archive.spans.lists((), ("0001-01-01", "9999-12-31"), desk.options.audience)
    return {"lists": [as_dict(one) | {"missing": list(one.missing)} for one in lists[:2000]], "total": len(lists)}


def problems(desk: Desk, archive: Archive, request: Request) -> Any:
    """What did not go through, 100 a page."""
    page = int(request.query_params.get("page", 1))
    total = sum(archive.problems.count(desk.options.audience).values())
    if page > max(1, -(-total // 100)):
        raise NotThere(f"There is no page {page:,}", "Leave the page out.")
    shown = islice(archive.problems.all(desk.options.audience), (page - 1) * 100, page * 100)
    return {"total": total, "problems": as_dict(tuple(shown))}


def stats(desk: Desk, archive: Archive, request: Request) -> Any:
    """How much there is."""
    audience = desk.options.audience
    return {
        "items": archive.browse.count(Filter(), audience),
        "captures": archive.captures.count(audience),
        "outlets": len(desk.names(archive).outlets),
        "problems": sum(archive.problems.count(audience).values()),
    }


FACET = {"type": "object"}
SEEN = Parameter("page", "Page, from 1.", PAGE)
CALLS: tuple[tuple[Call, View], ...] = (
    (Call("/api/v1/items", "A list or search, newest first.", (*NARROWING, *PAGING), LISTING), items),
    (Call("/api/v1/items/{id}", "One item, newest version.", (ID,), schema_of(Version)), item),
    (Call("/api/v1/items/{id}/versions", "All its versions.", (ID,), _shape(versions=_list(Version))), versions),
    (Call("/api/v1/items/{id}/versions/{number}", "One version.", (ID, NUMBER), schema_of(Version)), item),
    (
        Call(
            "/api/v1/items/{id}/versions/{number}/diff",
            "What changed since the version before.",
            (ID, NUMBER),
            _shape(**{"from": WHOLE, "to": WHOLE, "paragraphs": _list(Paragraph)}),
        ),
        difference,
    ),
    (Call("/api/v1/items/{id}/sightings", "Where it was seen.", (ID,), _shape(sightings=_list(Seen))), sightings),
    (
        Call(
            "/api/v1/items/{id}/citations",
            "How to cite it.",
            (ID,),
            _shape(citations={"type": "array", "items": _shape(style=TEXT, text=TEXT)}),
        ),
        citations,
    ),
    (Call("/api/v1/facets", "Counts of a list or search.", NARROWING, schema_of(Facets)), facets),
    (
        Call(
            "/api/v1/calendar",
            "Counts over time, with coverage.",
            NARROWING[:-1],
            _shape(unit=TEXT, counts=_list(Count)),
        ),
        calendar,
    ),
    (Call("/api/v1/outlets", "Every outlet.", (), _shape(outlets=_list(Outlet))), outlets),
    (Call("/api/v1/categories", "Every category.", (), _shape(categories={"type": "array"})), categories),
    (
        Call(
            "/api/v1/captures/{sha}",
            "One capture.",
            (SHA,),
            _shape(capture={"type": "object"}, items={"type": "array"}),
        ),
        capture,
    ),
    (
        Call("/api/v1/coverage", "Paged lists and their gaps.", (), _shape(lists=_list(OutletList), total=WHOLE)),
        coverage,
    ),
    (
        Call("/api/v1/problems", "What did not go through.", (SEEN,), _shape(total=WHOLE, problems=_list(Problem))),
        problems,
    ),
    (
        Call(
            "/api/v1/stats",
            "How much there is.",
            (),
            _shape(items=WHOLE, captures=WHOLE, outlets=WHOLE, problems=WHOLE),
        ),
        stats,
    ),
)


def routes(desk: Desk) -> list[BaseRoute]:
    """Every call, the index of them and their description."""
    calls = tuple(call for call, _ in CALLS)
    text = json.dumps(openapi(calls, (Version, Facets, Count, Outlet, OutletList, Problem, Seen, Paragraph)))
    index = {"description": "/api/openapi.json", "calls": {call.path: call.help for call in calls}}

    async def described(_: Request) -> Response:
        return Response(text, media_type="application/json")

    async def listed(_: Request) -> Response:
        return JSONResponse(index)

    return [
        Route("/api/openapi.json", described, methods=["GET"]),
        Route("/api/v1", listed, methods=["GET"]),
        *(_route(desk, call, view) for call, view in CALLS),
        Route("/api/{path:path}", _nothing, methods=["GET"]),
    ]


def _route(desk: Desk, call: Call, view: View) -> Route:
    async def endpoint(request: Request) -> Response:
        _check(request, call)
        found = await desk.run(lambda archive: view(desk, archive, request))
        return JSONResponse(found, headers={"cache-control": "no-cache"})

    return Route(call.path.replace("{number}", "{number:version}"), endpoint, methods=["GET"])


async def _nothing(_: Request) -> Response:
    raise NotThere("There is no such call", "See /api/v1.")


def _check(request: Request, call: Call) -> None:
    """Refuse what the description does not allow. Raises InputError naming the parameter."""
    allowed = {parameter.name: parameter for parameter in call.parameters if not parameter.path}
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            known = ", ".join(allowed) or "none"
            raise InputError(f"there is no parameter “{name[:40]}”", remedy=f"parameters are: {known}")
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        if len(values) > (10 if allowed[name].many else 1):
            raise InputError(
                f"“{name}” is given too often", remedy="give it once" if not allowed[name].many else "at most 10 times"
            )
        for value in values:
            _fits(name, value, dict(allowed[name].schema))


def _fits(name: str, value: str, schema: dict[str, Any]) -> None:
    good = True
    if schema.get("type") == "integer":
        good = bool(re.fullmatch(r"[0-9]{1,19}", value)) and schema["minimum"] <= int(value) <= schema["maximum"]
    else:
        good = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 500)
        good = good and ("enum" not in schema or value in schema["enum"])
        good = good and (
            "pattern" not in schema or (bool(re.search(schema["pattern"], value, re.ASCII)) and "\n" not in value)
        )
    if not good:
        raise InputError(f"“{name}” cannot be {value[:40]!r}", remedy="see /api/openapi.json")


def _wanted(request: Request) -> Wanted:
    return read("/", request.query_params.multi_items())


def _filter(desk: Desk, archive: Archive, wanted: Wanted) -> Filter:
    try:
        return desk.names(archive).filter(wanted)
    except LookupError as error:
        raise NotThere(f"There is no {error.args[0]}", "See /api/v1/outlets and /api/v1/categories.") from None


def _whole(found: Version) -> Any:
    return as_dict(found)
