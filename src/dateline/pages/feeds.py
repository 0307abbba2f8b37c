"""Takes the bytes of a feed or a sitemap, gives a Page: feed entries are items, a sitemap is links; follows none."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dateline.pages.credits import take_credit
from dateline.pages.dates import parse_date
from dateline.pages.headlines import headline
from dateline.records import Furniture, Item, Link, Page, Problem

READER = "feed/1"
_XML_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]*)>")
_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LOC = re.compile(
    r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>", re.IGNORECASE | re.DOTALL
)


def feed_kind(data: bytes, media_type: str) -> str | None:
    """`feed`, `json` or `sitemap` by what the bytes are, None else; a feed that is HTML in truth is no feed."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "json" if b"jsonfeed.org/version" in data[:2000] or "feed+json" in media_type else None
    if not head.startswith(b"<") or re.match(rb"<!doctype\s+html|<html", head, re.IGNORECASE):
        return None
    if _SITEMAP.search(head):
        return "sitemap"
    return "feed" if _XML_FEED.search(head) else None


def read_feed(data: bytes, kind: str, text: str, url: str | None, *, fetched: str | None = None) -> Page:
    """The Page of a feed or sitemap. `text` is `data` decoded; a damaged feed gives what could be read and a
    Problem.
    """
    if kind == "sitemap":
        return _sitemap(text)
    return _json_feed(text, url) if kind == "json" else _xml_feed(data, url, fetched)


def _sitemap(text: str) -> Page:
    index = bool(re.search(r"<(?:\w+:)?sitemapindex[\s>]", text, re.IGNORECASE))
    found = dict.fromkeys(entities.unescape(loc) for loc in _LOC.findall(text) if loc)
    links = tuple(Link(loc, "page" if index else "permalink") for loc in found)
    return Page(kind="sitemap", links=links, reader=READER, reason="a sitemap holds links only")


def _xml_feed(data: bytes, url: str | None, fetched: str | None) -> Page:
    import feedparser

    parsed = feedparser.parse(
        data, sanitize_html=False, resolve_relative_uris=True, response_headers={"content-location": url or ""}
    )
    channel = parsed.feed
    problems: tuple[Problem, ...] = ()
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), harmless):
        what = f"the feed is not well-formed: {parsed.get('bozo_exception')}"
        problems = (Problem("feed", what, url or "", "its readable entries were taken; compare with the page itself"),)
    items = tuple(_entry(entry, channel.get("language"), fetched) for entry in parsed.entries)
    links = [Link(item.url, "permalink", item.title or "") for item in items if item.url]
    follow = next((str(link.get("href")) for link in channel.get("links", []) if link.get("rel") == "next"), None)
    subtitle = plain(str(channel.get("subtitle", "")))
    return Page(
        title=plain(str(channel.get("title", ""))) or None, next=follow, links=tuple(links), items=items,
        furniture=(Furniture(subtitle, "description"),) if subtitle else (), kind="feed",
        language=channel.get("language") or None,
        reader=READER, reason=None if items else "the feed has no entries", problems=problems,
    )  # fmt: skip


def _entry(entry: Mapping[str, Any], language: str | None, fetched: str | None) -> Item:
    contents = [str(c.get("value", "")) for c in entry.get("content", [])]
    summary = str(entry.get("summary", ""))
    body, credit, credit_as = take_credit(plain(max([*contents, summary], key=len)))
    printed = entry.get("published") or entry.get("updated")
    title = plain(str(entry.get("title", ""))) or None
    shown, derived = headline(title, body)
    tags = tuple(dict.fromkeys(plain(str(t.get("label") or t.get("term") or "")) for t in entry.get("tags", []) if t))
    iso, flags = _moment(str(printed or ""), entry.get("published_parsed") or entry.get("updated_parsed"), fetched)
    return Item(
        language=(entry.get("content") or [{}])[0].get("language") or language or None,
        published=iso, published_as=str(printed) if printed else None,
        published_flags=flags if entry.get("published") else (*flags, *(("updated",) if iso else ())),
        title=title, headline=shown, headline_derived=derived, category=tags[0] if tags else None, tags=tags,
        authors=tuple(dict.fromkeys(plain(str(a.get("name", ""))) for a in entry.get("authors", []) if a.get("name"))),
        credit=credit, credit_as=credit_as, body=body,
        completeness=_completeness(body, full=bool(contents)), url=str(entry["link"]) if entry.get("link") else None,
    )  # fmt: skip


def _completeness(body: str, *, full: bool) -> str:
    if body.endswith(("…", "...", "[…]", "[...]")):
        return "truncated" if full else "teaser"
    return "full" if full else "teaser"


def _moment(printed: str, parsed: Any, fetched: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The ISO date-time with the offset printed; where only the feed reader understands it, in UTC."""
    found = parse_date(printed, anchor=fetched) if printed else None
    if found is not None and found.iso:
        return found.iso, found.flags
    if parsed:
        try:
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat(), ()
        except (ValueError, TypeError):
            return None, ("invalid",)
    return None, found.flags if found else ()


def _json_feed(text: str, url: str | None) -> Page:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = Problem("feed", f"the JSON feed cannot be read: {error}", url or "", "fetch it again")
        return Page(kind="feed", reader=READER, reason="the JSON feed cannot be read", problems=(problem,))
    entries = feed.get("items") if isinstance(feed, dict) else None
    items = tuple(_json_entry(e, feed.get("language")) for e in entries or [] if isinstance(e, dict))
    return Page(
        title=_text(feed, "title") if isinstance(feed, dict) else None,
        next=_text(feed, "next_url") if isinstance(feed, dict) else None,
        links=tuple(Link(item.url, "permalink", item.title or "") for item in items if item.url), items=items,
        kind="feed", language=_text(feed, "language") if isinstance(feed, dict) else None, reader=READER,
        reason=None if items else "the feed has no entries",
    )  # fmt: skip


def _json_entry(entry: dict[str, Any], language: object) -> Item:
    full = _text(entry, "content_text") or plain(_text(entry, "content_html") or "")
    body, credit, credit_as = take_credit(full or plain(_text(entry, "summary") or ""))
    title = _text(entry, "title")
    shown, derived = headline(title, body)
    printed = _text(entry, "date_published")
    found = parse_date(printed) if printed else None
    listed = entry.get("tags")
    tags = tuple(str(tag) for tag in listed) if isinstance(listed, list) else ()
    authors = entry.get("authors") or [entry.get("author")]
    names = (
        [str(a["name"]) for a in authors if isinstance(a, dict) and a.get("name")] if isinstance(authors, list) else []
    )
    return Item(
        language=_text(entry, "language") or (language if isinstance(language, str) else None),
        published=found.iso if found else None, published_as=printed, published_flags=found.flags if found else (),
        title=title, headline=shown, headline_derived=derived, category=tags[0] if tags else None, tags=tags,
        authors=tuple(dict.fromkeys(names)), credit=credit, credit_as=credit_as, body=body,
        completeness="full" if full else "teaser", url=_text(entry, "url") or _text(entry, "external_url"),
    )  # fmt: skip


def _text(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value else None


def plain(markup: str) -> str:
    """Markup of a feed as paragraphs joined by a blank line. `"<p>One</p><p>Two</p>" -> "One\\n\\nTwo"`."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    cut = _TAG.sub("", _BLOCK.sub("\n\n", _DROPPED.sub("", markup)))
    blocks = (" ".join(part.strip(" \t") for part in block.split("\n")).strip(" ") for block in cut.split("\n\n"))
    return "\n\n".join(block for block in (entities.unescape(b).strip(" \t\n") for b in blocks) if block)
