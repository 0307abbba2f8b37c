"""Takes names as printed, gives the numbers the listing uses, and the names an audience may know of."""

from __future__ import annotations

from dateline.archive.database import Database
from dateline.archive.filters import Filter, Plan, places_of
from dateline.archive.visibility import rank
from dateline.text import slug

KINDS = {"credit": 1, "tag": 2, "author": 3}


class Terms:
    """Categories, languages, credits, tags and authors; outlets by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, filter_: Filter) -> Plan:
        """The filter in numbers; `nothing` where it asks for a name the archive does not hold."""
        outlets, lost = self._outlets(filter_.outlets)
        found: dict[str, tuple[int, ...]] = {}
        wanted = {
            "category": filter_.categories,
            "language": filter_.languages,
            "credit": filter_.credits,
            "tag": filter_.tags,
            "author": filter_.authors,
        }
        for kind, names in wanted.items():
            found[kind] = self._numbers(kind, names)
            lost = lost or bool(names and not found[kind])
        labels = tuple(found[kind] for kind in KINDS if found[kind])
        return Plan(
            outlets=outlets,
            categories=found["category"],
            languages=found["language"],
            labels=labels,
            places=places_of(filter_),
            nothing=lost,
            counted=sum(len(terms) for terms in labels) <= 1,
        )

    def kind_of(self, plan: Plan) -> int:
        """The kind under which the tallies keep a plan's label; 0 where it has none."""
        if not plan.labels:
            return 0
        name = self._database.value("SELECT kind FROM terms WHERE n = ?", (plan.labels[0][0],))
        return KINDS[str(name)]

    def names(self, kind: str, audience: str) -> tuple[tuple[str, int], ...]:
        """Every name of a kind (category or language) that the audience may see an item of, with the count of items."""
        sql = (
            "SELECT t.name, sum(c.items) AS items FROM periods p CROSS JOIN tallies c ON c.period = p.period "
            f"AND c.kind = 0 AND c.label = 0 AND c.outlet = 0 AND c.{_column(kind)} != 0 AND c.{_other(kind)} = 0 "
            f"JOIN terms t ON t.n = c.{_column(kind)} "
            "WHERE p.period % 100 = 0 AND c.visibility <= ? "
            "GROUP BY t.n HAVING sum(c.items) > 0 ORDER BY items DESC, t.name"
        )
        return tuple((str(row[0]), int(row[1])) for row in self._database.all(sql, (rank(audience),)))

    def _outlets(self, ids: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        numbers = [self._database.value("SELECT n FROM outlets WHERE id = ?", (name,)) for name in ids]
        known = tuple(int(n) for n in numbers if n is not None)
        return known, bool(ids and not known)

    def _numbers(self, kind: str, names: tuple[str, ...]) -> tuple[int, ...]:
        sql = "SELECT n FROM terms WHERE kind = ? AND name = ?"
        numbers = [self._database.value(sql, (kind, name)) for name in names]
        found = [int(n) for n in numbers if n is not None]
        if kind == "category" and len(found) < len(names):
            rows = self._database.all("SELECT n, name FROM terms WHERE kind = 'category'")
            slugs = {slug(name) for name in names}
            found += [int(row[0]) for row in rows if slug(row[1]) in slugs and int(row[0]) not in found]
        return tuple(found)


def _column(kind: str) -> str:
    return {"category": "category", "language": "language"}[kind]


def _other(kind: str) -> str:
    return {"category": "language", "language": "category"}[kind]
