"""Takes a capture, its page and what the user said, tells the outlet they belong to. It asks nobody and stores nothing.

Order: the user's word, the host the archive knows, the host, the name the page gives itself, its title; else `unknown`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.archive import Archive
from dateline.records import Capture, Outlet, Page, Problem
from dateline.text import slug

UNKNOWN = Outlet("unknown", "Unknown outlet")


def host_of(url: str | None) -> str | None:
    """The host of an address, without `www.`. `"https://www.example.org/a" -> "example.org"`"""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def told(archive: Archive, name: str) -> Outlet:
    """The outlet a user names, by id or by name. `"Coalition News" -> Outlet("coalition-news", "Coalition News")`"""
    id_ = slug(name) or "unknown"
    return archive.outlets.get(id_, "withheld") or Outlet(id_, name)


def outlet_of(archive: Archive, name: str, capture: Capture, page: Page) -> tuple[Outlet, Problem | None]:
    """The outlet of a page, and a Problem where nothing tells it."""
    if name:
        return told(archive, name), None
    host = host_of(capture.url)
    if host:
        known = archive.outlets.of_host(host)
        return known or Outlet(slug(host), page.outlet or host, url=f"https://{host}/", sites=(host,)), None
    own = page.outlet or page.title
    if own and slug(own):
        return told(archive, own), None
    remedy = "name it: add it with --outlet NAME to another archive, or tell `dateline outlet`"
    return UNKNOWN, Problem("no outlet", "nothing on this page tells whose it is", capture.origin, remedy)


def blamed(archive: Archive, name: str, where: str) -> str:
    """The id of the outlet that an input which gave nothing belongs to; empty where nothing tells it."""
    if name:
        return told(archive, name).id
    host = host_of(where)
    known = archive.outlets.of_host(host) if host else None
    return known.id if known else ""
