"""Joining: seconds and memory for names and happenings of 25,000, 50,000 and 100,000 items, then of 100 more.

Items, names and events are made up. Five names an item, spread by Zipf's law: the most frequent person stands in every
sixth item; a third of the names have a second spelling, one person in twelve goes by the surname alone. An archive grows
by days: thirty items a day of twelve outlets, half of them about happenings of which two to six items tell.
`LINKING_ITEMS` (a list as `5000,10000`) changes the sizes. Filing and coding are not in the figures.
"""

from __future__ import annotations

import math
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateline import pipeline
from dateline.archive import Archive, Filing, Versions, open_archive
from dateline.pipeline.entities import join_names
from dateline.pipeline.stories import join_stories
from dateline.records import Capture, Coded, Event, Item, Mention, Outlet, Page, Place, Span, When
from dateline.text import digest

SIZES = tuple(int(n) for n in os.environ.get("LINKING_ITEMS", "25000,50000,100000").split(","))
FIRST, A_DAY, PERSONS, BODIES = date(2008, 1, 1), 30, 40_000, 8_000
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
        self.made = self.left = 0
        self.told = (0, 0, 0, "")

    def person(self) -> str:
        """A name; some are spelled in two ways, and some people are in the news all the time."""
        rng, given = self.rng, random.Random(self.rank(PERSONS))
        parts = ["".join(given.choice(SYLLABLES) for _ in range(given.randint(2, 3))).capitalize() for _ in "ab"]
        name = " ".join(parts[1:] if rng.random() < 0.08 else parts)
        return name.replace("ou", "u").replace("ay", "ai") if rng.random() < 0.3 else name

    def rank(self, many: int) -> int:
        """A rank between 1 and `many`, the second half as often as the first (Zipf 1949)."""
        return int(math.exp(self.rng.random() * math.log(many + 1)))

    def body(self) -> str:
        """A body."""
        given = random.Random(-self.rank(BODIES))
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
        if not self.left:
            self.left = 1 if rng.random() < 0.8 else rng.randint(2, 6)
            self.told = (rng.randrange(4), rng.randrange(300), rng.randrange(3), rng.choice(SYLLABLES))
        self.left -= 1
        what, where, back, mark = self.told
        outlet = f"outlet-{rng.randrange(12)}"
        day = (FIRST + timedelta(days=max(0, self.made // A_DAY - back))).isoformat()
        names = [(self.person(), "person", rng.choice(OFFICES)) for _ in range(3)]
        names += [(self.body(), "organisation", "") for _ in range(2)]
        (kind, verb), place = TYPES[what], f"Town{where}"
        text = f"{verb} {place} near the {mark} bridge: " + ", ".join(f"{r} {n}".strip() for n, _, r in names)
        body = f"{text}. Item {self.made} of {outlet} on {day}."
        item = Item(id=f"bench-{self.made}", published=day, headline=text[:60], body=body)
        self._file(item, outlet)
        event = self._event(body, names, (kind, verb, place, day))
        self.archive.claims.put(self._kept(item), Coded((), (event,)), TOOLS, self.run)

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
            start, spent = time.perf_counter(), time.process_time()
            join_names(archive)
            yield f"{size:,} items, {size * 5:,} mentions: names", time.perf_counter() - start, "s"
            join_stories(archive)
            yield f"{size:,} items: names and stories", time.perf_counter() - start, "s"
            yield f"{size:,} items: processor time", time.process_time() - spent, "s"
            maker.add(100)
            start, spent = time.perf_counter(), time.process_time()
            done = pipeline.join(archive)
            yield f"100 more after {size:,}", time.perf_counter() - start, "s"
            yield f"100 more after {size:,}: processor time", time.process_time() - spent, "s"
            yield f"entities after {size:,}", float(done.entities), ""
            yield f"stories after {size:,}", float(done.stories), ""
        yield "most memory so far", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"
