"""uvicorn's connection with deadlines: for the whole request to come in, for an answer to be taken away.

A client that is late is dropped, whether on its first request or a later one. Where all connections are taken, the one
that has kept silent longest makes room for a new one, so that slow clients cannot shut others out. It serves nothing.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_SECONDS = 10.0
TAKING_SECONDS = 30.0
LARGEST_HEAD = 1_200_000  # beyond, not even a page is made of it
CONNECTIONS = 200
_LATE = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Patient(HttpToolsProtocol):
    """One connection. `request_seconds` from its first byte to the last of a request, `taking_seconds` for a full
    buffer of an answer to be read."""

    request_seconds = REQUEST_SECONDS
    taking_seconds = TAKING_SECONDS

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._head: int | None = 0
        self._since = 0.0
        self._answering = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Make room and start the clock."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._late = self.loop.call_later(self.request_seconds, self._drop, _LATE)
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop every clock."""
        self._stop("_late")
        self._stop("_stuck")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes of a head that does not end."""
        if self._head is not None:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._drop(_LARGE)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins: the clock runs until all of it is here."""
        super().on_message_begin()
        self._head = 0
        if self._late is None:
            self._late = self.loop.call_later(self.request_seconds, self._drop, _LATE)

    def on_headers_complete(self) -> None:
        """The head ends."""
        self._head = None
        self._answering = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is here."""
        self._stop("_late")
        self._head = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is given: from here on the connection is silent."""
        self._answering = bool(self.pipeline)
        self._since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client takes nothing away: it has a while to go on."""
        super().pause_writing()
        self._stuck = self.loop.call_later(self.taking_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It went on."""
        self._stop("_stuck")
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """A silent connection ends, what it has not taken away with it."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        super().timeout_keep_alive_handler()

    def _drop(self, answer: bytes) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(answer)
        self.transport.close()

    def _make_room(self) -> None:
        if len(self.connections) < CONNECTIONS:
            return
        others = [cast("Patient", other) for other in self.connections if other is not self]
        silent = [other for other in others if not other._answering]
        if silent:
            oldest = min(silent, key=lambda other: other._since)
            self.connections.discard(oldest)
            oldest._drop(_LATE)

    def _stop(self, name: str) -> None:
        timer = getattr(self, name)
        if timer is not None:
            timer.cancel()
            setattr(self, name, None)
