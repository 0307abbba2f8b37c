"""Takes Readings, keeps them packed beside their item, gives them back equal. Reads no language; `columns` packs."""

from __future__ import annotations

from dateline.archive.bodies import unpack_body
from dateline.archive.columns import Packed, pack, unpack
from dateline.archive.database import Database
from dateline.records import Item, Reading


class Readings:
    """The items as language, one reading per version of an item."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, reading: Reading, body: str, title: str = "") -> None:
        """Keep a reading in place of an earlier one of the same version of the item."""
        self.keep(pack(reading, body, title))

    def keep(self, packed: Packed) -> None:
        """As `put`, for one packed elsewhere."""
        number = self._database.value("SELECT n FROM items WHERE id = ?", (packed.item,))
        if number is None:
            raise LookupError(f"there is no item {packed.item}")
        self._database.run(
            "INSERT OR REPLACE INTO readings (item, version, reader, reason, sentences, record)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, packed.item_version, packed.reader, packed.reason, packed.sentences, packed.record),
        )
        if packed.language is not None:
            self._tell_language(int(number), packed.item_version, packed.language)

    def _tell_language(self, item: int, version: int, language: str) -> None:
        """Give an item whose page names no language the one its text was found to be in."""
        self._database.run(
            "UPDATE versions SET language = ? WHERE item = ? AND version = ? AND language IS NULL",
            (language, item, version),
        )
        self._database.run(
            "UPDATE items SET language = ? WHERE n = ? AND version = ? AND language IS NULL", (language, item, version)
        )

    def find(self, item: Item, reader: str) -> Packed | None:
        """The reading of an item's version by a reader, as it is kept."""
        row = self._database.one(
            "SELECT r.reader, r.reason, r.sentences, r.record FROM readings r JOIN items i ON i.n = r.item"
            " WHERE i.id = ? AND r.version = ? AND r.reader = ?",
            (item.id, item.version, reader),
        )
        return Packed(item.id, item.version, row[0], None, row[1], row[2], row[3]) if row else None

    def get(self, item: str, version: int, reader: str | None = None) -> Reading | None:
        """The reading of a version of an item, by any reader or by the one asked for; None as well for one that an
        earlier dateline kept without vectors."""
        row = self._database.one(
            "SELECT r.reader, r.reason, r.sentences, r.record, v.body, v.title FROM readings r JOIN items i"
            " ON i.n = r.item JOIN versions v ON v.item = r.item AND v.version = r.version"
            " WHERE i.id = ? AND r.version = ?",
            (item, version),
        )
        if row is None or reader not in (None, row["reader"]):
            return None
        packed = Packed(item, version, row["reader"], None, row["reason"], row["sentences"], row["record"])
        return unpack(packed, unpack_body(row["body"]), row["title"] or "")

    def size(self) -> int:
        """Bytes of all readings."""
        return int(self._database.value("SELECT coalesce(sum(length(record)), 0) FROM readings"))
