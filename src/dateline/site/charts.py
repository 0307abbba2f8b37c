"""Counts over time → the bars above a list, each linking to its month or day. It draws nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.archive import Archive, Count, Filter
from dateline.pictures import Bar, Frame, draw, rows
from dateline.site import wording
from dateline.site.wanted import Wanted

MOST_MONTHS = 60
ORDER = ("missing", "partial", "covered")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its words: `svg`, the same as `table` rows, the `title`, and which keys its legend needs."""

    svg: str
    title: str
    table: tuple[tuple[str, int, str], ...]
    gaps: bool


def chart(archive: Archive, wanted: Wanted, filter_: Filter, audience: str) -> Chart | None:
    """Days where one month is chosen, else months, else years where the months are too many; None without dates."""
    if wanted.date == "undated":
        return None
    if len(wanted.date) >= 7:
        return _days(archive, wanted, filter_, audience)
    counts = archive.calendar.months(filter_, audience)
    if not counts:
        return None
    if len(counts) == 1:
        return _days(archive, replace(wanted, date=counts[0].day[:7]), filter_, audience)
    many = len(counts) > MOST_MONTHS
    bars = _years(counts, wanted) if many else [_month(count, wanted, len(counts)) for count in counts]
    step = max(12, min(40, 720 // len(bars)))
    return _chart(bars, "Items per year" if many else "Items per month", step)


def _days(archive: Archive, wanted: Wanted, filter_: Filter, audience: str) -> Chart:
    month = wanted.date[:7]
    whole = replace(filter_, start=None, end=None)
    counts = archive.calendar.days(whole, int(month.replace("-", "")), audience)
    bars = [
        Bar(
            str(int(count.day[8:])),
            wording.day(count.day),
            count.items,
            count.coverage,
            wanted.on(count.day) if count.items else None,
        )
        for count in counts
    ]
    return _chart(bars, f"Items per day, {wording.day(month)}", 23)


def _month(count: Count, wanted: Wanted, among: int) -> Bar:
    month, year = count.day[5:7], count.day[:4]
    label = wording.MONTHS[int(month)][:3] if among <= 18 else year if month == "01" else ""
    href = wanted.on(count.day[:7]) if count.items else None
    return Bar(label, wording.day(count.day[:7]), count.items, count.coverage, href)


def _years(counts: tuple[Count, ...], wanted: Wanted) -> list[Bar]:
    grouped: dict[str, list[Count]] = {}
    for count in counts:
        grouped.setdefault(count.day[:4], []).append(count)
    first = int(next(iter(grouped)))
    every = 1 if len(grouped) <= 15 else 5
    return [
        Bar(
            year if (int(year) - first) % every == 0 else "",
            year,
            sum(count.items for count in months),
            _joint([count.coverage for count in months]),
            wanted.on(year) if any(count.items for count in months) else None,
        )
        for year, months in grouped.items()
    ]


def _joint(states: list[str]) -> str:
    """All alike: that; mixed: partial."""
    return states[0] if len(set(states)) == 1 else "partial"


def _chart(bars: list[Bar], title: str, step: int) -> Chart:
    gaps = any(bar.coverage != "covered" for bar in bars)
    svg = draw(bars, Frame("hatching", title, step=step, gap=max(2, step // 6)))
    return Chart(svg, title, rows(bars), gaps)
