"""Items → what one line of a list shows of each, ready to be written by the template. It asks no archive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from dateline.archive import Term
from dateline.export import Entry, embedded
from dateline.records import Item, Outlet
from dateline.site import wording
from dateline.site.marks import Piece, after_headline, excerpt, marked
from dateline.site.names import Names


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list. `headline` and `excerpt` are pieces where words were searched for, else one piece each;
    `coins` is what a reference manager reads."""

    item: Item
    outlet: Outlet
    outlet_href: str
    day: str
    flags: tuple[str, ...]
    headline: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    coins: str


def cards(items: tuple[Item, ...], names: Names, root: str, terms: tuple[Term, ...] = ()) -> list[Card]:
    """The items of a list; `root` is the site's own address, `terms` what to mark."""
    return [_card(item, names.outlet(item.outlet), root, terms) for item in items]


def _card(item: Item, outlet: Outlet, root: str, terms: tuple[Term, ...]) -> Card:
    flags = (item.completeness if item.completeness != "full" else "", item.visibility)
    return Card(
        item,
        outlet,
        _address(item.outlet),
        wording.day(item.published),
        tuple(flag for flag in flags if flag and flag != "public"),
        marked(item.headline, terms) if terms else (Piece(item.headline),),
        excerpt(item.body if terms else after_headline(item), terms),
        embedded.coins(Entry(item, outlet, f"{root}/item/{item.id}")),
    )


@lru_cache(maxsize=1000)
def _address(outlet: str) -> str:
    return f"/outlet/{quote(outlet, safe='')}/"
