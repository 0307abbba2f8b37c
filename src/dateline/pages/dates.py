"""Takes printed words, gives the dates they print, as ISO 8601 with flags; does not read whole pages.

Flags: `ambiguous` (day/month order or month name stays open), `no_year` (iso is None until a year is supplied),
`no_day` (iso is None: a month or a year, a heading), `relative`, `no_anchor`, `invalid` (31 February), `two_digit_year`,
`hijri`, `persian`, `juche`, `buddhist`, `zone_unknown`, `weekday_differs`, `future`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `words == line[start:end]`; `iso` is None where the words alone do not tell the day."""

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


def parse_date(
    words: str, *, order: Order | None = None, anchor: str | None = None, languages: tuple[str, ...] = ()
) -> PrintedDate | None:
    """The first date printed in `words`. `"23 May 2017" -> iso "2017-05-23"`.

    `order` settles `04/06/2024`; `anchor` (ISO) settles “3 days ago” and missing years; `languages` (BCP 47) settle month
    names that two languages share.
    """
    found = find_dates(words, order=order, anchor=anchor, languages=languages)
    return found[0] if found else None


def find_dates(
    line: str, *, order: Order | None = None, anchor: str | None = None, languages: tuple[str, ...] = ()
) -> list[PrintedDate]:
    """Every date printed in `line`, left to right."""
    del line, order, anchor, languages
    return []


def decide_order(dates: list[PrintedDate]) -> Order | None:
    """The day/month order that the dates of one page decide together, else None."""
    del dates
    return None
