"""Captures → WARC/1.1 (ISO 28500:2017), one gzip member per record, the same bytes for the same captures; reads none.

A payload that came content-encoded is written as it came where the capture still has it. Headers that no longer
describe the payload written (`Transfer-Encoding` once chunks are joined …) keep their value under an `X-Orig-` name.
Later fetches of the same bytes are `revisit` records that refer to the first.
What WARC has no field for is written as `Dateline-…`, which other readers pass over.
"""

from __future__ import annotations

import uuid
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.client import responses
from typing import BinaryIO
from urllib.parse import quote

from dateline.records import Capture, Revisit
from dateline.text import digest

_KEPT = ("WARC-IP-Address", "WARC-Truncated", "WARC-Identified-Payload-Type")
_EPOCH = "1970-01-01T00:00:00Z"
Fields = list[tuple[str, str]]


def write_warc(captures: Iterable[Capture], out: BinaryIO) -> int:
    """Write every capture as a `response` or `resource` record, its revisits behind it; the number of captures.

    Each has a digest of its block and of its payload (SHA-256). A capture without time gets its file's, else 1970, and
    a field that says so.
    """
    seen: Counter[str] = Counter()
    for capture in captures:
        fields, block = _response(capture) if _is_response(capture) else _resource(capture)
        key = f"{capture.origin} {capture.fetched} {capture.sha256}"
        identity = _urn(key, seen[key])
        seen[key] += 1
        out.write(_record([*_common(capture, identity), *fields], block))
        for revisit in capture.revisits:
            out.write(_revisit(capture, identity, revisit))
    return seen.total()


def _revisit(capture: Capture, original: str, revisit: Revisit) -> bytes:
    """The record of a later fetch: its own headers, no payload (ISO 28500:2017, 6.7)."""
    payload = capture.body if capture.received is None else capture.received
    again = replace(
        capture, url=revisit.url, fetched=revisit.fetched, status=revisit.status or 200, headers=revisit.headers
    )
    same = "server-not-modified" if revisit.status == 304 else "identical-payload-digest"
    identity = _urn(f"revisit {revisit.url} {revisit.fetched} {capture.sha256}", 0)
    fields = [("WARC-Type", "revisit"), *(f for f in _common(again, identity) if f[0] != "WARC-Type")]
    fields += [
        ("WARC-Profile", f"http://netpreserve.org/warc/1.1/revisit/{same}"),
        ("WARC-Refers-To", original),
        ("WARC-Refers-To-Target-URI", capture.url or _file_uri(capture)),
        ("WARC-Refers-To-Date", _date(capture)),
        ("WARC-Payload-Digest", f"sha256:{digest(payload)}"),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return _record(fields, _head(again, payload))


def _is_response(capture: Capture) -> bool:
    return capture.status is not None and (capture.url or "").lower().startswith(("http:", "https:"))


def _common(capture: Capture, identity: str) -> Iterator[tuple[str, str]]:
    date = _date(capture)
    yield "WARC-Type", "response" if _is_response(capture) else "resource"
    yield "WARC-Record-ID", identity
    yield "WARC-Date", date
    yield "WARC-Target-URI", capture.url or _file_uri(capture)
    if capture.fetched != f"{date[:-1]}+00:00":
        yield "Dateline-Fetched", capture.fetched or "unknown"
    if capture.file_name and capture.url:
        yield "Dateline-File-Name", quote(capture.file_name)
    if capture.modified and not _is_response(capture):
        yield "Dateline-Modified", capture.modified
    for name in _KEPT:
        yield from ((name, v) for v in _notes(capture, name))
    yield from (("Dateline-Redirect", v) for v in _notes(capture, "redirect"))
    if capture.received is None:
        yield from (("Dateline-Received", v) for v in _notes(capture, "received"))
    sources = [*_notes(capture, "source-record"), *_notes(capture, "WARC-Record-ID")]
    yield from (("Dateline-Source-Record", s) for s in sources[:1] if s != identity)


def _response(capture: Capture) -> tuple[Fields, bytes]:
    payload = capture.body if capture.received is None else capture.received
    fields = [
        ("WARC-Payload-Digest", f"sha256:{digest(payload)}"),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return fields, _head(capture, payload) + payload


def _head(capture: Capture, payload: bytes) -> bytes:
    """Status line and headers of an answer, up to the blank line."""
    line = next(iter(_notes(capture, "status")), None) or f"HTTP/1.1 {capture.status} {_reason(capture.status)}".strip()
    lines = [line, *(f"{_true_name(n, v, capture, payload)}: {v}" for n, v in capture.headers if not n.startswith(":"))]
    return b"".join(_one_line(text) + b"\r\n" for text in [*lines, ""])


def _date(capture: Capture) -> str:
    return _utc(capture.fetched) or _utc(capture.modified) or _EPOCH


def _resource(capture: Capture) -> tuple[Fields, bytes]:
    """A file as it was: of a page that was taken out of an MHTML, the MHTML."""
    whole = capture.body if capture.received is None else capture.received
    kind = capture.media_type if capture.received is None else "multipart/related"
    return [("WARC-Payload-Digest", f"sha256:{digest(whole)}"), ("Content-Type", kind)], whole


def _true_name(name: str, value: str, capture: Capture, payload: bytes) -> str:
    """The header's name, behind `X-Orig-` where what it says does not hold for the payload written."""
    lower = name.lower()
    untrue = (
        lower == "transfer-encoding"
        or (lower == "content-encoding" and capture.received is None)
        or (lower == "content-length" and value.strip() != str(len(payload)))
    )
    return f"X-Orig-{name}" if untrue else name


def _record(fields: Fields, block: bytes) -> bytes:
    fields = [*fields, ("WARC-Block-Digest", f"sha256:{digest(block)}"), ("Content-Length", str(len(block)))]
    head = b"".join(f"{name}: ".encode() + _one_line(value, "utf-8") + b"\r\n" for name, value in fields)
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(b"WARC/1.1\r\n" + head + b"\r\n" + block + b"\r\n\r\n") + packer.flush()


def _notes(capture: Capture, name: str) -> list[str]:
    return [value for n, value in capture.headers if n.lower() == f":{name.lower()}"]


def _urn(key: str, ordinal: int) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{key} {ordinal}' if ordinal else key)}>"


def _file_uri(capture: Capture) -> str:
    return f"file:///{quote(capture.file_name)}" if capture.file_name else f"urn:sha256:{capture.sha256}"


def _utc(time: str | None) -> str | None:
    """`"2017-05-23T12:00:00+02:00" -> "2017-05-23T10:00:00Z"`; a time without zone is taken as UTC."""
    try:
        at = datetime.fromisoformat(time) if time else None
    except ValueError:
        return None
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _reason(status: int | None) -> str:
    return responses.get(status or 0, "")


def _one_line(text: str, encoding: str = "latin-1") -> bytes:
    """One header line: HTTP headers are kept as Latin-1, one character per byte."""
    text = text.replace("\r", " ").replace("\n", " ")
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
