"""Stands before every request: refuses what is too large, too frequent or for another host; sets strict headers.

It looks at no archive and renders through the page it is given, so that a refusal looks like the rest of the site.
"""

from __future__ import annotations

import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.site.options import Options

LOG = logging.getLogger("dateline.site")
LONGEST_ADDRESS = 4_000
LONGEST_HEADERS = 16_000
CLIENTS = 10_000
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d+)?\Z|\[[0-9A-Fa-f:.]+\](?::\d+)?\Z")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
STRICT = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_STRICT = [(name.encode(), value.encode()) for name, value in STRICT.items()]
Refusal = Callable[[Scope, int, str, str], ASGIApp]


class Guards:
    """The outermost layer of the site."""

    def __init__(self, app: ASGIApp, options: Options, refusal: Refusal) -> None:
        self._app = app
        self._options = options
        self._refusal = refusal
        self._buckets = Buckets(options.rate, options.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def strict(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                given = list(message.get("headers", ()))
                known = {name for name, _ in given}
                message["headers"] = [*given, *(pair for pair in _STRICT if pair[0] not in known)]
            await send(message)

        trouble = self._trouble(scope)
        app = self._refusal(scope, *trouble) if trouble else self._app
        try:
            await app(scope, receive, strict)
        except Exception:
            LOG.exception("a page could not be made")
            if started:
                raise
            what, remedy = "Something went wrong on our side", "Try again; if it stays so, look into the server's log."
            await self._refusal(scope, 500, what, remedy)(scope, receive, strict)

    def _trouble(self, scope: Scope) -> tuple[int, str, str] | None:
        headers = Headers(scope=scope)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
            return 431, "The request's headers are too large", "Delete this site's cookies and try again."
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return 414, "The address is too long", "Choose fewer filters or search for fewer words."
        if not self._known(headers.get("host", "")):
            return 421, "This server does not answer to that name", "Use the address that `dateline serve` printed."
        if int(headers.get("content-length") or 0) > LONGEST_HEADERS:
            return 413, "The request is too large", "This site takes no uploads."
        if not self._buckets.take((scope.get("client") or ("",))[0]):
            return 429, "Too many requests", "Wait a second and go on; for everything at once use `dateline export`."
        return None

    def _known(self, host: str) -> bool:
        if not _HOST.match(host):
            return False
        name = host if host.endswith("]") else re.sub(r":\d+\Z", "", host)
        return "*" in self._options.hosts or name.lower() in self._options.hosts


class Buckets:
    """A token bucket per client: `rate` tokens a second up to `burst`; remembers the last `CLIENTS` clients."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Whether one more request of this client is let through."""
        if not self._rate:
            return True
        now = self._clock()
        tokens, since = self._clients.pop(client, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        self._clients[client] = (tokens - 1 if tokens >= 1 else tokens, now)
        if len(self._clients) > CLIENTS:
            self._clients.popitem(last=False)
        return tokens >= 1
