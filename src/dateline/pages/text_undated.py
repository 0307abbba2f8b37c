"""Takes lines without date lines among them, gives the segments that other marks tell; decides nothing about dates.

Marks in this order: places and dates that open a paragraph, document symbols and numbers, “read more”, closing
credits, a line
that repeats, titles over text. Without any of them the lines are one item.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.pages.credits import ends_in_credit
from dateline.pages.text_head import Head
from dateline.pages.text_items import Segment
from dateline.pages.text_lines import Line

_SYMBOL = re.compile(r"[A-Z]{1,6}(?:[/-][A-Z0-9.]+)*[/-][0-9]{2,}(?:[/-][A-Z0-9]+)*")
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]\s*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?\s*(?:[-–—|:]\s*)?(?=\S)", re.IGNORECASE)


def undated(content: list[Line], head: Head, *, headed: bool) -> list[Segment]:
    """The items among lines without dates; `headed`: a month heading stands above, so the page is a list."""
    if not content:
        return []
    found = sub_segments(content, titles=head.listing or headed, numbers=True, lead=True)
    if len(found) > 1:
        return found
    if headed and len(content) > 1 and all(line.titled for line in content):
        return [Segment(title=line) for line in content]
    return _whole(content)


def _whole(content: list[Line]) -> list[Segment]:
    """All lines as one item, the first short one its title; a few short lines are no item."""
    if not any(line.kind in ("body", "dateline", "dated") or line.text[-1] in ".!?。؟।" for line in content):
        return []
    ahead = next(i for i, line in enumerate([*content, None]) if line is None or not line.titled)
    short = content[:ahead]
    title = max(short[-2:], key=lambda line: len(line.text)) if short else None
    start = content.index(title) if title else 0
    return [Segment(title=title, body=[line for line in content[start:] if line is not title])]


def sub_segments(body: list[Line], *, titles: bool, numbers: bool = False, lead: bool = False) -> list[Segment]:
    """The items within lines that share a date or have none; one segment or none where nothing parts them.

    `lead`: a page's own title may stand before the first item.
    """
    for find in (
        _by_dateline,
        _by_symbol if numbers else None,
        _by_more,
        _by_credit,
        _by_clock if not numbers else None,
    ):
        found = find(body) if find else []
        if len(found) > 1:
            return found
    if numbers:
        found = _by_rule(body) or _by_repeated(body) or (_by_number(body) if titles else [])
        if len(found) > 1:
            return found
    return _by_title(body, lead) if titles else []


def _by_dateline(body: list[Line]) -> list[Segment]:
    """`CITY, May 23 (AGENCY) –` opens each item; a title may stand one line above."""
    opens = [i for i, line in enumerate(body) if line.kind == "dateline"]
    starts = [i - 1 if i and body[i - 1].titled else i for i in opens]
    return _cut(body, starts, opens)


def _cut(body: list[Line], starts: list[int], opens: list[int]) -> list[Segment]:
    out = []
    for number, (start, opened) in enumerate(zip(starts, opens, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(body)
        title = body[start] if start < opened else None
        out.append(Segment(title=title, body=[line for line in body[start:end] if line is not title]))
    return out


def _by_symbol(body: list[Line]) -> list[Segment]:
    """Document symbols alone on their line: `SC/12832`."""
    at = [i for i, line in enumerate(body) if len(line.text) < 30 and _SYMBOL.fullmatch(line.text)]
    out = []
    for start, end in zip(at, _ends(at, body), strict=True):
        segment = _titled(body[start + 1 : end])
        segment.number, segment.number_line = body[start].text, body[start]
        out.append(segment)
    return out


def _by_number(body: list[Line]) -> list[Segment]:
    """`1.`, `2)`: consecutive numbers from 1 before a title, each with text below it."""
    at, expected = [], 1
    for i, line in enumerate(body):
        match = _ORDINAL.match(line.text)
        if match and int(match[1]) == expected and line.kind == "short":
            at.append(i)
            expected += 1
    parts = [body[start:end] for start, end in zip(at, _ends(at, body), strict=True)]
    if len(at) < 3 or any(len(part) < 2 for part in parts):
        return []
    out = []
    for part in parts:
        match = _ORDINAL.fullmatch(part[0].text)
        segment = _titled(part[1:]) if match else Segment(title=part[0], body=part[1:])
        if match:
            segment.number, segment.number_line = part[0].text, part[0]
        out.append(segment)
    return out


def _by_more(body: list[Line]) -> list[Segment]:
    """“Read more” closes each item."""
    at = [i for i, line in enumerate(body) if line.kind == "more"]
    if len(at) < 2:
        return []
    out, start = [], 0
    for end in at:
        segment = _titled(body[start:end])
        segment.ended = True
        segment.more_line = body[end]
        if segment.body or segment.title:
            out.append(segment)
        start = end + 1
    if any(line.kind == "body" for line in body[start:]):
        out.append(_titled(body[start:]))
    _peel(out)
    return out


def _by_credit(body: list[Line]) -> list[Segment]:
    """A closing credit ends each item."""
    at = [i for i, line in enumerate(body) if ends_in_credit(line.text)]
    if len(at) < 2:
        return []
    out, start = [], 0
    for end in at:
        out.append(_titled(body[start : end + 1]))
        start = end + 1
    if any(line.kind == "body" for line in body[start:]):
        out.append(_titled(body[start:]))
    _peel(out)
    return out


def _by_clock(body: list[Line]) -> list[Segment]:
    """`14:30 – …` opens each item of a ticker."""
    at = [i for i, line in enumerate(body) if _CLOCK.match(line.text)]
    if len(at) < 2 or at[0] != 0:
        return []
    return [Segment(body=body[start:end]) for start, end in zip(at, _ends(at, body), strict=True)]


def _by_rule(body: list[Line]) -> list[Segment]:
    """Lines of dashes or stars between items, each with a title and text."""
    at = [i for i, line in enumerate(body) if line.kind == "rule"]
    if not at:
        return []
    parts = [body[start:end] for start, end in zip([0, *[i + 1 for i in at]], [*at, len(body)], strict=True)]
    parts = [part for part in parts if any(line.kind in ("body", "dateline") for line in part)]
    titled = [part for part in parts if part[0].titled]
    if len(parts) < 2 or len(titled) < len(parts):
        return []
    found = [_titled(part) for part in parts]
    _peel(found)
    return found


def _by_repeated(body: list[Line]) -> list[Segment]:
    """One short line that stands again and again, such as a category, parts the items above or below it."""
    counts = Counter(line.text for line in body if line.kind == "short")
    if not counts:
        return []
    text, count = counts.most_common(1)[0]
    if count < 3:
        return []
    at = [i for i, line in enumerate(body) if line.text == text]
    if at[-1] == len(body) - 1:
        bounds = zip([0, *[i + 1 for i in at[:-1]]], at, at, strict=True)
    else:
        bounds = zip([i + 1 for i in at], _ends(at, body), at, strict=True)
    out = []
    for start, end, mark in bounds:
        if end > start:
            segment = _titled(body[start:end])
            segment.category, segment.category_line = text, body[mark]
            out.append(segment)
    if at[-1] == len(body) - 1:
        _peel(out)
    return out


def _by_title(body: list[Line], lead: bool) -> list[Segment]:
    """A short line over text, again and again: every one begins an item."""
    at = [
        i
        for i, line in enumerate(body)
        if line.titled and (line.gap or i == 0) and i + 1 < len(body) and body[i + 1].kind in ("body", "dateline")
    ]
    if len(at) < 2 or (at[0] != 0 and not lead):
        return []
    return [
        Segment(title=body[start], body=body[start + 1 : end]) for start, end in zip(at, _ends(at, body), strict=True)
    ]


def _ends(starts: list[int], body: list[Line]) -> list[int]:
    return [*starts[1:], len(body)] if starts else []


def _titled(lines: list[Line]) -> Segment:
    if lines and lines[0].titled:
        return Segment(title=lines[0], body=lines[1:])
    return Segment(body=lines)


def _peel(found: list[Segment]) -> None:
    """Leave out the page's own title where it stands before the first item's."""
    first = found[0] if found else None
    if first is None or first.title is None or len(found) < 2:
        return
    titled = sum(1 for s in found[1:] if s.title) * 2 > len(found) - 1
    if titled and first.body and first.body[0].titled:
        first.title = first.body.pop(0)
    elif not titled:
        first.title = None
