"""Takes the public claims on record, joins names into entities and reports of one happening into stories, keeps both.

Items that are not public take no part: what is joined is shown to everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.archive import Archive
from dateline.records import Event, Mention, Statement

C = TypeVar("C", Event, Statement)
Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Joining:
    """How many entities and stories there are now."""

    entities: int
    stories: int


def join(archive: Archive) -> Joining:
    """Join everything anew; ids come from founding mentions and events, so they stay."""
    from dateline.linking import Report, Seen, join_names, join_reports

    events, statements = list(archive.joined.events()), list(archive.joined.statements())
    seen = {}
    claims: list[tuple[int, Event | Statement, str, str | None]] = [*events, *statements]
    for _, claim, outlet, day in claims:
        for mention in mentions_of(claim):
            at = _key(claim.item, mention)
            seen[at] = Seen(claim.item, claim.item_version, outlet, day, replace(mention, entity=None))
    joined = join_names(seen.values())
    known = {entity.id for entity in joined.entities}
    owners = {(a.item, a.field, a.start, a.end): a.entity for a in joined.assigned if a.entity in known}
    linked = [(n, _linked(e, owners), outlet, day) for n, e, outlet, day in events]
    reports = [Report(e, outlet, day, entities=_entities(e)) for _, e, outlet, day in linked]
    told = join_reports(reports)
    story_of = {event: story.id for story in told.stories for event in story.events}
    with archive.transaction():
        archive.joined.put(joined.entities, told.stories)
        for (number, before, _, _), (_, after, _, _) in zip(events, linked, strict=True):
            _keep(archive, number, before, replace(after, story=story_of.get(after.id)))
        for number, statement, _, _ in statements:
            _keep(archive, number, statement, _linked(statement, owners))
    return Joining(len(joined.entities), len(told.stories))


def _keep(archive: Archive, number: int, before: C, after: C) -> None:
    if after != before:
        archive.joined.keep(number, after)


def mentions_of(claim: Event | Statement) -> tuple[Mention, ...]:
    """Everybody in a claim."""
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients, *(p.mention for p in claim.participants))
    return (*claim.speakers, *claim.addressees)


def _key(item: str, mention: Mention) -> Key:
    return item, mention.span.field, mention.span.start, mention.span.end


def _linked(claim: C, owners: dict[Key, str]) -> C:
    """The claim with the entity of each mention, or none."""

    def owned(mention: Mention) -> Mention:
        entity = owners.get(_key(claim.item, mention))
        return mention if entity == mention.entity else replace(mention, entity=entity)

    return _each(claim, owned)


def _each(claim: C, change: Callable[[Mention], Mention]) -> C:
    if isinstance(claim, Event):
        return replace(
            claim,
            actors=tuple(map(change, claim.actors)),
            recipients=tuple(map(change, claim.recipients)),
            participants=tuple(replace(p, mention=change(p.mention)) for p in claim.participants),
        )
    return replace(claim, speakers=tuple(map(change, claim.speakers)), addressees=tuple(map(change, claim.addressees)))


def _entities(event: Event) -> frozenset[str]:
    return frozenset(m.entity for m in (*event.actors, *event.recipients) if m.entity)
