"""Takes the body of an item, gives the body without its credit line and the credited sources; judges no source."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_OPEN = "([（［【"
_CLOSE = ")]）］】"
_LONGEST = 300
_PIECES = re.compile(r"\s*(?:\+|;|؛|\||、|،|，|,(?=\s)|\s/\s|\s&\s)\s*")
_TRAILING = " \t\n\u00a0.。"


def take_credit(body: str) -> tuple[str, tuple[str, ...], str | None]:
    """Take the closing credit off a body: the rest, the sources it names, its words as printed.

    `"… (Source: Media Department + Agencies)" -> ("…", ("Media Department", "Agencies"), "(Source: …)")`. The credit is
    the last thing of the body, in brackets after the last sentence or a paragraph by itself; a body that is nothing
    but a
    credit keeps it. Without a credit the body comes back as it is, with `()` and None.
    """
    if not body:
        return body, (), None
    tail_at = max(0, len(body) - _LONGEST)
    match = _pattern().search(body, tail_at)
    if match is None:
        return body, (), None
    rest = body[: match.start("all")].rstrip(" \t\n")
    sources = split_sources(match["bracketed"] or match["line"] or match["release"] or "")
    if not rest or not sources:
        return body, (), None
    return rest, sources, body[match.start("all") :].strip(" \t\n")


def is_credit(line: str) -> bool:
    """Whether a line is a credit and nothing else: `"Source: Agencies" -> True`."""
    match = _pattern().search(line) if len(line) <= _LONGEST else None
    return match is not None and not line[: match.start("all")].strip()


def ends_in_credit(paragraph: str) -> bool:
    """Whether a paragraph closes with a bracketed credit or is one."""
    if not paragraph or paragraph[-1] not in _CLOSE + ".":
        return is_credit(paragraph)
    return _pattern().search(paragraph, max(0, len(paragraph) - _LONGEST)) is not None


def split_sources(words: str) -> tuple[str, ...]:
    """The sources a credit names: `"A’s Media Department + Agencies" -> ("A’s Media Department", "Agencies")`."""
    pieces = [piece.strip(_TRAILING + "-–—") for piece in _PIECES.split(words)]
    out: list[str] = []
    for piece in pieces:
        parts = _joint().split(piece) if len(pieces) > 1 else [piece]
        out.extend(part for part in parts if part)
    return tuple(dict.fromkeys(out))


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (files("dateline.data") / "lexicon" / "credits.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["kind"], []).extend(row["words"].split("|"))
    return found


def _either(kind: str) -> str:
    return "|".join(re.escape(word) for word in sorted(set(_words().get(kind, ())), key=len, reverse=True))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_either('joint')})\s+", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for the three shapes: in brackets, a line of its own, a release note (`PM der … vom …`)."""
    label = rf"(?:{_either('source')})\s*[:：]"
    bracketed = rf"[\(\[（［【]\s*{label}\s*(?P<bracketed>[^()\[\]（）［］【】]*(?:\([^()]*\)[^()]*)*)[\)\]）］】]"
    line = rf"(?:^|(?<=\n))[-–—*\s]*{label}[ \t\u00a0]*(?P<line>[^\n]+)"
    release = rf"(?:^|(?<=\n))(?:{_either('release')})\s+(?P<release>[^\n]+?)(?:\s+vom\s+[^\n]+)?"
    return re.compile(rf"(?P<all>{bracketed}|{line}|{release})[{_TRAILING}]*\Z", re.IGNORECASE)
