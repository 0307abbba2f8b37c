"""Takes the text of an HTML page, gives its visible text as one string with nodes and blocks that point into it.

Every visible character stands in `Tree.text` exactly once, in the order of the source; white space is folded as a
browser folds it, no-break spaces stay. Does not judge what a block is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

MOST_CHARS = 64_000_000
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_INVISIBLE = frozenset((
    "script", "style", "template", "head", "iframe", "svg", "math", "noscript", "noframes", "object", "canvas",
    "audio", "video", "select", "datalist", "textarea", "input", "map", "area", "title", "meta", "link",
    "param", "embed", "applet", "progress", "meter",
))  # fmt: skip
_BLOCK = frozenset((
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "caption", "ul",
    "button",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FLAT = re.compile(r"</?(?!(?:/?)(?:p|br|h[1-6]|li|tr|td|time|title|meta|script|style)\b)[a-z][^<>]*>", re.IGNORECASE)
_SCRIPTS = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)


class Node:
    """An element: its visible text is `tree.text[start:end]`; `inner` are its element children in order.

    It and what is inside it are `tree.nodes[order:stop]`; its blocks are `tree.blocks[first:last]`.
    """

    __slots__ = (
        "classes",
        "depth",
        "end",
        "first",
        "hint",
        "inner",
        "last",
        "order",
        "parent",
        "raw",
        "source",
        "start",
        "stop",
        "tag",
    )

    def __init__(self, source: Any, tag: str, raw: str, parent: Node | None, place: tuple[int, int]) -> None:
        self.source, self.tag, self.raw, self.parent = source, tag, raw, parent
        self.start, self.first = place
        self.end, self.last = place
        self.depth: int = parent.depth + 1 if parent else 0
        self.inner: list[Node] = []
        self.classes: tuple[str, ...] = tuple(raw.split()) if raw else ()
        self.hint: str | None = None
        self.order = self.stop = 0

    def get(self, name: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.source.get(name) or ""

    def up(self) -> list[Node]:
        """The node and its ancestors, innermost first."""
        out, node = [], self
        while node is not None:
            out.append(node)
            node = node.parent  # type: ignore[assignment]
        return out

    def inner_nodes(self, tree: Tree) -> list[Node]:
        """The nodes inside it, in document order."""
        return tree.nodes[self.order + 1 : self.stop]

    def within(self, other: Node) -> bool:
        """Whether the node is `other` or inside it."""
        node: Node | None = self
        while node is not None and node.depth >= other.depth:
            if node is other:
                return True
            node = node.parent
        return False


@dataclass(slots=True, eq=False)
class Block:
    """A run of inline text: `tree.text[start:end]`; `node` is the block element it stands in; `linked` chars are
    links.
    """

    start: int
    end: int
    node: Node
    linked: int = 0
    kind: str | None = None


@dataclass(slots=True)
class Tree:
    """A parsed page. `nodes` in document order; blocks of a node are `blocks[node.first:node.last]`."""

    root: Any
    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    by_class: dict[str, list[Node]] = field(default_factory=dict)
    by_tag: dict[str, list[Node]] = field(default_factory=dict)
    node_of: dict[Any, Node] = field(default_factory=dict)
    flattened: bool = False

    def words(self, node: Node) -> str:
        """The visible text of a node, without white space at its ends."""
        return self.text[node.start : node.end].strip()

    def inside(self, node: Node) -> list[Block]:
        """The blocks of a node."""
        return self.blocks[node.first : node.last]


def parse(text: str) -> Tree:
    """Parse a page: broken markup is repaired, nesting too deep for the parser is flattened, no text is lost."""
    text = _CONTROL.sub(" ", text)
    root, whole = _root(text)
    flattened = not whole
    if not whole:
        text = _SCRIPTS.sub(" ", text)
        root, whole = _root(_FLAT.sub("\n", text))
    if not whole:
        root, _ = _root("<p>" + _ANY_TAG.sub("\n", text).replace("<", "&lt;") + "</p>")
    tree = Tree(root, flattened=flattened)
    if root is not None:
        _Walk(tree).run(root)
    return tree


def _root(text: str) -> tuple[Any, bool]:
    """The root element and whether the parser took everything."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    if not text.strip():
        return None, True
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None, not _ANY_TAG.sub("", text).strip()
    last = parser.error_log.last_error
    return root, not (last is not None and last.level_name == "FATAL" and "RESOURCE_LIMIT" in last.type_name)


class _Walk:
    """One pass over the elements that builds text, nodes and blocks."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.pieces: list[str] = []
        self.size = 0
        self.open_at: int | None = None
        self.linked = 0
        self.links = 0
        self.space = False
        self.breaks = 0
        self.node: Node | None = None
        self.holder: Node | None = None
        self.raw_text = 0

    def run(self, root: Any) -> None:
        """Walk without recursion: nesting may be thousands of levels deep."""
        stack: list[tuple[Any, Node | None, Node | None]] = [(root, None, None)]
        while stack:
            source, closing, holder = stack.pop()
            if closing is not None:
                self._leave(closing, holder)
                if source.tail and source is not root:
                    self._say(source.tail)
                continue
            node = self._enter(source)
            if node is None:
                if source.tail and source is not root:
                    self._say(source.tail)
                continue
            stack.append((source, node, self.holder if node.tag not in _BLOCK else node.parent and self._outer(node)))
            if source.text:
                self._say(source.text)
            if len(source):
                stack.extend((child, None, None) for child in source.iterchildren(reversed=True))
        self._close()
        self.tree.text = "".join(self.pieces)

    def _outer(self, node: Node) -> Node | None:
        outer = node.parent
        while outer is not None and outer.tag not in _BLOCK:
            outer = outer.parent
        return outer

    def _enter(self, source: Any) -> Node | None:
        tag = source.tag
        if not isinstance(tag, str) or tag in _INVISIBLE:
            return None
        if tag == "br":
            self.breaks += 1
            return None
        attributes = source.attrib
        raw = ""
        if attributes:
            if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"])):
                return None
            raw = attributes.get("class", "")
        if tag in _BLOCK:
            self._close()
        node = Node(source, tag, raw, self.node, (self.size, len(self.tree.blocks)))
        tree = self.tree
        node.order = len(tree.nodes)
        tree.nodes.append(node)
        tree.node_of[source] = node
        tree.by_tag.setdefault(tag, []).append(node)
        for name in node.classes:
            tree.by_class.setdefault(name, []).append(node)
        if self.node is not None:
            self.node.inner.append(node)
        self.node = node
        if tag in _BLOCK:
            self.holder = node
        if tag == "a":
            self.links += 1
        elif tag == "pre":
            self.raw_text += 1
        return node

    def _leave(self, node: Node, holder: Node | None) -> None:
        if node.tag in _BLOCK:
            self._close()
        if node.tag == "a":
            self.links -= 1
        elif node.tag == "pre":
            self.raw_text -= 1
        node.stop = len(self.tree.nodes)
        node.end, node.last = self.size, len(self.tree.blocks) + (self.open_at is not None)
        self.node, self.holder = node.parent, holder

    def _say(self, words: str) -> None:
        """Add a run of text, its white space folded."""
        if self.raw_text:
            self._pre(words)
            return
        folded = _SPACE.sub(" ", words)
        if folded == " ":
            self.space = True
            return
        if folded[0] == " ":
            self.space = True
            folded = folded[1:]
        trailing = folded[-1] == " "
        self._put(folded[:-1] if trailing else folded)
        self.space = trailing

    def _pre(self, words: str) -> None:
        for index, line in enumerate(words.replace("\r\n", "\n").split("\n")):
            if index:
                self.breaks += 1
            if line.strip(" \t\r\f"):
                self._put(_SPACE.sub(" ", line))

    def _put(self, words: str) -> None:
        if self.breaks >= 2:
            self._close()
        if self.open_at is None:
            if self.size:
                self.pieces.append("\n\n")
                self.size += 2
            self.open_at = self.size
        elif self.breaks or self.space:
            self.pieces.append("\n" if self.breaks else " ")
            self.size += 1
        self.breaks, self.space = 0, False
        self.pieces.append(words)
        self.size += len(words)
        if self.links:
            self.linked += len(words)

    def _close(self) -> None:
        if self.open_at is not None and self.holder is not None:
            self.tree.blocks.append(Block(self.open_at, self.size, self.holder, self.linked))
        self.open_at, self.linked, self.space, self.breaks = None, 0, False, 0
