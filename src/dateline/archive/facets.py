"""Takes a filter, gives how many of its items each outlet, category, language, credit and year has.

Whole months are answered from the counts the writer keeps, single days from the rows. It lists no items.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dateline.archive.database import Database
from dateline.archive.filters import (
    Filter,
    Plan,
    among,
    full_where,
    month_places,
    rows_where,
    tally_where,
    whole_months,
)
from dateline.archive.kept import Kept
from dateline.archive.terms import Terms
from dateline.archive.visibility import rank

LIMIT = 25
FEW = 5
ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Facet:
    """One value and its count of items. `value` goes into a filter, `name` is shown."""

    value: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts of a filter, most frequent first, years newest first. `capped`: counted over a part, said so."""

    outlets: tuple[Facet, ...] = ()
    categories: tuple[Facet, ...] = ()
    languages: tuple[Facet, ...] = ()
    credits: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    capped: bool = False


class Counts:
    """Facets of lists and, through `named`, of anything else that counts by the same numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.terms = Terms(database)
        self._kept = Kept(database)

    def facets(self, filter_: Filter, audience: str) -> Facets:
        """The facets of a list."""
        return self._kept.get((filter_, audience), lambda: self._facets(filter_, audience))

    def _facets(self, filter_: Filter, audience: str) -> Facets:
        plan, seen = self.terms.plan(filter_), rank(audience)
        if plan.nothing:
            return Facets()
        span = whole_months(plan.places)
        aligned = span[0] <= span[1] and self._aligned(plan, span)
        if not plan.counted or not aligned:
            return self._scanned(plan, seen)
        return self._tallied(plan, seen, span)

    def named(self, outlets: Counter[int], categories: Counter[int], languages: Counter[int]) -> Facets:
        """Counts by number turned into facets with names, for outlets, categories, languages."""
        return Facets(self._outlets(outlets), self.terms_of(categories), self.terms_of(languages))

    def _aligned(self, plan: Plan, span: tuple[int, int]) -> bool:
        first, last = month_places(span[0])[0], month_places(span[1])[1]
        return plan.places[0] >= first and plan.places[1] <= last

    def _tallied(self, plan: Plan, seen: int, span: tuple[int, int]) -> Facets:
        kind = self.terms.kind_of(plan)
        label = plan.labels[0][0] if plan.labels else 0
        periods = _periods(span)
        by: dict[str, Counter[int]] = {}
        finest = f"kind = {kind} AND label = {label} AND {full_where(plan, seen)}"
        for column in ("outlet", "category", "language"):
            where = finest
            if not plan.labels and not plan.narrowed:
                others = {"outlet", "category", "language"} - {column}
                zero = " AND ".join(f"{other} = 0" for other in sorted(others))
                where = f"kind = 0 AND label = 0 AND {column} != 0 AND {zero} AND visibility <= {seen}"
            by[column] = self._sum(column, where, periods)
        return replace(
            self.named(by["outlet"], by["category"], by["language"]),
            credits=() if plan.labels else self._credits(plan, seen, periods),
            years=self._years(plan, seen, span, kind),
        )

    def _sum(self, column: str, where: str, periods: str) -> Counter[int]:
        sql = (
            f"SELECT t.{column}, sum(t.items) FROM periods p CROSS JOIN tallies t ON t.period = p.period "
            f"WHERE {periods} AND {where} GROUP BY 1"
        )
        return Counter({int(row[0]): int(row[1]) for row in self._database.all(sql) if row[1]})

    def _credits(self, plan: Plan, seen: int, periods: str) -> tuple[Facet, ...]:
        if not plan.narrowed:
            where = f"kind = 1 AND kind > 0 AND outlet = 0 AND visibility <= {seen}"
            return self.terms_of(self._sum("label", where, periods))
        outlets = plan.outlets or self._outlets_of(plan, seen, periods)
        # credit by credit, for the counts of one outlet lie far apart among those of all credits
        sql = (
            "SELECT x.n, sum(t.items) FROM periods p CROSS JOIN terms x ON x.kind = 'credit' CROSS JOIN tallies t "
            "ON t.period = p.period AND t.kind = 1 AND t.label = x.n "
            f"WHERE {periods} AND {among('t.outlet', outlets)} AND {full_where(plan, seen)} GROUP BY 1"
        )
        if not outlets or len(outlets) > FEW:
            return self.terms_of(self._sum("label", f"t.kind = 1 AND {full_where(plan, seen)}", periods))
        return self.terms_of(Counter({int(row[0]): int(row[1]) for row in self._database.all(sql) if row[1]}))

    def _outlets_of(self, plan: Plan, seen: int, periods: str) -> tuple[int, ...]:
        """The outlets that have anything in these categories or languages."""
        return tuple(sorted(self._sum("outlet", f"t.kind = 0 AND t.label = 0 AND {full_where(plan, seen)}", periods)))

    def _credits_of_rows(self, plan: Plan, seen: int) -> tuple[Facet, ...]:
        table, where = rows_where(plan, seen)
        sql = (
            f"SELECT x.term, count(*) FROM (SELECT DISTINCT place FROM {table} WHERE {where} AND place BETWEEN ? AND ? "
            "ORDER BY place DESC LIMIT ?) s JOIN labels x ON x.place = s.place AND x.kind = 1 GROUP BY 1"
        )
        rows = self._database.all(sql, (*plan.places, ROWS // 10))
        return self.terms_of(Counter({int(row[0]): int(row[1]) for row in rows}))

    def _years(self, plan: Plan, seen: int, span: tuple[int, int], kind: int) -> tuple[Facet, ...]:
        where = tally_where(plan, kind, seen)
        sql = (
            "SELECT p.period / 100, sum(t.items) AS items FROM periods p CROSS JOIN tallies t ON t.period = p.period "
            f"WHERE p.period % 100 > 0 AND p.period BETWEEN ? AND ? AND {where} "
            "GROUP BY 1 HAVING sum(t.items) > 0 ORDER BY 1 DESC"
        )
        return tuple(_year(int(row[0]), int(row[1])) for row in self._database.all(sql, span))

    def _scanned(self, plan: Plan, seen: int) -> Facets:
        """Counts over at most `ROWS` items, newest first."""
        table, where = rows_where(plan, seen)
        sql = (
            f"SELECT DISTINCT place, outlet, category, language, month FROM {table} "
            f"WHERE {where} AND place BETWEEN ? AND ? ORDER BY place DESC LIMIT ?"
        )
        rows = self._database.all(sql, (*plan.places, ROWS))
        by = [Counter(int(row[column]) for row in rows) for column in ("outlet", "category", "language")]
        years = Counter(int(row["month"]) // 100 for row in rows)
        return replace(
            self.named(*by),
            credits=self._credits_of_rows(plan, seen),
            years=tuple(_year(year, items) for year, items in sorted(years.items(), reverse=True)),
            capped=len(rows) == ROWS,
        )

    def _outlets(self, counts: Counter[int]) -> tuple[Facet, ...]:
        top = counts.most_common(LIMIT)
        marks = ",".join(str(n) for n, _ in top)
        names = {row[0]: row for row in self._database.all(f"SELECT n, id, name FROM outlets WHERE n IN ({marks})")}
        return tuple(Facet(names[n]["id"], names[n]["name"], items) for n, items in top if items and n in names)

    def terms_of(self, counts: Counter[int]) -> tuple[Facet, ...]:
        """Counts by number of a term turned into facets with names."""
        top = [(n, items) for n, items in counts.most_common(LIMIT) if items and n > 0]
        marks = ",".join(str(n) for n, _ in top)
        names = {row[0]: str(row[1]) for row in self._database.all(f"SELECT n, name FROM terms WHERE n IN ({marks})")}
        return tuple(Facet(names[n], names[n], items) for n, items in top if n in names)


def _periods(span: tuple[int, int]) -> str:
    """Years where the span is made of whole years (or open), else months."""
    first, last = span
    if first % 100 == 1 and (last % 100 == 12 or last >= 999912):
        low = 0 if first == 1 else first // 100 * 100
        return f"p.period % 100 = 0 AND p.period BETWEEN {low} AND {last}"
    return f"p.period % 100 > 0 AND p.period BETWEEN {first} AND {last}"


def _year(year: int, items: int) -> Facet:
    return Facet(f"{year:04d}" if year else "", str(year) if year else "undated", items)
