"""One item: its text, where it comes from, its versions and their differences, how to cite it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, Version
from dateline.export import Entry, cite, embedded
from dateline.records import Item
from dateline.site import claim_words
from dateline.site.absent import NotThere
from dateline.site.claim_text import paragraphs, title_pieces
from dateline.site.desk import Desk
from dateline.site.diffs import compare
from dateline.site.names import Names, slug_of
from dateline.site.views.events import claims_of

FIELDS = (
    ("title", "Title"),
    ("published_as", "Date as printed"),
    ("category", "Category"),
    ("credit_as", "Credit as printed"),
    ("url", "Permalink"),
    ("completeness", "Completeness"),
)


def item(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/item/<id>`, `/item/<id>/v/<n>`, `/item/<id>/print`."""
    id_, audience = request.path_params["id"], desk.options.audience
    number = request.path_params.get("number")
    found = version(desk, archive, id_, number)
    names = desk.names(archive)
    newer, older = archive.browse.neighbours(id_, audience)
    entry = entry_of(desk, request, found, names)
    versions = archive.history.versions(id_, audience)
    claims, marks, ordered = claims_of(desk, archive, found)
    on = request.query_params.get("claims") != "off"
    by_id = {statement.id: statement for statement in claims.statements}
    return desk.page(
        request,
        "item.html",
        names=names,
        version=found,
        item=found.item,
        outlet=names.outlet(found.item.outlet),
        category=slug_of(found.item.category) if found.item.category else None,
        newer=newer,
        older=older,
        versions=versions,
        newest=versions[-1].item.version,
        sightings=archive.history.sightings(id_, audience),
        reposts=archive.history.reposts(id_, audience),
        citations=cite(entry),
        meta=embedded.meta_tags(entry),
        json_ld=embedded.json_ld(entry),
        claims=claims,
        claims_on=on,
        ordered=ordered,
        headline=title_pieces(found.item.headline, marks if on and found.item.headline == found.item.title else []),
        text=paragraphs(found.item.body, marks if on else []),
        chain_of=lambda event: tuple(by_id[s] for s in event.according_to if s in by_id),
        words=claim_words,
        printing=request.url.path.endswith("/print"),
    )


def difference(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/item/<id>/diff?from=1&to=2`: what changed between two versions, the last two unless told otherwise."""
    id_ = request.path_params["id"]
    versions = archive.history.versions(id_, desk.options.audience)
    if not versions:
        raise NotThere("There is no such item", "It may have been withdrawn; search for its words.")
    if len(versions) == 1:
        return RedirectResponse(f"/item/{id_}", 303)
    by_number = {str(v.item.version): v for v in versions}
    old = by_number.get(request.query_params.get("from", str(versions[-2].item.version)))
    new = by_number.get(request.query_params.get("to", str(versions[-1].item.version)))
    if old is None or new is None:
        raise NotThere("There is no such version", f"This item has versions 1 to {versions[-1].item.version}.")
    names = desk.names(archive)
    fields = [(label, _text(old.item, name), _text(new.item, name)) for name, label in FIELDS]
    return desk.page(
        request,
        "diff.html",
        names=names,
        item=new.item,
        old=old,
        new=new,
        versions=versions,
        fields=[row for row in fields if row[1] != row[2]],
        paragraphs=compare(old.item.body, new.item.body),
    )


def version(desk: Desk, archive: Archive, id_: str, number: int | None) -> Version:
    """A version of an item. Raises NotThere where this audience has none."""
    found = archive.history.item(id_, desk.options.audience, number)
    if found is None and number is not None and archive.history.item(id_, desk.options.audience):
        raise NotThere(f"This item has no version {number}", f"See /item/{id_} for those it has.")
    if found is None:
        raise NotThere("There is no such item", "It may have been withdrawn; search for its words.")
    return found


def entry_of(desk: Desk, request: Request, found: Version, names: Names) -> Entry:
    """An item ready to be cited, with its evidence."""
    page = f"{desk.root(request.scope)}/item/{found.item.id}"
    return Entry(found.item, names.outlet(found.item.outlet), page, found.capture, found.fetched)


def _text(item: Item, name: str) -> str:
    return str(getattr(item, name) or "")
