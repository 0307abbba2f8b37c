"""Spans, white space, digests, normal forms: small pure functions over strings; knows no record but Span."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from dateline.records import Span

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_A_FEW_WORDS = 40
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def line_ends(text: str) -> str:
    """Make every line end `\\n`, change nothing else. `"a\\r\\nb" -> "a\\nb"`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def squeeze(text: str) -> str:
    """Fold every run of white space to one blank and strip. `" a \\n b" -> "a b"`."""
    return " ".join(text.split())


def span(body: str, start: int, end: int, field: str = "body") -> Span:
    """The Span of `body[start:end]`."""
    return Span(body[start:end], start, end, field)


def trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Shrink `(start, end)` until neither end is white space. `(" ab ", 0, 4) -> (1, 3)`."""
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def make_id(*parts: object, length: int = 16) -> str:
    """A stable id from its parts: the first `length` hexadecimal digits of SHA-256 over them, unit-separated."""
    joined = "\x1f".join(str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def fold(text: str) -> str:
    """The form used for matching, never for storing: no case, no marks, one alef, no tatweel.

    `"Khān Shaykhūn" -> "khan shaykhun"`, `"أحمد" -> "احمد"`
    """
    return _known_fold(text) if len(text) <= _A_FEW_WORDS else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return squeeze(text.casefold())
    bare = unicodedata.normalize("NFKD", text).translate(_ARABIC)
    for mark in filter(unicodedata.combining, set(bare)):
        bare = bare.replace(mark, "")
    return squeeze(unicodedata.normalize("NFC", bare.translate(_ARABIC)).casefold())


_known_fold = lru_cache(maxsize=16_384)(_fold)


def slug(text: str, limit: int = 60) -> str:
    """A name for addresses: folded letters and digits joined by hyphens. `"Coalition News" -> "coalition-news"`."""
    return _NOT_WORD.sub("-", fold(text)).replace("_", "-").strip("-")[:limit].rstrip("-")
