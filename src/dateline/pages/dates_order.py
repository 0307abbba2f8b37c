"""Takes the dates of one page or its address, decides the order of day and month for all of them; reads no words."""

from __future__ import annotations

import re
from datetime import date

from dateline.pages.dates_calendar import gregorian
from dateline.pages.dates_record import Order, PrintedDate, with_order

_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?:(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"
)


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
    """Whether the dates run steadily in one direction when read so, and over how many days; None where one is no
    date.
    """
    days = []
    for printed in dates:
        read = with_order(printed, order)
        if read.iso is None or printed.numbers is None or read.day != printed.numbers[0 if order == "dmy" else 1]:
            return None
        days.append(date.fromisoformat(read.iso[:10]))
    steady = days == sorted(days) or days == sorted(days, reverse=True)
    return steady and len(set(days)) > 2, (max(days) - min(days)).days


def date_in_url(url: str | None) -> str | None:
    """The day an address carries: `/2017/05/23/title -> "2017-05-23"`; None where it carries none."""
    match = _IN_URL.search(url or "")
    if match is None or match["d"] is None:
        return None
    day = gregorian(int(match["y"]), int(match["m"]), int(match["d"]))
    return day.isoformat() if day else None
