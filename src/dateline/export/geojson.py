"""Takes events, writes GeoJSON (RFC 7946): one feature each, points where it was located, none where it was not.

An event with several places is a MultiPoint; points are the gazetteer's, never moved. Longitude comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.export.formats import Style
from dateline.export.rows import Claimed, address
from dateline.records import Event, Mention, Place


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write one FeatureCollection, a feature a line; gives their number. Raises InputError for other records."""
    if style.kind is not Event:
        raise InputError("GeoJSON holds events only", remedy="export events, or use another format")
    out.write(b'{"type": "FeatureCollection", "features": [')
    number = 0
    for number, record in enumerate(records, 1):
        text = json.dumps(_feature(record, style.base), ensure_ascii=False)
        out.write((b"\n" if number == 1 else b",\n") + text.encode("utf-8", "backslashreplace"))
    out.write(b"\n]}\n")
    return number


def _feature(record: Claimed, base: str) -> dict[str, Any]:
    event = record.event
    return {"type": "Feature", "id": event.id, "geometry": _geometry(event.places), "properties": _told(record, base)}


def _geometry(places: Iterable[Place]) -> dict[str, Any] | None:
    points = list(dict.fromkeys((p.lon, p.lat) for p in places if p.lon is not None and p.lat is not None))
    if not points:
        return None
    return (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )


def _told(record: Claimed, base: str) -> dict[str, Any]:
    event, when = record.event, record.event.when
    return {
        "address": address(record, base),
        "item": event.item,
        "event": event.event,
        "mode": event.mode,
        "status": event.status,
        "from": when.start if when else None,
        "to": when.end if when else None,
        "date_basis": when.basis if when else None,
        "actors": [_name(m) for m in event.actors],
        "recipients": [_name(m) for m in event.recipients],
        "places": [_place(p) for p in event.places],
        "according_to_names": list(record.according_to_names),
        "confidence": event.confidence,
        "words": event.trigger.text,
    }


def _place(place: Place) -> dict[str, Any]:
    told = {name: getattr(place, name) for name in ("role", "name", "country", "admin1", "resolution", "basis")}
    return told | {"words": place.words.text if place.words else None, "geonameid": place.geonameid}


def _name(mention: Mention) -> str:
    return mention.name or mention.span.text
