"""Takes the text of an HTML page, gives a Page; does not decode bytes, fetch or store.

The page is parsed once. A declared system tells where its items are, else the repeated record does, else the page is
one article; what is in no item is furniture, so that every visible character is in the Page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dateline.pages.article import read_article
from dateline.pages.dates import find_dates
from dateline.pages.html_body import read_body
from dateline.pages.html_fields import Around, read_draft
from dateline.pages.html_furniture import OTHER, Masses, kind_of_words, mark_furniture
from dateline.pages.html_items import PageDates, are_teasers, build, inherit, settle_dates
from dateline.pages.html_regions import Draft, Region, region_of
from dateline.pages.html_select import select
from dateline.pages.html_tree import MOST_CHARS, Tree, parse
from dateline.pages.metadata import Meta, read_metadata
from dateline.pages.pager import Position, read_position
from dateline.pages.sites import Reader, readers_for
from dateline.pages.structure import find_records, prose_outside
from dateline.records import Furniture, Item, Link, Page, Problem
from dateline.text import squeeze

_PLAIN = Reader("structure")


@dataclass(slots=True)
class Sheet:
    """A page while it is read."""

    tree: Tree
    meta: Meta
    masses: Masses
    around: Around
    position: Position


def split_html(data: str | bytes, url: str | None = None, fetched: str | None = None) -> Page:
    """Split an HTML page (decoded, line ends as captured) into its items. Never raises on bad markup.

    `fetched` is the ISO time of the capture; it anchors “3 days ago” and picks the reader of that day.
    """
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    if len(text) > MOST_CHARS:
        return _refused(f"the page has {len(text):,} characters, more than {MOST_CHARS:,}", url)
    tree = parse(text)
    if not tree.blocks:
        return Page(kind="empty", reason="no items: the page has no visible text")
    sheet = _sheet(tree, url, fetched)
    page = _read(sheet, url, fetched)
    if tree.flattened:
        problem = Problem("nested too deeply", "the markup was flattened to be read", url or "", "look at the capture")
        page = replace(page, problems=(*page.problems, problem))
    return page


def _refused(what: str, url: str | None) -> Page:
    problem = Problem("too large", what, url or "", "split the file or raise the limit")
    return Page(kind="none", reason=what, problems=(problem,))


def _sheet(tree: Tree, url: str | None, fetched: str | None) -> Sheet:
    meta = read_metadata(tree)
    masses = Masses(tree)
    mark_furniture(tree, masses)
    base = url or meta.canonical or ""
    languages = (meta.language,) if meta.language else ()
    try:
        host = urlsplit(base).hostname or ""
    except ValueError:
        host = ""
    fits = readers_for(tree, host, meta.generator, fetched)
    around = Around(_PLAIN, _base(base, meta), languages, fetched)
    chosen = next((r for r in fits if r.item and select(tree, r.item)), None) or next(
        (r for r in fits if r.article), None
    )
    around = replace(around, reader=chosen or _PLAIN)
    return Sheet(tree, meta, masses, around, read_position(tree, meta, around))


def _base(base: str, meta: Meta) -> str:
    return Around(_PLAIN, base).address(meta.base) or base if meta.base else base


def _read(sheet: Sheet, url: str | None, fetched: str | None) -> Page:
    """Items by declaration, by structure, or the one article – in this order."""
    regions = _declared(sheet)
    reader = sheet.around.reader
    if not regions:
        reader = reader if reader.article else _PLAIN
        sheet.around = replace(sheet.around, reader=replace(_PLAIN, article=reader.article, skip=reader.skip))
        regions = find_records(sheet.tree, sheet.masses, sheet.meta, sheet.position)
    if regions:
        return _listing(sheet, regions, reader, url, fetched)
    return _single(sheet, reader, url, fetched)


def _declared(sheet: Sheet) -> list[Region]:
    reader = sheet.around.reader
    nodes = select(sheet.tree, reader.item) if reader.item else []
    nodes = [n for n in nodes if n.hint not in ("related", "comments", "navigation") and sheet.tree.words(n)]
    if len(nodes) == 1 and sheet.meta.kind == "article":
        return []
    nodes = [n for i, n in enumerate(nodes) if not any(n.within(o) for o in nodes[max(0, i - 40) : i])]
    regions = [region_of(n) for n in nodes]
    beside = sheet.meta.kind == "article" and sheet.position.filter is None
    return [] if beside and prose_outside(sheet.tree, regions) > 500 else regions


def _listing(sheet: Sheet, regions: list[Region], reader: Reader, url: str | None, fetched: str | None) -> Page:
    tree = sheet.tree
    drafts = [read_draft(tree, r, sheet.around) for r in regions]
    inside = [(d, read_body(tree, d, sheet.around)) for d in drafts]
    furniture = [f for d, found in inside for f in found if d.title or d.paragraphs]
    keep = [d for d in drafts if d.title or d.paragraphs]
    _inherit(sheet, keep)
    settle_dates(keep, PageDates(sheet.position.filter or sheet.position.title, url, fetched))
    teasers, full = are_teasers(keep), reader.full or any(d.more for d in keep)
    items = tuple(build(d, language=sheet.meta.language, full=full, teasers=teasers) for d in keep)
    return _page(sheet, items, furniture + _outside(sheet, [d.region for d in keep]), reader)


def _inherit(sheet: Sheet, drafts: list[Draft]) -> None:
    """A day or month that stands between the items as a heading dates those under it."""
    tree = sheet.tree
    if not any(d.printed is None or d.printed.iso is None for d in drafts):
        return
    for before, draft in zip([None, *drafts], drafts, strict=False):
        start = before.region.last if before else max(0, draft.region.first - 4)
        for block in tree.blocks[start : draft.region.first][::-1]:
            text = tree.text[block.start : block.end]
            found = (
                find_dates(text, anchor=sheet.around.fetched, languages=sheet.around.languages)
                if len(text) < 80
                else []
            )
            if found and block.kind is None:
                draft.heading = found[0]
                break
        else:
            draft.heading = before.heading if before else None
        if draft.heading is not None:
            inherit(draft, draft.heading)


def _single(sheet: Sheet, reader: Reader, url: str | None, fetched: str | None) -> Page:
    found = read_article(sheet.tree, sheet.masses, sheet.meta, sheet.around)
    if found.draft is None:
        return _page(sheet, (), _outside(sheet, []), reader, reason=found.reason)
    draft = found.draft
    furniture = read_body(sheet.tree, draft, sheet.around, found.kept)
    draft.url = sheet.around.address(sheet.meta.canonical or "") or url
    settle_dates([draft], PageDates(None, url, fetched))
    item = build(draft, language=sheet.meta.language, full=True, teasers=False)
    return _page(sheet, (item,), furniture + _outside(sheet, [draft.region]), reader, kind="article")


def _outside(sheet: Sheet, regions: list[Region]) -> list[Furniture]:
    """Every block that is in no region, as furniture with its kind."""
    tree, inside = sheet.tree, bytearray(len(sheet.tree.blocks))
    for region in regions:
        inside[region.first : region.last] = b"\x01" * (region.last - region.first)
    heading = sheet.position.heading
    out = []
    for index, block in enumerate(tree.blocks):
        if not inside[index]:
            kind = block.kind or kind_of_words(tree, block)
            if kind is None and heading is not None and heading.start <= block.start < heading.end:
                kind = "filter"
            if kind is None and block.node.tag in ("h1", "h2", "h3"):
                kind = "heading"
            out.append(Furniture(tree.text[block.start : block.end], kind or OTHER))
    return out


def _page(
    sheet: Sheet, items: tuple[Item, ...], furniture: list[Furniture], reader: Reader, *,
    kind: str = "listing", reason: str | None = None,
) -> Page:  # fmt: skip
    position, meta, address = sheet.position, sheet.meta, sheet.around.address
    links = [Link(i.url, "permalink", squeeze(i.headline)) for i in items if i.url and kind == "listing"]
    links += [Link(a, "page") for a in position.pages]
    links += [Link(a, "feed") for f in meta.feeds if (a := address(f))]
    if not items and reason is None:
        reason = "no items: nothing on the page repeats like entries of a list or reads like an article"
    return Page(
        title=position.title, filter=position.filter, number=position.number, of=position.of,
        breadcrumb=position.breadcrumb, next=position.next, links=tuple(dict.fromkeys(links)), items=items,
        furniture=tuple(f for f in furniture if f.text.strip()), kind=kind if items else "none",
        language=meta.language, reader=reader.label, reason=reason,
    )  # fmt: skip
