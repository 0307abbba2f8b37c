"""Takes a record, gives its row for a table or a line: plain data with a stable address. It writes no file.

Addresses: `dateline:item/<id>`, or under a base (`https://archive.example/item/<id>`) where one is given.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from dateline.records import Capture, Coverage, Entity, Event, Item, Outlet, Problem, Statement, Story, as_dict

LOCAL = "dateline:"


@dataclasses.dataclass(frozen=True, slots=True)
class Claimed:
    """An event with the names of those it is according to, outermost first; None where the text names nobody.

    `item` is where it stands, for formats that repeat it; it may be missing.
    """

    event: Event
    according_to_names: tuple[str | None, ...] = ()
    item: Item | None = None

    @classmethod
    def of(cls, event: Event, statements: Mapping[str, Statement], item: Item | None = None) -> Claimed:
        """The event with the speakers of the statements it hangs on."""
        return cls(event, tuple(_speakers(statements.get(id_)) for id_ in event.according_to), item)


def _speakers(statement: Statement | None) -> str | None:
    names = [m.name or m.span.text for m in statement.speakers] if statement else []
    return ", ".join(names) or None


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `kind`: text, whole, number, flag, or json for whatever has parts."""

    name: str
    kind: str = "text"


def address(record: Any, base: str = LOCAL) -> str:
    """The stable address of a record. `Item(id="a1") -> "dateline:item/a1"`"""
    if isinstance(record, Claimed):
        return address(record.event, base)
    base = base if base == LOCAL or base.endswith("/") else f"{base}/"
    if isinstance(record, Capture):
        return f"{base}capture/{record.sha256}"
    if isinstance(record, Coverage):
        parts = [record.outlet, record.day or "", record.filter or ""]
        return base + "coverage/" + "/".join(part.replace("/", "-").replace(" ", "_") for part in parts).rstrip("/")
    if isinstance(record, Problem):
        return f"{base}problem/{record.kind.replace(' ', '-')}"
    return f"{base}{type(record).__name__.lower()}/{record.id}"


def line(record: Any, base: str = LOCAL) -> dict[str, Any]:
    """A record with all its parts as plain data, its address first: one line of JSON lines."""
    row: dict[str, Any] = {"address": address(record, base)}
    if isinstance(record, Capture):
        row |= as_dict(dataclasses.replace(record, body=b"", received=None))
        del row["body"], row["received"]
        row["size"] = len(record.body)
        return row
    if isinstance(record, Claimed):
        row |= as_dict(record.event)
        row["according_to_names"] = list(record.according_to_names)
        return row
    row |= as_dict(record)
    if isinstance(record, Item):
        first = as_dict(record.sightings[0]) if record.sightings else {}
        row["page"] = {name: first.get(name) for name in ("title", "filter", "number", "of", "breadcrumb", "position")}
    return row


def flat(record: Any, base: str = LOCAL) -> dict[str, Any]:
    """A record as one row of a table: scalars as they are, what has parts as JSON; an item's first page in columns."""
    row = line(record, base)
    if isinstance(record, Item):
        page = row.pop("page")
        row |= {f"page_{name}": page[name] for name in ("title", "filter", "number", "of", "position")}
        row["page_breadcrumb"] = page["breadcrumb"]
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value


@cache
def columns(kind: type) -> tuple[Column, ...]:
    """The columns of `flat` rows of a kind of record, in order."""
    names = [Column("address")]
    for field in dataclasses.fields(kind):
        names.append(Column({"start": "from", "end": "to"}.get(field.name, field.name), _kind(str(field.type))))
    if kind is Capture:
        names = [c for c in names if c.name not in {"body", "received"}] + [Column("size", "whole")]
    if kind is Event:
        names.append(Column("according_to_names", "json"))
    if kind is Item:
        pages = [("title", "text"), ("filter", "text"), ("number", "whole"), ("of", "whole"), ("position", "whole")]
        names += [Column(f"page_{name}", type_) for name, type_ in pages] + [Column("page_breadcrumb", "json")]
    return tuple(names)


def _kind(annotation: str) -> str:
    bare = annotation.removesuffix(" | None")
    return {"str": "text", "int": "whole", "float": "number", "bool": "flag", "bytes": "text"}.get(bare, "json")


KINDS = {"captures": Capture, "items": Item, "coverage": Coverage, "outlets": Outlet, "problems": Problem}
CLAIMS = {"statements": Statement, "events": Event, "entities": Entity, "stories": Story}
