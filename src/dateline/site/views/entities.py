"""Persons in a public role and bodies: a list, and a page for each with its spellings, roles, statements and events.

Private persons have neither. Every number says whether it counts items, mentions or reports.
"""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, Report
from dateline.archive.entities import EntityQuery, Part
from dateline.pipeline import entities
from dateline.site import claim_words
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.names import Names
from dateline.site.pager import window
from dateline.site.views.decisions import past
from dateline.site.wanted import page_number

SHOWN = 10
LISTED = ("actor", "recipient")


def table(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/entities`: by how many items name them; `words` is part of a spelling, `kind` person or body."""
    words = request.query_params.get("words", "")[:200]
    kind = request.query_params.get("kind")
    kind = kind if kind in ("person", "body") else None
    number = page_number(request.query_params.get("page", "1"))
    found = archive.entities.page(EntityQuery(words, kind, number), desk.options.audience)
    pairs = [(n, v) for n, v in (("words", words), ("kind", kind)) if v]

    def at(page: int) -> str:
        query = urlencode([*pairs, *([("page", str(page))] if page > 1 else [])])
        return f"/entities?{query}" if query else "/entities"

    return desk.page(
        request,
        "entities.html",
        found=found,
        words=words,
        kind=kind,
        pages=window(found.number, found.pages),
        at=at,
        pairs=pairs,
    )


def entity(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/entity/<id>`: an id that was merged leads to the one it stands for now."""
    audience, names = desk.options.audience, desk.names(archive)
    view = entities.entity(archive, request.path_params["id"], audience)
    if view is None:
        raise NotThere("there is no such person or body here", "look it up in the list of names")
    if view.moved:
        return RedirectResponse(f"/entity/{view.entity.id}", 301)
    events = [(role, _events(archive, view.entity.id, role, audience)) for role in LISTED]
    return desk.page(
        request,
        "entity.html",
        names=names,
        view=view,
        entity=view.entity,
        events=[(role, [(r, _said(r, names)) for r in found]) for role, found in events if found],
        words=claim_words,
        past=past(archive, "entity", view.decisions),
    )


def _events(archive: Archive, id_: str, role: str, audience: str) -> list[Report]:
    ids = archive.entities.claims(id_, Part("event", role, 0), audience, SHOWN)
    return [report for report in (archive.chronicle.event(i, audience) for i in ids) if report is not None]


def _said(report: Report, names: Names) -> str:
    return claim_words.reported_by(report.item, names.outlet(report.item.outlet), report.chain)
