"""Takes an entry of a page, finds the item on record that it is and whether it tells anything new. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.archive.browse import item_of
from dateline.archive.database import Database
from dateline.archive.identity import ALIKE, Entry, begins, day_of, likeness, same_address
from dateline.records import Item
from dateline.text import fold, squeeze

_LATEST = """
SELECT i.id, i.visibility, o.id AS outlet, v.* FROM items i JOIN versions v ON v.n = i.current
JOIN outlets o ON o.n = i.outlet WHERE i.n = ?
"""


@dataclass(frozen=True, slots=True)
class Match:
    """The item an entry is. `relation`: `same` (that version again), `less` (a part of it), `news` (a new version)."""

    number: int
    version: int
    relation: str


@dataclass(frozen=True, slots=True)
class Met:
    """What was met so far on one page, so that thousands of alike entries on it cost no more each than a few.

    `taken` items; `fresh` keys that no item had before this page; `ordinals`: the last given to twins of one opening.
    """

    taken: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    ordinals: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """The latest version of an item, ready for comparison."""

    number: int
    item: Item

    @property
    def text(self) -> str:
        """Its body with white space folded."""
        return squeeze(self.item.body)

    @property
    def day(self) -> str | None:
        """Its printed day."""
        return day_of(self.item.published)

    @property
    def folded(self) -> str:
        """Its body as the index knows it."""
        return fold(self.text)


class Matching:
    """Which item on record an entry is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, entry: Entry, keys: list[int], met: Met) -> Match | None:
        """The item an entry is, or None. Only an address names an item again that was already met on this page, so
        that two equal entries without one are true twins."""
        candidates = self._candidates(keys) if entry.url else self._untaken(keys, met)
        known = self._known(entry, candidates)
        if known is not None:
            return known
        matches = [m for n in candidates if (m := self._compare(entry, self.latest(n), n in met.taken))]
        order = {"same": 0, "less": 1, "news": 2}
        return min(matches, key=lambda m: (order[m.relation], m.number), default=None)

    def latest(self, number: int) -> Version:
        """The latest version of an item by its row."""
        row = self._database.one(_LATEST, (number,))
        if row is None:
            raise LookupError(f"item {number} has no current version")
        return Version(number, item_of(row))

    def _untaken(self, keys: list[int], met: Met) -> list[int]:
        """Candidates from before this page that it did not show yet; a key that is new with it has none."""
        found = []
        for key in keys:
            if key not in met.fresh:
                items = self._candidates([key])
                met.fresh.update([] if items else [key])
                found += items
        return [n for n in dict.fromkeys(found) if n not in met.taken]

    def _candidates(self, keys: list[int]) -> list[int]:
        if not keys:
            return []
        marks = ",".join("?" * len(keys))
        return [row[0] for row in self._database.all(f"SELECT DISTINCT item FROM keys WHERE key IN ({marks})", keys)]

    def _known(self, entry: Entry, candidates: list[int]) -> Match | None:
        """A candidate that had exactly this content in one of its versions."""
        for number in sorted(candidates):
            sql = "SELECT version, url FROM versions WHERE item = ? AND digest = ? ORDER BY version DESC LIMIT 1"
            row = self._database.one(sql, (number, entry.digest))
            if row is not None and not _contradict(entry.url, row["url"]):
                return Match(number, row["version"], "same")
        return None

    def _compare(self, entry: Entry, old: Version, taken: bool) -> Match | None:
        by_address = bool(entry.url and old.item.url and same_address(entry.url, old.item.url))
        if _contradict(entry.url, old.item.url) or (taken and not by_address):
            return None
        relation = _relation(entry, old, by_address)
        return Match(old.number, old.item.version, relation) if relation else None


def _contradict(one: str | None, other: str | None) -> bool:
    return bool(one and other and not same_address(one, other))


def _relation(entry: Entry, old: Version, by_address: bool) -> str | None:
    text, known = entry.text, old.text
    if text == known:
        return "news" if _tells_more(entry, old.item) else "same"
    if (text and begins(text, known)) or (not text and known):
        return "less"
    if (known and begins(known, text)) or (not known and text):
        return "news"
    if entry.item.completeness != "full" and old.item.completeness == "full":
        return "less" if by_address or likeness(text, known) >= ALIKE else None
    if by_address or likeness(text, known) >= ALIKE:
        return "news"
    return None


def _tells_more(entry: Entry, old: Item) -> bool:
    """Whether the same body comes with a title, day or credit that the version on record has not, or has otherwise."""
    new = entry.item
    pairs = ((new.title, old.title), (new.credit_as, old.credit_as))
    if any(one and squeeze(one) != squeeze(other or "") for one, other in pairs):
        return True
    unsure = bool(new.published_flags) and not old.published_flags
    return bool(entry.day and entry.day != day_of(old.published) and not (unsure and old.published))
