"""Takes the name of a format, gives what writes it: one function, found by the entry point `dateline.formats`.

It is called as `write(records, out, style)`: an iterable of records of one kind, a binary file, a `Style`; it writes as
it reads, so that an export of any size needs little memory. A new format is a new entry point; nothing here changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, BinaryIO

from dateline.errors import InputError

GROUP = "dateline.formats"


@dataclass(frozen=True, slots=True)
class Style:
    """What every format is told: the `kind` of record (a class of `records`) and the `base` of addresses."""

    kind: type
    base: str = "dateline:"


Write = Callable[[Iterable[Any], BinaryIO, Style], int]


def names() -> tuple[str, ...]:
    """The formats that are installed."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load(name: str) -> Write:
    """The function that writes a format. Raises InputError where there is none of that name."""
    for point in entry_points(group=GROUP, name=name):
        write: Write = point.load()
        return write
    raise InputError(f"there is no format {name!r}", remedy=f"use one of {', '.join(names())}")
