"""Takes the latest version of an item, keeps the full-text index in step with it. It answers no search.

The index holds folded text (`text.fold`) and no copy of it: what is taken out must be given again as it was put in.
"""

from __future__ import annotations

from dateline.archive.database import Database
from dateline.records import Item
from dateline.text import fold

ADD = "INSERT INTO words (rowid, title, body, credit) VALUES (?, ?, ?, ?)"


class Words:
    """The full-text index over title, body and credit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: int, item: Item, folded: str) -> None:
        """Index an item; `folded` is its body, folded."""
        self._database.later(ADD, indexed(number, item, folded))

    def remove(self, number: int, item: Item, folded: str) -> None:
        """Take out what `add` put in for the same version."""
        sql = "INSERT INTO words (words, rowid, title, body, credit) VALUES ('delete', ?, ?, ?, ?)"
        self._database.later(sql, indexed(number, item, folded))

    def optimise(self) -> None:
        """Merge the index into one piece; what was taken out is then gone from the file."""
        self._database.later("INSERT INTO words (words) VALUES ('optimize')", ())


def indexed(number: int, item: Item, folded: str) -> tuple[int, str, str, str]:
    """What is indexed; a lone surrogate, which UTF-8 has no bytes for, becomes a question mark."""
    texts = (fold(item.title or ""), folded, fold(item.credit_as or ""))
    title, body, credit = (text.encode("utf-8", "replace").decode() for text in texts)
    return number, title, body, credit
