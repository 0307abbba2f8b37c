"""Takes a Capture and its Page, files them: new items, new versions, sightings. Each call is all or nothing.

Who an entry is, `identity` tells; which items are near-identical, `reposts`. It splits no page and guesses no outlet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from dateline.archive.bodies import pack_body
from dateline.archive.captures import Captures
from dateline.archive.database import Database
from dateline.archive.identity import Entry, entries
from dateline.archive.matching import Match, Matching, Met, Version
from dateline.archive.outlets import Outlets
from dateline.archive.reposts import Reposts
from dateline.archive.runs import Run
from dateline.archive.words import Words
from dateline.records import Capture, Item, Outlet, Page, as_dict
from dateline.text import make_id

_VERSION = (
    "INSERT INTO versions (n, item, version, digest, published, published_as, title, headline, headline_derived,"
    " category, number, kind, language, url, completeness, credit, credit_as, more, body, capture, added)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ITEM = (
    "INSERT INTO items (n, id, outlet, version, current, day, published, headline, category, language, kind,"
    " completeness, url, size, added) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SIGHTING = "INSERT OR IGNORE INTO sightings (item, capture, position, version) VALUES (?, ?, ?, ?)"
_SPAN = (
    "INSERT OR REPLACE INTO spans (capture, outlet, first, last) SELECT s.capture, min(i.outlet), min(i.day),"
    " max(i.day) FROM sightings s JOIN items i ON i.n = s.item WHERE s.capture = ? AND i.day IS NOT NULL"
    " GROUP BY s.capture"
)
_DETAILS = ("category", "tags", "authors", "number", "kind", "language", "url")  # some pages leave them out
_FILLED = (*_DETAILS, "title", "published")


@dataclass(frozen=True, slots=True)
class Filed:
    """What one capture brought: items and versions that were new, sightings of what was known."""

    captures: int = 0
    items: int = 0
    versions: int = 0
    sightings: int = 0

    def __add__(self, other: Filed) -> Filed:
        return Filed(
            self.captures + other.captures,
            self.items + other.items,
            self.versions + other.versions,
            self.sightings + other.sightings,
        )


@dataclass(frozen=True, slots=True)
class Filing:
    """What to file under: the outlet, the run, the version of what split the page."""

    outlet: Outlet
    run: Run
    splitter: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry is filed."""

    outlet: int
    slug: str
    capture: int
    added: str


class Intake:
    """The way into the archive."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._captures = Captures(database)
        self._outlets = Outlets(database)
        self._matching = Matching(database)
        self._reposts = Reposts(database)
        self._words = Words(database)

    def store(self, capture: Capture, page: Page, filing: Filing) -> Filed:
        """File a capture with its page. Bytes already split by the same version change nothing."""
        with self._database.transaction():
            known = self._captures.known(capture.sha256)
            if known is not None and (known.purged or known.splitter == filing.splitter):
                return Filed()
            self._hold_lists()
            outlet = self._outlets.ensure(filing.outlet)
            if known is None:
                number = self._captures.add(capture, filing.run, filing.splitter)
            else:
                number = known.number
                self._forget_page(number, filing.splitter)
            self._store_page(number, outlet, page)
            place = _Place(outlet, filing.outlet.id, number, filing.run.started)
            filed = self._file(page.items, place)
            self._captures.restrict(number)
            return replace(filed, captures=int(known is None))

    def _hold_lists(self) -> None:
        """Let the lists and counts of all items of this transaction be written together when it ends."""
        if self._database.value("SELECT since FROM filing") is None:
            self._database.run("INSERT INTO filing SELECT coalesce(max(n), 0) + 1 FROM items")
            self._database.later("DELETE FROM filing", ())

    def _forget_page(self, capture: int, splitter: str) -> None:
        self._database.run("DELETE FROM sightings WHERE capture = ?", (capture,))
        self._database.run("DELETE FROM pages WHERE capture = ?", (capture,))
        self._database.run("DELETE FROM spans WHERE capture = ?", (capture,))
        self._captures.mark(capture, splitter)

    def _store_page(self, capture: int, outlet: int, page: Page) -> None:
        detail = {"furniture": as_dict(page.furniture), "links": as_dict(page.links)}
        empty = not page.furniture and not page.links
        packed = None if empty else pack_body(json.dumps(detail, ensure_ascii=False))
        self._database.run(
            "INSERT INTO pages (capture, outlet, title, filter, number, pages, breadcrumb, next, kind, language,"
            " reader, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(capture, outlet, page.title, page.filter, page.number, page.of),
                json.dumps(page.breadcrumb, ensure_ascii=False),
                *(page.next, page.kind, page.language, page.reader, page.reason, packed),
            ),
        )

    def _file(self, items: tuple[Item, ...], place: _Place) -> Filed:
        filed, met, seen = Filed(), Met(), list[tuple[int, int, int, int]]()
        for position, entry in enumerate(entries(items), 1):
            keys = entry.keys(place.slug)
            match = self._matching.find(entry, keys, met)
            if match is None:
                number, version, brought = self._new(entry, keys, place, met), 1, Filed(items=1, sightings=1)
            else:
                number = match.number
                version, brought = self._again(match, entry, keys, place)
            met.taken.add(number)
            seen.append((number, place.capture, position, version))
            filed += brought
        self._database.run_many(_SIGHTING, seen)
        self._database.run(_SPAN, (place.capture,))
        return filed

    def _new(self, entry: Entry, keys: list[int], place: _Place, met: Met) -> int:
        item = entry.item
        number = int(self._database.value("SELECT coalesce(max(n), 0) + 1 FROM items"))
        current = self._next_version_row()
        self._database.run(
            _ITEM,
            (
                *(
                    number,
                    self._id(entry, place.slug, met),
                    place.outlet,
                    current,
                    entry.day,
                    item.published,
                    item.headline,
                ),
                *(item.category, item.language, item.kind, item.completeness, item.url, len(item.body), place.added),
            ),
        )
        self._insert_version(current, number, 1, entry, place)
        self._note_keys(number, keys)
        self._words.add(number, item, entry.folded)
        self._reposts.place(number, entry.folded, entry.day)
        return number

    def _note_keys(self, number: int, keys: list[int]) -> None:
        sql = "INSERT OR IGNORE INTO keys (key, item) VALUES (?, ?)"
        self._database.run_many(sql, [(key, number) for key in keys])

    def _id(self, entry: Entry, outlet: str, met: Met) -> str:
        if entry.url:
            made = make_id("item", outlet, entry.url)
            if not self._is_taken(made):
                return made
        alike = (entry.day or "", entry.opening)
        ordinal = met.ordinals.get(alike, 0) + 1
        while self._is_taken(made := make_id("item", outlet, *alike, ordinal)):
            ordinal += 1
        met.ordinals[alike] = ordinal
        return made

    def _is_taken(self, id_: str) -> bool:
        return self._database.value("SELECT 1 FROM items WHERE id = ?", (id_,)) is not None

    def _next_version_row(self) -> int:
        return int(self._database.value("SELECT coalesce(max(n), 0) + 1 FROM versions"))

    def _insert_version(self, row: int, item: int, version: int, entry: Entry, place: _Place) -> None:
        it = entry.item
        self._database.run(
            _VERSION,
            (
                *(row, item, version, entry.digest, it.published, it.published_as, it.title, it.headline),
                *(int(it.headline_derived), it.category, it.number, it.kind, it.language, it.url, it.completeness),
                *(json.dumps(it.credit, ensure_ascii=False), it.credit_as),
                *(_more(it), pack_body(it.body), place.capture, place.added),
            ),
        )

    def _again(self, match: Match, entry: Entry, keys: list[int], place: _Place) -> tuple[int, Filed]:
        """An entry seen before: a sighting, and a new version where it says more or something else."""
        self._database.run_many(
            "INSERT OR IGNORE INTO keys (key, item) VALUES (?, ?)", [(k, match.number) for k in keys]
        )
        latest = self._matching.latest(match.number)
        if match.relation != "news":
            self._complete(latest, entry.item)
            return match.version, Filed(sightings=1)
        merged = replace(entry, item=_filled(entry.item, latest.item))
        version, row = latest.item.version + 1, self._next_version_row()
        self._words.remove(match.number, latest.item, latest.folded)
        self._insert_version(row, match.number, version, merged, place)
        self._point_to(match.number, row, version, merged)
        self._words.add(match.number, merged.item, merged.folded)
        self._reposts.renew(match.number, (latest.folded, latest.day), (merged.folded, merged.day))
        return version, Filed(versions=1, sightings=1)

    def _complete(self, latest: Version, new: Item) -> None:
        """Note details that the version on record lacks: no new version, for the source changed nothing."""
        old = latest.item
        gained = {name: getattr(new, name) for name in _DETAILS if getattr(new, name) and not getattr(old, name)}
        if not gained:
            return
        item = replace(old, **gained)
        self._database.run(
            "UPDATE versions SET category = ?, number = ?, kind = ?, language = ?, url = ?, more = ?"
            " WHERE item = ? AND version = ?",
            (item.category, item.number, item.kind, item.language, item.url, _more(item), latest.number, old.version),
        )
        self._database.run(
            "UPDATE items SET category = ?, kind = ?, language = ?, url = ? WHERE n = ?",
            (item.category, item.kind, item.language, item.url, latest.number),
        )

    def _point_to(self, number: int, row: int, version: int, entry: Entry) -> None:
        item = entry.item
        self._database.run(
            "UPDATE items SET version = ?, current = ?, day = ?, published = ?, headline = ?, category = ?,"
            " language = ?, kind = ?, completeness = ?, url = ?, size = ? WHERE n = ?",
            (
                *(version, row, entry.day, item.published, item.headline, item.category, item.language),
                *(item.kind, item.completeness, item.url, len(item.body), number),
            ),
        )


def _more(item: Item) -> str:
    """The rarer fields as JSON, only what is not empty."""
    more = {"published_flags": item.published_flags, "tags": item.tags, "authors": item.authors}
    return json.dumps({name: value for name, value in more.items() if value}, ensure_ascii=False)


def _filled(new: Item, old: Item) -> Item:
    """The new version with what only the old one told: a listing may print the category, the article the author."""
    missing = {name: getattr(old, name) for name in _FILLED if not getattr(new, name) and getattr(old, name)}
    if "published" in missing:
        missing |= {"published_as": old.published_as, "published_flags": old.published_flags}
    if "title" in missing or (new.headline_derived and not old.headline_derived):
        missing |= {"headline": old.headline, "headline_derived": old.headline_derived}
    return replace(new, **missing)
