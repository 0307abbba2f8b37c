"""Takes the events on record, joins reports of one happening into stories; gives a story as an audience may see it.

Only new events are compared, inside their blocks; the stories that hang together with them are found anew. Claims stay
apart: a story lists where its reports differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.archive import Archive
from dateline.archive.stories import Told
from dateline.archive.story_bases import Placed
from dateline.linking import STORY_BLOCK, Report, compare, is_like, join_reports, report_keys, story_of
from dateline.pipeline.standing_ids import moves, named
from dateline.records import Decision, Event, Story
from dateline.review import StoryRulings, Teller, Unapplied, rule_stories

BATCH = 500


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its reports. `sources` counts those that rest on one another – reposts, one credit – once; the
    rest may still know it from each other. `why`: one event, other event, how sure, in words."""

    story: Story
    reports: tuple[Told, ...]
    sources: int
    why: tuple[tuple[str, str, float, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
    moved: bool = False


def join_stories(archive: Archive) -> int:
    """Compare the events of items not compared yet and bring stories up to date; gives how many items."""
    todo = archive.stories.todo()
    for at in range(0, len(todo), BATCH):
        known: dict[str, Report] = {}
        with archive.transaction():
            for item in todo[at : at + BATCH]:
                archive.stories.drop(item)
                for told in archive.stories.of_item(item.number):
                    report = report_of(told)
                    keys = report_keys(report)
                    archive.stories.touch([told.event.id])
                    _compare(archive, report, keys, known)
                    archive.stories.add(told.event.id, item, keys)
                    known[told.event.id] = report
                archive.stories.taken_up(item)
    _settle(archive)
    apply(archive)
    return len(todo)


def _compare(archive: Archive, report: Report, keys: tuple[str, ...], known: dict[str, Report]) -> None:
    near = archive.stories.near(keys, STORY_BLOCK) - {report.event.id}
    missing = sorted(near - known.keys())
    known.update((t.event.id, report_of(t)) for t in archive.stories.of_events(missing))
    for event in sorted(near & known.keys()):
        verdict = compare(report, known[event])
        if is_like(verdict):
            archive.stories.add_link(report.event.id, event, verdict.sure, "; ".join(verdict.why))


def _settle(archive: Archive) -> None:
    """Find the stories of all touched reports anew, a batch in a transaction, and put the decisions on top."""
    waiting, rulings = archive.stories.touched(), rulings_of(archive)
    done: set[str] = set()
    for at in range(0, len(waiting), BATCH):
        with archive.transaction():
            for event in waiting[at : at + BATCH]:
                if event not in done:
                    part = _component(archive, event)
                    done |= part
                    _join(archive, sorted(part), rulings)
            archive.stories.settled(waiting[at : at + BATCH])


def _join(archive: Archive, events: list[str], rulings: StoryRulings) -> None:
    """Join the reports of one component."""
    joined = join_reports(report_of(t) for t in archive.stories.of_events(events)) if len(events) > 1 else None
    group = {e: s.id for s in (joined.stories if joined else ()) for e in s.events}
    placed = archive.story_bases.of(events)
    held: dict[str, Counter[str]] = {s.id: Counter() for s in (joined.stories if joined else ())}
    for p in placed:
        if p.base is not None and p.event in group:
            held[group[p.event]][p.base] += 1
    names = named(held, "story", lambda id_: archive.story_bases.is_taken(id_, events))
    now = {e: names[g] for e, g in group.items()}
    archive.story_bases.rebase((now.get(p.event), p.event) for p in placed)
    for old, new in moves(held, names):
        archive.story_bases.move(old, new)
    _ruled(archive, [replace(p, base=now.get(p.event)) for p in placed], rulings)


def _ruled(archive: Archive, placed: Iterable[Placed], rulings: StoryRulings) -> None:
    """Settle the stories of events after decisions."""
    ruled = [(rulings.story_of(p.base, Teller(p.event, p.item, p.outlet)), p) for p in placed]
    archive.story_bases.assign((story, p.event) for story, p in ruled if story != p.story)


def rulings_of(archive: Archive) -> StoryRulings:
    """The decisions about happenings, ready to be asked."""
    return rule_stories(archive.decisions.all("story"), archive.story_bases.base_of)


def apply(archive: Archive) -> tuple[Unapplied, ...]:
    """Put the decisions of people on the stories that joining found; gives what could not be applied."""
    with archive.transaction():
        rulings = rulings_of(archive)
        told = {
            p.event: p
            for id_ in sorted(rulings.steps | dict.fromkeys(rulings.parts))
            for p in archive.story_bases.based(id_)
        }
        told |= {p.event: p for p in archive.story_bases.decided()}
        _ruled(archive, told.values(), rulings)
        for old, new in rulings.merged.items():
            archive.story_bases.move(old, rulings.now(new))
    return tuple(rulings.unapplied)


def decide(archive: Archive, decision: Decision) -> tuple[Decision, tuple[Unapplied, ...]]:
    """Keep a decision about a happening and apply all; gives it as kept, and what could not be applied."""
    with archive.transaction():
        kept = archive.decisions.add(decision)
        unapplied = apply(archive)
    return kept, unapplied


def _component(archive: Archive, start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for other, _ in archive.stories.links(waiting.pop()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def report_of(told: Told) -> Report:
    """An event on record as joining takes it."""
    return Report(told.event, told.outlet, told.day, told.text, _entities(told.event), told.credit)


def _entities(event: Event) -> frozenset[str]:
    return frozenset(m.entity for m in (*event.actors, *event.recipients) if m.entity)


def story(archive: Archive, id_: str, audience: str) -> StoryView | None:
    """One story with the reports this audience may see; None with fewer than two."""
    now = archive.story_bases.current(id_)
    told = archive.stories.reports(now, audience) if now else ()
    if now is None or len(told) < 2:
        return None
    made = story_of([report_of(t) for t in told], now)
    why = archive.stories.why([t.event.id for t in told])
    return StoryView(made, told, sources(told), why, archive.decisions.history("story", now), now != id_)


def stories(archive: Archive, audience: str) -> Iterator[Story]:
    """Every story, by day."""
    for id_ in archive.stories.ids(audience):
        view = story(archive, id_, audience)
        if view is not None:
            yield view.story


def sources(told: tuple[Told, ...]) -> int:
    """How many sources there are at most: reports of one outlet, reposts of one text and one credit count once."""
    groups: list[set[str]] = []
    for one in told:
        marks = {f"outlet {one.outlet}", *(f"credit {c.casefold()}" for c in one.credit)}
        marks |= {f"repost {one.cluster}"} if one.cluster is not None else set()
        joined = [g for g in groups if g & marks]
        groups = [g for g in groups if not g & marks] + [marks.union(*joined)]
    return len(groups)
