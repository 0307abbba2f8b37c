"""Takes a selector as a declaration writes it, gives the nodes it picks; knows no site.

The part of CSS that declarations need: `tag`, `.class`, `#id`, `[name]`, `[name=value]`, `[name^=…]`, `[name*=…]`,
compounds of them, a blank for “inside”, a comma for “or”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from dateline.pages.html_tree import Node, Tree

_PART = re.compile(
    r"""(?P<tag>^[a-z][a-z0-9]*|^\*)|\.(?P<cls>[\w-]+)|\#(?P<id>[\w-]+)|\[(?P<name>[\w:-]+)(?:(?P<op>[~^*]?=)["']?(?P<value>[^"'\]]*)["']?)?\]"""
)


@dataclass(frozen=True, slots=True)
class Simple:
    """One compound: every part must hold."""

    tag: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()

    def holds(self, node: Node) -> bool:
        """Whether the node is picked by this compound."""
        if self.tag and node.tag != self.tag:
            return False
        if any(name not in node.classes for name in self.classes):
            return False
        return all(_attribute(node, *wanted) for wanted in self.attributes)


def _attribute(node: Node, name: str, op: str, value: str) -> bool:
    found = node.source.get(name)
    if found is None:
        return False
    if op == "^=":
        return str(found).startswith(value)
    if op == "*=":
        return value in found
    if op == "~=":
        return value in found.split()
    return not op or found == value


@cache
def compiled(selector: str) -> tuple[tuple[Simple, ...], ...]:
    """The alternatives of a selector, each a chain from the outermost compound in. Raises ValueError for other CSS."""
    return tuple(
        tuple(_simple(part) for part in alternative.split())
        for alternative in selector.split(",")
        if alternative.strip()
    )


def _simple(words: str) -> Simple:
    tag, classes, attributes, at = "", [], [], 0
    while at < len(words):
        match = _PART.match(words[at:]) if at == 0 else _PART.match(words, at)
        if match is None:
            raise ValueError(f"not a selector that declarations know: {words!r}")
        at += len(match.group())
        if match["tag"]:
            tag = "" if match["tag"] == "*" else match["tag"]
        elif match["cls"]:
            classes.append(match["cls"])
        elif match["id"]:
            attributes.append(("id", "=", match["id"]))
        else:
            attributes.append((match["name"], match["op"] or "", match["value"] or ""))
    return Simple(tag, tuple(classes), tuple(attributes))


def select(tree: Tree, selector: str, start: int = 0, stop: int | None = None) -> list[Node]:
    """The nodes a selector picks among `tree.nodes[start:stop]`, in document order, each once."""
    if not selector:
        return []
    stop = len(tree.nodes) if stop is None else stop
    found: dict[int, Node] = {}
    for chain in compiled(selector):
        last = chain[-1]
        if last.classes:
            pool = _between(tree.by_class.get(last.classes[0], []), start, stop)
        elif last.tag:
            pool = _between(tree.by_tag.get(last.tag, []), start, stop)
        else:
            pool = tree.nodes[start:stop]
        for node in pool:
            if last.holds(node) and _outer(node, chain[:-1]):
                found[node.order] = node
    return [found[order] for order in sorted(found)]


def _between(nodes: list[Node], start: int, stop: int) -> list[Node]:
    """The nodes whose order lies in a stretch; they come in document order, so two searches find them."""
    return nodes[bisect_left(nodes, start, key=_order) : bisect_left(nodes, stop, key=_order)]


def _order(node: Node) -> int:
    return node.order


def _outer(node: Node, chain: tuple[Simple, ...]) -> bool:
    """Whether the ancestors hold the rest of the chain, innermost first."""
    left, parent = list(chain), node.parent
    while left and parent is not None:
        if left[-1].holds(parent):
            left.pop()
        parent = parent.parent
    return not left
