"""Entries → an Atom feed (RFC 4287) with paging links (RFC 5005); streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from dateline.export.entry import Entry, plain
from dateline.export.feed import Feed, moment, stamp

MEDIA_TYPE = "application/atom+xml"


def write(feed: Feed, entries: Iterable[Entry]) -> Iterator[str]:
    """The feed with its entries in the order given; item texts are plain text, never markup."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_text(feed.title)}</title>\n<id>{_text(feed.id)}</id>\n"
    yield f'<link rel="self" type="{MEDIA_TYPE}" href={_attribute(feed.url)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={_attribute(feed.page)}/>\n'
    if feed.next:
        yield f'<link rel="next" type="{MEDIA_TYPE}" href={_attribute(feed.next)}/>\n'
    yield f"<updated>{feed.updated or '1970-01-01T00:00:00+00:00'}</updated>\n<generator>dateline</generator>\n"
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>\n"


def _entry(entry: Entry) -> Iterator[str]:
    item, when = entry.item, stamp(moment(entry))
    language = f" xml:lang={_attribute(item.language)}" if item.language else ""
    yield f"<entry{language}>\n<title>{_text(item.headline)}</title>\n<id>urn:dateline:item:{_text(item.id)}</id>\n"
    yield f'<link rel="alternate" type="text/html" href={_attribute(entry.page)}/>\n'
    if item.url:
        yield f'<link rel="via" href={_attribute(item.url)}/>\n'
    yield f"<published>{when}</published>\n<updated>{when}</updated>\n"
    for author in entry.authors:
        yield f"<author><name>{_text(author)}</name></author>\n"
    for word in filter(None, (item.category, *item.tags)):
        yield f"<category term={_attribute(word)}/>\n"
    yield f'<content type="text">{_text(item.body)}</content>\n</entry>\n'


def _text(value: str) -> str:
    return escape(plain(value))


def _attribute(value: str) -> str:
    return quoteattr(plain(value))
