"""An address → a Capture, politely: robots.txt, turns, redirects, back-off. Parses no page and follows no pager."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from types import TracebackType

from dateline.capture import addresses
from dateline.capture.exchange import Answer, Exchange, Unreachable
from dateline.capture.http_message import Headers, iso_date, note, value
from dateline.capture.limits import Limits, Policy
from dateline.capture.media import is_page
from dateline.capture.payload import unpack
from dateline.capture.robots import Robots
from dateline.capture.turns import Turns
from dateline.capture.urls import host, joined, sendable
from dateline.errors import CaptureError, LaterError, RefusedError
from dateline.records import Capture
from dateline.text import digest

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_UNCHANGED = 304
_GONE = 404
_LOOK = "check the address in a browser"


@dataclass(frozen=True, slots=True)
class World:
    """What a fetcher takes from around it, so that tests can give their own."""

    resolve: addresses.Resolve = addresses.resolve
    is_public: Callable[[str], bool] = addresses.is_public
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Fetcher:
    """Fetches for one run; threads may share it. Close it, or use it in a `with`."""

    def __init__(self, policy: Policy | None = None, world: World | None = None) -> None:
        self.policy = policy or Policy()
        self.world = world or World()
        self._turns = Turns(self.policy.patience, self.world.sleep, self.world.clock)
        self._robots = Robots(self.policy.agent, self._robots_txt, self.world.clock)
        self._exchange = Exchange(self.policy, self._permitted)

    def get(self, url: str, previous: Capture | None = None) -> Capture:
        """Fetch `url`. The capture's `url` is where redirects ended, its `:redirect` notes are the way there.

        With `previous`, the capture before this one, the server is asked for news only: unchanged, it comes back with
        status 304, the new time and the headers of this answer. Raises RefusedError (robots.txt, private address, too
        large, redirects), LaterError (put off by the server) and CaptureError (anything else that gave no page).
        """
        answer, way = self._follow(sendable(url), previous, self._pause)
        if answer.status == _UNCHANGED and previous is not None:
            headers = (*_notes(answer, way), *answer.headers)
            return replace(previous, fetched=self._now(), status=_UNCHANGED, headers=headers)
        if not 200 <= answer.status < 300:
            raise CaptureError(f"the server answered {answer.line.partition(' ')[2]}", where=answer.url, remedy=_LOOK)
        return self._capture(answer, way)

    def close(self) -> None:
        """Close what is open."""
        self._exchange.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _follow(
        self, url: str, previous: Capture | None, pause_for: Callable[[str], float]
    ) -> tuple[Answer, tuple[str, ...]]:
        """The first answer that is no redirect, and the redirects on the way, as `"301 URL"`."""
        way: list[str] = []
        seen = {url}
        while True:
            answer = self._patiently(url, pause_for(url), _conditions(url, previous))
            location = value(answer.headers, "Location")
            if answer.status not in _REDIRECTS or not location:
                return answer, tuple(way)
            way.append(f"{answer.status} {url}")
            url = joined(url, location)
            if url in seen or len(way) > self.policy.redirects:
                what = "redirects go in a circle" if url in seen else f"more than {self.policy.redirects} redirects"
                raise RefusedError(what, where=way[0].partition(" ")[2], remedy=_LOOK)
            seen.add(url)

    def _pause(self, url: str) -> float:
        return max(self.policy.delay, self._robots.check(url) if self.policy.robots else 0.0)

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        """Where redirects lead nowhere there is no such file (RFC 9309, 2.3.1.2)."""
        try:
            answer, _ = self._follow(url, None, lambda _: self.policy.delay)
        except RefusedError:
            return _GONE, b""
        return answer.status, answer.body

    def _patiently(self, url: str, pause: float, conditions: Headers) -> Answer:
        """Try until there is an answer worth having; the pause doubles each time, or is as long as the server says."""
        for attempt in count():
            last = attempt == self.policy.retries
            wait = max(pause, 1.0) * 2**attempt
            try:
                with self._turns.turn(host(url), pause):
                    answer = self._exchange.send(url, conditions)
            except Unreachable:
                if last:
                    raise
            else:
                asked = self._retry_after(answer)
                if answer.status not in _BUSY or (last and asked is None):
                    return answer
                wait = max(wait, asked or 0.0)
                if last or wait > self.policy.patience:
                    self._turns.hold(host(url), wait)
                    what = f"the server is busy (status {answer.status}) and asks to come back in {wait:,.0f} seconds"
                    raise LaterError(what, seconds=wait, where=url, remedy="try again then")
            self._turns.hold(host(url), wait)
        raise AssertionError("count() has no end")

    def _capture(self, answer: Answer, way: tuple[str, ...]) -> Capture:
        try:
            payload = unpack(answer.body, answer.headers, answer.url, Limits(self.policy.size, self.policy.ratio))
        except CaptureError as error:
            error.where = error.where or answer.url
            raise
        if not payload.body or not is_page(payload.media_type):
            what = f"not a page but {payload.media_type}" if payload.body else "an empty answer"
            raise CaptureError(what, where=answer.url, remedy=_LOOK)
        return Capture(
            sha256=digest(payload.body),
            body=payload.body,
            media_type=payload.media_type,
            url=answer.url,
            fetched=self._now(),
            modified=iso_date(value(answer.headers, "Last-Modified")),
            status=answer.status,
            headers=(*_notes(answer, way), *payload.notes, *answer.headers),
            received=payload.received,
        )

    def _permitted(self, name: str, port: int) -> list[str]:
        may = (lambda _: True) if self.policy.allow_private else self.world.is_public
        return addresses.permitted(name, port, self.world.resolve, may)

    def _now(self) -> str:
        return self.world.now().astimezone(UTC).isoformat(timespec="seconds")

    def _retry_after(self, answer: Answer) -> float | None:
        """The seconds a Retry-After header asks for, which may name a date."""
        said = value(answer.headers, "Retry-After").strip()
        if said.isdigit():
            return float(said)
        try:
            return max(0.0, (parsedate_to_datetime(said) - self.world.now()).total_seconds())
        except (ValueError, TypeError):
            return None


def _notes(answer: Answer, way: tuple[str, ...]) -> Headers:
    """What the connection told besides the answer's own headers."""
    hops = (note("redirect", hop) for hop in way)
    return (note("status", answer.line), *hops, note("WARC-IP-Address", answer.address))


def _conditions(url: str, previous: Capture | None) -> Headers:
    """The headers that ask for news only, where `previous` came from this very address."""
    if previous is None or previous.url != url:
        return ()
    pairs = (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
    return tuple((ask, value(previous.headers, tag)) for ask, tag in pairs if value(previous.headers, tag))
