"""Takes the text of a page as copied from a browser, gives a Page; does not decode bytes, fetch or store."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.pages.dates import with_order
from dateline.pages.dates_order import decide_order
from dateline.pages.dates_words import guess_languages
from dateline.pages.furniture_words import bare, words
from dateline.pages.text_bounds import segments
from dateline.pages.text_head import Head, finish_breadcrumb, read_head
from dateline.pages.text_items import Segment, build, close, take_bylines
from dateline.pages.text_lines import Line, Reading, lines_of, mark_boilerplate
from dateline.pages.text_marks import Mark
from dateline.pages.text_years import page_of_url, supply_from_headings, supply_years
from dateline.records import Furniture, Item, Page
from dateline.text import line_ends

READER = "text/1"
IN_BLOCKS = frozenset({"short", "mark", "dated", "more", "month", "meta"})
KEPT = frozenset({"body", "mark", "dateline", "dated"})
CONTENT = frozenset({"body", "short", "mark", "dated", "month", "dateline", "more", "meta", "rule"})


def split_text(text: str, url: str | None = None, *, fetched: str | None = None) -> Page:
    """Split a text page into its items; what belongs to none is furniture. Never raises."""
    text = line_ends(text)
    lines = lines_of(text, Reading(anchor=fetched))
    if not lines:
        return Page(kind="empty", reader=READER, reason="the page has no text")
    if any(printed.numbers is None and "ambiguous" in printed.flags for line in lines for printed in line.dates):
        lines = lines_of(text, Reading(anchor=fetched, languages=guess_languages(text[:6000])))
    _settle_order(lines)
    mark_boilerplate(lines)
    head = read_head(lines)
    supply_from_headings(lines)
    lines = _one_liners(lines)
    _mark_related(lines)
    _mark_masthead(lines, fetched)
    _mark_nothing(lines)
    found = segments([line for line in lines if line.kind in CONTENT], head)
    found = [segment for segment in map(close, found) if segment.body or segment.title]
    take_bylines(found)
    supply_years(found, head, url, fetched)
    return _page(lines, found, head, url)


def _page(lines: list[Line], found: list[Segment], head: Head, url: str | None) -> Page:
    wrapped = _is_wrapped(lines)
    items: list[Item] = []
    furniture: list[Furniture] = []
    for segment in found:
        item, left = build(segment, wrapped=wrapped)
        items.append(item)
        furniture.extend(left)
    taken = {id(line) for segment in found for line in segment.taken()}
    outside = [line for line in lines if id(line) not in taken]
    furniture.extend(Furniture(line.text, _furniture_kind(line)) for line in outside)
    title = head.title or _page_title(lines, outside, items)
    finish_breadcrumb(head, [title or "", *(item.category or "" for item in items)])
    if len(items) == 1:
        items = [page_of_url(items[0], url)]
    return Page(
        title=title, filter=head.filter, number=head.number, of=head.of, breadcrumb=head.breadcrumb, items=tuple(items),
        furniture=tuple(furniture), kind=_kind(items, head),
        reader=READER, reason=None if items else _reason(lines),
    )  # fmt: skip


def _kind(items: list[Item], head: Head) -> str:
    if not items:
        return "none"
    return "article" if len(items) == 1 and not head.listing else "listing"


def _reason(lines: list[Line]) -> str:
    kinds = {line.kind for line in lines}
    if "nothing" in kinds:
        return "the page says that it has nothing: " + next(line.text for line in lines if line.kind == "nothing")
    if kinds <= {"mark", "stub", "month"}:
        return "the page holds dates but no text"
    if kinds.isdisjoint(CONTENT):
        return "the page holds navigation only"
    return "no item was found: the page has no text beyond short lines"


def _furniture_kind(line: Line) -> str:
    return {
        "body": "text",
        "short": "heading",
        "mark": "date",
        "dated": "date",
        "month": "heading",
        "dateline": "text",
    }.get(line.kind, line.kind)


def _page_title(lines: list[Line], outside: list[Line], items: list[Item]) -> str | None:
    """The first short line before the items that is no furniture; of an article page its title."""
    for line in outside:
        if line.kind == "short":
            return line.text if _is_early(line, lines, outside) else None
    return items[0].title if len(items) == 1 else None


def _is_early(line: Line, lines: list[Line], outside: list[Line]) -> bool:
    left = {id(one) for one in outside}
    for one in lines:
        if one is line:
            return True
        if id(one) not in left:
            return False
    return False


def _settle_order(lines: list[Line]) -> None:
    """Read all numeric dates of the page in the order they decide together."""
    marks = [line for line in lines if line.mark is not None]
    order = decide_order([printed for line in marks for printed in line.dates])
    if order is None:
        return
    for line in marks:
        if line.mark is not None and "ambiguous" in line.mark.date.flags:
            line.mark = replace(line.mark, date=with_order(line.mark.date, order))


def _one_liners(lines: list[Line]) -> list[Line]:
    """Where most dated lines carry their title too, make two lines of each; a category that never repeats is a
    title.
    """
    loose = [line for line in lines if line.kind == "mark" and line.mark is not None and line.mark.loose]
    names, loose_set = {line.mark.category for line in loose if line.mark}, set(loose)
    alone = sum(1 for line, after in pairwise(lines) if line in loose_set and after.kind == "mark")
    if len(loose) > 2 and (len(names) * 4 > len(loose) * 3 or alone * 2 > len(loose)):
        for line in loose:
            line.kind = "dated"
    dated = [line for line in lines if line.kind == "dated"]
    marks = [line for line in lines if line.kind == "mark"]
    if len(dated) < 2 or len(dated) < len(marks):
        for line in dated:
            line.kind = "short" if len(line.text) < 160 else "body"
        return lines
    return [piece for line in lines for piece in (_divide(line) if line.kind == "dated" and line.mark else [line])]


def _divide(line: Line) -> list[Line]:
    mark = line.mark
    if mark is None:
        return [line]
    head, tail = line.text[: mark.date.start], line.text[mark.date.end :]
    title = tail if tail.strip(" -–—:|•·)]\\t") else head
    text = title.strip(" \t-–—:|•·()[]")
    at = title.index(text)
    rest = " ".join(
        p.strip()
        for p in (head if title is tail else "", title[:at], title[at + len(text) :], "" if title is tail else tail)
        if p.strip()
    )
    date = Line(line.text, line.gap, "mark", Mark(mark.date, rest=rest), line.glued, dates=line.dates)
    return [date, Line(text, False, "short")]


def _mark_related(lines: list[Line]) -> None:
    """Lists under “related” or “most read”: their heading and lines up to the next text are furniture."""
    heads = [(i, kind) for i, line in enumerate(lines) if line.kind == "short" and (kind := _block_kind(line.text))]
    last = max((i for i, line in enumerate(lines) if line.kind in KEPT), default=-1)
    seen = checked = 0
    for at, kind in heads:
        if lines[at].kind != "short":
            continue
        end = at + 1
        while end < len(lines) and lines[end].kind in IN_BLOCKS and not _is_closed(lines[end]):
            end += 1
        text = next((lines[i] for i in range(end, len(lines)) if lines[i].kind in CONTENT), None)
        if text is not None and (text.closed or lines[end].kind == "short"):
            end = _give_back(lines, at, end)
        seen += sum(line.kind in KEPT for line in lines[checked:at])
        checked = at
        if seen or last >= end:
            for line in lines[at:end]:
                line.kind = kind


def _block_kind(text: str) -> str | None:
    """`related` or `navigation` where a line is the heading of such a block."""
    if len(text) > 60:
        return None
    name = bare(text)
    return "related" if name in words("related") else "navigation" if name in words("navigation") else None


def _is_closed(line: Line) -> bool:
    return line.kind == "short" and not line.titled and len(line.text) > 80


def _give_back(lines: list[Line], at: int, end: int) -> int:
    """The title and date right before the text after a related list belong to that text."""
    while end - 1 > at and lines[end - 1].kind == "mark":
        end -= 1
    if end - 1 > at and lines[end - 1].titled:
        end -= 1
    while end - 1 > at and lines[end - 1].kind == "mark" and lines[end].kind != "mark":
        end -= 1
    return end


def _mark_nothing(lines: list[Line]) -> None:
    """`No results found`, `404`: a page that says it has nothing."""
    for line in lines[:30]:
        if len(line.text) < 80 and line.kind in ("short", "body") and bare(line.text) in words("nothing"):
            line.kind = "nothing"


def _mark_masthead(lines: list[Line], fetched: str | None) -> None:
    """The day of the visit in a masthead: a first date without text, later than the dates of all entries."""
    marks = [i for i, line in enumerate(lines) if line.kind == "mark" and line.mark]
    if len(marks) < 2 or marks[0] > 3:
        return
    first = lines[marks[0]].mark
    if first is None or first.category or any(line.closed for line in lines[: marks[1]]):
        return
    days = [lines[i].mark.date.iso or "" for i in marks[1:] if lines[i].mark]  # type: ignore[union-attr]
    followed = sum(
        1
        for a, b in zip(marks[1:], [*marks[2:], len(lines)], strict=True)
        if any(x.kind in ("body", "dateline") for x in lines[a:b])
    )
    today = bool(fetched) and (first.date.iso or "")[:10] == (fetched or "")[:10]
    if followed * 2 > len(days) and marks[1] - marks[0] > 1 and (today or (first.date.iso or "")[:10] > max(days)[:10]):
        lines[marks[0]].kind = "masthead"


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether the page is hard-wrapped: most lines follow one another without blank, none is long, many reach the
    margin.
    """
    inner = [line for line in lines if line.kind in ("body", "short", "dateline")]
    close = [line for line in inner if not line.gap]
    if len(inner) < 6 or len(close) * 2 < len(inner):
        return False
    longest = max(len(line.text) for line in inner)
    return longest <= 110 and sum(1 for line in inner if len(line.text) > longest * 0.7) * 2 > len(inner)
