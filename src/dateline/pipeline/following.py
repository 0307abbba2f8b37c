"""Takes an address, gives its captures and those its pages point to: pager and permalinks. Bounded; splits nothing.

Permalinks that were captured before are not fetched again; pages of a list are, for they change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from dateline.archive import Archive
from dateline.errors import ArchiveError, CaptureError
from dateline.pipeline.naming import host_of
from dateline.records import Capture, Page, Problem

if TYPE_CHECKING:
    from dateline.capture import Fetcher


@dataclass(frozen=True, slots=True)
class Following:
    """How far: `pages` of the list and `articles` at most; `again` fetches permalinks that are on record too."""

    pages: int = 500
    articles: int = 5_000
    again: bool = False


class Frontier:
    """What is still to be fetched in one walk; it never leaves the host it started from."""

    def __init__(self, archive: Archive, fetcher: Fetcher, following: Following | None) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._following = following
        self._queue: deque[tuple[str, str]] = deque()
        self._seen: set[str] = set()
        self._left: dict[str, int] = {}
        if following is not None:
            self._left = {"page": following.pages, "permalink": following.articles}

    def walk(self, url: str, page_of: Callable[[Capture], Page]) -> Iterator[Capture | Problem]:
        """Fetch `url` and what is to be followed from it. A fetch that fails is a Problem; the walk goes on."""
        self._seen.add(urldefrag(url).url)
        self._queue.append((url, "page"))
        yield from self._go(host_of(url), page_of)

    def beyond(self, url: str, capture: Capture, page_of: Callable[[Capture], Page]) -> Iterator[Capture | Problem]:
        """What is to be followed from a capture that is at hand."""
        self._seen.add(urldefrag(url).url)
        host = host_of(capture.url) or host_of(url)
        self._add(page_of(capture), host)
        yield from self._go(host, page_of)

    def _go(self, host: str | None, page_of: Callable[[Capture], Page]) -> Iterator[Capture | Problem]:
        while self._queue:
            address, kind = self._queue.popleft()
            try:
                capture = self._fetcher.get(address, self._archive.captures.latest(address))
            except ArchiveError:
                raise
            except CaptureError as error:
                yield Problem("not captured", error.what, error.where or address, error.remedy)
                continue
            yield capture
            if self._following is not None and kind == "page":
                self._add(page_of(capture), host_of(capture.url) or host)

    def _add(self, page: Page, host: str | None) -> None:
        wanted = [(link.url, link.kind) for link in page.links if link.kind in self._left]
        wanted += [(item.url, "permalink") for item in page.items if item.url and item.completeness != "full"]
        wanted += [(page.next, "page")] if page.next else []
        for url, kind in wanted:
            address = urldefrag(url).url
            if address in self._seen or host_of(address) != host or not self._left[kind]:
                continue
            if kind == "permalink" and not self._again and self._archive.captures.has_url(address):
                continue
            self._seen.add(address)
            self._left[kind] -= 1
            self._queue.append((address, kind))

    @property
    def _again(self) -> bool:
        return self._following is not None and self._following.again
