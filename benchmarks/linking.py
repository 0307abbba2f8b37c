"""Joining: seconds and memory for names and happenings of 25,000, 50,000 and 100,000 items, then of 100 more.

Items, names and events are made up: five names an item, half of the items about happenings of which others tell too.
`LINKING_ITEMS` (a list as `5000,10000`) changes the sizes. Filing and coding are not in the figures.
"""

from __future__ import annotations

import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dateline import pipeline
from dateline.archive import Archive, Filing, Versions, open_archive
from dateline.pipeline.entities import join_names
from dateline.pipeline.stories import join_stories
from dateline.records import Capture, Coded, Event, Item, Mention, Outlet, Page, Place, Span, When
from dateline.text import digest

SIZES = tuple(int(n) for n in os.environ.get("LINKING_ITEMS", "25000,50000,100000").split(","))
TOOLS = Versions("reader", "codebook", "gazetteer")
SYLLABLES = ["ba", "dri", "sal", "mo", "ren", "ka", "tou", "vin", "shar", "li", "go", "nez", "per", "um", "ta", "fay", "rou", "ze", "khal", "im", "jo", "wen"]  # fmt: skip
OFFICES = ["minister", "governor", "spokesman", "judge", "general", "", "", "", "resident", "mayor"]
HEADS = ["Council", "Committee", "Union", "Front", "Trust", "Forum", "Authority"]
TYPES = [("ASSAULT", "shelled"), ("PROTEST", "marched"), ("COERCE", "arrested"), ("AID", "delivered")]


class Maker:
    """Makes items with claims; the same seed, the same items."""

    def __init__(self, archive: Archive, seed: int = 7) -> None:
        self.archive = archive
        self.rng = random.Random(seed)
        self.run = archive.runs.begin("benchmark")
        self.made = 0

    def word(self) -> str:
        """A name nobody bears."""
        return "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.randint(2, 3))).capitalize()

    def person(self) -> str:
        """A name; some are spelled in two ways, and some people are in the news all the time."""
        rng, number = self.rng, int(self.rng.paretovariate(0.6)) % 40_000
        given = random.Random(number)
        name = " ".join("".join(given.choice(SYLLABLES) for _ in range(given.randint(2, 3))).capitalize() for _ in "ab")
        return name.replace("ou", "u").replace("ay", "ai") if rng.random() < 0.3 else name

    def body(self) -> str:
        """A body."""
        number = int(self.rng.paretovariate(0.7)) % 8_000
        given = random.Random(-number)
        words = ["".join(given.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in "ab"]
        return f"{words[0]} {words[1]} {given.choice(HEADS)}"

    def add(self, items: int) -> None:
        """File and code so many items."""
        for at in range(0, items, 1000):
            with self.archive.transaction():
                for _ in range(min(1000, items - at)):
                    self._one()

    def _one(self) -> None:
        rng, self.made = self.rng, self.made + 1
        outlet, day = f"outlet-{rng.randrange(12)}", rng.randrange(3650)
        date = f"{2008 + day // 365}-{1 + day % 365 // 31:02}-{1 + day % 365 % 28:02}"
        names = [(self.person(), "person", rng.choice(OFFICES)) for _ in range(3)]
        names += [(self.body(), "organisation", "") for _ in range(2)]
        kind, verb = TYPES[day % 4]
        place = f"Town{(day * 13) % 300}"
        text = f"{verb} {place} near the {SYLLABLES[day % 22]} bridge: " + ", ".join(
            f"{r} {n}".strip() for n, _, r in names
        )
        body = f"{text}. Item {self.made} of {outlet} on {date}."
        item = Item(id=f"bench-{self.made}", published=date, headline=text[:60], body=body)
        self._file(item, outlet)
        self.archive.claims.put(
            self._kept(item), Coded((), (self._event(body, names, (kind, verb, place, date)),)), TOOLS, self.run
        )

    def _file(self, item: Item, outlet: str) -> None:
        data = item.body.encode()
        page = Page(capture=digest(data), items=(item,))
        self.archive.intake.store(
            Capture(digest(data), data, "text/plain", file_name="x"),
            page,
            Filing(Outlet(outlet, outlet), self.run, "1"),
        )

    def _kept(self, item: Item) -> Item:
        row = self.archive.database.one("SELECT id FROM items ORDER BY n DESC LIMIT 1")
        assert row is not None
        return Item(id=row["id"], version=1, body=item.body)

    def _event(self, body: str, names: list[tuple[str, str, str]], told: tuple[str, str, str, str]) -> Event:
        kind, verb, place, date = told
        actors = tuple(self._mention(body, *n) for n in names)
        at = body.index(place)
        spot = Place(
            words=Span(place, at, at + len(place)),
            name=place,
            country="TUN",
            lat=float(sum(map(ord, place)) % 80),
            lon=1.0,
            resolution=4,
        )
        return Event(
            f"e{self.made}", f"bench-{self.made}", 1, 0, kind, Span(verb, 0, len(verb)), actors=actors, places=(spot,),
            when=When(date, date, basis="relative"),
        )  # fmt: skip

    def _mention(self, body: str, name: str, kind: str, role: str) -> Mention:
        at = body.index(name)
        roles = (Span(role, at - len(role) - 1, at - 1),) if role else ()
        return Mention(Span(name, at, at + len(name)), kind, name, roles=roles)


def run() -> Iterator[tuple[str, float, str]]:
    """Each size in an archive of its own."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "archive.db") as archive:
            maker = Maker(archive)
            maker.add(size)
            start = time.perf_counter()
            join_names(archive)
            names = time.perf_counter() - start
            join_stories(archive)
            both = time.perf_counter() - start
            yield f"{size:,} items, {size * 5:,} mentions: names", names, "s"
            yield f"{size:,} items: names and stories", both, "s"
            maker.add(100)
            start = time.perf_counter()
            done = pipeline.join(archive)
            yield f"100 more after {size:,}", time.perf_counter() - start, "s"
            yield f"entities after {size:,}", float(done.entities), ""
            yield f"stories after {size:,}", float(done.stories), ""
        yield "most memory so far", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"
