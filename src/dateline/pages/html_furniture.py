"""Takes a parsed page, marks the nodes and blocks that are furniture, with their kind; decides nothing about items.

What class names, roles and tags say is in `data/sites/furniture.toml`, what words say in
`data/lexicon/furniture.csv`. A part that holds most of the page's prose is no furniture, whatever it is called.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.pages.furniture_words import bare, furniture_of, words
from dateline.pages.html_tree import Block, Node, Tree

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SOFT = frozenset({"masthead", "footer"})
MOST = 0.4
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hints:
    """What `furniture.toml` says, ready to ask."""

    parts: tuple[tuple[str, re.Pattern[str]], ...]
    whole: dict[str, str]
    tags: dict[str, str]
    roles: dict[str, str]
    kept_tags: frozenset[str]
    kept: re.Pattern[str]


@cache
def hints() -> Hints:
    """The hints of the data file."""
    data = tomllib.loads((files("dateline.data") / "sites" / "furniture.toml").read_text("utf-8"))
    parts = tuple((kind["name"], _parts(kind["words"])) for kind in data["kind"])
    whole = {name: kind["name"] for kind in data["kind"] for name in kind.get("classes", ())}
    keep = data["keep"]
    tags = {tag: kind for tag, kind in data["tags"].items() if kind}
    return Hints(parts, whole, tags, data["roles"], frozenset(keep["tags"]), _parts(keep["words"]))


def _parts(listed: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[-_\s])(?:{'|'.join(re.escape(w) for w in sorted(listed, key=len, reverse=True))})(?:$|[-_\s\d])"
    )


@cache
def kind_of_name(raw: str, ident: str) -> str | None:
    """The kind of furniture that a class attribute and an id tell. `("post-share-bar", "") -> "share"`."""
    known = hints()
    for name in (*raw.split(), "#" + ident):
        if name in known.whole:
            return known.whole[name]
    told = _CAMEL.sub("-", f"{raw} {ident}").lower()
    if known.kept.search(told):
        return None
    for kind, pattern in known.parts:
        if pattern.search(told):
            return kind
    return None


class Masses:
    """How much prose (characters that are no link) any node holds, in constant time."""

    def __init__(self, tree: Tree) -> None:
        self.sums = [0]
        for block in tree.blocks:
            self.sums.append(self.sums[-1] + block.end - block.start - block.linked)
        self.all = self.sums[-1]

    def of(self, node: Node) -> int:
        """Characters of prose in a node."""
        return self.sums[node.last] - self.sums[node.first]


def mark_furniture(tree: Tree, masses: Masses) -> None:
    """Set `Node.hint` of every node in furniture and `Block.kind` of every block in it."""
    known = hints()
    main = _main(tree, masses)
    for node in tree.nodes:
        parent = node.parent
        node.hint = (parent.hint if parent else None) or _own(tree, node, known, masses, main)
    for block in tree.blocks:
        block.kind = block.node.hint
    _mark_headed(tree, masses)


def _mark_headed(tree: Tree, masses: Masses) -> None:
    """What stands under a heading such as “Related articles” is furniture with it, unless it is most of the page."""
    for tag in ("h2", "h3", "h4", "h5"):
        for node in tree.by_tag.get(tag, []):
            outer = node.parent
            if outer is None or node.hint is not None or bare(tree.words(node)) not in words("related"):
                continue
            if outer.first < node.first or outer.tag in ("body", "html", "main", "article"):
                continue
            if masses.of(outer) > MOST * masses.all:
                continue
            for block in tree.inside(outer):
                block.kind = block.kind or "related"
            for inner in tree.nodes[outer.order : outer.stop]:
                inner.hint = inner.hint or "related"


def _main(tree: Tree, masses: Masses) -> Node | None:
    """The one `main` element, where it holds most of the prose."""
    mains = tree.by_tag.get("main", [])
    return mains[0] if len(mains) == 1 and masses.of(mains[0]) > MOST * masses.all else None


def _is_other(tree: Tree, node: Node) -> bool:
    """Whether an article inside an article is another one: the outer has a heading before it and prose of its own."""
    outer = next(n for n in node.up()[1:] if n.tag == "article")
    first = next((n for n in outer.inner_nodes(tree) if n.tag in ("h1", "h2")), None)
    return first is not None and not first.within(node) and first.order < node.order


def _own(tree: Tree, node: Node, known: Hints, masses: Masses, main: Node | None) -> str | None:
    if node.tag == "article" and any(n.tag == "article" for n in node.up()[1:]) and _is_other(tree, node):
        return "related"
    if node.tag in known.kept_tags:
        return None
    source = node.source
    kind = known.roles.get(source.get("role") or "") or known.tags.get(node.tag)
    ident = source.get("id") or ""
    if kind in _SOFT and any(n.tag in ("article", "main", "section", "li") for n in node.up()[1:]):
        kind = None
    if kind is None and (node.raw or ident):
        kind = kind_of_name(node.raw, ident)
    if kind is None:
        return None
    share = masses.of(node) / masses.all if masses.all else 0
    if share > (0.75 if kind in ("comments", "cookie") else MOST):
        return None
    if main is not None and kind in ("masthead",) and main.within(node):
        return None
    return kind


def kind_of_words(tree: Tree, block: Block) -> str | None:
    """The kind of furniture that the words of a block tell: “Read more”, “Share this”, “All rights reserved”."""
    text = tree.text[block.start : block.end]
    if len(text) > 60:
        return None
    plain = bare(text)
    kind = furniture_of().get(plain.strip("…!. "))
    if kind is None and (plain in words("related")):
        kind = "related"
    return kind
