"""Takes items on record, reads and codes those the present versions have not; claims go back into the archive.

Many processes may work; results come in the order of the items, so the same archive gives the same claims. An item that
takes too long or fails is a Problem, and the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from dateline import __version__
from dateline.archive import Archive, Run, Versions
from dateline.pipeline.work import FAILED, Task, Tools, Worked, work_on
from dateline.records import Item, Problem

BATCH = 64
FEW = 24  # fewer items than this are done before a second process has loaded the reader


@dataclass(frozen=True, slots=True)
class Processing:
    """How to process. `tools` names reader, codebook and gazetteer; `workers` is the number of processes; `limit` the
    most items; `progress` is called with the number of items done."""

    tools: Tools = field(default_factory=Tools)
    workers: int = 1
    limit: int | None = None
    progress: Callable[[int], None] | None = None


@dataclass(slots=True)
class Processed:
    """What a run did."""

    items: int = 0
    events: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything did not go through."""
        return bool(self.problems)


def process(archive: Archive, processing: Processing | None = None) -> Processed:
    """Code every item whose latest version these tools have not coded yet; read those that this reader has not read."""
    processing = processing or Processing()
    versions = Versions(*processing.tools.versions())
    run = archive.runs.begin("process", (), _at_work(versions))
    done = Processed()
    items = islice(archive.items.numbers(archive.claims.todo(versions)), processing.limit)
    first = list(islice(items, FEW))
    workers = processing.workers if len(first) == FEW else 1
    tasks = (Task(item, archive.readings.find(item, versions.reader), keep=True) for item in chain(first, items))
    worked = work_on(tasks, processing.tools, workers)
    for batch in _batches(worked, BATCH):
        with archive.transaction():
            for result in batch:
                _store(archive, result, versions, run, done)
        if processing.progress is not None:
            processing.progress(len(batch))
    run.end()
    return done


def _at_work(versions: Versions) -> dict[str, str]:
    return {
        "dateline": __version__,
        "reader": versions.reader,
        "codebook": versions.codebook,
        "gazetteer": versions.gazetteer,
    }


def _store(archive: Archive, result: Worked, versions: Versions, run: Run, done: Processed) -> None:
    item, coded = result.item, result.coded
    if result.packed is not None:
        archive.readings.keep(result.packed)
    if not any(problem.kind == FAILED for problem in coded.problems):
        archive.claims.put(item, coded, versions, run)
    source = f"item {item.id}"
    for problem in coded.problems:
        archive.problems.add(problem, run, source)
        done.problems.append(problem)
    if not coded.problems:
        archive.problems.resolve(source)
    done.items += 1
    done.events += len(coded.events)
    done.statements += len(coded.statements)


def _batches(results: Iterable[Worked], size: int) -> Iterator[list[Worked]]:
    waiting = iter(results)
    while batch := list(islice(waiting, size)):
        yield batch


def one(item: Item, tools: Tools) -> Worked:
    """Read and code a single item in this process."""
    return next(work_on([Task(item)], tools, 1))
