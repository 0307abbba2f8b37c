"""Whose turn it is: one request per host at a time, with a pause between two. Waits, but sends nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dateline.errors import LaterError


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = float("-inf")


class Turns:
    """Shared by all threads of one fetcher; times in seconds on `clock`, which only ever grows."""

    def __init__(self, patience: float, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._patience = patience
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait for `host`, hold it inside the `with`, leave it alone for `pause` seconds after.

        Raises LaterError where the wait would be longer than `patience`.
        """
        state = self._state(host)
        with state.lock:
            wait = state.free_at - self._clock()
            if wait > self._patience:
                what = f"the host {host} wants to be left alone for {wait:,.0f} seconds"
                raise LaterError(what, seconds=wait, remedy="try again then; `dateline watch` does so by itself")
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                state.free_at = max(state.free_at, self._clock() + pause)

    def hold(self, host: str, seconds: float) -> None:
        """Leave `host` alone for at least `seconds` from now on."""
        state = self._state(host)
        state.free_at = max(state.free_at, self._clock() + seconds)

    def _state(self, host: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(host.lower(), _Host())
