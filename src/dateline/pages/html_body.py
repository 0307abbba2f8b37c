"""Takes a draft with its claims, gives the paragraphs of the body and the furniture inside the item; drops no
character.
"""

from __future__ import annotations

from dateline.pages.dates import find_dates
from dateline.pages.furniture_words import bare, words
from dateline.pages.html_fields import Around, trim
from dateline.pages.html_furniture import kind_of_words
from dateline.pages.html_regions import Claim, Draft
from dateline.pages.html_tree import Block, Tree
from dateline.pages.text_marks import read_mark
from dateline.records import Furniture
from dateline.text import squeeze

META = 160
LABEL_WORDS = 5
_OUTSIDE = frozenset({"masthead", "footer", "aside", "form"})


def read_body(tree: Tree, draft: Draft, around: Around, kept: set[int] | None = None) -> list[Furniture]:
    """Fill `draft.paragraphs`; give what is neither a field nor body. `kept`: starts of the blocks an article
    consists of.
    """
    furniture: list[Furniture] = []
    blocks = draft.region.blocks(tree)
    _meta_lines(tree, draft, around, kept)
    related = False
    for block in blocks:
        kind = _kind(tree, block, draft, related)
        related = kind == "related" and block.end - block.start < META
        if kind is not None:
            if kind == "title" or not _only(draft, block, ("more",)):
                furniture += _cut(tree, draft, block, kind)
            else:
                furniture.append(Furniture(tree.text[block.start : block.end], "more"))
            continue
        if kept is not None and block.start not in kept and not draft.taken(block.start, block.end):
            furniture.append(Furniture(tree.text[block.start : block.end], "other"))
            continue
        furniture += _cut(tree, draft, block, None)
    return furniture


def _only(draft: Draft, block: Block, fields: tuple[str, ...]) -> bool:
    inside = [c for c in draft.claims if c.start < block.end and block.start < c.end]
    return bool(inside) and all(c.field in fields for c in inside)


def _kind(tree: Tree, block: Block, draft: Draft, related: bool) -> str | None:
    """The kind of furniture a block in an item is, None for content."""
    own = draft.region.node.hint if draft.region.node is not None else None
    if block.kind is not None and block.kind != own and block.kind not in _OUTSIDE:
        return block.kind
    if related and block.linked >= 0.6 * (block.end - block.start):
        return "related"
    if draft.taken(block.start, block.end):
        return None
    return kind_of_words(tree, block)


def _meta_lines(tree: Tree, draft: Draft, around: Around, kept: set[int] | None) -> None:
    """Read date, category and authors from lines without classes: `May 3, 2017 | News | By Ana Sol`."""
    for block in draft.region.blocks(tree):
        size = block.end - block.start
        if kept is not None and block.start in kept:
            continue
        if draft.form is None and size < 40 and bare(tree.text[block.start : block.end]) in words("form"):
            if not draft.taken(block.start, block.end):
                draft.form = squeeze(tree.text[block.start : block.end])
                draft.claims.append(Claim(block.start, block.end, "form"))
            continue
        if size > META or (block.kind is not None and block.kind not in _OUTSIDE):
            continue
        if draft.title_node is not None and block.start <= draft.title_node.start < block.end:
            continue
        text = tree.text[block.start : block.end]
        if not any(c.isdigit() for c in text):
            continue
        if draft.printed is not None and draft.category is not None:
            continue
        order = around.reader.order or None
        dates = find_dates(text, order=order, anchor=around.fetched, languages=around.languages)  # type: ignore[arg-type]
        mark = read_mark(text.replace("\n", " "), dates) if dates else None
        if mark is None:
            continue
        if draft.printed is None:
            draft.printed = mark.date
            draft.date_at = (block.start + mark.date.start, block.start + mark.date.end)
        elif draft.date_at is None or not block.start <= draft.date_at[0] < block.end:
            continue
        _take_mark(draft, block, text, mark)
        return


def _take_mark(draft: Draft, block: Block, text: str, mark: object) -> None:
    category, authors = getattr(mark, "category", None), getattr(mark, "authors", ())
    for name, values in (("category", [category] if category else []), ("author", list(authors))):
        if (name == "category" and draft.category) or (name == "author" and draft.authors):
            continue
        for value in values:
            at = text.find(value)
            if at < 0:
                continue
            draft.claims.append(Claim(block.start + at, block.start + at + len(value), name))
            if name == "category":
                draft.category = value
            else:
                draft.authors.append(value)


def _cut(tree: Tree, draft: Draft, block: Block, kind: str | None) -> list[Furniture]:
    """Take the claimed stretches out of a block; what is left is body if it says something, else a label."""
    size = block.end - block.start
    claims = sorted((c for c in draft.claims if c.start < block.end and block.start < c.end), key=lambda c: c.start)
    if draft.date_at and block.start <= draft.date_at[0] < block.end:
        claims = sorted([*claims, Claim(*draft.date_at, "date")], key=lambda c: c.start)
    used = sum(min(c.end, block.end) - max(c.start, block.start) for c in claims)
    if kind is None and claims and used < 0.25 * size and size > META * 1.5 and not _titled(claims):
        claims = [c for c in claims if c.field == "more"]
    rest, at = [], block.start
    for claim in claims:
        if claim.start > at:
            rest.append((at, claim.start))
        if claim.field == "more":
            rest.append((claim.start, min(claim.end, block.end)))
        at = max(at, min(claim.end, block.end))
    rest.append((at, block.end))
    if claims:
        return _leftovers(tree, draft, rest, [(c.start, c.end) for c in claims if c.field == "more"])
    if kind is not None:
        return [Furniture(tree.text[block.start : block.end], kind)]
    draft.paragraphs.append(tree.text[block.start : block.end])
    return []


def _titled(claims: list[Claim]) -> bool:
    return any(c.field == "title" for c in claims)


def _leftovers(tree: Tree, draft: Draft, rest: list[tuple[int, int]], more: list[tuple[int, int]]) -> list[Furniture]:
    out = []
    for start, end in rest:
        text = tree.text[start:end].strip()
        if not text:
            continue
        if (start, end) in more:
            out.append(Furniture(text, "more"))
        elif len(text.split()) > LABEL_WORDS or len(text) > 45:
            closed = text[-1:].isalnum() or text[-1:] in '.!?…"”»)'
            first, last = _front(tree.text, start, end) if closed else trim(tree.text, start, end)
            left = tree.text[first:last].strip()
            marks = squeeze(text.replace(left, " ", 1))
            draft.paragraphs.append(left)
            if marks:
                out.append(Furniture(marks, "label"))
        else:
            out.append(Furniture(text, "label"))
    return out


def _front(text: str, start: int, end: int) -> tuple[int, int]:
    """Take marks that stand between fields off the front only, so that a closing bracket or stop stays."""
    cut, _ = trim(text, start, end)
    return (start if text[cut - 1 : cut] in "([" and cut > start else cut), end
