"""The worked cases of the rules, run through the shipped reader: most must give the event and the fillers they show."""

from __future__ import annotations

import pytest

from dateline import coding, reading
from dateline.codebook import load
from dateline.records import Item

FLOORS = {"plover": 0.85, "violations": 0.9}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_worked_cases_hold(name: str) -> None:
    book, reader = load(name), reading.load()
    missed, total = [], 0
    for frame in book.frames:
        for case in frame.cases:
            total += 1
            found = coding.code(Item(id="c", body=case.text), reader.read(case.text), book, None).events
            fits = [e for e in found if e.event == frame.event]
            filled = [f for f in case.roles if any(_fills(e, *f) for e in fits)]
            if not fits or len(filled) < len(case.roles):
                missed.append(f"{frame.id}: {case.text}")
    assert total >= len(book.frames)
    assert 1 - len(missed) / total >= FLOORS[name], "\n".join(missed)


def _fills(event: object, role: str, words: str) -> bool:
    mentions = {
        "actor": [*event.actors],  # type: ignore[attr-defined]
        "recipient": [*event.recipients],  # type: ignore[attr-defined]
    }.get(role) or [p.mention for p in event.participants if p.role == role]  # type: ignore[attr-defined]
    return any(m.span.text in words or words in m.span.text for m in mentions)
