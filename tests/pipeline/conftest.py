"""What the tests of the pipeline share: an archive, a local server, pages of an invented council."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.capture.server import Handler, Site, running

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.capture import Policy

BODIES = (
    "The harbour council of Marrowdale adopted the budget on Monday after nine hours of debate in the old customs house.",
    "Two ferries of the northern line stayed in port on Sunday because their crews had not been paid since Christmas.",
    "Teachers of the Saltmarsh school asked the council for coal, glass and a second stove before the frost returns.",
)


def text_page(number: int = 1, of: int = 1, bodies: tuple[str, ...] = BODIES) -> str:
    """A listing as copied from a browser, one entry a day."""
    entries = [f"{14 - i} March 2016 In Council News\n\n{body}" for i, body in enumerate(bodies)]
    return "Council News\n" + "\n\n".join(entries) + f"\n\nPage {number} of {of}\nHome Council News"


def article(title: str, body: str, day: str = "2016-03-14") -> bytes:
    """An article page."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{day}T10:00:00+00:00'></head><body><nav>Home</nav>"
        f"<article><h1>{title}</h1><time datetime='{day}'>{day}</time><p>{body}</p><p>{body[::-1]}</p></article></body></html>"
    ).encode()


def feed(site: Site, *titles: str) -> bytes:
    """An RSS feed with a teaser per title."""
    items = "".join(
        f"<item><title>{t}</title><link>{site.url(f'/{t.lower()}')}</link><pubDate>Mon, 14 Mar 2016 10:00:00 GMT</pubDate>"
        f"<description>{BODIES[i % 3]}</description></item>"
        for i, t in enumerate(titles)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Council</title>{items}</channel></rss>".encode()


def serve(site: Site, path: str, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
    """Answer a path with these bytes."""

    def route(handler: Handler) -> None:
        handler.answer(body, headers={"Content-Type": kind})

    site.routes[path] = route


def adding(**fields: object) -> pipeline.Adding:
    """Adding from this machine, without waiting between requests."""
    return pipeline.Adding(policy=Policy(delay=0, retries=0, allow_private=True), **fields)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as server:
        yield server
