"""The archive: how fast pages go in, how large it gets, whether a large one takes longer.

    python -m benchmarks.archive [ITEMS]

Fills an archive with ITEMS items (default 20,000; 1,000,000 for the figures in docs/performance.md) by the real way –
text pages of ten entries, split, filed, indexed, durable – and adds 1,000 more to it and to an empty one. One process.
Wall time is what a user waits, CPU time what the work costs; on a busy machine they part.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks._texts import Press
from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.records import Capture
from dateline.text import digest

ITEMS_A_PAGE = 10
CHUNK = 1_000  # pages made at a time, outside the clock
FRESH = date(2031, 1, 1)


def captures(press: Press, pages: int, start: date = date(2001, 1, 1)) -> Iterator[Capture]:
    """Text pages as captures."""
    for number, text in enumerate(press.pages(pages, ITEMS_A_PAGE, start)):
        data = text.encode()
        yield Capture(digest(data), data, "text/plain", file_name=f"page-{number}.txt")


def add(archive: Archive, pages: list[Capture]) -> tuple[float, float]:
    """Seconds of wall and CPU time to file these pages."""
    wall, cpu = time.perf_counter(), time.process_time()
    report = pipeline.file_captures(archive, pages, pipeline.Adding(outlet="Council News"))
    assert report.filed.items == len(pages) * ITEMS_A_PAGE, report.filed
    return time.perf_counter() - wall, time.process_time() - cpu


def fill(archive: Archive, items: int) -> tuple[list[tuple[float, float]], int]:
    """Fill an archive; wall and CPU seconds of each thousand pages, and the bytes of text of all."""
    stream, took, text = captures(Press(), items // ITEMS_A_PAGE), [], 0
    while chunk := list(islice(stream, CHUNK)):
        took.append(add(archive, chunk))
        text += sum(len(capture.body) for capture in chunk)
        if len(took) % 10 == 0:
            print(f"{len(took) * CHUNK * ITEMS_A_PAGE:,} items, the last ten thousand {took[-1]}", file=sys.stderr)
    return took, text


def thousand_more(path: Path, seed: int) -> tuple[float, float]:
    """Seconds to add 1,000 items to what is there; the archive is opened anew, as a command does."""
    pages = list(captures(Press(seed), 1_000 // ITEMS_A_PAGE, FRESH))
    with open_archive(path) as archive:
        return add(archive, pages)


def size(path: Path) -> int:
    """All bytes of an archive on disk."""
    return sum(file.stat().st_size for file in path.parent.iterdir() if file.name.startswith(path.name))


def run(items: int | None = None) -> Iterator[tuple[str, float, str]]:
    """Measure; the archive is on disk in the temporary folder."""
    items = items or int(os.environ.get("DATELINE_BENCH_ITEMS", "20000"))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.db"
        thousand_more(Path(folder) / "warm.db", 3)
        with open_archive(full) as archive:
            took, text = fill(archive, items)
        late = took[-max(1, len(took) // 10) :]
        for place, clock in enumerate(("wall", "CPU")):
            yield f"add --no-code, {items:,} items, {clock} time", items / sum(t[place] for t in took), "items/s"
            share = items * len(late) / len(took)
            yield f"the last {share:,.0f} of them, {clock} time", share / sum(t[place] for t in late), "items/s"
        yield "size on disk of an item", size(full) / items, "bytes"
        yield "text of an item", text / items, "bytes"
        yield "size on disk over text", size(full) / text, "×"
        empty, grown = [], []
        for turn in range(5):
            empty.append(thousand_more(Path(folder) / f"empty{turn}.db", 100 + turn))
            grown.append(thousand_more(full, 200 + turn))
        for place, clock in enumerate(("wall", "CPU")):
            into = [statistics.median(took[place] for took in turns) for turns in (empty, grown)]
            yield f"1,000 items into an empty archive, {clock} time", into[0] * 1000, "ms"
            yield f"1,000 items into one of {items:,}, {clock} time", into[1] * 1000, "ms"
            yield f"the second over the first, {clock} time", into[1] / into[0], "×"


if __name__ == "__main__":
    for what, value, unit in run(*(int(argument.replace(",", "")) for argument in sys.argv[1:])):
        print(f"{what:60} {value:12,.2f} {unit}", flush=True)
