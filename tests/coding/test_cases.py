"""Texts with their expected claims, in `tests/cases/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.records import Coded, Event, Mention, Statement

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 5


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_text_gives_its_claims(path: Path, coded: Callable[..., Coded]) -> None:
    text, expectations = path.read_text("utf-8").split("\n---\n")
    first, _, body = text.partition("\n")
    found = coded(body.strip(), first.split(":", 1)[1].strip())
    missing = [line for line in expectations.strip().splitlines() if not holds(line, found)]
    seen = [
        (
            e.event,
            e.mode,
            e.status,
            e.trigger.text,
            [m.span.text for m in e.actors],
            [m.span.text for m in e.recipients],
        )
        for e in found.events
    ]
    said = [(s.act, s.cue.text, [m.span.text for m in s.speakers], s.stance) for s in found.statements]
    assert not missing, f"missing: {missing}\nevents: {seen}\nstatements: {said}"


def holds(line: str, found: Coded) -> bool:
    head, *fields = (part.strip() for part in line.split("|"))
    kind, *words = head.split()
    wanted = [tuple(f.split(":", 1)) for f in fields]
    pairs = [(k.strip(), v.strip()) for k, v in wanted]
    if kind == "SAID":
        return any(s.act == words[0] and all(says(s, k, v) for k, v in pairs) for s in found.statements)
    if kind == "NONE":
        return not any(
            e.event == words[0] and e.status == "asserted" and all(does(e, k, v, found) for k, v in pairs)
            for e in found.events
        )
    event, mode, status = words
    fits = [e for e in found.events if e.event == event and e.status == status and mode in {"*", e.mode}]
    return any(all(does(e, k, v, found) for k, v in pairs) for e in fits)


def says(statement: Statement, field: str, value: str) -> bool:
    if field == "speaker":
        return any(named(m, value) for m in statement.speakers)
    if field == "stance":
        return statement.stance == value
    texts = {
        "cue": [statement.cue.text],
        "content": [c.text for c in statement.content],
        "quoted": [q.text for q in statement.quoted],
    }
    return any(value in t for t in texts[field])


def does(event: Event, field: str, value: str, found: Coded) -> bool:
    if field == "trigger":
        return value in event.trigger.text
    if field == "actor":
        return any(named(m, value) for m in event.actors)
    if field == "recipient":
        return any(named(m, value) for m in event.recipients)
    if field == "place":
        return any(p.words is not None and value in p.words.text for p in event.places)
    if field == "day":
        return event.when is not None and event.when.start == value
    if field == "hedge":
        return any(h.text == value for h in event.hedges)
    if field == "from":
        by = {s.id: s for s in found.statements}
        return any(named(m, value) for i in event.according_to for m in by[i].speakers)
    return any(p.role == field and named(p.mention, value) for p in event.participants)


def named(mention: Mention, value: str) -> bool:
    return value in mention.span.text or value in mention.name or mention.span.text in value
