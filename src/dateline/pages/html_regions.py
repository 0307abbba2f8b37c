"""Takes a parsed page, gives stretches of it (regions) and the notes of which characters are used; reads no field."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.pages.dates import PrintedDate
from dateline.pages.html_tree import Block, Node, Tree


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the page: nodes `order:stop`, blocks `first:last`; `node` where it is one element."""

    order: int
    stop: int
    first: int
    last: int
    node: Node | None = None

    def nodes(self, tree: Tree) -> list[Node]:
        """The nodes in it, in document order."""
        return tree.nodes[self.order : self.stop]

    def blocks(self, tree: Tree) -> list[Block]:
        """The blocks in it."""
        return tree.blocks[self.first : self.last]


def region_of(node: Node) -> Region:
    """The region that one element is."""
    return Region(node.order, node.stop, node.first, node.last, node)


def region_from(nodes: list[Node], last_block: int | None = None) -> Region:
    """The region from the first to the last of some siblings."""
    first, last = nodes[0], nodes[-1]
    return Region(first.order, last.stop, first.first, last.last if last_block is None else last_block)


@dataclass(slots=True)
class Claim:
    """Characters `start:end` of the page's text that are in a field of an item, or furniture of a kind."""

    start: int
    end: int
    field: str


@dataclass(slots=True)
class Draft:
    """An item while it is read: values of fields and the claims that carry them."""

    region: Region
    claims: list[Claim] = field(default_factory=list)
    title: str | None = None
    url: str | None = None
    category: str | None = None
    number: str | None = None
    form: str | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    more: bool = False
    title_node: Node | None = None
    printed: PrintedDate | None = None
    date_at: tuple[int, int] | None = None
    stamp: str | None = None
    heading: PrintedDate | None = None
    flags: tuple[str, ...] = ()

    def claim(self, node: Node, name: str) -> None:
        """Note that the text of a node is the value of a field."""
        self.claims.append(Claim(node.start, node.end, name))

    @staticmethod
    def made(start: int, end: int, name: str) -> Claim:
        """A claim on a stretch."""
        return Claim(start, end, name)

    def taken(self, start: int, end: int) -> bool:
        """Whether any character of a stretch is claimed."""
        return any(c.start < end and start < c.end for c in self.claims)
