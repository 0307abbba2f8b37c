"""Takes Outlets, keeps one row each; gives them by id or host. It never guesses a party."""

from __future__ import annotations

import json
import sqlite3

from dateline.archive import visibility
from dateline.archive.database import Database
from dateline.records import Outlet


class Outlets:
    """The publishers on record."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers: dict[str, int] = {}

    def ensure(self, outlet: Outlet) -> int:
        """The row of an outlet, made when it is new; what is on record is not overwritten."""
        known = self._database.value("SELECT n FROM outlets WHERE id = ?", (outlet.id,))
        return int(known) if known is not None else self._insert(outlet)

    def put(self, outlet: Outlet) -> None:
        """Write an outlet as told by the user: new, or in place of what was on record under its id."""
        with self._database.transaction():
            if self._database.value("SELECT n FROM outlets WHERE id = ?", (outlet.id,)) is None:
                self._insert(outlet)
                return
            self._database.run(
                "UPDATE outlets SET name = ?, url = ?, language = ?, country = ?, party = ?, sites = ? WHERE id = ?",
                (*_values(outlet)[1:], outlet.id),
            )

    def get(self, name: str, audience: str = "public") -> Outlet | None:
        """One outlet by id."""
        sql = "SELECT * FROM outlets WHERE id = ? AND visibility <= ?"
        row = self._database.one(sql, (name, visibility.rank(audience)))
        return None if row is None else outlet_of(row)

    def all(self, audience: str = "public") -> list[Outlet]:
        """Every outlet, by name."""
        sql = "SELECT * FROM outlets WHERE visibility <= ? ORDER BY name, id"
        return [outlet_of(row) for row in self._database.all(sql, (visibility.rank(audience),))]

    def of_host(self, host: str) -> Outlet | None:
        """The outlet that lists `host` among its sites; for filing what comes in, so it sees every row."""
        sql = "SELECT o.* FROM outlets o, json_each(o.sites) s WHERE s.value = ? ORDER BY o.n LIMIT 1"
        row = self._database.one(sql, (host,))
        return None if row is None else outlet_of(row)

    def _insert(self, outlet: Outlet) -> int:
        return self._database.insert(
            "INSERT INTO outlets (id, name, url, language, country, party, sites) VALUES (?, ?, ?, ?, ?, ?, ?)",
            _values(outlet),
        )


def _values(outlet: Outlet) -> tuple[str | None, ...]:
    sites = json.dumps(outlet.sites, ensure_ascii=False)
    return (outlet.id, outlet.name, outlet.url, outlet.language, outlet.country, outlet.party, sites)


def outlet_of(row: sqlite3.Row) -> Outlet:
    """A row of `outlets` as a record."""
    return Outlet(
        id=row["id"],
        name=row["name"],
        url=row["url"],
        language=row["language"],
        country=row["country"],
        party=row["party"],
        sites=tuple(json.loads(row["sites"])),
    )
