"""Reading and writing WARC, files of a folder; warcio reads the same file in the same run, digests checked by both."""

from __future__ import annotations

import hashlib
import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.capture import open_path
from dateline.export import write_warc
from dateline.records import Capture
from dateline.text import digest

PAGES = 1000
WORDS = 6000


def pages() -> list[Capture]:
    """Made-up pages of about 39 kB, the same each time."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(5000)]
    found = []
    for number in range(PAGES):
        body = b"<!doctype html><p>" + " ".join(chance.choices(words, k=WORDS)).encode()
        headers = ((":status", "HTTP/1.1 200 OK"), ("Content-Type", "text/html"))
        url, fetched = f"https://river.example/{number}", "2017-05-23T10:04:00+00:00"
        found.append(Capture(digest(body), body, "text/html", url, fetched=fetched, status=200, headers=headers))
    return found


def run() -> Iterator[tuple[str, float, str]]:
    """CPU time of one core."""
    made = pages()
    out = io.BytesIO()
    start = time.process_time()
    write_warc(made, out)
    yield "WARC written", PAGES / (time.process_time() - start), "pages/s"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        path.write_bytes(out.getvalue())
        yield "WARC read, digests checked", _speed(lambda: sum(len(c.sha256) > 0 for c in open_path(path))), "pages/s"
        yield "the same, warcio", _speed(lambda: _warcio(path)), "pages/s"
        path.unlink()
        for number, capture in enumerate(made):
            (Path(folder) / f"{number:05}.html").write_bytes(capture.body)
        yield "folder read", _speed(lambda: sum(1 for _ in open_path(folder))), "pages/s"


def _speed(work: Callable[[], int]) -> float:
    start = time.process_time()
    count = work()
    assert count == PAGES, count
    return PAGES / (time.process_time() - start)


def _warcio(path: Path) -> int:
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        return sum(len(hashlib.sha256(r.content_stream().read()).hexdigest()) == 64 for r in records)
