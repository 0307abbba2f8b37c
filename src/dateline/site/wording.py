"""Filters, dates and counts → the words a page says them in. English, like the rest of the interface."""

from __future__ import annotations

from datetime import date, datetime

from dateline.site.names import Names
from dateline.site.wanted import Wanted

MONTHS = ("", *(date(2000, month, 1).strftime("%B") for month in range(1, 13)))
FLAGS = {
    "ambiguous": "day and month may be swapped",
    "inherited": "the date stands in a heading above, not at the item",
    "from_url": "read from the address, not printed",
    "future": "later than the day it was captured",
    "relative": "printed as a distance, counted from the capture",
    "contradicts_url": "the address says another date",
    "inferred_year": "the year is not printed with the date",
}


def day(text: str | None) -> str:
    """`"2017-05-23" -> "23 May 2017"`, `"2017-05" -> "May 2017"`, `None -> "undated"`"""
    if not text:
        return "undated"
    parts = text[:10].split("-")
    try:
        year, month, number = (int(parts[i]) if i < len(parts) else 0 for i in range(3))
        return " ".join(filter(None, (str(number) if number else "", MONTHS[month], str(year))))
    except (ValueError, IndexError):
        return text


def moment(text: str | None) -> str:
    """`"2017-05-23T10:05:00Z" -> "23 May 2017, 10:05 UTC"`"""
    if not text:
        return "unknown"
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= 10:
        return day(text)
    zone = "" if when.tzinfo is None else " UTC" if not when.utcoffset() else f" {when:%z}"
    return f"{day(text)}, {when:%H:%M}{zone}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1200, "item" -> "1,200 items"`"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def numbers(values: tuple[int, ...]) -> str:
    """Page numbers, runs joined. `(1, 3, 4, 5) -> "1, 3–5"`"""
    runs: list[list[int]] = []
    for value in sorted(values):
        if runs and value == runs[-1][1] + 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return ", ".join(str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in runs)


def heading(wanted: Wanted, names: Names) -> str:
    """What a list is called. `Wanted(category=("news",), date="2017-05") -> "News, May 2017"`"""
    parts = [names.outlet(id_).name for id_ in wanted.outlet]
    parts += [names.category(slug) for slug in wanted.category]
    parts += [f"tag “{name}”" for name in wanted.tag] + [f"by {name}" for name in wanted.author]
    parts += [f"credited to {name}" for name in wanted.credit] + [f"language {name}" for name in wanted.language]
    if wanted.date:
        parts.append("Undated" if wanted.date == "undated" else day(wanted.date))
    if wanted.start or wanted.end:
        parts.append(" ".join(filter(None, (_from(wanted.start), _to(wanted.end)))))
    if wanted.q is not None:
        return f"Search: {wanted.q}" if wanted.q else "Search"
    return ", ".join(parts) or "All items"


def flag(name: str) -> str:
    """A date flag in words; one this page does not know is shown as it is."""
    return FLAGS.get(name, name.replace("_", " "))


def _from(text: str) -> str:
    return f"from {day(text)}" if text else ""


def _to(text: str) -> str:
    return f"to {day(text)}" if text else ""
