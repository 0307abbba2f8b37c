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
    match = _find(body)
    if match is None:
        return body, (), None
    rest = body[: match.start("all")].rstrip(" \t\n")
    sources = split_sources(match["bracketed"] or match["line"] or match["release"] or "")
    if not rest or not sources:
        return body, (), None
    return rest, sources, body[match.start("all") :].strip(" \t\n")


def is_credit(line: str) -> bool:
    """Whether a line is a credit and nothing else: `"Source: Agencies" -> True`."""
    match = _find(line) if len(line) <= _LONGEST else None
    return match is not None and not line[: match.start("all")].strip()


def ends_in_credit(paragraph: str) -> bool:
    """Whether a paragraph closes with a bracketed credit or is one."""
    return _find(paragraph) is not None


def _find(body: str) -> re.Match[str] | None:
    """Where the closing credit begins: at one of the last brackets opened, or at the start of the last line."""
    end = len(body.rstrip(_TRAILING))
    lowest = max(0, end - _LONGEST)
    last_line = body.rfind("\n", 0, end) + 1
    if last_line >= lowest and (match := _pattern().match(body, last_line)):
        return match
    if not end or body[end - 1] not in _CLOSE:
        return None
    at = end
    for _ in range(4):
        at = max(body.rfind(mark, lowest, at) for mark in _OPEN)
        if at < 0:
            return None
        if match := _pattern().match(body, at):
            return match
    return None


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
