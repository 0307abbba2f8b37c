"""The record of a printed date and what can be supplied to it later: a year, an order of day and month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dateline.pages.dates_calendar import gregorian

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `words == line[start:end]`; `iso` is None where the words alone do not tell the day.

    `numbers` are (first, second, year) where the order of day and month rests on `order`; `weekday` is 1 (Monday) to 7;
    `time` is what `iso` carries after the day, such as `T14:30+03:00`.
    """

    iso: str | None
    words: str
    start: int
    end: int
    flags: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str = ""
    numbers: tuple[int, int, int] | None = None
    weekday: int | None = None


def with_year(printed: PrintedDate, year: int, flag: str) -> PrintedDate:
    """Supply the year that a heading, an address or a neighbour tells; `flag` says which. Other dates come back
    unchanged.
    """
    if printed.year is not None or printed.month is None or printed.day is None:
        return printed
    when = gregorian(year, printed.month, printed.day)
    flags = [f for f in printed.flags if f != "no_year"] + [flag]
    if when is None:
        return replace(printed, year=year, flags=(*flags, "invalid"))
    if printed.weekday is not None and printed.weekday != when.isoweekday():
        flags.append("weekday_differs")
    return replace(printed, iso=when.isoformat() + printed.time, year=year, flags=tuple(flags))


def with_order(printed: PrintedDate, order: Order, *, sure: bool = True) -> PrintedDate:
    """Read a numeric date in the order its page decided; `ambiguous` goes when `sure`. Other dates come back
    unchanged.
    """
    if printed.numbers is None:
        return printed
    first, second, year = printed.numbers
    day, month = (first, second) if order == "dmy" else (second, first)
    when = gregorian(year, month, day)
    if when is None:
        return printed
    flags = tuple(f for f in printed.flags if f != "ambiguous" or not sure)
    return replace(printed, iso=when.isoformat() + printed.time, month=month, day=day, flags=flags)
