"""Coding's speed and memory: the reader alone, text to records on one and two processes, and a new codebook over stored
readings against a full run. One process is measured by processor time, two by the clock on the wall.

Takes the attribution dev articles where DATELINE_DATA is set, else prose of our own; `CODING_ITEMS` says how many.
"""

from __future__ import annotations

import html
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from benchmarks.reading import texts
from dateline import coding, pipeline
from dateline.archive import Archive, open_archive
from dateline.pipeline.work import kit_of
from dateline.records import Capture, Item
from dateline.text import digest

Row = tuple[str, float, str]
T = TypeVar("T")
DAY = "2016-03-14"


def run() -> Iterator[Row]:
    """Everything in one go, on the same texts."""
    some = texts()[: int(os.environ.get("CODING_ITEMS", "80"))]
    yield from _speeds(some)
    yield from _recoding(some)
    yield "peak memory, this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"
    yield "peak memory, largest worker", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MiB"


def _speeds(some: list[str]) -> Iterator[Row]:
    kit = kit_of(pipeline.Tools())
    items = [Item(id=str(n), body=text, published=DAY) for n, text in enumerate(some)]
    for item in items[:4]:
        coding.code(item, kit.reader.read(item.body), kit.codebook, kit.gazetteer)
    readings, alone = _timed(lambda: [kit.reader.read(i.body, i.id) for i in items])
    words = sum(len(s.tokens) for r in readings for s in r.sentences)
    yield "words read", words, "words"
    yield "the reader alone, one process", words / alone, "words/s"
    _, whole = _timed(lambda: list(pipeline.code_many(items)))
    yield "text to records, one process", words / whole, "words/s"
    yield "– share of the reader's own speed", 100 * alone / whole, "%"
    start = time.perf_counter()
    list(pipeline.code_many(items * 4, workers=2))
    shared = time.perf_counter() - start
    yield "text to records, two processes, wall, start included", 4 * words / shared, "words/s"


def _recoding(some: list[str]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.db") as archive:
        _file(archive, some)
        size = _size(archive)
        done, full = _timed(lambda: pipeline.process(archive))
        yield "a full run over an archive, one process", full, "s"
        yield "– events", done.events, "events"
        text = sum(len(t.encode()) for t in some)
        yield "– bytes of text an item", text / done.items, "bytes"
        yield "– bytes of readings an item", archive.readings.size() / done.items, "bytes"
        yield "– the same over bytes of text", archive.readings.size() / text, "×"
        yield "– growth of the file, claims included, over text", (_size(archive) - size) / text, "×"
        other = pipeline.Processing(pipeline.Tools(codebook="violations"))
        _, again = _timed(lambda: pipeline.process(archive, other))
        yield "another codebook (violations) over stored readings", again, "s"
        yield "– share of the full run", 100 * again / full, "%"
        _, back = _timed(lambda: pipeline.process(archive))
        yield "the first codebook again over stored readings", back, "s"
        yield "– share of the full run", 100 * back / full, "%"


def _file(archive: Archive, some: list[str]) -> None:
    """Every text as an article of an invented outlet."""
    captures = []
    for number, text in enumerate(some):
        head = f"<title>Report {number}</title><meta property='article:published_time' content='{DAY}'>"
        body = "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n") if p.strip())
        page = (
            f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>Report {number}</h1>{body}</article>"
        )
        data = page.encode()
        captures.append(Capture(digest(data), data, "text/html", url=f"https://press.example/{number}"))
    pipeline.file_captures(archive, captures, pipeline.Adding(outlet="Press"))


def _size(archive: Archive) -> int:
    return dict(archive.stats.counts("withheld"))["file_bytes"]


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    """What a call gives and the processor time it took, which other work on the machine changes least."""
    start = time.process_time()
    made = call()
    return made, time.process_time() - start
