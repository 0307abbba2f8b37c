"""The reader's speed and memory on news text: loading, words per second from text to records, resident memory.

Takes the attribution dev articles where DATELINE_DATA is set, else the sample pages' prose of our own, repeated.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

OWN = (
    "The council of the valley said on Monday that two children had been killed when shells hit a school in the north of "
    "the town. “We will not leave our homes,” Salma Nouri, a spokeswoman of the council, told reporters. According to "
    "her, the shells were fired from the hills, where troops had gathered since Friday.\n\n"
)


def texts() -> list[str]:
    """News articles to read."""
    data = os.environ.get("DATELINE_DATA")
    if data:
        from evals._gold import reports

        return [str(r["text"]) for r in reports(Path(data) / "attribution/polnear-dev.jsonl.xz")]
    return [OWN * 8] * 80


def run() -> Iterator[tuple[str, float, str]]:
    """Load once in a fresh process, then read with one and with two threads."""
    yield "loading the model, fresh process", _fresh("from dateline.reading import load; load()"), "s"
    from dateline.reading import Reader

    reader, some = Reader(), texts()
    words = sum(len(s.tokens) for r in reader.read_many(some[:10]) for s in r.sentences)
    for threads in (1, 2):
        start = time.perf_counter()
        words = sum(len(s.tokens) for r in reader.read_many(some, threads) for s in r.sentences)
        yield (
            f"text to records, {threads} thread{'s' * (threads > 1)}",
            words / (time.perf_counter() - start),
            "words/s",
        )
    yield "resident after reading", _resident(), "MiB"


def _fresh(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    empty = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start - empty


def _resident() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
