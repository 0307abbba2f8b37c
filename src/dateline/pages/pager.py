"""Takes a parsed page, gives its place in a list: next page, page n of m, breadcrumb, filter; follows no link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.pages.furniture_words import bare, pattern, words
from dateline.pages.html_fields import Around
from dateline.pages.html_select import select
from dateline.pages.html_tree import Node, Tree
from dateline.pages.html_words import table
from dateline.pages.metadata import Meta
from dateline.text import squeeze

_CRUMB_MARK = re.compile(r"\s*(?:[»›>/|→·←‹«⟩]|\\|::)\s*|\n+|\s{2,}")
_QUERY_PAGE = re.compile(r"(?:[?&](?:page|paged|pg|p|pag|seite|pagina|start)=|/page/|/Page-)(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Position:
    """Where in its list a page stands; None where it does not say."""

    title: str | None = None
    filter: str | None = None
    number: int | None = None
    of: int | None = None
    next: str | None = None
    breadcrumb: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    heading: Node | None = None


def read_position(tree: Tree, meta: Meta, around: Around) -> Position:
    """Read pager, breadcrumb, title and filter of a page."""
    position = Position()
    pagers = _pagers(tree, around)
    _numbers(tree, pagers, position)
    _next(tree, meta, pagers, position, around)
    position.breadcrumb = _breadcrumb(tree, meta, around)
    _filter(tree, meta, position, around)
    return position


def _pagers(tree: Tree, around: Around) -> list[Node]:
    found = select(tree, around.reader.pager) if around.reader.pager else []
    if not found:
        found = [n for n in tree.nodes if n.hint == "pager" and (n.parent is None or n.parent.hint != "pager")]
    for node in tree.nodes:
        label = (node.source.get("aria-label") or "").lower() if node.tag in ("nav", "ul") else ""
        if ("pag" in label or "seite" in label or "страниц" in label) and node not in found:
            found.append(node)
    return found


def _numbers(tree: Tree, pagers: list[Node], position: Position) -> None:
    """“Page 2 of 5”, anywhere in a short block, else the number that is no link in the pager."""
    for block in tree.blocks:
        if block.end - block.start <= 120 and (match := place().search(tree.text[block.start : block.end])):
            figures = [int(f) for f in re.findall(r"\d+", match.group())][:2]
            if len(figures) == 2 and 1 <= figures[0] <= figures[1]:
                position.number, position.of = figures
                return
    for pager in pagers:
        here = _here(tree, pager)
        if here is None:
            continue
        position.number = here
        figures = _figures(tree, pager)
        gap = any(mark in tree.words(pager) for mark in ("…", "..."))
        if figures and (gap or here >= max(figures)) and max(figures) >= here:
            position.of = max(figures)
        return


def _figures(tree: Tree, pager: Node) -> list[int]:
    texts = [
        tree.words(n) for n in tree.nodes[pager.order : pager.stop] if n.tag in ("a", "span", "li", "strong", "b", "td")
    ]
    return [int(m.group(1)) for t in texts if (m := re.fullmatch(r"\D{0,20}?(\d{1,5})\D{0,3}", t)) and len(t) < 26]


def _here(tree: Tree, pager: Node) -> int | None:
    marks = set(table("pager")["here"])
    for node in tree.nodes[pager.order : pager.stop]:
        current = node.source.get("aria-current") or marks.intersection(node.classes) or node.tag in ("strong", "b")
        if current and (match := re.search(r"\d{1,5}", tree.words(node))) and len(tree.words(node)) < 40:
            return int(match.group())
    return None


def _next(tree: Tree, meta: Meta, pagers: list[Node], position: Position, around: Around) -> None:
    links = [n for p in pagers for n in tree.nodes[p.order : p.stop] if n.tag == "a" and n.get("href")]
    position.pages = tuple(dict.fromkeys(a for n in links if (a := around.address(n.get("href")))))
    says = set(table("pager")["next"])
    every = [n for n in tree.by_tag.get("a", []) if n.get("href")]
    candidates = [n for n in every if "next" in n.get("rel").split()] + [n for n in every if _named_next(n)]
    candidates += [n for n in links if _words_of(tree, n) in says]
    if position.number is not None:
        candidates += [n for n in links if tree.words(n) == str(position.number + 1)]
    if meta.next:
        position.next = around.address(meta.next)
    found = (a for n in candidates if (a := around.address(n.get("href"))))
    position.next = position.next or next(found, None)
    if position.number is None and position.next and (match := _QUERY_PAGE.search(around.base)):
        position.number = int(match.group(1)) if "start=" not in match.group() else None


def _named_next(node: Node) -> bool:
    names = (*node.classes, *(node.parent.classes if node.parent else ()))
    return any(name in table("pager")["classes"] for name in names)


def _words_of(tree: Tree, node: Node) -> str:
    return bare(tree.words(node) or node.get("title") or node.get("aria-label"))


def _breadcrumb(tree: Tree, meta: Meta, around: Around) -> tuple[str, ...]:
    found = select(tree, around.reader.breadcrumb) if around.reader.breadcrumb else []
    found += [n for n in tree.nodes if n.hint == "breadcrumb" and (n.parent is None or n.parent.hint != "breadcrumb")]
    found += [n for n in tree.nodes if "BreadcrumbList" in n.get("itemtype")]
    found += [n for n in tree.by_tag.get("nav", []) if "breadcrumb" in n.get("aria-label").lower()]
    for node in found:
        crumbs = _crumbs(tree, node)
        if crumbs:
            return crumbs
    return tuple(meta.breadcrumb)


def _crumbs(tree: Tree, node: Node) -> tuple[str, ...]:
    """The parts of a breadcrumb: its elements where it has several, else its words between the marks."""
    parts: list[str] = []
    at = node.start
    links = [
        n for n in tree.nodes[node.order : node.stop] if n.tag in ("a", "li", "span", "strong", "em") and tree.words(n)
    ]
    leaves = [n for n in links if not any(o is not n and o.within(n) for o in links)]
    for leaf in leaves:
        parts += [tree.text[at : leaf.start], tree.words(leaf)]
        at = leaf.end
    parts.append(tree.text[at : node.end])
    pieces = [squeeze(p) for part in parts for p in _CRUMB_MARK.split(part)]
    lead = words("crumblead")
    return tuple(p for p in pieces if any(c.isalnum() for c in p) and bare(p) not in lead)


def _filter(tree: Tree, meta: Meta, position: Position, around: Around) -> None:
    """The page's title and the filter it names: `Items filtered by date: May 2017 -> May 2017`."""
    nodes = select(tree, around.reader.filter) or select(tree, around.reader.page_title)
    if not nodes:
        nodes = [n for tag in ("h1", "h2") for n in tree.by_tag.get(tag, []) if n.hint in (None, "masthead")]
    for node in nodes[:4]:
        text = squeeze(tree.words(node))
        if not text or len(text) > 160:
            continue
        match = filters().search(text)
        if match:
            position.filter, position.heading = match["value"].strip(' .“”"«»'), node
        if match or position.title is None:
            position.title = text
        if match:
            break
    if position.title is None:
        position.title = meta.head_title


@cache
def filters() -> re.Pattern[str]:
    """`Archive for May 2017`, `Category: News`; the value is the group `value`."""
    named = "|".join(re.escape(w) for w in sorted({*table("filter")["words"]}, key=len, reverse=True))
    return re.compile(
        rf"^(?:(?:{pattern('filter')})\s*[:：]?\s+|(?:{named})\s*[:：]\s*)(?P<value>\S.*)$", re.IGNORECASE
    )


@cache
def place() -> re.Pattern[str]:
    """`Page 2 of 5` in the languages of the lexicon; the two figures in order."""
    page, of = pattern("page"), pattern("of")
    spaced = rf"(?:{page})\.?\s*:?\s*\d+\s*(?:/|\s(?:{of})\s|-|\|)\s*\d+"
    leaf = r"(?:页|頁|ページ|페이지|쪽)"
    east = rf"第\s*\d+\s*{leaf}?\s*[/，,\s]\s*(?:共|全)?\s*\d+\s*{leaf}|\d+\s*/\s*\d+\s*{leaf}"
    return re.compile(rf"{spaced}|{east}", re.IGNORECASE)
