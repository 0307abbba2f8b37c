"""What stands around the items of a list: crumbs, filters, chart, evidence, facets, feeds for exactly this filter.

None of it depends on the page one is on, so it is written once and kept until somebody writes to the archive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from dateline.archive import Archive, Facet, Facets, Filter, OutletList, Query
from dateline.site import wording
from dateline.site.charts import chart
from dateline.site.desk import Desk
from dateline.site.names import Names, slug_of
from dateline.site.wanted import Wanted, beside

FEEDS = (("feed.atom", "Atom"), ("feed.rss", "RSS"), ("feed.json", "JSON Feed"))
EXPORTS = (("items.bib", "BibTeX"), ("items.ris", "RIS"), ("items.csl.json", "CSL-JSON"))
FACETS = (
    ("outlet", "Outlets", "outlets"),
    ("category", "Categories", "categories"),
    ("credit", "Credited to", "credits"),
    ("language", "Languages", "languages"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of a list page that all its pages share, as markup: `links` stand in the head of the document, `head`
    above the count, `over` above the items, `side` beside them."""

    links: Markup
    head: Markup
    over: Markup
    side: Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a facet list: what it adds or takes away and what it would show."""

    name: str
    items: int
    href: str
    chosen: bool


def around(desk: Desk, archive: Archive, wanted: Wanted, query: Query) -> Around:
    """The parts around a list or search, from memory where nothing was written since."""
    first = replace(wanted, page=1)
    key = ("around", desk.options.audience, first)
    return archive.kept.get(key, lambda: _around(desk, archive, first, query))


def _around(desk: Desk, archive: Archive, wanted: Wanted, query: Query) -> Around:
    audience, names = desk.options.audience, desk.names(archive)
    facets = _facets(archive, wanted, query, audience)
    plain = not query.match
    values: dict[str, Any] = {
        "wanted": wanted,
        "names": names,
        "heading": wording.heading(wanted, names),
        "chart": chart(archive, wanted, query.filter, audience) if plain else None,
        "choices": choices(wanted, facets, names),
        "years": [_year(wanted, facet) for facet in facets.years],
        "capped_facets": facets.capped,
        "crumbs": crumbs(wanted, names),
        "chips": chips(wanted, names),
        "evidence": _evidence(archive, wanted, query.filter, audience) if plain else (),
        "feeds": links(wanted, FEEDS),
        "exports": links(wanted, EXPORTS),
        "api": f"/api/v1/items?{wanted.api_query}",
        "steps": [(wording.day(day), wanted.on(day)) for day in beside(wanted.date)],
    }
    return Around(*(desk.part(f"_list_{name}.html", values) for name in ("links", "head", "over", "side")))


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
