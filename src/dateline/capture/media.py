"""Bytes, file name and declared type → media type. It looks at the first bytes only and parses nothing."""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import PurePosixPath

HEAD = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!(?!--)[^>]*>)", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w-]*)[\s/>]")
_JSON = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*[\[{"\]])')
_MAIL = re.compile(r"[A-Za-z-]+: \S")
_JSON_FEED = "jsonfeed.org/version"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The tables of `media.toml`."""

    magic: tuple[tuple[bytes, str], ...]
    root: dict[str, str]
    extension: dict[str, str]
    textual: frozenset[str]
    pages: frozenset[str]
    unclear: frozenset[str]


@cache
def kinds() -> Kinds:
    """Read `media.toml`, once."""
    table = tomllib.loads(resources.files(__package__).joinpath("media.toml").read_text("utf-8"))
    magic = tuple((mark.encode("latin-1"), kind) for mark, kind in table["magic"].items())
    textual, pages, unclear = (frozenset(table[name]) for name in ("textual", "pages", "unclear"))
    return Kinds(magic, table["root"], table["extension"], textual, pages, unclear)


def media_type(data: bytes, name: str = "", declared: str = "") -> str:
    """The media type of `data`: what the bytes show, else what was declared, else what the name's extension says.

    A declared charset stays: `b"<html>…", "", "text/plain; charset=cp1256" -> "text/html; charset=cp1256"`.
    """
    said, _, parameters = declared.partition(";")
    said = said.strip().lower()
    found = by_content(data)
    if found is None:
        extension = PurePosixPath(name).suffix.lower().lstrip(".")
        known = said if said and said not in kinds().unclear else kinds().extension.get(extension)
        found = known or ("text/plain" if is_text(data) else "application/octet-stream")
        if found in kinds().pages and not is_text(data):
            found = "application/octet-stream"
    elif found == "application/json" and said.endswith("json"):
        found = said
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return f"{found}; charset={charset[1].lower()}" if charset and is_page(found) else found


def by_content(data: bytes) -> str | None:
    """The media type the first bytes show, None where they do not tell. `b"%PDF-1.7" -> "application/pdf"`."""
    head = data[:HEAD]
    for mark, kind in kinds().magic:
        if head.startswith(mark) and (kind in kinds().textual or not _is_word(mark) or not is_text(head)):
            return kind
    if head[4:8] == b"ftyp":
        return "video/mp4"
    text = _as_text(head)
    while found := _PROLOGUE.match(text):
        if re.match(r"\s*<!doctype\s+html", found[0], re.IGNORECASE):
            return "application/xhtml+xml" if _is_xml(head) else "text/html"
        text = text[found.end() :]
    if root := _ROOT.match(text):
        return kinds().root.get(root[1].lower(), "application/xml" if _is_xml(head) else None)
    if _MAIL.match(text) and "multipart/related" in text.lower():
        return "multipart/related"
    if _JSON.match(text):
        return "application/feed+json" if _JSON_FEED in text else "application/json"
    return "application/xml" if _is_xml(head) else None


def is_page(kind: str) -> bool:
    """Whether a capture of this type can show items. `"text/html; charset=utf-8" -> True`, `"image/png" -> False`."""
    return kind.partition(";")[0] in kinds().pages


def is_text(data: bytes) -> bool:
    """Whether the bytes can be writing in any encoding: no control characters but white space, a BOM honoured."""
    text = _as_text(data[:HEAD])
    strange = sum(c < " " and c not in "\t\n\r\f\x1b" for c in text)
    return strange == 0 or (strange * 200 < len(text) and "\0" not in text)


def _is_word(mark: bytes) -> bool:
    """Whether a writer could open a text with these bytes: OTTO is a name, and a font."""
    return mark.isascii() and mark.decode("ascii").isprintable()


def _as_text(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")


def _is_xml(head: bytes) -> bool:
    return _as_text(head).lstrip().startswith("<?xml")
