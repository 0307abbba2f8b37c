"""Takes a parsed page, gives the regions of the record that repeats on it; reads no field.

Records are elements that stand in the same place of the markup (same tags and classes up three levels), or runs of
siblings that begin alike. What looks like a list of entries wins by the text it holds; a page that says it is one
article, and whose prose is no entry of such a list, has no records – so timelines, agendas and blotters stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline.pages.dates import find_dates
from dateline.pages.furniture_words import bare, words
from dateline.pages.html_furniture import Masses
from dateline.pages.html_regions import Region, region_from, region_of
from dateline.pages.html_tree import Node, Tree
from dateline.pages.html_words import fields_of, table
from dateline.pages.metadata import Meta
from dateline.pages.pager import Position
from dateline.text import fold

_RECORD_TAGS = frozenset((
    "article", "div", "li", "tr", "section", "td", "dd", "a", "dl", "table", "blockquote", "span", "p",
))  # fmt: skip
_STARTS = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "dt", "hr", "a", "header", "span", "strong", "time",
))  # fmt: skip
_HEADINGS = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_VARIANT = re.compile(
    r"\d|^(?:odd|even|first|last|active|alt|sticky|featured|lead|leading)$|(?:^|-)(?:odd|even|first|last|sticky)$"
)
_VARIED = re.compile(r"^(?:tag|category|status|format|type|has|post|id|item|author|hentry)-[\w-]+$")
MOST_DATE = 120
PROSE = 120


@dataclass(slots=True)
class Group:
    """Regions alike, with what share of them shows a heading, a date, an address of its own; `text` chars, `prose`
    chars.
    """

    regions: list[Region]
    titled: float = 0.0
    dated: float = 0.0
    linked: float = 0.0
    text: int = 0
    prose: int = 0
    score: float = 0.0


def find_records(tree: Tree, masses: Masses, meta: Meta, position: Position) -> list[Region]:
    """The repeated record that is the content of the page; empty where there is none."""
    groups = [g for g in (*_alike(tree), *_runs(tree)) if len(g) >= 2]
    measured = [m for m in (_measure(tree, masses, g) for g in groups) if m is not None]
    if not measured:
        return []
    best = max(measured, key=lambda g: g.score)
    best = _finer(best, measured)
    return best.regions if _is_content(tree, masses, best, meta, position) else []


def _alike(tree: Tree) -> list[list[Region]]:
    """Elements with the same names three levels up, none inside another."""
    found: dict[tuple[object, ...], list[Node]] = {}
    for node in tree.nodes:
        if node.tag not in _RECORD_TAGS or node.hint is not None or node.last - node.first < 1:
            continue
        if node.tag in ("p", "span", "a") and node.last - node.first < 2 and not (node.tag == "p" and node.raw):
            continue
        parent = node.parent
        outer = parent.parent if parent else None
        key = (_name(node), _name(parent), _name(outer), node.depth)
        found.setdefault(key, []).append(node)
    return [[region_of(n) for n in nodes] for nodes in found.values() if len(nodes) > 1]


def _name(node: Node | None) -> tuple[str, tuple[str, ...]]:
    return (node.tag, _stable(node.raw)) if node is not None else ("", ())


@cache
def _stable(raw: str) -> tuple[str, ...]:
    """The classes that do not vary from entry to entry. `"post post-12 odd" -> ("post",)`."""
    return tuple(sorted({c for c in raw.split() if not _VARIANT.search(c) and not _VARIED.search(c)}))


def _runs(tree: Tree) -> list[list[Region]]:
    """Siblings cut into runs where the same kind of element begins again."""
    out = []
    for parent in tree.nodes:
        kids = [k for k in parent.inner if k.last > k.first or k.tag == "hr"]
        if parent.hint is not None or len(kids) < 4 or parent.tag in ("ul", "ol", "table", "tr", "select", "p"):
            continue
        if parent.tag == "tbody":
            continue
        names = [_name(k) for k in kids]
        for name in dict.fromkeys(names):
            count = names.count(name)
            if name[0] in _STARTS and 2 <= count <= len(names) * 0.6 and (cut := _cut(tree, kids, names, name)):
                out.append(cut)
    return out


def _cut(
    tree: Tree, kids: list[Node], names: list[tuple[str, tuple[str, ...]]], name: tuple[str, tuple[str, ...]]
) -> list[Region]:
    """Runs that begin with `name`; an element that always stands right before it belongs to what follows."""
    starts = [i for i, n in enumerate(names) if n == name]
    if name[0] == "hr":
        bounds = [-1, *starts, len(kids)]
        spans = [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]
    else:
        if not all(_opens(tree, kids[i]) for i in starts):
            return []
        while (
            starts[0] > 0
            and len({names[i - 1] for i in starts}) == 1
            and names.count(names[starts[0] - 1]) == len(starts)
        ):
            starts = [i - 1 for i in starts]
        spans = list(zip(starts, [*starts[1:], len(kids)], strict=True))
    return [region_from(kids[a:b]) for a, b in spans if kids[b - 1].last > kids[a].first]


def _opens(tree: Tree, node: Node) -> bool:
    """Whether an element may open an entry: a heading, a line that is a date or a title link – no prose."""
    text = tree.words(node)
    if node.tag in _HEADINGS:
        return True
    if not text or len(text) > 200:
        return False
    if "date" in fields_of(node.raw) or "title" in fields_of(node.raw):
        return True
    block = tree.blocks[node.first]
    if block.linked >= 0.8 * (block.end - block.start) and len(text) > 15 and bare(text) not in words("more"):
        return True
    return _has_date(text) or (node.tag in ("strong", "dt", "header") and len(text) > 15)


@cache
def _has_date(text: str) -> bool:
    if len(text) > MOST_DATE or not any(c.isdigit() for c in text):
        return False
    return any(p.day is not None for p in find_dates(text)) or bool(find_dates(text, anchor="2020-01-01"))


def _measure(tree: Tree, masses: Masses, regions: list[Region]) -> Group | None:
    """How much a group of regions looks like the entries of a list."""
    regions = [r for r in regions if r.last > r.first]
    if len(regions) < 2:
        return None
    group = Group(regions)
    hrefs: list[str] = []
    titled = dated = 0
    for region in regions:
        blocks = region.blocks(tree)
        href, title = _title_link(tree, region)
        if href:
            hrefs.append(href)
        titled += title
        dated += _dated(tree, region)
        group.text += sum(b.end - b.start for b in blocks)
        group.prose += sum(b.end - b.start - b.linked for b in blocks if b.end - b.start > 40)
    count = len(regions)
    group.titled, group.dated, group.linked = titled / count, dated / count, len(set(hrefs)) / count
    if max(group.titled, group.dated) < 0.7 or group.text < 20 * count:
        return None
    likeness = 0.1 + group.titled + group.dated + 0.6 * group.linked
    group.score = likeness * (group.prose + 0.6 * (group.text - group.prose) + 15 * count)
    return group


def _title_link(tree: Tree, region: Region) -> tuple[str, bool]:
    """The address of the title (or of the only long link) of a region and whether it has a title at all."""
    heading, href = False, ""
    for node in region.nodes(tree):
        if node.hint in ("share", "comments", "author"):
            continue
        if node.tag in _HEADINGS and node.last > node.first:
            heading = True
        if node.tag == "a" and not href:
            text = tree.words(node)
            if len(text) > 11 and not _has_date(text) and "category" not in fields_of(node.raw):
                href = node.get("href")
        if heading and href:
            break
    return href, heading or bool(href)


def _dated(tree: Tree, region: Region) -> bool:
    if any(n.tag == "time" or "date" in fields_of(n.raw) for n in region.nodes(tree) if n.raw or n.tag == "time"):
        return True
    short = (tree.text[b.start : b.end] for b in region.blocks(tree)[:8])
    return any(_has_date(t) if len(t) <= MOST_DATE else _has_date(t[:60]) for t in short)


def _finer(best: Group, groups: list[Group]) -> Group:
    """A wrapper around several entries gives way to the entries in it."""
    for group in sorted(groups, key=lambda g: -len(g.regions)):
        if len(group.regions) <= len(best.regions) or group.score < 0.5 * best.score:
            continue
        inside = [sum(1 for r in group.regions if o.first <= r.first and r.last <= o.last) for o in best.regions]
        same = group.titled >= 0.8 * best.titled and group.dated >= 0.8 * best.dated
        whole = group.titled >= 0.9 and group.linked >= 0.9 and group.text >= 0.6 * best.text
        if (
            (same or whole)
            and sum(n >= 2 for n in inside) >= 0.3 * len(inside)
            and sum(inside) >= 0.8 * len(group.regions)
        ):
            return _finer(group, [g for g in groups if g is not group])
    return best


def _is_content(tree: Tree, masses: Masses, group: Group, meta: Meta, position: Position) -> bool:
    """Whether the records are what the page is about: not a box beside an article, not the parts of one."""
    listing, article = _told_kind(tree, meta, position)
    everything = sum(b.end - b.start - b.linked for b in tree.blocks if b.kind is None)
    inside = sum(
        b.end - b.start - b.linked for r in group.regions for b in r.blocks(tree) if b.kind is None
    )  # fmt: skip
    longest = prose_outside(tree, group.regions)
    share = inside / everything if everything else 0.0
    if (article and not listing) or (len(group.regions) < 3 and not listing):
        return False
    own = min(group.linked, 1.0)
    if own < 0.7 and not (group.dated >= 0.8 and (group.titled >= 0.8 or listing or share > 0.8)):
        return False
    if own < 0.7 and (_in_one_text(tree, group) or not group.prose):
        return False
    if longest > 500 and share < 0.5 and not listing:
        return False
    if longest > max(700, 2 * inside):
        return False
    return group.dated >= 0.7 or listing or (own >= 0.7 and group.prose >= 40 * len(group.regions))


def _told_kind(tree: Tree, meta: Meta, position: Position) -> tuple[bool, bool]:
    """What head, body classes and pager say: (a list, an article)."""
    bodies = tree.by_tag.get("body", [])
    names = set(bodies[0].classes) if bodies else set()
    listing = bool(names.intersection(table("kinds")["listing"])) or meta.kind == "listing"
    listing = listing or position.filter is not None or position.number is not None or position.next is not None
    article = meta.kind == "article" or bool(names.intersection(table("kinds")["article"]))
    if position.filter is not None or (position.number is not None and meta.articles != 1):
        article = article and bool(names.intersection(table("kinds")["article"]))
    return listing and not (article and meta.articles == 1), article


def prose_outside(tree: Tree, regions: list[Region]) -> int:
    """Prose characters in unbroken paragraphs that are in no record."""
    inside = bytearray(len(tree.blocks))
    for region in regions:
        inside[region.first : region.last] = b"\x01" * (region.last - region.first)
    return sum(
        b.end - b.start - b.linked
        for i, b in enumerate(tree.blocks)
        if not inside[i] and b.kind is None and b.end - b.start > PROSE and b.linked < 0.3 * (b.end - b.start)
    )


def _in_one_text(tree: Tree, group: Group) -> bool:
    """Whether the records are parts of one text: a heading names a timeline or agenda, or one `article` holds them
    all.
    """
    first, last = group.regions[0], group.regions[-1]
    for node in tree.nodes:
        if node.tag in ("article",) and node.first <= first.first and last.last <= node.last and node is not first.node:
            return True
    telling = [fold(w) for w in words("timeline")]
    for tag in ("h1", "h2", "title"):
        for node in tree.by_tag.get(tag, []):
            text = f" {fold(tree.words(node))} "
            if node.first <= first.first + 2 and any(f" {w} " in text for w in telling):
                return True
    return False
