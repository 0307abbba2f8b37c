"""A file a browser saved → where and when it says it was saved, and the page inside an MHTML; looks at its first lines.

Chrome and Internet Explorer write “saved from url”, SingleFile and HTTrack a comment of their own, MHTML (RFC 2557)
mail headers. What the file says is taken at its word: it is all there is.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy

from dateline.capture.http_message import Headers, iso_date, note
from dateline.text import digest

MHTML = "multipart/related"
_HEAD = 4096
_MARKS = (
    re.compile(rb"<!--\s*saved from url=\(\d{4}\)\s*(?P<url>https?://\S+?)\s*-->"),
    re.compile(rb"Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)\s+saved date:\s*(?P<date>[^\n(]*)"),
    re.compile(rb"<!--\s*Mirrored from (?P<url>\S+) by HTTrack [^,]*,\s*(?P<date>[^>]*?)\s*-->"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a saved page came from, as far as it says; `at` in ISO 8601, UTC."""

    url: str | None = None
    at: str | None = None


def origin(data: bytes) -> Origin:
    """What a saved page says of itself. `b"<!-- saved from url=(0019)https://a.org/news -->" -> "https://a.org/news"`."""
    for mark in _MARKS:
        if found := mark.search(data[:_HEAD]):
            url = found["url"].decode("utf-8", "replace")
            date = found.groupdict().get("date") or b""
            return Origin(url if "://" in url else f"http://{url}", _date(date.decode("latin-1").strip()))
    return Origin()


@dataclass(frozen=True, slots=True)
class Saved:
    """The page in a file: `received` is the file itself where that is something else."""

    body: bytes
    media_type: str
    origin: Origin
    received: bytes | None = None

    @property
    def notes(self) -> Headers:
        """The digest of what was received."""
        return () if self.received is None else (note("received", f"sha256:{digest(self.received)}"),)


def page(data: bytes, kind: str) -> Saved:
    """The page a file of media type `kind` holds: the one inside an MHTML, else the file."""
    inside = _mhtml(data) if kind == MHTML else None
    return inside or Saved(data, kind, origin(data))


def _mhtml(data: bytes) -> Saved | None:
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(message.walk())
    except RecursionError:  # parts in parts without end
        return None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            charset = part.get_content_charset()
            kind = part.get_content_type() + (f"; charset={charset}" if charset else "")
            web = str(url) if str(url).startswith(("http://", "https://")) else None
            told = Origin(web, _date(str(message.get("Date") or "")))
            return Saved(body, kind, told, data) if isinstance(body, bytes) else None
    return None


def _date(text: str) -> str | None:
    with suppress(ValueError):
        return datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z").astimezone(UTC).isoformat()
    return iso_date(text)
