"""Takes the dates of one page, decides together what each leaves open: order of day and month, missing years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.pages.dates import Order, PrintedDate, with_order, with_year
from dateline.records import Item

if TYPE_CHECKING:
    from dateline.pages.text_head import Head
    from dateline.pages.text_items import Segment

_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?:(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"
)
_YEAR_IN_URL = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def decide_order(dates: list[PrintedDate]) -> Order | None:
    """The day/month order that the dates of one page decide together, else None.

    Figures above 12 and printed weekdays decide; else the order in which the list runs evenly and densely.
    """
    sure = {_forced(p) for p in dates if p.numbers is not None and "ambiguous" not in p.flags} - {None}
    if len(sure) == 1:
        return sure.pop()
    open_ = [p for p in dates if p.numbers is not None]
    if sure or len(open_) < 3:
        return None
    runs = {order: _run(open_, order) for order in ("dmy", "mdy")}
    dmy, mdy = runs["dmy"], runs["mdy"]
    if dmy is None or mdy is None:
        return "dmy" if dmy is not None else ("mdy" if mdy is not None else None)
    if dmy[0] != mdy[0]:
        return "dmy" if dmy[0] else "mdy"
    if max(dmy[1], mdy[1]) > 3 * (min(dmy[1], mdy[1]) + 10):
        return "dmy" if dmy[1] < mdy[1] else "mdy"
    return None


def _forced(printed: PrintedDate) -> Order | None:
    if printed.numbers is None or printed.numbers[0] == printed.numbers[1]:
        return None
    return "dmy" if printed.day == printed.numbers[0] else "mdy"


def _run(dates: list[PrintedDate], order: Order) -> tuple[bool, int] | None:
    """Whether the dates run steadily in one direction when read so, and over how many days; None where one is no date."""
    from datetime import date

    days = []
    for printed in dates:
        read = with_order(printed, order)
        if read.iso is None or printed.numbers is None or read.day != printed.numbers[0 if order == "dmy" else 1]:
            return None
        days.append(date.fromisoformat(read.iso[:10]))
    steady = days == sorted(days) or days == sorted(days, reverse=True)
    return steady and len(set(days)) > 2, (max(days) - min(days)).days


def supply_years(found: list[Segment], head: Head, url: str | None, fetched: str | None) -> None:
    """Give days printed without a year one: of the heading above, the page's filter, the address, a neighbour, the capture."""
    year, flag = _page_year(head, url)
    holders = [line for s in found for line in (*s.marks, *([s.heading] if s.heading else []), *s.body[:1])]
    above: PrintedDate | None = None
    for segment in found:
        if segment.heading is not None and segment.heading.dates:
            above = segment.heading.dates[0]
        for line in (*segment.marks, *segment.body[:1]):
            printed = line.mark.date if line.mark else (line.dates[0] if line.kind == "dateline" else None)
            if printed is None or "no_year" not in printed.flags:
                continue
            if above is not None and above.year is not None:
                printed = with_year(printed, above.year, "from_heading")
            elif year is not None:
                printed = with_year(printed, year, flag)
            else:
                printed = _from_neighbour(printed, holders, line, fetched)
            _put(line, printed)


def _put(line: object, printed: PrintedDate) -> None:
    if line.mark is not None:  # type: ignore[attr-defined]
        line.mark = replace(line.mark, date=printed)  # type: ignore[attr-defined]
    elif line.dates:  # type: ignore[attr-defined]
        line.dates[0] = printed  # type: ignore[attr-defined]


def _page_year(head: Head, url: str | None) -> tuple[int | None, str]:
    for words in (head.filter, head.title):
        match = _YEAR.search(words or "")
        if match:
            return int(match.group()), "from_heading"
    years = {int(y) for y in _YEAR_IN_URL.findall(url or "")}
    return (years.pop(), "from_url") if len(years) == 1 else (None, "")


def _from_neighbour(printed: PrintedDate, holders: list, line: object, fetched: str | None) -> PrintedDate:  # type: ignore[type-arg]
    at = next(i for i, one in enumerate(holders) if one is line)
    near = sorted((abs(i - at), i) for i, one in enumerate(holders) if _known(one) is not None)
    if near:
        known = _known(holders[near[0][1]])
        if known is not None and known.year is not None:
            return _closest(printed, known.year, known, "from_neighbour")
    if fetched and fetched[:4].isdigit():
        read = with_year(printed, int(fetched[:4]), "from_capture")
        return (
            read
            if (read.iso or "") <= fetched[:10] + "T99"
            else with_year(printed, int(fetched[:4]) - 1, "from_capture")
        )
    return printed


def _known(line: object) -> PrintedDate | None:
    printed = (
        line.mark.date if line.mark else (line.dates[0] if line.kind in ("dateline", "month") and line.dates else None)
    )  # type: ignore[attr-defined]
    return printed if printed is not None and printed.iso is not None else None


def _closest(printed: PrintedDate, year: int, known: PrintedDate, flag: str) -> PrintedDate:
    """The reading of a day without year that lies nearest to a known date: December beside January is the year before."""
    month = known.month or 6
    gap = (printed.month or month) - month
    return with_year(printed, year - 1 if gap > 6 else year + 1 if gap < -6 else year, flag)


def date_in_url(url: str | None) -> str | None:
    """The day an address carries: `/2017/05/23/title -> "2017-05-23"`; None where it carries none."""
    match = _IN_URL.search(url or "")
    if match is None or match["d"] is None:
        return None
    from dateline.pages.dates_calendar import gregorian

    day = gregorian(int(match["y"]), int(match["m"]), int(match["d"]))
    return day.isoformat() if day else None


def page_of_url(item: Item, url: str | None) -> Item:
    """Compare an article's date with its address: print wins and a difference is flagged; without print the address tells."""
    day = date_in_url(url)
    if day is None:
        return item
    if item.published is None:
        return replace(item, published=day, published_flags=(*item.published_flags, "from_url"))
    return item if item.published[:10] == day else replace(item, published_flags=(*item.published_flags, "url_differs"))
