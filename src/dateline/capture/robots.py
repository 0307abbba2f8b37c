"""robots.txt of a site → may this address be fetched, and how fast (RFC 9309); asks once a day, opens no connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from dateline.errors import CaptureError, RefusedError

_LARGEST = 512_000
_DAY = 86_400.0
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt asks of us; `pause` in seconds between two requests."""

    parsed: Protego
    pause: float
    until: float


class Robots:
    """The rules of every site met so far. `ask(url)` gives status and body of a robots.txt."""

    def __init__(self, agent: str, ask: Callable[[str], tuple[int, bytes]], clock: Callable[[], float]) -> None:
        self._name = agent.partition("/")[0].strip()
        self._ask = ask
        self._clock = clock
        self._known: dict[str, Rules] = {}

    def check(self, url: str) -> float:
        """The pause this site asks for. Raises RefusedError where it does not want `url` fetched."""
        rules = self._rules(url)
        if not rules.parsed.can_fetch(url, self._name):
            remedy = "ask the site's owner, or save the page by hand and add the file"
            raise RefusedError("robots.txt asks not to fetch this", where=url, remedy=remedy)
        return rules.pause

    def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or known.until < self._clock():
            known = self._known[site] = self._read(f"{site}/robots.txt")
        return known

    def _read(self, address: str) -> Rules:
        """RFC 9309, 2.3.1: no such file allows all, a server in trouble allows nothing until it is well again."""
        status, body = self._ask(address)
        if status >= 500 or status == _TOO_MANY:
            what = f"robots.txt cannot be read now (status {status}), so nothing is fetched"
            raise CaptureError(what, where=address, remedy="try again later")
        text = body[:_LARGEST].decode("utf-8-sig", "replace") if 200 <= status < 300 else ""
        parsed = Protego.parse(text)
        return Rules(parsed, self._pause(parsed), self._clock() + _DAY)

    def _pause(self, parsed: Protego) -> float:
        rate = parsed.request_rate(self._name)
        return max(float(parsed.crawl_delay(self._name) or 0), rate.seconds / rate.requests if rate else 0.0)
