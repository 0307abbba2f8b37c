"""Takes a path, gives the Archive: one connection and a small store per kind of record. It derives nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from dateline.archive.bearers import Bearers
from dateline.archive.browse import Browse
from dateline.archive.calendar import Calendar
from dateline.archive.captures import Captures
from dateline.archive.checks import Checks
from dateline.archive.chronicle import Chronicle
from dateline.archive.claims import Claims
from dateline.archive.coverage import CoverageLedger
from dateline.archive.curation import Curation
from dateline.archive.database import Database, Mode, connect
from dateline.archive.decisions import Decisions
from dateline.archive.entities import Entities
from dateline.archive.facets import Counts
from dateline.archive.history import History
from dateline.archive.intake import Intake
from dateline.archive.items import Items
from dateline.archive.joins import Joins
from dateline.archive.kept import Kept
from dateline.archive.labels import Labels
from dateline.archive.outlets import Outlets
from dateline.archive.problems import Problems
from dateline.archive.readings import Readings
from dateline.archive.runs import Runs
from dateline.archive.search import Search
from dateline.archive.sources import Sources
from dateline.archive.spans import Spans
from dateline.archive.stats import Stats
from dateline.archive.stories import Stories
from dateline.archive.story_bases import StoryBases


class Archive:
    """An open archive. Its stores: `captures`, `items`, `outlets`, `coverage`, `problems`, `runs`; to read:
    `browse`, `calendar`, `chronicle`, `counts`, `history`, `search`, `spans`; `kept` holds a reader's answers until
    somebody writes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.runs = Runs(database)
        self.outlets = Outlets(database)
        self.captures = Captures(database)
        self.items = Items(database)
        self.intake = Intake(database)
        self.coverage = CoverageLedger(database)
        self.problems = Problems(database)
        self.curation = Curation(database)
        self.checks = Checks(database)
        self.stats = Stats(database)
        self.readings = Readings(database)
        self.claims = Claims(database)
        self.chronicle = Chronicle(database)
        self.sources = Sources(database)
        self.joins = Joins(database)
        self.bearers = Bearers(database)
        self.labels = Labels(database)
        self.entities = Entities(database)
        self.stories = Stories(database)
        self.story_bases = StoryBases(database)
        self.decisions = Decisions(database)
        self.browse = Browse(database)
        self.calendar = Calendar(database)
        self.counts = Counts(database)
        self.history = History(database)
        self.search = Search(database)
        self.spans = Spans(database)
        self.kept = Kept(database)

    @property
    def path(self) -> Path:
        """The archive file."""
        return self.database.path

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is on disk when it ends, or not at all."""
        with self.database.transaction():
            yield

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Inside a transaction: all or nothing for one input; the rest of the transaction stands."""
        with self.database.savepoint():
            yield

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_archive(path: str | Path, *, create: bool = True, readonly: bool = False, wait: float = 60.0) -> Archive:
    """Open the archive file at `path`; `create` makes it when it is missing, `wait` is in seconds.

    Raises InputError where there is none, SchemaError for one of a newer dateline, BusyError, ArchiveError.
    """
    mode = Mode(create=create and not readonly, readonly=readonly, wait=wait)
    return Archive(connect(Path(path), mode))
