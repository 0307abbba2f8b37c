"""Takes items, reads and codes them, here or in several processes, in order. It stores nothing.

A reading that is on record spares reading again. An item that fails or takes longer than allowed gives a Problem
instead of claims.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from types import FrameType
from typing import TYPE_CHECKING

from dateline.archive import Packed, as_kept, pack, unpack
from dateline.records import Coded, Item, Problem, Reading

if TYPE_CHECKING:
    from dateline.codebook import Codebook
    from dateline.gazetteer import Gazetteer
    from dateline.reading.doors import Reads

CHUNK = 8
FAILED = "not coded"  # nothing was found for want of trying: the next run tries again
GRACE = 1.25  # coding stops by itself at the limit; this much later it is stopped


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads and codes, by name; `seconds` is the time one item may take."""

    reader: str = "dateline"
    codebook: str = "plover"
    seconds: float = 60.0

    def versions(self) -> tuple[str, str, str]:
        """The versions of reader, codebook and gazetteer."""
        kit = kit_of(self)
        return kit.reader.version, kit.codebook.version, kit.gazetteer.version


@dataclass(frozen=True, slots=True)
class Kit:
    """The tools, loaded."""

    reader: Reads
    codebook: Codebook
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class Task:
    """An item to code; `kept` is its reading on record. With `keep`, a new reading comes back packed to be kept."""

    item: Item
    kept: Packed | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """An item and what was found in it; `packed` is its reading where it is new and to be kept."""

    item: Item
    coded: Coded
    packed: Packed | None = None


@lru_cache(maxsize=2)
def kit_of(tools: Tools) -> Kit:
    """Load the tools once per process."""
    from dateline import codebook, gazetteer, reading

    return Kit(reading.load(tools.reader), codebook.load(tools.codebook), gazetteer.load())


def work_on(tasks: Iterable[Task], tools: Tools, workers: int = 1) -> Iterator[Worked]:
    """Read and code items; the results come in their order, whatever the number of processes."""
    if workers <= 1:
        for task in tasks:
            yield work(task, tools)
        return
    waiting = iter(tasks)
    pending: deque[Future[list[Worked]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        while True:
            while len(pending) < workers * 3 and (chunk := list(islice(waiting, CHUNK))):
                pending.append(pool.submit(work_chunk, chunk, tools))
            if not pending:
                return
            yield from pending.popleft().result()


def work_chunk(tasks: list[Task], tools: Tools) -> list[Worked]:
    """What one process does at a time. Readings stay in it: to hand them over costs more than to make them."""
    return [replace(done, coded=replace(done.coded, reading=None)) for done in (work(task, tools) for task in tasks)]


def work(task: Task, tools: Tools) -> Worked:
    """Code one item from its reading on record, else from a new one."""
    kept = task.kept if task.kept is not None and task.kept.whole else None
    coded = code_item(task.item, tools, kept)
    if not task.keep or coded.reading is None:
        return Worked(task.item, coded)
    packed = pack(coded.reading, task.item.body, task.item.title or "") if kept is None else None
    return Worked(task.item, replace(coded, reading=None), packed)


def code_item(item: Item, tools: Tools, kept: Packed | None = None) -> Coded:
    """Read and code one item. Never raises for its sake: trouble is a Problem."""
    from dateline import coding

    kit, where = kit_of(tools), f"item {item.id}"
    try:
        with time_limit(tools.seconds * GRACE):
            reading = _reading(item, kit.reader, kept)
            coded = coding.code(item, reading, kit.codebook, kit.gazetteer, seconds=tools.seconds)
            return replace(coded, reading=reading)
    except TimeoutError:
        what = f"reading and coding took longer than {tools.seconds:g} seconds"
        return Coded(problems=(Problem("time", what, where, "raise DATELINE_ITEM_SECONDS"),))
    except Exception as error:  # noqa: BLE001 – the boundary of one item
        what = f"{type(error).__name__}: {error}"
        return Coded(problems=(Problem(FAILED, what, where, "the item is kept; please report this with its text"),))


def _reading(item: Item, reader: Reads, kept: Packed | None) -> Reading:
    """The reading on record, else a new one – as precise as one on record, so that both give the same claims."""
    reading = unpack(kept, item.body, item.title or "") if kept is not None else None
    return reading if reading is not None else as_kept(_read(item, reader))


def _read(item: Item, reader: Reads) -> Reading:
    """The body as language, and the title as a text of its own."""
    reading = reader.read(item.body, item.id, item.version)
    if not item.title or not item.title.strip() or (item.body.strip() and not reading.sentences):
        return reading
    return replace(reading, heading=reader.read(item.title, item.id, item.version))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after `seconds`, where this is the main thread of a system with timers; else no limit."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
