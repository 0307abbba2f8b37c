"""One capture: digest, time, headers, what it shows, and the original, inert: as escaped text or as a download."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from dateline.archive import Archive, Holding
from dateline.records import Capture
from dateline.site.absent import NotThere
from dateline.site.desk import Desk

SHOWN = 200_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_SHA = re.compile(r"[0-9a-f]{64}\Z")
ENDINGS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/json": "json"}


def capture(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/capture/<sha256>`: what it is; the source is shown as text and never run."""
    sha, audience = request.path_params["sha"], desk.options.audience
    found = archive.captures.get(sha, audience) if _SHA.match(sha) else None
    if found is None:
        return _purged(desk, archive, request, sha)
    holding = archive.history.holding(sha, audience)
    source = "" if holding.held_back else source_of(found)
    return desk.page(
        request,
        "capture.html",
        capture=found,
        holding=holding,
        source=source,
        cut=len(source) >= SHOWN,
        names=desk.names(archive),
    )


def raw(desk: Desk, archive: Archive, request: Request) -> Response:
    """`/capture/<sha256>/raw`: the very bytes, always as a download no browser will render."""
    found, _ = whole(desk, archive, request.path_params["sha"])
    ending = ENDINGS.get(found.media_type.split(";")[0].strip().lower(), "bin")
    return Response(
        found.body,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f'attachment; filename="{found.sha256[:16]}.{ending}"',
            "content-security-policy": "sandbox; default-src 'none'",
            "digest": f"sha-256={found.sha256}",
            "cache-control": "no-cache",
        },
    )


def whole(desk: Desk, archive: Archive, sha: str) -> tuple[Capture, Holding]:
    """A capture whose bytes this audience may have. Raises NotThere otherwise."""
    found = archive.captures.get(sha, desk.options.audience) if _SHA.match(sha) else None
    if found is None:
        raise NotThere("There is no such capture", "Captures are named by the SHA-256 of their bytes.")
    holding = archive.history.holding(sha, desk.options.audience)
    if holding.held_back:
        raise NotThere("The bytes of this capture are held back", "They show an item that is not for this audience.")
    return found, holding


def source_of(found: Capture) -> str:
    """The bytes as text, as far as they are text; at most `SHOWN` characters."""
    data = found.body[: SHOWN * 4]
    if b"\x00" in data[:2000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    named = _CHARSET.search(found.media_type.encode("latin-1", "ignore")) or _CHARSET.search(data[:2000])
    for name in (named.group(1).decode("ascii") if named else "utf-8", "utf-8", "windows-1252", "latin-1"):
        try:
            return data.decode(name)[:SHOWN]
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")[:SHOWN]


def _purged(desk: Desk, archive: Archive, request: Request, sha: str) -> Response:
    tombstone = archive.history.tombstone(sha) if _SHA.match(sha) else None
    if tombstone is None:
        raise NotThere("There is no such capture", "Captures are named by the SHA-256 of their bytes.")
    return desk.page(request, "purged.html", 410, sha=sha, tombstone=tombstone)
