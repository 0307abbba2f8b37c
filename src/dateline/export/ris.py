"""Entries → RIS (type NEWS), lines ending in CR LF as its readers demand; streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.export.entry import Entry
from dateline.text import squeeze

MEDIA_TYPE = "application/x-research-info-systems"


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One RIS record per entry, in the order given."""
    for entry in entries:
        yield "".join(f"{tag}  - {squeeze(value)}\r\n" for tag, value in _fields(entry)) + "ER  - \r\n\r\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    item = entry.item
    yield "TY", "NEWS"
    yield "ID", item.id
    yield "TI", entry.title
    for author in entry.authors:
        yield "AU", author
    yield "T2", entry.outlet.name
    if entry.day:
        yield "PY", f"{entry.day:%Y}"
        yield "DA", f"{entry.day:%Y/%m/%d}/"
    yield "UR", entry.url
    if entry.accessed:
        yield "Y2", f"{entry.accessed:%Y/%m/%d}/"
    if item.language:
        yield "LA", item.language
    for word in filter(None, (item.category, *item.tags)):
        yield "KW", word
    yield "N1", entry.evidence
