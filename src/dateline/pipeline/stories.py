"""Takes the events on record, joins reports of one happening into stories; gives a story as an audience may see it.

Only new events are compared, inside their blocks; the stories that hang together with them are found anew. Claims stay
apart: a story lists where its reports differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.archive.stories import Told
from dateline.linking import STORY_BLOCK, Report, compare, is_like, join_reports, report_keys, story_of
from dateline.records import Event, Story

BATCH = 500


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its reports. `sources` counts those that rest on one another – reposts, one credit – once; the
    rest may still know it from each other. `why`: one event, other event, how sure, in words."""

    story: Story
    reports: tuple[Told, ...]
    sources: int
    why: tuple[tuple[str, str, float, str], ...] = ()


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
    done: set[str] = set()
    with archive.transaction():
        for event in archive.stories.touched():
            if event in done:
                continue
            part = _component(archive, event)
            done |= part
            told = (
                join_reports(report_of(t) for t in archive.stories.of_events(sorted(part))) if len(part) > 1 else None
            )
            story = {e: s.id for s in (told.stories if told else ()) for e in s.events}
            archive.stories.settle((story.get(e), e) for e in sorted(part))
        archive.stories.settled()


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
    told = archive.stories.reports(id_, audience)
    if len(told) < 2:
        return None
    made = story_of([report_of(t) for t in told], id_)
    return StoryView(made, told, sources(told), archive.stories.why([t.event.id for t in told]))


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
