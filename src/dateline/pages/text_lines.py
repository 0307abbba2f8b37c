"""Takes the text of a page, gives its lines with what each is by itself; does not decide what belongs together.

Cheap tests come first: a long line without a date near its start is body, and most lines of a page are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from dateline.pages.credits import ends_in_credit
from dateline.pages.dates import Order, PrintedDate, find_dates
from dateline.pages.dates_words import relative_words
from dateline.pages.furniture_words import bare, furniture_of, pattern
from dateline.pages.text_marks import Mark, Meta, read_mark, read_meta

BLANKS = " \t\f\v\r"
LONGEST_MARK = 160
_DIGIT = re.compile(r"\d")
_END = re.compile(r"[.。।։؟。!?…:;,،؛][\"'”’»)\]]*$")
LONGEST_DATE = 60
_CLOSERS = '.!?”"’)'
_OPENING = " \t\u00a0([-–—*•·"
_CLOSING = " \t\u00a0)].-–—"
_SET_OFF = re.compile(r"\s*[-–—:|•·]\s|[\t]|\s*\)\s*[-–—:]?\s")
_SET_OFF_BEFORE = re.compile(r"[-–—|•·,(\[]\s*$|\t$|\s{2,}$")
_DATELINE_END = re.compile(
    r"[.,]?\s*(?:\([^)]{2,40}\)|/[^/]{2,30}/|,\s*[A-Z][\w ]{1,25})?\)?\s*(?:[-–—]{1,2}|:|/)\s*\S"
)
_WORDLESS = re.compile(r"\w")
_WIDE = re.compile(r".{0,3}[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_FULL_STOP = re.compile(r"[.。।։…;,،؛:][\"'”’»)\]]*$")


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page. `kind`: body, short, mark, dated (date and text on one line), month, dateline, furniture
    kinds.

    `gap`: a blank line stands before it; `glued`: it was cut off the line before without white space between them.
    """

    text: str
    gap: bool = False
    kind: str = "body"
    mark: Mark | None = None
    glued: bool = False
    meta: Meta | None = None
    dates: list[PrintedDate] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Whether it is text: long, or a short sentence that ends like one."""
        return self.kind in ("body", "dateline") or (self.kind == "short" and not self.titled)

    @property
    def titled(self) -> bool:
        """Whether it could be a title: short, and not closed like a sentence."""
        return self.kind == "short" and not _FULL_STOP.search(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """How dates of one page are read."""

    order: Order | None = None
    anchor: str | None = None
    languages: tuple[str, ...] = ()


def lines_of(text: str, reading: Reading) -> list[Line]:
    """The non-blank lines of a page, each with its kind; lines in which a date is glued to a title are cut in two."""
    out: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        stripped = raw.strip(BLANKS)
        if not stripped or stripped.isspace():
            gap = True
            continue
        pieces = _lines(stripped, reading)
        pieces[0].gap = gap
        out.extend(pieces)
        gap = False
    return out


def _lines(text: str, reading: Reading) -> list[Line]:
    if len(text) > LONGEST_MARK:
        return _long(text, reading)
    if len(text) < 60:
        kind = furniture_of().get(bare(text))
        if kind is not None:
            return [Line(text, kind=kind)]
    if _DIGIT.search(text) or (len(text) < 40 and _may_be_relative(text)):
        found = find_dates(text, order=reading.order, anchor=reading.anchor, languages=reading.languages)
        if found:
            return _unglued(text, found, reading) or [_dated(text, found)]
    if len(text) < 120 and (meta := read_meta(text)):
        return [Line(text, kind="meta", meta=meta)]
    if len(text) > 2 and not any(map(str.isalnum, text[:80])) and not _WORDLESS.search(text):
        return [Line(text, kind="rule")]
    more = _glued_more().match(text)
    if more and not text[more.end()].islower():
        return [
            Line(text[: more.end()], kind="more"),
            Line(text[more.end() :], kind=_plain_kind(text[more.end() :]), glued=True),
        ]
    return [Line(text, kind=_plain_kind(text))]


def _long(text: str, reading: Reading) -> list[Line]:
    """A line too long for a mark: body, unless a date is glued to one of its ends or a place and date open it."""
    if text[-1].isdigit():
        tail = text[-LONGEST_DATE:]
        closing = find_dates(tail, order=reading.order, anchor=reading.anchor, languages=reading.languages)
        if closing and closing[-1].end == len(tail) and closing[-1].start:
            cut = len(text) - len(tail) + closing[-1].start
            if _full(closing[-1]) and text[cut - 1] in _CLOSERS:
                return [*_long(text[:cut], reading), _glued_mark(text[cut:], closing[-1])]
    head = text[:100]
    if not _DIGIT.search(head):
        return [Line(text)]
    found = find_dates(head, order=reading.order, anchor=reading.anchor, languages=reading.languages)
    if not found:
        return [Line(text)]
    first = found[0]
    if first.start == 0 and _full(first) and text[first.end : first.end + 1].isupper():
        return [_dated(text[: first.end], found[:1]), Line(text[first.end :], glued=True)]
    return [Line(text, kind="dateline" if _opens_with_dateline(text, first) else "body", dates=found)]


def _glued_mark(text: str, printed: PrintedDate) -> Line:
    moved = [replace(printed, start=0, end=printed.end - printed.start)]
    return Line(text, kind="mark", glued=True, mark=read_mark(text, moved), dates=moved)


def _full(printed: PrintedDate) -> bool:
    return printed.day is not None and printed.year is not None and "relative" not in printed.flags


def _unglued(text: str, found: list[PrintedDate], reading: Reading) -> list[Line] | None:
    """Cut `November 27, 2019The party …` and `… opens27 November 2019` where nothing stands between date and words."""
    first, last = found[0], found[-1]
    if (
        first.start == 0
        and _full(first)
        and text[first.end : first.end + 1].isalpha()
        and not text[first.end].islower()
    ):
        rest = _lines(text[first.end :], reading)
        rest[0].glued = True
        return [_dated(text[: first.end], [first]), *rest]
    before = text[last.start - 1 : last.start]
    if last.start and last.end == len(text) and _full(last) and before and (before.islower() or before in _CLOSERS):
        return [*_lines(text[: last.start], reading), _glued_mark(text[last.start :], last)]
    return None


def _dated(text: str, found: list[PrintedDate]) -> Line:
    """A short line with dates: a mark, a heading, a place and date, date and title in one, or words with a date in
    them.
    """
    days = [d for d in found if d.day is not None or "no_day" not in d.flags]
    if not days:
        whole = found[0].end - found[0].start
        alone = whole >= len(text.strip(" .:,-–—|*#")) - 2
        return Line(text, kind="month" if alone else _plain_kind(text), dates=found)
    mark = read_mark(text, found)
    if mark is not None:
        return Line(text, kind="mark", mark=mark, dates=found)
    if _opens_with_dateline(text, days[0]):
        return Line(text, kind="dateline", dates=found)
    split = _date_and_title(text, days)
    if split:
        return Line(text, kind="dated", mark=split, dates=found)
    return Line(text, kind=_plain_kind(text), dates=found)


def _date_and_title(text: str, days: list[PrintedDate]) -> Mark | None:
    """`23.05.2017 – Title`, `Title (23 May 2017)`: the date set off at one end of a line."""
    first, last = days[0], days[-1]
    head, tail = text[: first.start].strip(_OPENING), text[last.end :].strip(_CLOSING)
    numeric = first.words[:1].isdigit() and not any(c.isalpha() for c in first.words)
    if not head:
        after = text[first.end :]
        if _SET_OFF.match(after) or (numeric and not _FULL_STOP.search(text)) or "\t" in after[:2]:
            return Mark(first)
    if not tail and len(text) - last.end <= 2:
        before = text[: last.start]
        if _SET_OFF_BEFORE.search(before) and not _FULL_STOP.search(before.rstrip(" -–—|([")):
            return Mark(last)
    return None


def _opens_with_dateline(text: str, printed: PrintedDate) -> bool:
    """`CITY, May 23 (AGENCY) –`: a place in front, a dash or colon close behind, words after it."""
    place, after = text[: printed.start], text[printed.end : printed.end + 40]
    closed = place.rstrip(" (").endswith((",", "،", "(", "/", "-", "–", "—")) or place.isupper()
    if not (2 < len(place) <= 60 and closed):
        return False
    return bool(_DATELINE_END.match(after)) and not place[0].islower() and len(place.split()) <= 7


def mark_boilerplate(lines: list[Line]) -> None:
    """Copyright and cookie notices at the ends of a page are furniture."""
    edge = 8
    for line in lines if len(lines) <= 2 * edge else lines[:edge] + lines[-edge:]:
        if line.kind in ("short", "body") and len(line.text) < 400:
            found = _boilerplate().match(line.text)
            if found:
                line.kind = "cookie" if found["cookie"] else "copyright"


@cache
def _boilerplate() -> re.Pattern[str]:
    rights = rf"(?:©|\(c\)\s|.{{0,80}}(?:{pattern('copyright')})[\s.!]*$|copyright\s)"
    return re.compile(rf"(?P<cookie>{pattern('cookie')})|{rights}", re.IGNORECASE)


def _may_be_relative(text: str) -> bool:
    return any(word in relative_words() for word in bare(text).split())


def _plain_kind(text: str) -> str:
    """`body` for what is long, closed like a sentence or a credit; ideographs count for two and a half letters."""
    if (text[-1] in ")]）】.。" or ":" in text or "：" in text) and ends_in_credit(text):
        return "body"
    if _WIDE.match(text):
        return "body" if len(text) > 64 or (len(text) > 24 and _END.search(text)) else "short"
    return "body" if len(text) > 160 or (len(text) > 60 and _END.search(text)) else "short"


@cache
def _glued_more() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('more')})(?=\w)", re.IGNORECASE)
