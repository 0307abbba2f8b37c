"""Answers kept in memory for as long as nobody writes to the archive, whichever connection that may be.

Whoever keeps an answer names the audience in its key: what one may see is never given to another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from dateline.archive.database import Database

T = TypeVar("T")
MOST = 300


class Kept:
    """The last few hundred answers of one connection; the first question after a write finds none."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self._database = database
        self._most = most
        self._state: object = None
        self._answers: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of before, else a new one; the one asked for longest ago goes first."""
        state = self._database.state
        if state != self._state:
            self._answers.clear()
            self._state = state
        if key in self._answers:
            answer = self._answers.pop(key)
        else:
            answer = make()
            while len(self._answers) >= self._most:
                self._answers.pop(next(iter(self._answers)))
        self._answers[key] = answer
        return cast("T", answer)
