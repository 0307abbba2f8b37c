"""Payload and headers of an answer → the body a reader needs and what it is; the same for live answers and WARCs."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.capture.decoding import decode, gunzip
from dateline.capture.http_message import Headers, note, value
from dateline.capture.limits import Limits
from dateline.capture.media import media_type
from dateline.text import digest

_GZIPPED = frozenset({"application/gzip", "application/x-gzip"})


@dataclass(frozen=True, slots=True)
class Payload:
    """`received` is what came where `body` is not; `notes` then tells its digest."""

    body: bytes
    media_type: str
    received: bytes | None
    notes: Headers


def unpack(sent: bytes, headers: Headers, url: str, limits: Limits) -> Payload:
    """Undo what the server packed (Content-Encoding, a gzip file such as `sitemap.xml.gz`) and say what came out.

    Raises CaptureError for damaged content, RefusedError for what would grow out of all proportion.
    """
    path = url.partition("?")[0]
    body = decode(sent, value(headers, "Content-Encoding"), limits)
    kind = media_type(body, path, value(headers, "Content-Type"))
    if kind in _GZIPPED:
        body = gunzip(body, limits)
        kind = media_type(body, path.removesuffix(".gz"))
    if body == sent:
        return Payload(body, kind, None, ())
    return Payload(body, kind, sent, (note("received", f"sha256:{digest(sent)}"),))
