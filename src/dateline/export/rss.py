"""Entries → an RSS 2.0 feed; streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from dateline.export.entry import Entry, plain
from dateline.export.feed import Feed, moment

MEDIA_TYPE = "application/rss+xml"


def write(feed: Feed, entries: Iterable[Entry]) -> Iterator[str]:
    """The feed with its entries in the order given. A description is HTML to its readers, so text is escaped twice."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
    yield f"<title>{_text(feed.title)}</title>\n<link>{_text(feed.page)}</link>\n"
    yield f"<description>{_text(feed.title)}</description>\n<generator>dateline</generator>\n"
    yield f'<atom:link rel="self" type="{MEDIA_TYPE}" href={quoteattr(feed.url)}/>\n'
    if feed.next:
        yield f'<atom:link rel="next" type="{MEDIA_TYPE}" href={quoteattr(feed.next)}/>\n'
    if feed.language:
        yield f"<language>{_text(feed.language)}</language>\n"
    for entry in entries:
        yield from _item(entry)
    yield "</channel>\n</rss>\n"


def _item(entry: Entry) -> Iterator[str]:
    yield f"<item>\n<title>{_text(entry.item.headline)}</title>\n<link>{_text(entry.page)}</link>\n"
    yield f'<guid isPermaLink="false">urn:dateline:item:{_text(entry.item.id)}</guid>\n'
    yield f"<pubDate>{format_datetime(moment(entry))}</pubDate>\n"
    for word in filter(None, (entry.item.category, *entry.item.tags)):
        yield f"<category>{_text(word)}</category>\n"
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in entry.item.body.split("\n\n") if part.strip())
    yield f"<description>{_text(paragraphs)}</description>\n</item>\n"


def _text(value: str) -> str:
    return escape(plain(value))
