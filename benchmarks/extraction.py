"""Splitting and extraction of article and listing pages on one core, trafilatura with metadata on the same files.

Takes the public article pages where DATELINE_DATA is set, and our own listing pages always. CPU time of this process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from dateline import pages

OWN = Path(__file__).parent.parent / "tests" / "pages" / "html"
ROUNDS = 3
Page = tuple[bytes, str]


def run() -> Iterator[tuple[str, float, str]]:
    """Pages a second of both tools, turn about, the best of three rounds, and the ratio."""
    for name, found in samples().items():
        best = {"dateline": 0.0, "trafilatura": 0.0}
        for _ in range(ROUNDS):
            best["dateline"] = max(best["dateline"], rate(ours, found))
            best["trafilatura"] = max(best["trafilatura"], rate(theirs, found))
        yield f"{name}, dateline (split, items, metadata)", best["dateline"], "pages/s"
        yield f"{name}, trafilatura (with metadata)", best["trafilatura"], "pages/s"
        yield f"{name}, dateline in % of trafilatura", 100 * best["dateline"] / best["trafilatura"], "%"


def samples() -> dict[str, list[Page]]:
    """The pages by kind."""
    found = {"listing pages": [(p.read_bytes(), "https://riverbank.example/news/") for p in sorted(OWN.glob("*.html"))]}
    data = os.environ.get("DATELINE_DATA")
    if data:
        from evals.extraction import read

        found["article pages"] = [(page, url) for page, url, _ in read(Path(data) / "extract")]
    return found


def ours(page: bytes, url: str) -> object:
    """One page to its record."""
    return pages.split(page, "text/html", url)


def theirs(page: bytes, url: str) -> object:
    """One page to text and metadata."""
    return trafilatura.bare_extraction(page, url=url, include_comments=False, with_metadata=True)


def rate(work: Callable[[bytes, str], object], found: list[Page]) -> float:
    """Pages per second of CPU time."""
    start = time.process_time()
    for page, url in found:
        work(page, url)
    return len(found) / (time.process_time() - start)
