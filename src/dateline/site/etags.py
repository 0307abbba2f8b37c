"""An answer → the same with a mark of its content, or 304 where the asker holds that content already.

The mark is made of the bytes themselves, so it can never tell of a page that was withheld or has changed since.
"""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

KEPT = ("cache-control", "vary", "content-location", "link")


def unchanged(request: Request, response: Response) -> Response:
    """What to send: the answer with its `ETag`, or nothing but that where `If-None-Match` names it (RFC 9110)."""
    if response.status_code != 200:
        return response
    mark = f'W/"{hashlib.blake2b(response.body, digest_size=12).hexdigest()}"'
    response.headers["etag"] = mark
    asked = request.headers.get("if-none-match", "")
    if asked != "*" and mark.removeprefix("W/") not in (one.strip().removeprefix("W/") for one in asked.split(",")):
        return response
    return Response(None, 304, {"etag": mark} | {n: response.headers[n] for n in KEPT if n in response.headers})
