"""Text pages split per second on one core: a listing page of ten items like the one the archive was built for.

Every page differs in its words and dates, so that nothing is remembered from the page before. CPU time, not the clock.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.pages import split

PAGES = 400
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


def listing(chance: random.Random, words: list[str]) -> str:
    """A made-up page: ten items of about eight paragraphs, date line, credit, pager and breadcrumb; about 20 kB."""
    year, month = chance.randint(2005, 2024), chance.randint(0, 9)
    lines = ["Harbour Notes"]
    for number in range(10):
        lines += [f"{28 - 2 * number} {MONTHS[month]} {year} In Harbour Notes", ""]
        for _ in range(chance.randint(5, 9)):
            sentences = [" ".join(chance.choices(words, k=chance.randint(12, 30))).capitalize() + "." for _ in range(2)]
            lines += [" ".join(sentences), ""]
        lines[-2] += " (Source: Harbour Guild’s Media Office + Agencies)"
    lines += ["Page 2 of 5", f"Home Press Room Harbour Notes Items filtered by date: {MONTHS[month]} {year}"]
    return "\n".join(lines)


def run() -> Iterator[tuple[str, float, str]]:
    """Made-up pages, and the seed page where `DATELINE_SEED` names its file."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 10))) for _ in range(4000)]
    made = [listing(chance, words).encode() for _ in range(PAGES)]
    split(made[0], "text/plain")
    start = time.process_time()
    items = sum(len(split(data, "text/plain").items) for data in made)
    spent = time.process_time() - start
    assert items == 10 * PAGES, items
    yield f"text listing pages of {sum(map(len, made)) // PAGES // 1000} kB", PAGES / spent, "pages/s"
    yield "their items", items / spent, "items/s"
    seed = os.environ.get("DATELINE_SEED")
    if seed:
        data = Path(seed).read_bytes()
        start = time.process_time()
        for _ in range(PAGES):
            split(data, "text/plain")
        yield "the seed page", PAGES / (time.process_time() - start), "pages/s"
