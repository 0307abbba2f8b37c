"""What the three feed formats share: the head of a feed and the moment of an entry. It writes no format itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dateline.export.entry import Entry


@dataclass(frozen=True, slots=True)
class Feed:
    """The head of a feed: `page` is the list it follows, `url` its own address, `next` the older part (RFC 5005)."""

    title: str
    url: str
    page: str
    id: str
    updated: str | None = None
    next: str | None = None
    language: str | None = None


def moment(entry: Entry) -> datetime:
    """When the entry was published, as an aware time: a bare day is midnight UTC, an undated one its capture."""
    for text in (entry.item.published, entry.fetched):
        if text:
            try:
                found = datetime.fromisoformat(text)
            except ValueError:
                continue
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime.combine(date(1970, 1, 1), time(), UTC)


def stamp(when: datetime) -> str:
    """RFC 3339. `datetime(2017, 5, 23, tzinfo=UTC) -> "2017-05-23T00:00:00+00:00"`"""
    return when.isoformat(timespec="seconds")
