"""A generated archive for the site's benchmark: any number of items with realistic skew, the same for the same number.

40 outlets and 60 credits after Zipf; 3 to 9 categories an outlet; 2005–2024, twice as dense every seven years; four
languages; words drawn after Zipf (s = 1.05) from 60,000; 40–240 words an item; 20 items a captured page, pages stored in
no order of dates; 2 % undated, 3 % internal or withheld. Made-up words: no real text.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from dateline.archive import open_archive

SEED = 20170523
OUTLETS, CREDITS, VOCABULARY, PAGE = 40, 60, 60_000, 20
FIRST, LAST = date(2005, 1, 1).toordinal(), date(2024, 12, 31).toordinal()
LATIN = ("ka", "lo", "mi", "ren", "sta", "vor", "del", "tu", "pha", "gri", "sol", "ben", "dar", "ci", "nem", "os")
ARABIC = ("كا", "لو", "مي", "رن", "ستا", "فور", "دل", "تو", "فا", "قر", "سول", "بن", "دار", "سي", "نم", "وس")
CYRILLIC = ("ка", "ло", "ми", "рен", "ста", "вор", "дел", "ту", "фа", "гри", "сол", "бен", "дар", "ци", "нем", "ос")
SCRIPTS = {"en": LATIN, "fr": LATIN, "ar": ARABIC, "ru": CYRILLIC}


@dataclass(frozen=True)
class World:
    """What the items are drawn from."""

    random: np.random.Generator
    words: dict[str, np.ndarray]
    weights: np.ndarray
    languages: list[str]
    categories: list[list[str]]


def zipf(many: int, slope: float = 1.05) -> np.ndarray:
    """Cumulative weights of ranks 1 … many."""
    weights = 1.0 / np.arange(1, many + 1) ** slope
    return np.cumsum(weights / weights.sum())


def word(rank: int, syllables: tuple[str, ...]) -> str:
    """The word of a rank: frequent ones are short."""
    found = syllables[rank % 16]
    while rank >= 16:
        rank = rank // 16 - 1
        found += syllables[rank % 16]
    return found


def world() -> World:
    """Outlets, categories and vocabularies."""
    random = np.random.default_rng(SEED)
    words = {name: np.array([word(rank, s) for rank in range(VOCABULARY)]) for name, s in SCRIPTS.items()}
    languages = [("en", "en", "ar", "fr", "ru")[n % 5] for n in range(OUTLETS)]
    categories = [[f"Category {n}-{k}" for k in range(3 + n % 7)] for n in range(OUTLETS)]
    return World(random, words, zipf(VOCABULARY), languages, categories)


def make(path: Path, items: int) -> Path:
    """The archive at `path`, made when it is missing; prints how long it took."""
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    began = time.perf_counter()
    with open_archive(part) as archive:
        database = archive.database
        database.run("PRAGMA synchronous = OFF")
        database.run("PRAGMA cache_size = -500000")
        here = world()
        rows = [(f"outlet-{n:02d}", f"Outlet {n:02d}", here.languages[n]) for n in range(OUTLETS)]
        database.run_many("INSERT INTO outlets (id, name, language) VALUES (?, ?, ?)", rows)
        for start in range(0, items, 20_000):
            with archive.transaction():
                fill(database, here, range(start + 1, min(start + 20_000, items) + 1))
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    part.rename(path)
    size = path.stat().st_size
    print(f"# made {items:,} items in {time.perf_counter() - began:.0f} s, {size / items:.0f} bytes an item")
    return path


def fill(database, here: World, numbers: range) -> None:
    """Write a batch: captures and pages, items and versions, the index, sightings."""
    drawn = list(draw(here, numbers))
    captures = sorted({row["capture"] for row in drawn})
    at = "2025-01-01T00:00:00Z"
    database.run_many(
        "INSERT INTO captures (n, sha256, media_type, fetched, size, added) VALUES (?, ?, 'text/html', ?, 1, ?)",
        [(n, hashlib.sha256(str(n).encode()).hexdigest(), at, at) for n in captures],
    )
    pages = {row["capture"]: row for row in drawn}
    database.run_many(
        "INSERT INTO pages (capture, outlet, number, pages, kind, reader) VALUES (?, ?, ?, ?, 'listing', 'generated')",
        [(n, pages[n]["outlet"], n % 50 + 1, 50) for n in captures],
    )
    database.run_many(
        "INSERT INTO items (n, id, outlet, version, current, day, published, headline, category, language, completeness,"
        " size, added, visibility) VALUES (:n, :id, :outlet, 1, :n, :day, :day, :title, :category, :language, 'full',"
        " :size, :added, :visibility)",
        drawn,
    )
    database.run_many(
        "INSERT INTO versions (n, item, version, digest, published, published_as, title, headline, headline_derived,"
        " category, language, completeness, credit, body, capture, added) VALUES (:n, :n, 1, x'00', :day, :day, :title,"
        " :title, 0, :category, :language, 'full', :credit, :body, :capture, :added)",
        drawn,
    )
    database.run_many("INSERT INTO words (rowid, title, body, credit) VALUES (:n, :title, :body, '')", drawn)
    database.run_many("INSERT INTO sightings VALUES (:n, :capture, :position, 1)", drawn)


def draw(here: World, numbers: range) -> Iterator[dict]:
    """The rows of a batch, page by page."""
    shares = zipf(OUTLETS, 1.0)
    credits = zipf(CREDITS, 1.0)
    for first in range(numbers.start, numbers.stop, PAGE):
        outlet = int(np.searchsorted(shares, here.random.random()))
        language = here.languages[outlet]
        years = np.log2(1 + here.random.random() * (2 ** (20 / 7) - 1)) * 7
        newest = min(LAST, FIRST + int(years * 365.25))
        undated = here.random.random() < 0.02
        for position in range(min(PAGE, numbers.stop - first)):
            n = first + position
            many = int(here.random.integers(40, 240))
            text = here.words[language][np.searchsorted(here.weights, here.random.random(many))]
            body = " ".join(text)
            names = (
                [f"Credit {int(np.searchsorted(credits, here.random.random()))}"] if here.random.random() < 0.7 else []
            )
            options = here.categories[outlet]
            category = options[min(int(here.random.exponential(1.5)), len(options) - 1)]
            day = None if undated else date.fromordinal(max(FIRST, newest - position // 4)).isoformat()
            yield {
                "n": n, "id": f"{n:016x}", "outlet": outlet + 1, "day": day, "title": " ".join(text[:8]),
                "category": category, "language": language, "size": len(body), "added": "2025-01-01T00:00:00Z",
                "visibility": int(here.random.choice(3, p=(0.97, 0.02, 0.01))), "credit": json.dumps(names),
                "body": body, "capture": (n - 1) // PAGE + 1, "position": position + 1,
            }  # fmt: skip
