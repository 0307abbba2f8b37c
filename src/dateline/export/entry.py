"""An item made ready to be cited: takes an Item with its outlet and addresses, gives the parts every format needs.

It formats nothing itself and asks no archive; the shells fill an `Entry` and hand it to the format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.records import Item, Outlet

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # English, as the four citation styles demand


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it is cited. `page` is its address in this archive; `fetched` and `capture` are the evidence."""

    item: Item
    outlet: Outlet
    page: str
    capture: str | None = None
    fetched: str | None = None

    @property
    def title(self) -> str:
        """What is cited as title: `headline`, in square brackets where the archive took it from the first sentence."""
        return f"[{self.item.headline}]" if self.item.headline_derived else self.item.headline

    @property
    def authors(self) -> tuple[str, ...]:
        """The printed authors, else the outlet itself: a credit is a source, not an author."""
        return self.item.authors or (self.outlet.name,)

    @property
    def url(self) -> str:
        """The outlet's own permalink where it is known, else the page in this archive."""
        return self.item.url or self.page

    @property
    def day(self) -> date | None:
        """The day printed; None where none is known."""
        return day_of(self.item.published)

    @property
    def accessed(self) -> date | None:
        """The day the bytes were fetched."""
        return day_of(self.fetched)

    @property
    def evidence(self) -> str:
        """One line for a note field: where the archive keeps it, which version, the digest of the capture."""
        parts = [f"Archived copy: {self.page}", f"version {self.item.version}"]
        if self.capture:
            parts.append(f"capture SHA-256 {self.capture}")
        return ", ".join(parts)


def day_of(moment: str | None) -> date | None:
    """The calendar day of an ISO date or date-time. `"2017-05-23T10:00+03:00" -> date(2017, 5, 23)`"""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def plain(text: str) -> str:
    """Drop characters XML 1.0 forbids, which would break every reader of a feed. `"a\\x00b" -> "ab"`"""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
