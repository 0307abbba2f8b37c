"""Takes the segments of a page, supplies what their dates lack or contradict: years, days from addresses; reads no
words.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import replace

from dateline.pages.dates import PrintedDate, with_year
from dateline.pages.dates_order import date_in_url
from dateline.pages.text_head import Head
from dateline.pages.text_items import Segment
from dateline.pages.text_lines import Line
from dateline.records import Item

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def supply_years(found: list[Segment], head: Head, url: str | None, fetched: str | None) -> None:
    """Give days printed without a year one: of the heading above, the page's filter, the address, a neighbour, the
    capture.
    """
    year, flag = _page_year(head, url)
    holders = [line for s in found for line in (*s.marks, *([s.heading] if s.heading else []), *s.body[:1])]
    above: PrintedDate | None = None
    last: PrintedDate | None = None
    near: dict[int, PrintedDate | None] | None = None
    for segment in found:
        if segment.heading is not None and segment.heading.dates:
            above = segment.heading.dates[0]
        for line in (*segment.marks, *segment.body[:1]):
            printed = line.mark.date if line.mark else (line.dates[0] if line.kind == "dateline" else None)
            if printed is None or "no_year" not in printed.flags:
                last = printed if printed is not None and printed.iso else last
                continue
            if above is not None and above.year is not None:
                printed = with_year(printed, above.year, "from_heading")
            elif year is not None:
                printed = with_year(printed, year, flag)
            else:
                near = near if near is not None else _nearest(holders)
                printed = _from_neighbour(printed, last or near[id(line)], fetched)
            last = printed if printed.iso else last
            _put(line, printed)


def supply_from_headings(lines: list[Line]) -> None:
    """Days without a year under a heading that carries one, such as `May 2015`, take the heading's."""
    year: int | None = None
    for line in lines:
        if line.kind == "month" and line.dates:
            year = line.dates[0].year or year
        elif year is not None and line.kind in ("mark", "dated", "dateline") and line.dates:
            printed = line.mark.date if line.mark else line.dates[0]
            if "no_year" in printed.flags:
                _put(line, with_year(printed, year, "from_heading"))


def _put(line: Line, printed: PrintedDate) -> None:
    if line.mark is not None:
        line.mark = replace(line.mark, date=printed)
    elif line.dates:
        line.dates[0] = printed


def _page_year(head: Head, url: str | None) -> tuple[int | None, str]:
    for words in (head.filter, head.title):
        match = _YEAR.search(words or "")
        if match:
            return int(match.group()), "from_heading"
    years = {int(y) for y in _YEAR.findall(url or "")}
    return (years.pop(), "from_url") if len(years) == 1 else (None, "")


def _from_neighbour(printed: PrintedDate, known: PrintedDate | None, fetched: str | None) -> PrintedDate:
    """The year of the nearest date that has one, else of the capture: the last such day before it."""
    if known is not None and known.year is not None:
        return _closest(printed, known.year, known, "from_neighbour")
    if not fetched or not fetched[:4].isdigit():
        return printed
    read = with_year(printed, int(fetched[:4]), "from_capture")
    if (read.iso or "")[:10] <= fetched[:10]:
        return read
    return with_year(printed, int(fetched[:4]) - 1, "from_capture")


def _nearest(holders: list[Line]) -> dict[int, PrintedDate | None]:
    """For every line, by its identity, the nearest date with a year; of two as near, the one above."""
    at = [i for i, line in enumerate(holders) if _known(line) is not None]
    out: dict[int, PrintedDate | None] = {}
    for i, line in enumerate(holders):
        place = bisect(at, i)
        near = at[max(0, place - 1) : place + 1]
        out[id(line)] = _known(holders[min(near, key=lambda j: (abs(j - i), j))]) if near else None
    return out


def _known(line: Line) -> PrintedDate | None:
    printed = (
        line.mark.date if line.mark else (line.dates[0] if line.kind in ("dateline", "month") and line.dates else None)
    )
    return printed if printed is not None and printed.iso is not None else None


def _closest(printed: PrintedDate, year: int, known: PrintedDate, flag: str) -> PrintedDate:
    """The reading of a day without year that lies nearest to a known date: December beside January is the year
    before.
    """
    month = known.month or 6
    gap = (printed.month or month) - month
    return with_year(printed, year - 1 if gap > 6 else year + 1 if gap < -6 else year, flag)


def page_of_url(item: Item, url: str | None) -> Item:
    """Compare an article's date with its address: print wins and a difference is flagged; without print the address
    tells.
    """
    day = date_in_url(url)
    if day is None:
        return item
    if item.published is None:
        return replace(item, published=day, published_flags=(*item.published_flags, "from_url"))
    return item if item.published[:10] == day else replace(item, published_flags=(*item.published_flags, "url_differs"))
