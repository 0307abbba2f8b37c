"""The calls of the API in one table: path, parameters, answer, function; and the routes made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.archive import Archive, Count, Facets, ItemClaims, OutletList, Report, Seen, Version
from dateline.records import Event, Item, Outlet, Problem
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.diffs import Paragraph
from dateline.site.etags import unchanged
from dateline.site.schema import Call, Json, Parameter, check, openapi, schema_of
from dateline.site.views import api
from dateline.site.views.events import LABELS, TEXTS

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
NAME = (("type", "string"), ("minLength", 1), ("maxLength", 200))
EVENTS = (
    *(Parameter(name, f"{label}.", NAME) for name, label in LABELS.items() if name in TEXTS),
    Parameter(
        "attributed", "According to somebody, or the outlet itself.", (("type", "string"), ("enum", ("yes", "no")))
    ),
    Parameter("date", "Year, month or day.", (("type", "string"), ("pattern", r"^\d{4}(-\d{2}(-\d{2})?)?$"))),
    Parameter("confidence", "The least one.", (("type", "number"), ("minimum", 0), ("maximum", 1))),
    Parameter("place", "GeoNames id.", PAGE),
    Parameter("page", "Page, from 1.", PAGE),
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


RECORDS = (ItemClaims, Report, Version, Facets, Count, Outlet, OutletList, Problem, Seen, Paragraph)
SEEN = Parameter("page", "Page, from 1.", PAGE)
CALLS: tuple[tuple[Call, View], ...] = (
    (Call("/api/v1/items", "A list or search, newest first.", (*NARROWING, *PAGING), LISTING), api.items),
    (Call("/api/v1/items/{id}", "One item, newest version.", (ID,), schema_of(Version)), api.item),
    (Call("/api/v1/items/{id}/versions", "All its versions.", (ID,), _shape(versions=_list(Version))), api.versions),
    (Call("/api/v1/items/{id}/versions/{number}", "One version.", (ID, NUMBER), schema_of(Version)), api.item),
    (
        Call(
            "/api/v1/items/{id}/versions/{number}/diff",
            "What changed since the version before.",
            (ID, NUMBER),
            _shape(**{"from": WHOLE, "to": WHOLE, "paragraphs": _list(Paragraph)}),
        ),
        api.difference,
    ),
    (Call("/api/v1/items/{id}/sightings", "Where it was seen.", (ID,), _shape(sightings=_list(Seen))), api.sightings),
    (
        Call(
            "/api/v1/items/{id}/citations",
            "How to cite it.",
            (ID,),
            _shape(citations={"type": "array", "items": _shape(style=TEXT, text=TEXT)}),
        ),
        api.citations,
    ),
    (Call("/api/v1/facets", "Counts of a list or search.", NARROWING, schema_of(Facets)), api.facets),
    (
        Call(
            "/api/v1/calendar",
            "Counts over time, with coverage.",
            NARROWING[:-1],
            _shape(unit=TEXT, counts=_list(Count)),
        ),
        api.calendar,
    ),
    (Call("/api/v1/items/{id}/claims", "Its statements and events.", (ID,), schema_of(ItemClaims)), api.claims),
    (
        Call(
            "/api/v1/events",
            "Events as reported: machine codings, no verified facts.",
            EVENTS,
            _shape(total=WHOLE, capped={"type": "boolean"}, page=WHOLE, pages=WHOLE, events=_list(Event)),
        ),
        api.events,
    ),
    (Call("/api/v1/events/{id}", "One event with its chain.", (ID,), schema_of(Report)), api.event),
    (Call("/api/v1/outlets", "Every outlet.", (), _shape(outlets=_list(Outlet))), api.outlets),
    (Call("/api/v1/categories", "Every category.", (), _shape(categories={"type": "array"})), api.categories),
    (
        Call(
            "/api/v1/captures/{sha}",
            "One capture.",
            (SHA,),
            _shape(capture={"type": "object"}, items={"type": "array"}),
        ),
        api.capture,
    ),
    (
        Call("/api/v1/coverage", "Paged lists and their gaps.", (), _shape(lists=_list(OutletList), total=WHOLE)),
        api.coverage,
    ),
    (
        Call("/api/v1/problems", "What did not go through.", (SEEN,), _shape(total=WHOLE, problems=_list(Problem))),
        api.problems,
    ),
    (
        Call(
            "/api/v1/stats",
            "How much there is.",
            (),
            _shape(items=WHOLE, captures=WHOLE, outlets=WHOLE, problems=WHOLE),
        ),
        api.stats,
    ),
)


def routes(desk: Desk) -> list[BaseRoute]:
    """Every call, the index of them and their description."""
    calls = tuple(call for call, _ in CALLS)
    text = json.dumps(openapi(calls, RECORDS))
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
        check(request, call)
        found = await desk.run(lambda archive: view(desk, archive, request))
        return unchanged(request, JSONResponse(found, headers={"cache-control": "no-cache"}))

    return Route(call.path.replace("{number}", "{number:version}"), endpoint, methods=["GET"])


async def _nothing(_: Request) -> Response:
    raise NotThere("There is no such call", "See /api/v1.")
