"""Takes the name of a kind of record, gives its stream from the archive. It formats nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dateline.archive import Archive
from dateline.errors import InputError
from dateline.export import Claimed
from dateline.pipeline.entities import entities
from dateline.pipeline.stories import stories
from dateline.records import Statement


def records(archive: Archive, kind: str, audience: str) -> Iterator[Any]:
    """Every record of a kind for an audience, one by one. Raises InputError where there is no such kind."""
    streams: dict[str, Callable[[], Iterator[Any]]] = {
        "captures": lambda: archive.captures.all(audience),
        "items": lambda: archive.items.all(audience),
        "statements": lambda: archive.claims.statements(audience),
        "events": lambda: events(archive, audience),
        "entities": lambda: entities(archive, audience),
        "stories": lambda: stories(archive, audience),
        "coverage": lambda: archive.coverage.all(audience),
        "outlets": lambda: iter(archive.outlets.all(audience)),
        "problems": lambda: archive.problems.all(audience),
    }
    if kind not in streams:
        raise InputError(f"there are no {kind!r} to export", remedy=f"use one of {', '.join(streams)}")
    return streams[kind]()


def events(archive: Archive, audience: str) -> Iterator[Claimed]:
    """Every event with the names of its sources and its item, in the version it was read from."""
    about, statements, item = "", dict[str, Statement](), None
    for event in archive.claims.events(audience):
        if event.item != about:
            about, item = event.item, archive.items.get(event.item, audience)
            statements = {s.id: s for s in archive.claims.statements(audience, about)}
        yield Claimed.of(event, statements, item)
