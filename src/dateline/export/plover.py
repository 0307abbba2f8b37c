"""Takes events, writes PLOVER JSON, one event a line, with the fields and their order of the PLOVER manual (2.0).

What dateline cannot tell (religion, ethnicity, gender, age …) stays empty. `comment` says what has no field there:
status, confidence, according to whom – an event is what a text claims, not what happened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.export.formats import Style
from dateline.export.rows import Claimed, address
from dateline.records import Event, Item, Mention, Place, Quantity

_SIZES = {"dead": "killed", "injured": "injured", "arrested": "detained"}


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write every event; gives their number. Raises InputError for other records."""
    if style.kind is not Event:
        raise InputError("PLOVER JSON holds events only", remedy="export events, or use another format")
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 – the last number is the count
        text = json.dumps(_line(record, style.base), ensure_ascii=False)
        out.write(text.encode("utf-8", "backslashreplace") + b"\n")
    return number


def _line(record: Claimed, base: str) -> dict[str, Any]:
    event, item = record.event, record.item
    start, end = (event.when.start, event.when.end) if event.when else (None, None)
    published = (item.published or "")[:10] if item else ""
    return {
        "id": event.id,
        "has_event": True,
        "date": start or end or published,
        "time": "",
        "enddate": end or "",
        "endtime": "",
        "actor": [_entity(m) for m in event.actors],
        "recipient": [_entity(m) for m in event.recipients],
        "event": [event.event],
        "event_loc": [_location(p) for p in event.places],
        "event_text": [event.trigger.text],
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "size": {name: _size(event.quantities, kind) for name, kind in _SIZES.items()},
        "link": [k.event for k in event.links],
        "text": item.body if item else "",
        "text_info": _text_info(event, item),
        "cite_info": _cite_info(event, item, address(record, base)),
        "coder": event.reader,
        "coded_date": "",
        "coded_time": "",
        "comment": _comment(record),
    }


def _entity(mention: Mention) -> dict[str, Any]:
    return {
        "code": mention.country or mention.international or "",
        "sector": list(mention.sectors),
        "entity_text": mention.span.text,
        "identifier_id": mention.entity or "",
        "identifier_text": mention.name,
        "religion": "",
        "ethnicity": "",
        "office": "; ".join(role.text for role in mention.roles),
        "gender": "",
        "age": "",
    }


def _location(place: Place) -> dict[str, Any]:
    return {
        "extracted_place": place.words.text if place.words else "",
        "resolved_place": place.name or "",
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if (place.resolution or 0) >= 4 and place.name else "",
        "district": place.admin2 or "",
        "province": place.admin1 or "",
        "country": "",
        "country_code": place.country or "",
        "feature_class": "",
        "feature_code": "",
        "resolution": place.resolution,
    }


def _size(quantities: Iterable[Quantity], kind: str) -> float | None:
    """The number of the event itself; a war's total is none of its size."""
    counted = [q.low if q.low is not None else q.high for q in quantities if q.kind == kind and q.scope == "event"]
    return next((number for number in counted if number is not None), None)


def _text_info(event: Event, item: Item | None) -> dict[str, Any]:
    """The place of the trigger's words: the sentence's number and characters, from 0, the end excluded."""
    return {
        "sequence": event.sentence,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "text_story": item.headline if item else "",
    }


def _cite_info(event: Event, item: Item | None, where: str) -> dict[str, Any]:
    return {
        "corpus": "dateline",
        "citation": where,
        "url": (item.url if item else None) or "",
        "title": item.headline if item else "",
        "language": (item.language if item else None) or "",
        "publication": item.outlet if item else "",
        "license": "",
        "copyright": "",
        "coder": event.reader,
        "codebook": event.codebook,
        "version": event.gazetteer,
    }


def _comment(record: Claimed) -> str:
    event = record.event
    whom = " < ".join(name or "somebody not named" for name in record.according_to_names) or "the publisher itself"
    return f"{event.status}; according to {whom}; confidence {event.confidence:.2f} that the text says so; {event.why}"
