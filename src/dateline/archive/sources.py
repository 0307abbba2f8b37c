"""Takes the addresses one watches and what came of each visit; gives them back. It plans and fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive.database import Database
from dateline.records import Visit


@dataclass(frozen=True, slots=True)
class Source:
    """An address that is watched, and the outlet its pages belong to (empty: told by host or page)."""

    url: str
    outlet: str = ""


class Sources:
    """What `watch` revisits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source, now: str) -> None:
        """Watch an address from now on; one that is watched already gets the outlet told now."""
        sql = (
            "INSERT INTO sources (url, outlet, seconds, due) VALUES (?, ?, 0, ?)"
            " ON CONFLICT (url) DO UPDATE SET outlet = excluded.outlet WHERE excluded.outlet != ''"
        )
        self._database.run(sql, (source.url, source.outlet, now))

    def remove(self, url: str) -> bool:
        """Watch an address no longer; whether it was watched. What it gave stays."""
        return bool(self._database.run("DELETE FROM sources WHERE url = ?", (url,)))

    def all(self) -> list[Source]:
        """Everything watched, by address."""
        return [Source(*row) for row in self._database.all("SELECT url, outlet FROM sources ORDER BY url")]

    def note(self, visit: Visit) -> None:
        """Keep what came of a visit."""
        sql = "INSERT INTO visits (url, at, outcome, wait) VALUES (?, ?, ?, ?)"
        self._database.run(sql, (visit.url, visit.at, visit.outcome, visit.wait))

    def visits(self) -> list[Visit]:
        """The last fifty visits of each source, oldest first."""
        rows = self._database.all(
            "SELECT v.url, v.at, v.outcome, v.wait FROM sources s JOIN visits v ON v.url = s.url"
            " WHERE v.n IN (SELECT n FROM visits WHERE url = s.url ORDER BY n DESC LIMIT 50) ORDER BY v.n"
        )
        return [Visit(*row) for row in rows]
