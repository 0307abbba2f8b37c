"""Answers kept in memory for as long as nobody writes to the archive, whichever connection that may be."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from dateline.archive.database import Database

T = TypeVar("T")
MOST = 300


class Kept:
    """A few hundred answers of one connection; the first question after a write finds none."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: object = None
        self._answers: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of before, else a new one."""
        state = self._database.value("PRAGMA data_version"), self._database.value("SELECT total_changes()")
        if state != self._state or len(self._answers) >= MOST:
            self._answers.clear()
            self._state = state
        if key not in self._answers:
            self._answers[key] = make()
        return cast("T", self._answers[key])
