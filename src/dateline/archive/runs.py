"""Takes what a command is about to do, keeps a line on every run that changed something. It does no work itself."""

from __future__ import annotations

import json
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
        self._number: int | None = None
        self.started = now()

    @property
    def number(self) -> int:
        """Its row; made on first use. Asking inside a transaction that is undone loses the row, so it is looked up."""
        found = (
            None if self._number is None else self._database.value("SELECT n FROM runs WHERE n = ?", (self._number,))
        )
        if found is None:
            self._number = self._insert()
        return self._number or 0

    def _insert(self) -> int:
        taken = self._database.value("SELECT coalesce(max(n), 0) FROM runs")
        versions = json.dumps(self._versions, sort_keys=True, ensure_ascii=False)
        arguments = json.dumps(self._arguments, ensure_ascii=False)
        return self._database.insert(
            "INSERT INTO runs (id, command, started, versions, arguments) VALUES (?, ?, ?, ?, ?)",
            (make_id("run", taken, self.started, self._command), self._command, self.started, versions, arguments),
        )

    def end(self) -> None:
        """Note when it ended; nothing where it changed nothing."""
        if self._number is not None:
            self._database.run("UPDATE runs SET ended = ? WHERE n = ?", (now(), self._number))


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
