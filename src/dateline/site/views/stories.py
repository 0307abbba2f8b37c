"""Happenings that several reports tell of: a list, and a page for each with the reports side by side.

Claims stay apart: nothing is averaged and nothing called confirmed; what rests on one source counts once.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive
from dateline.pipeline import stories
from dateline.site import claim_words
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.pager import window
from dateline.site.views.decisions import past
from dateline.site.wanted import page_number


def table(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/stories`: the latest first."""
    audience = desk.options.audience
    found = archive.stories.page(audience, page_number(request.query_params.get("page", "1")))
    rows = [(row, stories.story(archive, row.id, audience)) for row in found.rows]

    def at(page: int) -> str:
        return f"/stories?page={page}" if page > 1 else "/stories"

    return desk.page(
        request,
        "stories.html",
        names=desk.names(archive),
        found=found,
        rows=[(row, view) for row, view in rows if view is not None],
        pages=window(found.number, found.pages),
        at=at,
    )


def story(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/story/<id>`: the reports outlet by outlet, where they differ, and why they were joined."""
    view = stories.story(archive, request.path_params["id"], desk.options.audience)
    if view is None:
        raise NotThere("there is no such story here", "look it up in the list of stories")
    if view.moved:
        return RedirectResponse(f"/story/{view.story.id}", 301)
    number = {told.event.id: n for n, told in enumerate(view.reports, 1)}
    differences = [
        (
            d.field,
            [
                (value, [number[e] for e in events if e in number])
                for value, events in zip(d.values, d.events, strict=True)
            ],
        )
        for d in view.story.differences
    ]
    return desk.page(
        request,
        "story.html",
        names=desk.names(archive),
        view=view,
        story=view.story,
        differences=differences,
        number=number,
        words=claim_words,
        past=past(archive, "story", view.decisions),
    )
