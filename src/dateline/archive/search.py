"""Takes a search, gives the items that match, by date or relevance, with counts and facets of all of them.

One pass over the matches collects their places; order, paging and counts are plain arithmetic on those. A search that
matches more than a tenth of a large archive is counted up to that bound and says so; its newest items are still found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.archive.browse import Browse, Listing, Slice
from dateline.archive.database import Database
from dateline.archive.facets import Counts, Facet, Facets
from dateline.archive.filters import END, LAST_N, Filter, Plan, among, number_of, rows_where
from dateline.archive.query import Query, parse
from dateline.archive.visibility import rank
from dateline.archive.vocabulary import Vocabulary
from dateline.records import Item

LEAST_CAP = 20_000
RANKED = 5_000
PROBED = 500
BEGUN = 10_000  # matches of a beginning of a word that are counted
SIFTED, SIFTED_MOST = 200, 2_000  # texts looked through at a time, and in all
KEPT = 8
_MARKS = "(l.outlet << 40) | ((l.category + 1) << 16) | (l.language + 1)"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results; `listing.capped` says that there are more matches than were counted. `reach` is the
    deepest page that can be shown; `query` is how the search was understood."""

    listing: Listing
    query: Query
    by: str
    reach: int


Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(slots=True)
class _Matches:
    """Every match of one search: `places` newest first; `marks` hold outlet, category and language, for facets.
    `begun`: found by single words of one beginning; `newest` are the newest as far as they were looked for."""

    places: Numbers
    capped: bool
    cap: int
    marks: Numbers | None = None
    begun: bool = False
    newest: list[int] = field(default_factory=list)
    after: int = END


class Search:
    """Full-text search within a filter. It keeps the matches of a few searches, as long as nothing is written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._browse = Browse(database)
        self._counts = Counts(database)
        self._vocabulary = Vocabulary(database)
        self._kept: dict[tuple[object, ...], _Matches] = {}

    def find(self, text: str, filter_: Filter, audience: str, part: Slice | None = None, by: str = "date") -> Found:
        """One page of results, `by` "date" (newest first) or "relevance" (BM25). Raises InputError for a bad search."""
        part, query = part or Slice(), parse(text, filter_)
        if not query.match:
            listing = self._browse.page(query.filter, audience, part)
            return Found(listing, query, "date", listing.pages)
        with self._database.snapshot():
            matches = self._matches(query, audience)
            by = "date" if matches.begun else by  # so many words cannot be ranked while one waits
            places, reach = self._ordered(query, audience, matches, part, by)
            items: tuple[Item, ...] = self._browse.items(places)
        total = len(matches.places)
        return Found(Listing(items, total, part.number, part.size, None, matches.capped), query, by, reach)

    def facets(self, text: str, filter_: Filter, audience: str) -> Facets:
        """Counts of all matches per outlet, category, language, credit and year."""
        query = parse(text, filter_)
        if not query.match:
            return self._counts.facets(query.filter, audience)
        with self._database.snapshot():
            matches = self._matches(query, audience)
            if matches.marks is None:
                matches.marks = self._marks(query, audience, matches)
            marks = matches.marks
            counts = (marks >> 40, ((marks >> 16) & 0xFFFFFF) - 1, (marks & 0xFFFF) - 1)
            named = self._counts.named(*(_tally(column) for column in counts))
            credits = self._credits(matches)
        return replace(named, credits=credits, years=_years(matches.places), capped=matches.capped)

    def _matches(self, query: Query, audience: str) -> _Matches:
        key = (self._database.state, query.match, query.filter, audience)
        if key in self._kept:
            return self._kept[key]
        found = self._collect(query, audience)
        while len(self._kept) >= KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = found
        return found

    def _collect(self, query: Query, audience: str) -> _Matches:
        begun = self._begun(query, audience)
        if begun is not None:
            return begun
        cap = max(LEAST_CAP, int(self._database.value("SELECT coalesce(max(n), 0) FROM items")) // 10)
        places = self._gather(query, audience, "l.place", cap + 1)
        return _Matches(np.sort(places[:cap])[::-1], len(places) > cap, cap)

    def _begun(self, query: Query, audience: str) -> _Matches | None:
        """More than `BEGUN` matches of `word*`, by its most frequent words; None where there are no more."""
        if not query.beginning:
            return None
        words = self._vocabulary.beginning(query.beginning, 50 * BEGUN)
        if sum(items for _, items in words) <= BEGUN:
            return None
        places = np.zeros(0, dtype=np.int64)
        for word, _ in words:
            one = replace(query, match=f'"{word}"')
            places = np.union1d(places, self._gather(one, audience, "l.place", BEGUN + 1))
            if len(places) > BEGUN:
                return _Matches(places[::-1][:BEGUN], capped=True, cap=BEGUN, begun=True)
        return None

    def _marks(self, query: Query, audience: str, matches: _Matches) -> Numbers:
        if not matches.begun:
            return self._gather(query, audience, _MARKS, matches.cap)
        numbers = ",".join(str(number_of(place)) for place in matches.places.tolist())
        text = self._database.value(f"SELECT group_concat({_MARKS}) FROM listing l WHERE l.n IN ({numbers})")
        return np.fromstring(text, dtype=np.int64, sep=",")

    def _gather(self, query: Query, audience: str, what: str, limit: int) -> Numbers:
        """One number for each match, the last added first; as one text, for a row each would cost ten times that."""
        plan = self._browse.terms.plan(query.filter)
        if plan.nothing:
            return np.zeros(0, dtype=np.int64)
        sql = (
            f"SELECT group_concat(x) FROM (SELECT {what} AS x FROM words w CROSS JOIN listing l ON l.n = w.rowid "
            f"WHERE w.words MATCH ? AND {_conditions(plan, rank(audience))} ORDER BY w.rowid DESC LIMIT ?)"
        )
        text = self._database.value(sql, (query.match, limit))
        return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)

    def _ordered(self, query: Query, audience: str, matches: _Matches, part: Slice, by: str) -> tuple[list[int], int]:
        start = (part.number - 1) * part.size
        if by == "relevance":
            ranked = self._ranked(query, audience)
            return ranked[start : start + part.size], max(1, -(-len(ranked) // part.size))
        if matches.capped:
            many = any(term.prefix for term in query.terms)
            found = self._sifted(query, audience, matches, part) if many else self._probed(query, audience, part)
            return found, PROBED // part.size
        return matches.places[start : start + part.size].tolist(), max(1, -(-len(matches.places) // part.size))

    def _ranked(self, query: Query, audience: str) -> list[int]:
        """The places of the best of at most `RANKED` matches, the last added first; ties newest first."""
        plan = self._browse.terms.plan(query.filter)
        sql = (
            "SELECT l.place, w.score FROM (SELECT rowid AS n, bm25(words, 8.0, 1.0, 2.0) AS score FROM words "
            "WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) w CROSS JOIN listing l ON l.n = w.n "
            f"WHERE {_conditions(plan, rank(audience))} ORDER BY w.score, l.place DESC"
        )
        return [int(row[0]) for row in self._database.all(sql, (query.match, RANKED))]

    def _probed(self, query: Query, audience: str, part: Slice) -> list[int]:
        """The newest matches of a very frequent word: walk the list by date and ask the index item by item."""
        plan = self._browse.terms.plan(query.filter)
        start = (part.number - 1) * part.size
        if plan.nothing or start + part.size > PROBED:
            return []
        table, where = rows_where(plan, rank(audience))
        distinct = "" if plan.counted else "DISTINCT "
        sql = (
            f"SELECT {distinct}place FROM {table} CROSS JOIN words w ON w.rowid = {LAST_N} - (place & {LAST_N}) "
            f"WHERE {where} AND place BETWEEN ? AND ? AND w.words MATCH ? ORDER BY place DESC LIMIT ? OFFSET ?"
        )
        rows = self._database.all(sql, (*plan.places, query.match, part.size, start))
        return [int(row[0]) for row in rows]

    def _sifted(self, query: Query, audience: str, matches: _Matches, part: Slice) -> list[int]:
        """The same where a word is only begun, which the index answers slowly item by item: look into the texts."""
        start, plan, seen = (part.number - 1) * part.size, self._browse.terms.plan(query.filter), rank(audience)
        if start + part.size > PROBED:
            return []
        for _ in range(SIFTED_MOST // SIFTED):
            if len(matches.newest) >= start + part.size:
                break
            places = self._browse.following(plan, seen, Slice(size=SIFTED, after=matches.after))
            items = zip(map(number_of, places), self._browse.items(places), strict=True)
            by_number = {number_of(place): place for place in places}
            matches.newest += [by_number[number] for number in self._vocabulary.sift(items, query.match)]
            matches.after = places[-1] if len(places) == SIFTED else -1
            if matches.after < 0:
                break
        if len(matches.newest) < start + part.size and matches.after >= 0:
            every = self._gather(query, audience, "l.place", -1)
            matches.newest, matches.after = np.sort(every)[::-1][:PROBED].tolist(), -1
        return matches.newest[start : start + part.size]

    def _credits(self, matches: _Matches) -> tuple[Facet, ...]:
        """Credits of the newest `RANKED` matches."""
        counts: Counter[int] = Counter()
        places = matches.places[:RANKED].tolist()
        for start in range(0, len(places), 2000):
            marks = ",".join(map(str, places[start : start + 2000]))
            rows = self._database.all(
                f"SELECT term, count(*) FROM labels WHERE kind = 1 AND place IN ({marks}) GROUP BY 1"
            )
            counts.update({int(row[0]): int(row[1]) for row in rows})
        return self._counts.terms_of(counts)


def _conditions(plan: Plan, seen: int) -> str:
    parts = [f"l.visibility <= {seen:d}"]
    for column, values in (("l.outlet", plan.outlets), ("l.category", plan.categories), ("l.language", plan.languages)):
        if values:
            parts.append(among(column, values))
    for terms in plan.labels:
        parts.append(f"EXISTS (SELECT 1 FROM labels x WHERE {among('x.term', terms)} AND x.place = l.place)")
    if plan.places != (0, END):
        parts.append(f"l.place BETWEEN {plan.places[0]:d} AND {plan.places[1]:d}")
    return " AND ".join(parts)


def _tally(numbers: Numbers) -> Counter[int]:
    values, counts = np.unique(numbers, return_counts=True)
    return Counter(dict(zip(values.tolist(), counts.tolist(), strict=True)))


def _years(places: Numbers) -> tuple[Facet, ...]:
    ordinals = (places >> 32) // 1440
    days = (ordinals - 719163).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    years[ordinals == 0] = 0
    found = sorted(_tally(years).items(), reverse=True)
    return tuple(Facet(f"{y:04d}" if y else "", str(y) if y else "undated", n) for y, n in found)
