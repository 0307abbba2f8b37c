"""Takes a line with a date, gives what the line says besides: category, author, form, number; decides no boundary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.pages.dates import PrintedDate
from dateline.pages.furniture_words import bare, furniture_of, pattern, words

_APART = re.compile(r"\s*[|•·›»/]\s*|\s+[-–—]+\s+|\t+|\x00+|,\s+|،\s+|\s{2,}|^\s*[-–—]+\s*|\s*[-–—]+\s*$")
_NUMBER = re.compile(
    r"(?:No\.?|Nr\.?|N°|Nº|№|رقم|Ref\.?:?)?\s*[A-ZА-Я]{1,8}(?:[/–-][\w.()]+)+|(?:No\.?|Nr\.?|N°|Nº|№|رقم)\s*[\w/.-]*\d[\w/.-]*"
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d\d)?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_INSIDE = " \t\u00a0,:;()[]|–—-.،"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a date line says. `loose`: the category carries no label and may turn out to be a title; `rest`: words that
    are in no field; `updated`: the date is of a change, not of publication."""

    date: PrintedDate
    category: str | None = None
    authors: tuple[str, ...] = ()
    form: str | None = None
    number: str | None = None
    loose: bool = False
    rest: str = ""
    updated: bool = False


@dataclass(slots=True)
class _Found:
    category: str | None = None
    authors: tuple[str, ...] = ()
    form: str | None = None
    number: str | None = None
    loose: bool = False
    updated: bool = False
    said: bool = False


def read_mark(text: str, dates: list[PrintedDate]) -> Mark | None:
    """The meta line that `text` is, or None where it says more than a meta line does.

    `"23 May 2017 In Coalition News" -> date 23 May 2017, category "Coalition News", rest "In"`
    """
    chosen = _chosen(text, dates)
    masked = text
    for printed in dates:
        masked = masked[: printed.start] + "\x00" * (printed.end - printed.start) + masked[printed.end :]
    used = [(chosen.start, chosen.end)]
    found = _Found()
    last, before = 0, ""
    for match in [*_APART.finditer(masked), None]:
        end, after = (match.start(), match.group()) if match else (len(masked), "")
        if not _take(text, last, end, (found, used, before + after)):
            return None
        last, before = match.end() if match else end, after
    updated = _is_update(text, chosen)
    return Mark(
        chosen, found.category, found.authors, found.form, found.number, found.loose, _outside(text, used), updated
    )


@dataclass(frozen=True, slots=True)
class Meta:
    """A labelled line without a date: `field` is category, author or tags; `rest` the label."""

    field: str
    value: str
    rest: str


def read_meta(text: str) -> Meta | None:
    """The field that a labelled line carries: `"Published in Port News" -> category "Port News"`; None for other lines.

    A label is followed by a colon or has two words, so that “In Homs rain fell” stays text.
    """
    match = _meta().fullmatch(text)
    if match is None:
        return None
    field = next(name for name in ("category", "author", "tags") if match[name])
    value = match["value"].strip()
    if not value or (value[0].islower() and field != "tags") or len(value.split()) > (20 if field == "tags" else 8):
        return None
    return None if value[-1] in ".!?" else Meta(field, value, text[: match.start("value")].strip())


@cache
def _meta() -> re.Pattern[str]:
    parts = []
    for kind in ("category", "author", "tags"):
        long = "|".join(re.escape(w) for w in sorted(words(kind), key=len, reverse=True) if " " in w)
        parts.append(rf"(?P<{kind}>(?:{pattern(kind)})\s*[:：]" + (rf"|(?:{long})\s" if long else "") + ")")
    return re.compile(rf"(?:{'|'.join(parts)})\s*(?P<value>\S.*)", re.IGNORECASE)


def read_byline(text: str) -> str | None:
    """The author that a line names, None where it is no byline. `"By The Basin Committee" -> "The Basin Committee"`"""
    match = _byline().fullmatch(text) if len(text) < 80 else None
    if match is None or len(match["name"].split()) > 6 or match["name"][0].islower():
        return None
    return match["name"]


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('author')})(?:\s*[:：]\s*|\s+)(?P<name>\S.*)", re.IGNORECASE)


def _chosen(text: str, dates: list[PrintedDate]) -> PrintedDate:
    """The date of publication among the dates of a line: the first that is no update and no event."""
    for printed in dates:
        if "no_day" not in printed.flags and not _is_update(text, printed):
            return printed
    return dates[0]


def _is_update(text: str, printed: PrintedDate) -> bool:
    before = _APART.split(text[: printed.start].rstrip(": "))[-1]
    label = bare(before)
    return label in words("updated") or label in words("event")


def _take(text: str, start: int, end: int, state: tuple[_Found, list[tuple[int, int]], str]) -> bool:
    """Read one piece of the line into `state`; False where it is no part of a meta line."""
    found, used, around = state
    while start < end and text[start] in _INSIDE:
        start += 1
    while end > start and text[end - 1] in _INSIDE:
        end -= 1
    piece = text[start:end]
    if not piece:
        return True
    name = bare(piece)
    if (
        name in words("dated")
        or name in words("event")
        or name in furniture_of()
        or name in ("في", "on", "le", "am", "om", "da", "w dniu")
    ):
        return True
    if name in words("category") or name in words("author"):
        return True
    if _stats().fullmatch(name) or _CLOCK.fullmatch(piece) or name.isdecimal():
        return True
    if _labelled(text, start, end, (found, used)):
        return True
    if name in words("form") and found.form is None:
        found.form = piece
        used.append((start, end))
        return True
    number = _NUMBER.fullmatch(piece)
    if number and found.number is None:
        found.number = piece
        used.append((start, end))
        return True
    return _loose(text, start, end, (found, used, around))


def _labelled(text: str, start: int, end: int, state: tuple[_Found, list[tuple[int, int]]]) -> bool:
    """`In Coalition News by Desk`: one or more labelled fields that fill the piece."""
    found, used = state
    at = start
    fields: list[tuple[str, int, int]] = []
    while at < end:
        match = _label().match(text, at, end)
        if match is None:
            return False
        kind = "category" if match["category"] else ("author" if match["author"] else "dated")
        value = {"category": "topic", "author": "name", "dated": "rest"}[kind]
        fields.append((kind, match.start(value), match.end(value)))
        at = match.end()
    for kind, first, last in fields:
        value = text[first:last].strip(_INSIDE)
        if not value:
            continue
        if len(value) > 60 or (value[0].islower() and kind != "dated"):
            return False
        if kind == "category" and (found.category is None or found.loose):
            found.category, found.loose = value, False
        elif kind == "author":
            found.authors = (*found.authors, value)
        else:
            return False
        offset = text.index(value, first)
        used.append((offset, offset + len(value)))
    return True


def _loose(text: str, start: int, end: int, state: tuple[_Found, list[tuple[int, int]], str]) -> bool:
    """An unlabelled short piece set off by a mark is a category; before a comma it is the place of issue."""
    found, used, around = state
    piece = text[start:end]
    if len(piece) > 45 or len(piece.split()) > 5 or piece[0].islower() or piece[-1] in "!?…":
        return False
    if "," in around or "،" in around:
        return len(piece.split()) <= 3
    if not any(c in around for c in "|•·›»/-–—\t") or found.category is not None:
        return False
    found.category, found.loose = piece, True
    used.append((start, end))
    return True


def _outside(text: str, used: list[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in sorted(used):
        pieces.append(text[last:start].strip())
        last = max(last, end)
    pieces.append(text[last:].strip())
    return " ".join(piece for piece in pieces if piece)


@cache
def _stats() -> re.Pattern[str]:
    either = pattern("stats")
    return re.compile(rf"\d[\d.,]*\s*(?:{either})|(?:{either})\s*:?\s*\d[\d.,]*", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """`In News by Desk`; a `stop` keeps “Women in Politics” whole."""
    category, author, dated = pattern("category"), pattern("author"), pattern("dated")
    stop = rf"(?=\s+(?:{author})[\s:]|\s+(?:{category})\s*:|$)"
    in_category = rf"(?P<category>{category})(?:\s*[:：]\s*|\s+)(?P<topic>.*?){stop}"
    by_author = rf"(?P<author>{author})(?:\s*[:：]\s*|\s+)(?P<name>.*?)(?=\s+(?:{category})[\s:]|$)"
    on_day = rf"(?P<dated>{dated})(?:\s*[:：]\s*|\s+)(?P<rest>){stop}"
    return re.compile(rf"\s*(?:{in_category}|{by_author}|{on_day})", re.IGNORECASE)
