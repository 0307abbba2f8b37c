"""Takes a parsed page, gives the regions of the record that repeats on it; reads no field."""

from __future__ import annotations

from dateline.pages.html_furniture import Masses
from dateline.pages.html_regions import Region
from dateline.pages.html_tree import Tree
from dateline.pages.metadata import Meta
from dateline.pages.pager import Position


def find_records(tree: Tree, masses: Masses, meta: Meta, position: Position) -> list[Region]:
    """The repeated record that is the content of the page; empty where there is none."""
    return []
