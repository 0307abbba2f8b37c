"""Outlets and categories an audience may know of, by the words that stand for them in addresses.

Built from the archive; categories whose names fold alike share one address.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive import Archive, Filter
from dateline.records import Outlet
from dateline.site.wanted import Wanted, days
from dateline.text import make_id, slug


@dataclass(frozen=True, slots=True)
class Names:
    """`outlets` by id; `categories` by slug, each with its printed spellings, the most frequent first."""

    outlets: dict[str, Outlet]
    categories: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    languages: tuple[tuple[str, int], ...]

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


def names_of(archive: Archive, audience: str) -> Names:
    """The names an audience may know of."""
    categories: dict[str, tuple[str, ...]] = {}
    counts: dict[str, int] = {}
    for name, items in archive.browse.terms.names("category", audience):
        key = slug_of(name)
        categories[key] = (*categories.get(key, ()), name)
        counts[key] = counts.get(key, 0) + items
    outlets = {outlet.id: outlet for outlet in archive.outlets.all(audience)}
    return Names(outlets, categories, counts, archive.browse.terms.names("language", audience))
