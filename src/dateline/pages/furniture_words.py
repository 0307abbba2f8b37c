"""Takes the furniture lexicon, answers which words are furniture, labels or list headings; knows no page."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
EXACT = ("more", "share", "comment", "cookie", "copyright", "top", "prev")


@cache
def words(kind: str) -> frozenset[str]:
    """All words of a kind (`more`, `related`, `category` …) in every language, in lower case."""
    return _table().get(kind, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with (files("dateline.data") / "lexicon" / "furniture.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["kind"], set()).update(w.casefold() for w in row["words"].split("|"))
    return {kind: frozenset(listed) for kind, listed in found.items()}


def bare(line: str) -> str:
    """The form in which a line is looked up: lower case, marks at the ends gone. `"» Read more …" -> "read more"`."""
    return _EDGE.sub("", line).casefold()


@cache
def furniture_of() -> dict[str, str]:
    """From a whole line in its bare form to the kind of furniture it is."""
    return {word.strip("…!. "): kind for kind in EXACT for word in words(kind)}


def pattern(kind: str) -> str:
    """The words of a kind as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words(kind), key=len, reverse=True))
