"""One HTTP request → one answer over a connection of its own, to an address that was checked; follows no redirect.

A name is resolved once, its addresses are checked, and the connection goes to the very address that passed: a name
server that changes its mind in between changes nothing. Host header, SNI and certificate check keep the name.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

Permit = Callable[[str, int], Sequence[str]]


class Transport(httpx.BaseTransport):
    """Sends one request; the whole of it, from connecting to the last byte, may take `timeout` seconds."""

    def __init__(self, permit: Permit, timeout: float) -> None:
        self._timeout = timeout
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=0,
            network_backend=_Pinned(permit, timeout),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`. Raises httpcore's exceptions, and what `permit` raises."""
        seconds = dict.fromkeys(("connect", "read", "write", "pool"), self._timeout)
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions={"timeout": seconds},
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=dict(answer.extensions)
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Pinned(httpcore.NetworkBackend):
    """Connects to addresses that `permit` gave for the name, in their order, and to nothing else."""

    def __init__(self, permit: Permit, seconds: float) -> None:
        self._permit = permit
        self._seconds = seconds
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        deadline = time.monotonic() + self._seconds
        trouble: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self._permit(host, port):
            try:
                stream = self._system.connect_tcp(address, port, _left(deadline), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
            else:
                return _Timed(stream, deadline)
        raise trouble


class _Timed(httpcore.NetworkStream):
    """A connection that ends at its deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    """The seconds left. Raises httpcore.ReadTimeout when there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return seconds
