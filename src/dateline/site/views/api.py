"""The JSON API: everything the pages show, as records of the contract. `api_calls` names and checks the calls."""

from __future__ import annotations

from itertools import islice
from typing import Any

from starlette.requests import Request

from dateline.archive import Archive, Filter, Slice, Version
from dateline.export import cite
from dateline.records import as_dict
from dateline.site.absent import NotThere
from dateline.site.desk import Desk
from dateline.site.diffs import compare
from dateline.site.views.captures import whole
from dateline.site.views.events import asked, one
from dateline.site.views.items import entry_of, version
from dateline.site.views.lists import find
from dateline.site.wanted import Wanted, read


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


def events(desk: Desk, archive: Archive, request: Request) -> Any:
    """Events as reported."""
    wanted = asked(request)
    found = archive.chronicle.page(wanted.filter, desk.options.audience, Slice(wanted.page, 25))
    if wanted.page > found.pages:
        raise NotThere(f"There is no page {wanted.page:,}", f"The last page is {found.pages:,}.")
    return {
        "total": found.total,
        "capped": found.capped,
        "page": found.number,
        "pages": found.pages,
        "events": as_dict(tuple(report.event for report in found.reports)),
    }


def event(desk: Desk, archive: Archive, request: Request) -> Any:
    """One event with its item and the statements it stands in."""
    return as_dict(one(desk, archive, request.path_params["id"]))


def claims(desk: Desk, archive: Archive, request: Request) -> Any:
    """The statements and events of an item's newest version, in reading order."""
    found = version(desk, archive, request.path_params["id"], None)
    return as_dict(archive.chronicle.of_item(found.item.id, found.item.version, desk.options.audience))


def stats(desk: Desk, archive: Archive, request: Request) -> Any:
    """How much there is."""
    audience = desk.options.audience
    return {
        "items": archive.browse.count(Filter(), audience),
        "captures": archive.captures.count(audience),
        "outlets": len(desk.names(archive).outlets),
        "problems": sum(archive.problems.count(audience).values()),
    }


def _wanted(request: Request) -> Wanted:
    return read("/", request.query_params.multi_items())


def _filter(desk: Desk, archive: Archive, wanted: Wanted) -> Filter:
    try:
        return desk.names(archive).filter(wanted)
    except LookupError as error:
        raise NotThere(f"There is no {error.args[0]}", "See /api/v1/outlets and /api/v1/categories.") from None


def _whole(found: Version) -> Any:
    return as_dict(found)
