"""Outlets and categories an audience may know of, by the words that stand for them in addresses.

Built from the archive, kept for a moment; categories whose names fold alike share one address.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from dateline.archive import Archive, Filter
from dateline.records import Outlet
from dateline.site.wanted import Wanted, days
from dateline.text import make_id, slug

FRESH = 2.0


@dataclass(frozen=True, slots=True)
class Names:
    """`outlets` by id; `categories` by slug, each with its printed spellings, the most frequent first."""

    outlets: dict[str, Outlet]
    categories: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    languages: tuple[tuple[str, int], ...]
    made: float = field(default=0.0)

    def outlet(self, id_: str) -> Outlet:
        """An outlet, also one that is no longer known by its id."""
        return self.outlets.get(id_) or Outlet(id_, id_)

    def category(self, slug_: str) -> str:
        """What a category is called where its slug stands."""
        return self.categories.get(slug_, (slug_,))[0]

    def filter(self, wanted: Wanted) -> Filter:
        """What the archive is asked for. Raises LookupError naming an outlet or category that is not there."""
        printed: list[str] = []
        for name in wanted.outlet:
            if name not in self.outlets:
                raise LookupError(f"outlet “{name[:80]}”")
        for name in wanted.category:
            if name not in self.categories:
                raise LookupError(f"category “{name[:80]}”")
            printed += self.categories[name]
        start, end = days(wanted.date) if wanted.date not in {"", "undated"} else (wanted.start, wanted.end)
        return Filter(
            outlets=wanted.outlet,
            categories=tuple(printed),
            languages=wanted.language,
            credits=wanted.credit,
            tags=wanted.tag,
            authors=wanted.author,
            start=start or None,
            end=end or None,
            undated=wanted.date == "undated",
        )


def slug_of(category: str) -> str:
    """The word for a category in addresses; one without letters gets a stable made-up one."""
    return slug(category) or f"c-{make_id(category, length=8)}"


class NameKeeper:
    """Gives `Names`, reading them anew when they are older than a moment."""

    def __init__(self, audience: str) -> None:
        self._audience = audience
        self._names: Names | None = None

    def of(self, archive: Archive) -> Names:
        """The names of an archive; kept for two seconds."""
        now = time.monotonic()
        if self._names is None or now - self._names.made > FRESH:
            self._names = self._read(archive, now)
        return self._names

    def forget(self) -> None:
        """The file was replaced: read again next time."""
        self._names = None

    def _read(self, archive: Archive, now: float) -> Names:
        categories: dict[str, tuple[str, ...]] = {}
        counts: dict[str, int] = {}
        for name, items in archive.browse.terms.names("category", self._audience):
            key = slug_of(name)
            categories[key] = (*categories.get(key, ()), name)
            counts[key] = counts.get(key, 0) + items
        outlets = {outlet.id: outlet for outlet in archive.outlets.all(self._audience)}
        languages = archive.browse.terms.names("language", self._audience)
        return Names(outlets, categories, counts, languages, now)
