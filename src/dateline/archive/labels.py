"""Takes the entities of chains, writes them into the claims of their items. It decides nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from dateline.archive.database import Database

Place = tuple[str, int, int]
_LISTS = {"event": ("actors", "recipients", "participants"), "statement": ("speakers", "addressees")}
_ROLES = {"actors": "actor", "recipients": "recipient", "speakers": "speaker", "addressees": "addressee"}


class Labels:
    """Whom the mentions in claims name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, item: int) -> None:
        """Write the entities of an item's chains into its events and statements."""
        owners = self._owners(item)
        for kind in ("event", "statement"):
            rows = self._database.all(f"SELECT n, record FROM {kind}s WHERE item = ?", (item,))
            for number, blob in rows:
                self._claim(kind, number, blob, owners)

    def _owners(self, item: int) -> dict[Place, str]:
        """The entity at each place (field, start, end) of an item."""
        rows = self._database.all("SELECT entity, record FROM chains WHERE item = ? AND entity IS NOT NULL", (item,))
        return {(m[0], m[1], m[2]): row[0] for row in rows for m in json.loads(row[1])[0]}

    def _claim(self, kind: str, number: int, blob: bytes, owners: dict[Place, str]) -> None:
        claim = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
        changed = []
        for role, mention in _mentions(kind, claim):
            span = mention["span"]
            entity = owners.get((span["field"], span["start"], span["end"]))
            if mention["entity"] != entity:
                mention["entity"] = entity
                changed.append((entity, kind, number, role, mention["name"] or span["text"]))
        if changed:
            data = json.dumps(claim, ensure_ascii=False).encode("utf-8", "surrogatepass")
            self._database.run(f"UPDATE {kind}s SET record = ? WHERE n = ?", (zlib.compress(data, 4), number))
            sql = "UPDATE mentions SET entity = ? WHERE kind = ? AND claim = ? AND role = ? AND name = ?"
            self._database.run_many(sql, changed)


def _mentions(kind: str, claim: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mentions of a packed claim with the role each has in it."""
    for name in _LISTS[kind]:
        for entry in claim[name]:
            yield (_ROLES[name], entry) if name in _ROLES else (entry["role"], entry["mention"])
