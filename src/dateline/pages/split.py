"""Takes the bytes of a capture and what is known of it, gives a Page; does not fetch, store or assign ids.

What the bytes are is decided by looking at them first and by the declared media type second.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.pages.decode import decode, is_binary
from dateline.pages.feeds import feed_kind, read_feed
from dateline.records import Page, Problem

LARGEST = 250_000_000
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|article|section|span|a|h[1-6]|ul)(?:\s[^<>]*)?>",
    re.I,
)
_BOXES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)


def split(data: bytes, media_type: str, url: str | None = None, *, fetched: str | None = None) -> Page:
    """Split one capture into its items. Bad input gives a Page with `reason` and `problems`, never an exception.

    `media_type` as declared (`text/html; charset=utf-8`), may be empty; `fetched` is the ISO time of the capture,
    the anchor for dates such as “3 days ago”. Items come with `id=""` and `outlet=""`.
    """
    refused = _refusal(data, media_type)
    if refused is not None:
        return _nothing(*refused, url)
    try:
        return _split(data, media_type, url, fetched)
    except RecursionError:
        return _nothing("nested too deeply", "the page is nested too deeply to be read", url)
    except Exception as error:  # noqa: BLE001 – one page must not end a run; the fault is kept with its name
        return _nothing("unreadable", f"the page cannot be split: {type(error).__name__}: {error}", url)


def _split(data: bytes, media_type: str, url: str | None, fetched: str | None) -> Page:
    decoded = decode(data, media_type)
    kind = feed_kind(data, media_type)
    if kind:
        page = read_feed(data, kind, decoded.text, url, fetched=fetched)
    elif _is_html(decoded.text, media_type):
        from dateline.pages.html import split_html

        page = split_html(decoded.text, url, fetched=fetched)
    else:
        from dateline.pages.text_split import split_text

        page = split_text(decoded.text, url, fetched=fetched)
    if decoded.damaged or "+" in decoded.charset:
        what = f"{decoded.damaged} bytes unreadable, read as {decoded.charset}"
        problem = Problem("encoding", what, url or "", "look at the text beside the original bytes")
        page = replace(page, problems=(*page.problems, problem))
    return page


def _is_html(text: str, media_type: str) -> bool:
    head = text[:4000]
    if "html" in media_type:
        return bool(re.search(r"<[a-zA-Z!/]", text[:200_000]))
    if media_type.startswith("text/plain"):
        return bool(re.match(r"\s*(?:<!doctype\s+html|<html[\s>])", head, re.IGNORECASE))
    return bool(_HTML.search(head)) and head.lstrip("\ufeff \t\r\n").startswith("<")


def _refusal(data: bytes, media_type: str) -> tuple[str, str] | None:
    if not data or not data.strip():
        return "empty", "the page is empty"
    if len(data) > LARGEST:
        return "too large", f"the page has {len(data):,} bytes, more than {LARGEST:,}"
    if data.startswith(_BOXES) or media_type.startswith(
        ("image/", "audio/", "video/", "application/pdf", "application/zip")
    ):
        return "no text", "the page is no text but a picture, document or package"
    return ("no text", "the page is no text of any known encoding") if is_binary(data) else None


def _nothing(kind: str, what: str, url: str | None) -> Page:
    problem = Problem(kind, what, url or "", "capture the page again as HTML or text")
    return Page(kind="empty" if kind == "empty" else "none", reason=what, problems=(problem,))
