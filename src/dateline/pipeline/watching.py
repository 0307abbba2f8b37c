"""Takes the sources one watches, visits each when it is due and files only what is new. How often, `capture` plans.

A source that fails is left alone longer and longer; what it gave before stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dateline.archive import Archive, Source
from dateline.errors import CaptureError
from dateline.pipeline.adding import Adding, Desk, Report, begin
from dateline.pipeline.following import Following, Frontier
from dateline.records import Capture, Problem

LONGEST_SLEEP = 60.0


@dataclass(frozen=True, slots=True)
class Watching:
    """How to watch. `rounds` ends after so many rounds over what is due (None: never); `sleep` waits between them."""

    adding: Adding = field(default_factory=lambda: Adding(command="watch"))
    rounds: int | None = None
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def watch(archive: Archive, watching: Watching) -> Iterator[Report]:
    """Visit what is due, round after round; a report for each round that visited anything."""
    done = 0
    while True:
        due, wait = _due(archive, watching.now())
        if due:
            yield _round(archive, due, watching)
        done += 1
        if watching.rounds is not None and done >= watching.rounds:
            return
        watching.sleep(min(wait, LONGEST_SLEEP))


def _due(archive: Archive, now: datetime) -> tuple[list[Source], float]:
    """The sources to visit now, and the seconds until the next one is due."""
    from dateline.capture import plan_visits

    sources = {source.url: source for source in archive.sources.all()}
    plans = plan_visits(sources, archive.sources.visits(), now)
    later = [(datetime.fromisoformat(plan.at) - now).total_seconds() for plan in plans if not plan.due]
    return [sources[plan.url] for plan in plans if plan.due], max(1.0, min(later, default=LONGEST_SLEEP))


def _round(archive: Archive, due: list[Source], watching: Watching) -> Report:
    adding = watching.adding
    run = begin(archive, "watch", tuple(source.url for source in due))
    report = Report()
    for source in due:
        desk = Desk(archive, replace(adding, outlet=source.outlet or adding.outlet), run)
        try:
            desk.take(source.url, _visit(archive, source, desk, watching))
            desk.flush()
        finally:
            desk.close()
        report.filed += desk.report.filed
        report.known += desk.report.known
        report.again += desk.report.again
        report.problems += desk.report.problems
    run.end()
    return report


def _visit(archive: Archive, source: Source, desk: Desk, watching: Watching) -> Iterator[Capture | Problem]:
    """The source's page where it is new, and the permalinks on it that are not on record."""
    from dateline.capture import failed, visited

    previous = archive.captures.latest(source.url)
    try:
        capture = desk.fetcher().get(source.url, previous)
    except CaptureError as error:
        archive.sources.note(failed(source.url, error, watching.now()))
        yield Problem("not captured", error.what, error.where or source.url, error.remedy)
        return
    archive.sources.note(visited(source.url, capture, previous))
    yield capture
    if previous is None or capture.sha256 != previous.sha256:
        following = watching.adding.following or Following(pages=0)
        yield from Frontier(archive, desk.fetcher(), following).beyond(source.url, capture, desk.page_of)
