"""One request → one Answer, bounded in size and time; asks no robots.txt, waits for no turn, follows no redirect."""

from __future__ import annotations

from dataclasses import dataclass

import httpcore
import httpx

from dateline.capture.http_message import Headers, value
from dateline.capture.limits import Policy
from dateline.capture.transport import Permit, Transport
from dateline.errors import CaptureError, RefusedError

_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """`line` is the status line, `body` as received with chunks joined, `address` the one connected to."""

    url: str
    status: int
    line: str
    headers: Headers
    body: bytes
    address: str


class Unreachable(CaptureError):
    """The network failed; worth another try."""


class Exchange:
    """Sends requests, each over a connection of its own and without cookies."""

    def __init__(self, policy: Policy, permit: Permit) -> None:
        self._policy = policy
        self._transport = Transport(permit, policy.timeout)

    def send(self, url: str, conditions: Headers = ()) -> Answer:
        """GET `url`. Raises Unreachable for trouble of the network, RefusedError for private hosts and large bodies.

        Content codings are declined: the digest is then that of the bytes the server holds. A server may ignore it.
        """
        headers = [("User-Agent", self._policy.agent), ("Accept", _ACCEPT), ("Accept-Encoding", "identity")]
        request = httpx.Request("GET", url, headers=[*headers, ("Connection", "close"), *conditions])
        try:
            response = self._transport.handle_request(request)
            try:
                return self._answer(url, response)
            finally:
                response.close()
        except httpcore.TimeoutException as error:
            what = f"no whole answer within {self._policy.timeout:g} seconds"
            raise Unreachable(what, where=url, remedy="try again later") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Unreachable(f"the connection failed: {error}", where=url, remedy="try again later") from error
        except CaptureError as error:
            error.where = error.where or url
            raise

    def close(self) -> None:
        """Close what is open."""
        self._transport.close()

    def _answer(self, url: str, response: httpx.Response) -> Answer:
        headers = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers.raw)
        extensions = response.extensions
        peer = extensions["network_stream"].get_extra_info("server_addr")
        words = (extensions["http_version"], str(response.status_code).encode(), extensions.get("reason_phrase", b""))
        body = self._body(response, value(headers, "Content-Length"))
        line = b" ".join(words).decode("latin-1").strip()
        return Answer(url, response.status_code, line, headers, body, peer[0] if peer else "")

    def _body(self, response: httpx.Response, declared: str) -> bytes:
        limit = self._policy.size
        remedy = "raise DATELINE_MAX_BYTES if you trust it"
        if declared.isdigit() and int(declared) > limit:
            raise RefusedError(f"larger than allowed: {int(declared):,} bytes, at most {limit:,}", remedy=remedy)
        parts = []
        size = 0
        for part in response.iter_raw():
            size += len(part)
            if size > limit:
                raise RefusedError(f"larger than allowed: at most {limit:,} bytes are taken", remedy=remedy)
            parts.append(part)
        return b"".join(parts)
