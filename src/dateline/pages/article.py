"""Takes a parsed page, gives the one article on it: its region and the blocks that are its text; splits no list.

Prose votes for the containers it stands in; a container whose name says that it holds the text wins where it holds
enough. Inside it headings, lists and short lines are kept where prose follows, lists of links and lines about the
site are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.pages.html_fields import Around, read_draft
from dateline.pages.html_furniture import Masses, kind_of_words
from dateline.pages.html_items import iso_stamp
from dateline.pages.html_regions import Draft, Region, region_of
from dateline.pages.html_select import select
from dateline.pages.html_tree import Block, Node, Tree
from dateline.pages.html_words import container_names
from dateline.pages.metadata import Meta
from dateline.text import fold, squeeze

SHORT = 25
LEAST = 140
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_COMMAS = re.compile(r"[,،、，;.。]")


@dataclass(slots=True)
class Found:
    """`draft` is None where the page holds no article, `reason` says why; `kept`: starts of the text’s blocks."""

    draft: Draft | None = None
    kept: set[int] = field(default_factory=set)
    reason: str | None = None


def read_article(tree: Tree, masses: Masses, meta: Meta, around: Around) -> Found:
    """Find the article of a page."""
    holder = main_container(tree, masses, around)
    kept = text_blocks(tree, holder) if holder is not None else []
    size = sum(b.end - b.start for b in kept)
    if holder is None or not kept or size < (40 if meta.kind == "article" else LEAST):
        return Found(reason=_why_none(tree))
    region, heading = _region(tree, holder, meta)
    draft = read_draft(tree, region, around)
    _doubt_date(draft, kept, meta)
    _settle(tree, draft, heading, meta)
    return Found(draft, {b.start for b in kept})


def _why_none(tree: Tree) -> str:
    fields = [(n.get("type") or "").lower() for n in tree.root.iter("input")]
    if "password" in fields:
        return "no items: the page is a form to log in"
    if "search" in fields or any(n.get("role") == "search" for n in tree.nodes):
        return "no items: the page is a search form without results"
    return "no items: nothing on the page repeats like entries of a list or reads like an article"


def main_container(tree: Tree, masses: Masses, around: Around) -> Node | None:
    """The node that holds the text of the article."""
    declared = select(tree, around.reader.article) if around.reader.article else []
    if declared:
        return max(declared, key=masses.of)
    scores = _votes(tree)
    if not scores:
        return None
    best = max(scores.values(), key=lambda pair: (pair[0], -pair[1].order))[1]
    named = [n for n in tree.nodes if _is_named(n) and n.hint is None and masses.of(n) > 0]
    if named:
        top = _with_its_like(max(named, key=lambda n: (masses.of(n), n.depth)), named, masses)
        if masses.of(top) >= 0.5 * masses.of(best) or (top.within(best) and masses.of(top) >= 0.35 * masses.of(best)):
            return top
    return _climb(best, masses)


def _with_its_like(top: Node, named: list[Node], masses: Masses) -> Node:
    """Some pages cut one text into several containers of one name: then the element around them all holds it."""
    like = [n for n in named if n.raw == top.raw and n.depth == top.depth]
    if len(like) < 2 or sum(masses.of(n) for n in like) < 1.3 * masses.of(top):
        return top
    outer = next((n for n in top.up()[1:] if all(o.within(n) for o in like)), top)
    return outer if outer.depth > top.depth - 4 else top


def _is_named(node: Node) -> bool:
    return node.get("itemprop") == "articleBody" or bool(node.raw and container_names().search(node.raw.lower()))


def _votes(tree: Tree) -> dict[int, tuple[float, Node]]:
    """Every block of prose votes for the elements around it, less the further out."""
    scores: dict[int, tuple[float, Node]] = {}
    for block in tree.blocks:
        size = block.end - block.start
        if block.kind is not None or size < SHORT or block.linked > 0.5 * size or block.node.tag in _HEADINGS:
            continue
        vote = 1 + len(_COMMAS.findall(tree.text, block.start, block.end)) + min(size / 100, 3)
        holder: Node | None = block.node if block.node.tag not in ("p", "li", "blockquote") else block.node.parent
        for weight in (1.0, 0.5, 0.25):
            if holder is None:
                break
            before = scores.get(holder.order, (0.0, holder))[0]
            scores[holder.order] = (before + vote * weight, holder)
            holder = holder.parent
    return scores


def _climb(node: Node, masses: Masses) -> Node:
    """Go out while the element around holds clearly more prose that is not furniture."""
    at = node
    for outer in node.up()[1:5]:
        if outer.tag in ("body", "html"):
            break
        if masses.of(outer) > 1.25 * masses.of(at):
            at = outer
        if outer.tag in ("article", "main"):
            break
    return at


def text_blocks(tree: Tree, holder: Node) -> list[Block]:
    """The blocks of a container that are text of the article."""
    blocks = tree.inside(holder)
    kept = [b for b in blocks if _is_text(tree, b, holder)]
    prose = [i for i, b in enumerate(kept) if _is_prose(b)]
    if not prose:
        return kept
    out = []
    for index, block in enumerate(kept):
        outside = index < prose[0] or index > prose[-1]
        if outside and (
            block.node.tag in _HEADINGS
            or (block.end - block.start < 80 and block.node.tag not in ("p", "li", "blockquote"))
        ):
            continue
        if block.node.tag in _HEADINGS and (index + 1 >= len(kept) or kept[index + 1].node.tag in _HEADINGS):
            continue
        out.append(block)
    return out


def _is_prose(block: Block) -> bool:
    return (
        block.node.tag not in _HEADINGS
        and block.end - block.start >= 60
        and block.linked < 0.5 * (block.end - block.start)
    )


def _is_text(tree: Tree, block: Block, holder: Node) -> bool:
    size = block.end - block.start
    if block.kind is not None and block.kind != holder.hint:
        return False
    if block.node.tag == "h1" or (block.linked > (0.66 if size < 60 else 0.75) * size):
        return False
    if block.node.tag == "li" and block.linked > (0.5 if size < 60 else 0.7) * size:
        return False
    return kind_of_words(tree, block) is None


def _region(tree: Tree, holder: Node, meta: Meta) -> tuple[Region, Node | None]:
    """The region from the article's heading to the end of its text, as one element, and that heading."""
    heading = _heading(tree, holder, meta)
    if heading is None or heading.within(holder):
        around = next((n for n in holder.up() if n.tag == "article"), holder)
        return region_of(around), heading
    outer = next(n for n in heading.up() if holder.within(n))
    return region_of(outer), heading


def _heading(tree: Tree, holder: Node, meta: Meta) -> Node | None:
    """The heading of the article: one that the head names, else the last `h1` before the text, else the first in it."""
    wanted = fold(meta.title or meta.head_title or "")
    ranks = [
        n for tag in ("h1", "h2", "h3") for n in tree.by_tag.get(tag, []) if n.start <= holder.end and tree.words(n)
    ]
    for node in ranks:
        words = fold(tree.words(node))
        if len(words) > 8 and wanted and (words in wanted or wanted in words) and node.hint in (None, "masthead"):
            return node
    before = [n for n in tree.by_tag.get("h1", []) if n.start <= holder.end and n.hint is None and tree.words(n)]
    inside = [n for n in ranks if n.within(holder) and n.first - holder.first < 3]
    return before[-1] if before else inside[0] if inside else None


def _doubt_date(draft: Draft, kept: list[Block], meta: Meta) -> None:
    """A date inside the text is its date of publication only where the head agrees, or where no prose stands before
    it.
    """
    at, printed = draft.date_at, draft.printed
    if at is None or printed is None or not any(b.start <= at[0] < b.end for b in kept):
        return
    told = iso_stamp(meta.published)
    before = not any(_is_prose(b) and b.start < at[0] for b in kept)
    agrees = told is not None and (printed.iso or "")[:10] == told[:10]
    if not agrees and not (before and told is None):
        draft.printed = draft.date_at = draft.stamp = None


def _settle(tree: Tree, draft: Draft, heading: Node | None, meta: Meta) -> None:
    """Let heading and metadata complete what the region shows."""
    if heading is not None:
        draft.claims = [c for c in draft.claims if c.field != "title"]
        draft.title, draft.title_node = squeeze(tree.words(heading)), heading
        draft.claim(heading, "title")
    elif draft.title is None:
        draft.title = meta.title
    if draft.printed is None or draft.printed.iso is None:
        draft.stamp = draft.stamp or meta.published
    elif iso_stamp(meta.published) is not None:
        draft.stamp = meta.published
    draft.authors = draft.authors or list(meta.authors)
    draft.category = draft.category or meta.section
    draft.more = False
    draft.claims = [c for c in draft.claims if c.field != "more"]
