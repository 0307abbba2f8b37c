"""The block of an HTTP response → status, headers, payload; and the notes that travel with headers. No network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from dateline.capture.decoding import dechunk

_MOVED = frozenset({"x-orig-content-encoding", "x-orig-transfer-encoding", "x-orig-content-length"})
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Response:
    """`line` is the status line, `headers` as sent (one Latin-1 character per byte), `sent` the payload with its chunks
    if it had any, `payload` the same with chunks joined but still content-encoded."""

    line: str
    status: int
    headers: Headers
    sent: bytes
    payload: bytes


def parse(block: bytes) -> Response | None:
    """Read a response as a WARC keeps it; None where it does not start like one. Raises CaptureError on cut chunks."""
    head, mark, sent = block.partition(b"\r\n\r\n")
    if not mark:
        head, mark, sent = block.partition(b"\n\n")
    lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    words = lines[0].split(None, 2)
    if len(words) < 2 or not words[0].startswith("HTTP/") or not words[1].isdigit():
        return None
    headers = _fields(lines[1:])
    chunked = "chunked" in value(headers, "Transfer-Encoding").lower()
    return Response(lines[0], int(words[1]), headers, sent, dechunk(sent) if chunked else sent)


def value(headers: Headers, name: str) -> str:
    """The values of all headers of that name joined by commas, empty where there is none; case does not matter."""
    return ", ".join(v for n, v in headers if n.lower() == name.lower())


def restored(headers: Headers) -> Headers:
    """The names a server used, where a crawler moved them aside: `X-Orig-Content-Encoding -> Content-Encoding`."""
    return tuple((n[7:] if n.lower() in _MOVED else n, v) for n, v in headers)


def note(name: str, text: str) -> tuple[str, str]:
    """A header entry that is no server's word but ours: a colon leads its name, as in HTTP/2's own pseudo-headers."""
    return (f":{name}", text)


def is_note(name: str) -> bool:
    """Whether a header entry is a note of the capture. `":redirect" -> True`, `"ETag" -> False`."""
    return name.startswith(":")


def iso_date(text: str) -> str | None:
    """An HTTP date as ISO 8601 in UTC. `"Tue, 23 May 2017 10:00:00 GMT" -> "2017-05-23T10:00:00+00:00"`."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None


def _fields(lines: list[str]) -> Headers:
    found: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, text = line.partition(":")
            found.append((name.strip(), text.strip()))
    return tuple((n, v) for n, v in found if n)
