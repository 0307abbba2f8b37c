"""Takes what a command is about to do, keeps a line on every run that changed something. It does no work itself."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime

from dateline.archive.database import Database
from dateline.text import make_id


def now() -> str:
    """The present moment as the archive writes it: ISO 8601, UTC, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Run:
    """One run of a command. It gets a row when something first refers to it: a run that changes nothing leaves none."""

    def __init__(self, database: Database, command: str, arguments: tuple[str, ...], versions: dict[str, str]) -> None:
        self._database = database
        self._command = command
        self._arguments = arguments
        self._versions = versions
        self._used = False
        self.started = now()
        self.id = make_id("run", command, self.started, os.getpid(), time.monotonic_ns())

    @property
    def number(self) -> int:
        """Its row; made on first use. It is looked up each time: a transaction that is undone takes the row with it."""
        found = self._database.value("SELECT n FROM runs WHERE id = ?", (self.id,)) if self._used else None
        self._used = True
        return self._insert() if found is None else int(found)

    def _insert(self) -> int:
        versions = json.dumps(self._versions, sort_keys=True, ensure_ascii=False)
        arguments = json.dumps(self._arguments, ensure_ascii=False)
        return self._database.insert(
            "INSERT INTO runs (id, command, started, versions, arguments) VALUES (?, ?, ?, ?, ?)",
            (self.id, self._command, self.started, versions, arguments),
        )

    def end(self) -> None:
        """Note when it ended; nothing where it changed nothing."""
        if self._used:
            self._database.run("UPDATE runs SET ended = ? WHERE id = ?", (now(), self.id))


class Runs:
    """The runs on record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, command: str, arguments: tuple[str, ...] = (), versions: dict[str, str] | None = None) -> Run:
        """Start a run; `versions` names the program, reader, codebook and gazetteer that work in it."""
        return Run(self._database, command, arguments, versions or {})

    def count(self) -> int:
        """How many runs changed something."""
        return int(self._database.value("SELECT count(*) FROM runs"))
