"""Addresses → sitemaps and their index (sitemaps.org 0.9, at most 50,000 addresses a file); streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

MEDIA_TYPE = "application/xml"
LIMIT = 50_000
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write(addresses: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """One sitemap from pairs of address and last change (an ISO day, or None where it is not known)."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {_SPACE}>\n'
    for address, changed in addresses:
        yield f"<url><loc>{escape(address)}</loc>{_changed(changed)}</url>\n"
    yield "</urlset>\n"


def write_index(addresses: Iterable[str]) -> Iterator[str]:
    """The index that names the sitemaps."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex {_SPACE}>\n'
    for address in addresses:
        yield f"<sitemap><loc>{escape(address)}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _changed(day: str | None) -> str:
    return f"<lastmod>{escape(day)}</lastmod>" if day else ""
