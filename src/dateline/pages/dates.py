"""Takes printed words, gives the dates they print, as ISO 8601 with flags; does not read whole pages.

Flags: `ambiguous` (day/month order or the language of a month name stays open), `no_year` and `no_day` (iso is None:
words
that need a heading, or are one), `relative`, `no_anchor`, `invalid` (31 February), `two_digit_year`, `hijri`,
`persian`,
`juche`, `buddhist`, `era`, `zone_unknown`, `weekday_differs`, `future`.
"""

from __future__ import annotations

from dateline.pages.dates_order import date_in_url, decide_order
from dateline.pages.dates_read import find_dates
from dateline.pages.dates_record import Order, PrintedDate, with_order, with_year

__all__ = ["Order", "PrintedDate", "date_in_url", "decide_order", "find_dates", "parse_date", "with_order", "with_year"]


def parse_date(
    words: str, *, order: Order | None = None, anchor: str | None = None, languages: tuple[str, ...] = ()
) -> PrintedDate | None:
    """The first date printed in `words`. `"23 May 2017" -> iso "2017-05-23"`.

    `order` settles `04/06/2024`; `anchor` (ISO) settles “3 days ago”; `languages` (BCP 47) settle month names that two
    languages share. None where nothing in `words` is a date.
    """
    found = find_dates(words, order=order, anchor=anchor, languages=languages)
    return found[0] if found else None
