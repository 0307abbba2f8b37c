"""Takes the beginning of a word, gives the words of the index that begin so; and finds texts by it without the index.

FTS5 without an index of prefixes joins the entries of every such word before it gives the first item, which takes
seconds where they are many. A few words and a few texts at a time are enough for the first pages and a lower bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from dateline.archive.database import Database, translated
from dateline.archive.words import ADD, indexed
from dateline.records import Item
from dateline.text import fold, squeeze

MOST_WORDS = 2_000
LAST = "\U0010ffff"


class Vocabulary:
    """The words of the full-text index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beginning(self, prefix: str, enough: int) -> list[tuple[str, int]]:
        """Words that begin so with the items they occur in, the most frequent first; reading stops where `enough`
        items have been met, so that a single letter does not read the whole index."""
        found: list[tuple[str, int]] = []
        met = 0
        sql = "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?"
        for row in self._database.rows(sql, (prefix, prefix + LAST, MOST_WORDS)):
            found.append((str(row[0]), int(row[1])))
            met += found[-1][1]
            if met >= enough:
                break
        return sorted(found, key=lambda word: (-word[1], word[0]))

    def sift(self, items: Iterable[tuple[int, Item]], match: str) -> list[int]:
        """The numbers of those items that match, in their order: an index in memory over a few texts answers."""
        rows = [indexed(number, item, fold(squeeze(item.body))) for number, item in items]
        with translated(self._database.path), closing(sqlite3.connect(":memory:")) as memory:
            memory.execute(self._schema())
            memory.executemany(ADD, rows)
            found = {int(row[0]) for row in memory.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,))}
        return [row[0] for row in rows if row[0] in found]

    def _schema(self) -> str:
        return str(self._database.value("SELECT sql FROM sqlite_schema WHERE name = 'words'"))
