"""Takes the lines of a page, gives what they say about the page itself: position, breadcrumb, filter; splits no
item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dateline.pages.furniture_words import bare, pattern, words
from dateline.pages.text_lines import Line

_CRUMB_MARK = re.compile(r"\s*(?:>|»|›|→|::|\||/|\\)\s*")
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Head:
    """What a page says about itself; `crumbs` are the words of a breadcrumb not yet cut into its parts."""

    title: str | None = None
    filter: str | None = None
    number: int | None = None
    of: int | None = None
    breadcrumb: tuple[str, ...] = ()
    crumbs: str | None = None
    listing: bool = False
    kinds: dict[int, str] = field(default_factory=dict)


def read_head(lines: list[Line]) -> Head:
    """Find pager, breadcrumb and filter lines; each is marked with its kind so that no item takes it."""
    head = Head()
    for index, line in enumerate(lines):
        if len(line.text) > 160 or line.kind in ("mark", "dated", "dateline"):
            continue
        kind = _pager(line, head) or _filter(line, head, index) or _crumb(line, head, index)
        if kind:
            line.kind = kind
            head.listing = head.listing or kind in ("pager", "filter")
    return head


def finish_breadcrumb(head: Head, known: list[str]) -> None:
    """Cut a breadcrumb without marks at the words that the page uses elsewhere.

    `"Home Media Center Coalition News"`, known `["Coalition News"] -> ("Home", "Media Center", "Coalition News")`
    """
    if head.crumbs is None:
        return
    rest, end = head.crumbs, []
    for name in sorted({k for k in known if k}, key=len, reverse=True):
        if rest.endswith(name) and rest != name:
            rest, end = rest[: -len(name)].rstrip(), [name]
            break
    first = next((w for w in _home_words() if rest[: len(w)].casefold() == w), "")
    middle = rest[len(first) :].strip()
    parts = [rest[: len(first)], middle, *end]
    head.breadcrumb = tuple(part for part in parts if part)


def _pager(line: Line, head: Head) -> str | None:
    if not _NUMBERS.search(line.text):
        return None
    match = _position().fullmatch(line.text.strip(" .-–—|[]()«»<>"))
    if match:
        number, of = (int(found) for found in _NUMBERS.findall(line.text)[:2])
        if 1 <= number <= of:
            head.number, head.of = number, of
            return "pager"
    if len(line.text) < 120 and _is_page_list(line.text):
        return "pager"
    return "pager" if _results().fullmatch(line.text.strip()) else None


def _is_page_list(text: str) -> bool:
    """`« Previous 1 2 3 … 10 Next »`: figures in order and words of a pager, nothing else."""
    figures = [int(f) for f in _NUMBERS.findall(text)]
    left = {w for w in re.split(r"[\W\d_]+", text.casefold()) if w}
    if len(figures) < 2 or not left <= _pager_parts():
        return False
    return bool(left) or (len(figures) > 2 and figures == sorted(set(figures)) and figures[0] == 1)


def _filter(line: Line, head: Head, index: int) -> str | None:
    match = _filters().search(line.text) if head.filter is None else None
    if match is None:
        return None
    before = line.text[: match.start()].strip()
    value = match["value"].strip(" .")
    if not value or (before and not _starts_home(before)) or (not match["colon"] and len(value.split()) > 4):
        return None
    if index > 8 and not match["colon"] and not before:
        return None
    head.filter = value
    if before:
        _take_crumbs(before, head)
        return "breadcrumb"
    return "filter"


def _crumb(line: Line, head: Head, index: int) -> str | None:
    text = line.text
    if head.breadcrumb or head.crumbs or len(text) > 160 or line.kind not in ("short", "body", "top", "prev"):
        return None
    if not _starts_home(text):
        return None
    marks = _CRUMB_MARK.search(text)
    if not marks and (
        len(text.split()) > 10 or text[-1] in ".!?" or len(text.split()) < 2 or any(c.isdigit() for c in text)
    ):
        return None
    if not marks and index > 3 and not text.istitle():
        return None
    _take_crumbs(text, head)
    return "breadcrumb"


def _take_crumbs(text: str, head: Head) -> None:
    lead = next((w for w in words("crumblead") if text.casefold().startswith(w)), "")
    text = text[len(lead) :].lstrip(": ")
    parts = [part.strip() for part in _CRUMB_MARK.split(text)]
    if len(parts) > 1:
        head.breadcrumb = tuple(part for part in parts if part)
    else:
        head.crumbs = text


def _starts_home(text: str) -> bool:
    folded = text.casefold().lstrip("»›> ")
    if any(folded.startswith(lead) for lead in words("crumblead")):
        return True
    return any(folded.startswith(w) and not folded[len(w) : len(w) + 1].isalnum() for w in _home_words())


@cache
def _home_words() -> tuple[str, ...]:
    return tuple(sorted(words("home"), key=len, reverse=True))


@cache
def _pager_parts() -> frozenset[str]:
    kinds = [*words("prev"), *words("page"), *words("of")]
    return frozenset(part for word in kinds for part in re.split(r"\W+", bare(word)) if part)


@cache
def _position() -> re.Pattern[str]:
    page, of = pattern("page"), pattern("of")
    spaced = rf"(?:{page})\.?\s*:?\s*\d+\s*(?:/|\s(?:{of})\s|-|\|)\s*\d+"
    sheet = "(?:页|頁|ページ|페이지|쪽)"
    east = rf"第?\s*\d+\s*{sheet}?\s*(?:/|，|,|\s)\s*(?:共|全)?\s*\d+\s*{sheet}"
    return re.compile(rf"{spaced}|{east}", re.IGNORECASE)


@cache
def _results() -> re.Pattern[str]:
    return re.compile(
        rf"(?:showing|results?|displaying|items?|entries)?\s*\d+\s*[-–—]\s*\d+\s+(?:{pattern('of')})\s+[\d.,]+(?:\s\w+)?",
        re.IGNORECASE,
    )


@cache
def _filters() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{pattern('filter')})(?P<colon>\s*[:：])?\s+(?P<value>.+)$", re.IGNORECASE)
