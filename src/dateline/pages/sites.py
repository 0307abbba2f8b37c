"""Takes the declarations of known systems, gives the reader that fits a page and its day; reads no item.

A declaration is a TOML file in `data/sites/`; a file may hold several readers of one system, each with the days of
its use, so that an old capture is read with the reader of its day.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import DatelineError
from dateline.pages.html_tree import Tree

FOLDER = "sites"
NO_DECLARATION = frozenset({"furniture.toml", "words.toml"})


@dataclass(frozen=True, slots=True)
class Reader:
    """One dated layout of a system. Fields from `item` on are selectors, see `data/sites/README.md`.

    `marks`: lists of classes, ids (`#id`) or `data-hook` values (`@value`), one list of which must be there whole;
    `unless`: any of these rules it out; `full`: entries without a “read more” are complete.
    """

    name: str
    since: str = ""
    until: str = ""
    hosts: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    generator: str = ""
    full: bool = False
    order: str = ""
    item: str = ""
    title: str = ""
    date: str = ""
    category: str = ""
    author: str = ""
    tags: str = ""
    number: str = ""
    form: str = ""
    body: str = ""
    more: str = ""
    skip: str = ""
    page_title: str = ""
    filter: str = ""
    pager: str = ""
    breadcrumb: str = ""
    article: str = ""

    @property
    def label(self) -> str:
        """What `Page.reader` shows: the name and the day since when this layout is in use."""
        return f"{self.name} {self.since}".strip()


SELECTORS = tuple(f.name for f in fields(Reader))[9:]


@cache
def readers() -> tuple[Reader, ...]:
    """Every declared reader, in the order of the file names. Raises DatelineError where a file has a fault."""
    folder = files("dateline.data") / FOLDER
    out: list[Reader] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml") and path.name not in NO_DECLARATION:
            out.extend(read_declaration(path.read_text("utf-8"), path.name))
    return tuple(out)


def read_declaration(text: str, where: str) -> list[Reader]:
    """The readers of one declaration. Raises DatelineError for a fault, naming the file."""
    try:
        data = tomllib.loads(text)
        return [_reader(data["name"], entry) for entry in data["reader"]]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        remedy = "see data/sites/README.md for the keys of a declaration"
        raise DatelineError(f"not a declaration of a site: {fault}", where=where, remedy=remedy) from None


def _reader(name: str, entry: dict[str, Any]) -> Reader:
    plain = {key: value for key, value in entry.items() if not isinstance(value, list)}
    marks = tuple(tuple(mark.split()) for mark in entry.get("marks", ()))
    return Reader(
        name=name, marks=marks, hosts=tuple(entry.get("hosts", ())), unless=tuple(entry.get("unless", ())), **plain
    )  # fmt: skip


def readers_for(tree: Tree, host: str, generator: str, day: str | None) -> list[Reader]:
    """The readers whose marks the page shows and that were in use on `day` (ISO), most specific first."""
    known = set(tree.by_class)
    known.update("#" + n.source.get("id") for n in tree.nodes if n.source.get("id"))
    known.update("@" + n.source.get("data-hook") for n in tree.nodes if n.source.get("data-hook"))
    found = [(r, w) for r in readers() if (w := _fits(r, known, host, generator)) and _in_use(r, day)]
    return [r for r, _ in sorted(found, key=lambda pair: -pair[1])]


def _fits(reader: Reader, known: set[str], host: str, generator: str) -> int:
    """How specific the fit is: 0 for none."""
    if any(mark in known for mark in reader.unless):
        return 0
    if reader.hosts:
        return 100 if any(host == h or host.endswith("." + h) for h in reader.hosts) else 0
    if reader.generator and not re.search(reader.generator, generator, re.IGNORECASE):
        return 0
    if not reader.marks:
        return 1 if reader.generator else 0
    return max((len(m) * 2 + bool(reader.generator) for m in reader.marks if known.issuperset(m)), default=0)


def _in_use(reader: Reader, day: str | None) -> bool:
    """Without a day every reader may fit; the newest layouts stand first in their files."""
    if not day:
        return True
    return (not reader.since or reader.since <= day[:10]) and (not reader.until or day[:10] <= reader.until)
