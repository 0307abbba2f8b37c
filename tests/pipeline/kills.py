"""Adds pages in a child process that is killed (SIGKILL) at a random moment, again and again; prints what it found.

Called as `python kills.py FOLDER KILLS`. After each kill the archive is opened and every capture on record must be whole;
when a run gets through, the archive must be the one an undisturbed run makes.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.pipeline import adding
from dateline.records import Capture, as_dict
from dateline.text import digest

PAGES, ITEMS = 12, 3


def captures() -> list[Capture]:
    """Listing pages of an invented council, each entry on its own day."""
    made = []
    for page in range(PAGES):
        entries = [
            f"{n % 27 + 1} {['January', 'February', 'March', 'April', 'May'][n // 27 % 5]} 2016 In Council News\n\n"
            f"The council of Marrowdale took up matter {n} and heard the harbour master, the school board and {n} guests.\n\n"
            f"It adjourned after {n} minutes."
            for n in range(page * ITEMS, page * ITEMS + ITEMS)
        ]
        data = ("Council News\n" + "\n\n".join(entries) + f"\n\nPage {page + 1} of {PAGES}\n").encode()
        made.append(
            Capture(digest(data), data, "text/plain", file_name=f"{page}.txt", fetched="2016-06-01T00:00:00+00:00")
        )
    return made


def add_all(path: Path, pages: list[Capture]) -> None:
    """One undisturbed run."""
    with open_archive(path) as archive:
        pipeline.file_captures(archive, pages, pipeline.Adding(outlet="Council News"))


def content(archive: Archive) -> list[object]:
    """Everything an export shows."""
    return [as_dict(item) for item in archive.items.all()] + [as_dict(row) for row in archive.coverage.all()]


def half_written(archive: Archive) -> list[str]:
    """What is on record but not whole."""
    faults = [problem.what for problem in archive.checks.structure()]
    faults += [problem.what for problem in archive.checks.digests() if problem]
    rows = archive.database.all(
        "SELECT c.file_name, (SELECT count(*) FROM pages p WHERE p.capture = c.n) AS pages,"
        " (SELECT count(*) FROM sightings s WHERE s.capture = c.n) AS seen FROM captures c"
    )
    return faults + [f"{row['file_name']} is half there" for row in rows if (row["pages"], row["seen"]) != (1, ITEMS)]


def main(folder: Path, kills: int) -> dict[str, object]:
    """Kill until `kills` children have died of it."""
    pages, chance = captures(), random.Random(2016)
    adding.BATCH_CAPTURES = 2
    began = time.monotonic()
    add_all(folder / "undisturbed.db", pages)
    usual = time.monotonic() - began
    with open_archive(folder / "undisturbed.db") as archive:
        expected = content(archive)
    killed = finished = number = between = 0
    faults: list[str] = []
    while killed < kills:
        path = folder / f"{number}.db"
        child = os.fork()
        if child == 0:
            add_all(path, pages)
            os._exit(0)
        time.sleep(chance.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        died = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        killed += died
        if not path.exists():
            continue
        with open_archive(path) as archive:
            faults += half_written(archive)
            count = archive.captures.count()
            between += died and 0 < count < PAGES
            if not died or count == PAGES:
                add_all(path, pages)
                faults += [] if content(archive) == expected else [f"{path.name} is not what an undisturbed run makes"]
                number, finished = number + 1, finished + 1
    return {"killed": killed, "finished": finished, "between": between, "faults": faults}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
