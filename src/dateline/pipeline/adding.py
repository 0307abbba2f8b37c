"""Takes paths and addresses, files what they hold: capture, split, store. It reads no language and codes nothing.

Several captures go to disk together, at most two seconds or a few megabytes of them: each is filed whole or not at
all, and a run that is cut off finishes the next time it is started.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.archive import Archive, Filed, Filing, Run
from dateline.errors import ArchiveError, DatelineError
from dateline.pipeline.following import Following, Frontier
from dateline.pipeline.naming import blamed, outlet_of
from dateline.records import Capture, Page, Problem

if TYPE_CHECKING:
    from dateline.capture import Fetcher, Policy

HARMLESS = frozenset({"left out"})
BATCH_SECONDS, BATCH_BYTES, BATCH_CAPTURES = 2.0, 16_000_000, 1_000
Found = Iterable[Capture | Problem]
Progress = Callable[[str, Filed], None]


@dataclass(frozen=True, slots=True)
class Adding:
    """How to add. `outlet` is a name or id, empty: told by host or page; `following` None: nothing is followed;
    `max_bytes` bounds one file; `policy` holds the manners on the network; `progress` is called after each capture."""

    outlet: str = ""
    following: Following | None = None
    max_bytes: int = 200_000_000
    policy: Policy | None = None
    progress: Progress | None = None
    command: str = "add"


@dataclass(slots=True)
class Report:
    """What a run did: `filed` is new, `known` captures were on record already, `again` of them fetched at a time that
    is now on record too; `problems` did not go through."""

    filed: Filed = field(default_factory=Filed)
    known: int = 0
    again: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything did not go through; what was only left out does not count."""
        return any(p.kind not in HARMLESS for p in self.problems)


def add(archive: Archive, sources: Iterable[str], adding: Adding | None = None) -> Report:
    """File every source, a path or an address. Trouble of one input is a Problem in the report and in the archive.

    Raises ArchiveError where the archive itself cannot be written.
    """
    adding = adding or Adding()
    names = tuple(sources)
    run = begin(archive, adding.command, names)
    desk = Desk(archive, adding, run)
    try:
        for name in names:
            desk.take(name, _open(name, adding, desk))
        desk.flush()
    finally:
        desk.close()
    run.end()
    return desk.report


def file_captures(archive: Archive, captures: Found, adding: Adding | None = None) -> Report:
    """File captures that are at hand, for callers with their own source."""
    adding = adding or Adding()
    run = begin(archive, adding.command, ())
    desk = Desk(archive, adding, run)
    desk.take("", captures)
    desk.flush()
    run.end()
    return desk.report


def begin(archive: Archive, command: str, arguments: tuple[str, ...]) -> Run:
    """Start a run with the versions at work on record."""
    return archive.runs.begin(command, arguments, {"dateline": __version__})


def _open(name: str, adding: Adding, desk: Desk) -> Iterator[Capture | Problem]:
    """What one source holds; a source that cannot be opened at all is a Problem."""
    from dateline.capture import Limits, is_url, open_path

    try:
        if is_url(name):
            yield from Frontier(desk.archive, desk.fetcher(), adding.following).walk(name, desk.page_of)
        else:
            yield from open_path(name, Limits(size=adding.max_bytes))
    except ArchiveError:
        raise
    except DatelineError as error:
        yield Problem("not captured", error.what, error.where or name, error.remedy)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A capture split and waiting to be filed."""

    capture: Capture
    page: Page
    source: str


class Desk:
    """One run's captures on their way into the archive."""

    def __init__(self, archive: Archive, adding: Adding, run: Run) -> None:
        self.archive = archive
        self.report = Report()
        self._adding = adding
        self._run = run
        self._waiting: list[_Ready] = []
        self._again: list[Capture] = []
        self._bytes = 0
        self._troubles: list[tuple[Problem, str]] = []
        self._since = time.monotonic()
        self._seen: set[str] = set()
        self._fetcher: Fetcher | None = None
        self._last: tuple[str, Page] | None = None

    def take(self, source: str, found: Found) -> None:
        """Split and file what one source gives."""
        for one in found:
            if isinstance(one, Problem):
                self._trouble(one, source or one.where)
            else:
                self._capture(one, source)
            if self._is_full():
                self.flush()

    def page_of(self, capture: Capture) -> Page:
        """The page of a capture, split once."""
        if self._last is None or self._last[0] != capture.sha256:
            self._last = (capture.sha256, split(capture))
        return self._last[1]

    def fetcher(self) -> Fetcher:
        """The network client of this run, made when it is first needed."""
        from dateline.capture import Fetcher

        if self._fetcher is None:
            self._fetcher = Fetcher(self._adding.policy)
        return self._fetcher

    def close(self) -> None:
        """Give back what is open."""
        if self._fetcher is not None:
            self._fetcher.close()

    def _capture(self, capture: Capture, source: str) -> None:
        known = self.archive.captures.known(capture.sha256)
        if known is not None and known.purged:
            what = "these bytes were purged on purpose and are not taken again"
            self._trouble(Problem("purged", what, capture.origin, "see `dateline purge --list`"), source)
        elif known is not None or capture.sha256 in self._seen:
            self.report.known += 1
            if known is None or self.archive.captures.is_news(known.number, capture):
                self._again.append(replace(capture, body=b"", received=None))
            else:
                self.archive.captures.note_origin(known.number, capture)
            self._tell(capture, Filed())
        else:
            self._seen.add(capture.sha256)
            self._bytes += len(capture.body)
            self._waiting.append(_Ready(capture, self.page_of(capture), source))

    def _is_full(self) -> bool:
        return (
            len(self._waiting) >= BATCH_CAPTURES
            or time.monotonic() - self._since > BATCH_SECONDS
            or self._bytes > BATCH_BYTES
        )

    def flush(self) -> None:
        """Put what waits on disk, all in one transaction."""
        waiting, troubles = self._waiting, self._troubles
        self._waiting, self._troubles, self._bytes, self._since = [], [], 0, time.monotonic()
        again, self._again = self._again, []
        if not waiting and not troubles and not again:
            return
        with self.archive.transaction():
            filed = [(ready, self._file(ready)) for ready in waiting]
            for capture in again:
                self._note_again(capture)
            for problem, source in troubles:
                outlet = blamed(self.archive, self._adding.outlet, problem.where)
                self.archive.problems.add(problem, self._run, source, outlet)
        for ready, brought in filed:
            self.report.filed += brought
            self._tell(ready.capture, brought)

    def _note_again(self, capture: Capture) -> None:
        """Put on record that known bytes were fetched once more, and from where."""
        captures = self.archive.captures
        known = captures.known(capture.sha256)
        if known is not None and captures.note_again(known.number, capture, self._run):
            captures.note_origin(known.number, capture)
            self.report.again += 1

    def _file(self, ready: _Ready) -> Filed:
        """File one capture; where its page cannot be filed the bytes are, with the reason."""
        try:
            with self.archive.piece():
                return self._store(ready)
        except DatelineError:
            raise
        except Exception as error:  # noqa: BLE001 – the boundary of one input
            problem = Problem("not filed", f"{type(error).__name__}: {error}", ready.capture.origin, REPORT_IT)
            page = Page(kind=ready.page.kind, reader=ready.page.reader, reason=problem.what, problems=(problem,))
            return self._store(replace(ready, page=page))

    def _store(self, ready: _Ready) -> Filed:
        outlet, unnamed = outlet_of(self.archive, self._adding.outlet, ready.capture, ready.page)
        filed = self.archive.intake.store(ready.capture, ready.page, Filing(outlet, self._run, __version__))
        problems = [*ready.page.problems, *_no_items(ready), *([unnamed] if unnamed and ready.page.items else [])]
        source = ready.source or ready.capture.origin
        for problem in problems:
            self._note(problem, source, outlet.id)
        if not problems:
            self.archive.problems.resolve(source)
        return filed

    def _note(self, problem: Problem, source: str, outlet: str) -> None:
        self.report.problems.append(problem)
        self.archive.problems.add(problem, self._run, source, outlet)

    def _trouble(self, problem: Problem, source: str) -> None:
        self.report.problems.append(problem)
        self._troubles.append((problem, source))

    def _tell(self, capture: Capture, filed: Filed) -> None:
        if self._adding.progress is not None:
            self._adding.progress(capture.origin, filed)


REPORT_IT = "the bytes are kept; please report this with the file"


def split(capture: Capture) -> Page:
    """Split a capture; a fault of the splitter itself becomes a Problem of this page."""
    from dateline.pages import split as split_page

    try:
        page = split_page(capture.body, capture.media_type, capture.url, fetched=capture.fetched)
    except Exception as error:  # noqa: BLE001 – the boundary of one page
        problem = Problem("not split", f"{type(error).__name__}: {error}", capture.origin, REPORT_IT)
        return Page(capture=capture.sha256, reason=problem.what, problems=(problem,))
    placed = tuple(p if p.where else replace(p, where=capture.origin) for p in page.problems)
    return replace(page, capture=capture.sha256, problems=placed)


def _no_items(ready: _Ready) -> list[Problem]:
    page = ready.page
    if page.items or page.links or page.problems:
        return []
    what = (page.reason or "nothing on this page looks like an entry").removeprefix("no items: ")
    remedy = "check that the whole page was saved; the bytes are kept"
    return [Problem("no items", what, ready.capture.origin, remedy)]


def policy(allow_private: bool = False) -> Policy:
    """The manners on the network, from the settings."""
    from dateline import settings
    from dateline.capture import Policy

    return Policy(
        agent=str(settings.value("agent")),
        size=int(settings.value("max_bytes")),
        timeout=float(settings.value("timeout")),
        delay=float(settings.value("delay")),
        allow_private=allow_private,
    )
