"""Entries → JSON Feed 1.1; streams."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.entry import Entry
from dateline.export.feed import Feed, moment, stamp

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed, entries: Iterable[Entry]) -> Iterator[str]:
    """The feed with its entries in the order given, texts as `content_text`."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
    }
    if feed.next:
        head["next_url"] = feed.next
    if feed.language:
        head["language"] = feed.language
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    comma = ""
    for entry in entries:
        yield comma + json.dumps(_item(entry), ensure_ascii=False)
        comma = ",\n"
    yield "]}\n"


def _item(entry: Entry) -> dict[str, Any]:
    item = entry.item
    record: dict[str, Any] = {
        "id": f"urn:dateline:item:{item.id}",
        "url": entry.page,
        "title": item.headline,
        "content_text": item.body,
        "date_published": stamp(moment(entry)),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [word for word in (item.category, *item.tags) if word],
    }
    if item.url:
        record["external_url"] = item.url
    if item.language:
        record["language"] = item.language
    return record
