"""Takes what a reader wants of the events, gives the conditions of a query over `events`. It runs no query.

A private person never heads a list: a name narrows only where it belongs to an entity in a public role, to an office or
armed or political body (by sector), or is a description such as “residents”.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from dateline.text import fold

PUBLIC_SECTORS = (
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "PTY",
    "REB",
    "PRM",
    "SPY",
    "COP",
    "OPP",
    "PRE",
    "UAF",
    "ELI",
    "IGO",
    "NGO",
)
PUBLIC_NAME = (
    f"((m.sector IN ({', '.join(repr(s) for s in PUBLIC_SECTORS)}) OR m.name = lower(m.name) OR (m.sector IS NULL AND "
    "m.country IS NOT NULL) OR EXISTS (SELECT 1 FROM chains p WHERE p.entity = m.entity"
    " AND p.visibility <= m.visibility AND (p.kind != 'person' OR p.told = 'public')))"
    " AND NOT EXISTS (SELECT 1 FROM entity_notes h WHERE h.entity = m.entity AND h.public = 0))"
)
STATUSES = ("asserted", "denied", "demanded", "planned", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the events table shows; fields narrow each other. `event`, `mode`, `status` are the codebook's words,
    `actor`, `recipient` and `voice` names, `country` of the place, `sector` of anybody in it, `attributed` "yes" or
    "no" (the publisher itself says so), `confidence` the least one, `outlet` and `item` ids, `start` and `end` days."""

    event: str | None = None
    mode: str | None = None
    status: str | None = None
    actor: str | None = None
    recipient: str | None = None
    voice: str | None = None
    attributed: str | None = None
    country: str | None = None
    sector: str | None = None
    place: int | None = None
    outlet: str | None = None
    item: str | None = None
    start: str | None = None
    end: str | None = None
    confidence: float | None = None
    quad: int | None = None


def conditions(wanted: EventFilter, seen: int) -> tuple[str, list[Any]]:
    """The conditions over `events e` joined with `items i` and `outlets o`, and their values."""
    parts = [f"e.visibility <= {seen:d}", f"i.visibility <= {seen:d}", f"o.visibility <= {seen:d}"]
    values: list[Any] = []
    simple = {
        "event": "e.event = ?",
        "mode": "e.mode = ?",
        "status": "e.status = ?",
        "country": "e.country = ?",
        "place": "e.geonameid = ?",
        "outlet": "o.id = ?",
        "item": "i.id = ?",
        "start": "coalesce(e.day_to, e.day, e.published) >= ?",
        "end": "coalesce(e.day, e.published) <= ?",
        "confidence": "e.confidence >= ?",
        "quad": "e.quad = ?",
    }
    for name in (field.name for field in fields(wanted)):
        value = getattr(wanted, name)
        if value is not None and name in simple:
            parts.append(simple[name])
            values.append(value)
    if wanted.attributed is not None:
        parts.append(f"e.attributed = {int(wanted.attributed == 'yes')}")
    for role in ("actor", "recipient"):
        name = getattr(wanted, role)
        if name is not None:
            inner = f"SELECT m.claim FROM mentions m WHERE m.folded = ? AND m.role = '{role}' AND m.kind = 'event'"
            parts.append(f"e.n IN ({inner} AND {PUBLIC_NAME})")
            values.append(fold(name))
    if wanted.voice is not None:
        named = f"EXISTS (SELECT 1 FROM mentions m WHERE m.folded = v.folded AND m.role = 'speaker' AND {PUBLIC_NAME})"
        parts.append(f"e.n IN (SELECT v.event FROM voices v WHERE v.folded = ? AND {named})")
        values.append(fold(wanted.voice))
    if wanted.sector is not None:
        parts.append("e.n IN (SELECT m.claim FROM mentions m WHERE m.sector = ? AND m.kind = 'event')")
        values.append(wanted.sector)
    return " AND ".join(parts), values
