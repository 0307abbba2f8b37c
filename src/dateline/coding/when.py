"""A text and the day it was published → the times it tells; knows no event and dates none.

    find_times(text, published)      every time expression as a When, in text order
    within(times, start, end)        those that stand in a stretch of the text
    chain_of(text, when)             what a chained one hangs on: the words, the direction, the length
    count_from(when, chain, day)     the When of a chained one, once the day it hangs on is known

Kinds and values are TIMEX3's as TempEval-3 uses them (UzZaman et al. 2013); ranges, `since` and `until` go into
`start`, `end` and `extent`. Dates without a year and weekdays take the one nearest to the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dateline.coding.times.calendar import extent_of, shift
from dateline.coding.times.finding import Found, find
from dateline.coding.times.reckoning import Reckoning, looks
from dateline.coding.times.resolving import resolve
from dateline.coding.times.value import Value, count_of, unit_of
from dateline.records import Span, When
from dateline.text import span

_SINCE = re.compile(r"\b(?:since|ever since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|through|by|before)\s+(?:the\s+)?$", re.IGNORECASE)
_OVER = re.compile(r"\b(?:throughout|all|over|during|for|in)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_TELLING = frozenset({"time", "day", "month", "year"})
_TO = re.compile(r"^\s*(?:and|to|until|till|through|–|-)\s*(?:the\s+)?$", re.IGNORECASE)
_CHAIN = re.compile(r"^\s*(?P<dir>after|before|following|into|since)\s+(?P<rest>[^.,;!?\n]{2,120})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chain:
    """What a time hangs on: `hangs_on` the words of the event, `count` units of `unit` after (or before) it."""

    hangs_on: Span
    after: bool
    count: float | None
    unit: str


def find_times(text: str, published: str | None = None) -> list[When]:
    """The time expressions of the text in its order; `published` is an ISO date or date-time, or None.

    `("on Monday", "2017-05-23") -> [When(start="2017-05-22", end="2017-05-22", value="2017-05-22", …)]`
    Without `published` a relative time keeps an open value and no days. Never raises on any text.
    """
    day, times = _day(published), list[When]()
    told: date | None = None
    for one in find(text):
        ahead, back = looks(text, one.start, one.end)
        near = told if times and _same_sentence(text, times[-1], one) else None
        value = resolve(one, Reckoning(day, told, ahead, back, near))
        if value is None:
            continue
        when = _when(text, one, value)
        told = _told(when, told)
        times.append(when)
    return _ranges(text, times)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _same_sentence(text: str, before: When, found: Found) -> bool:
    return before.words is not None and not re.search(r"[.!?]\s+[A-Z\"“]|\n\n", text[before.words.end : found.start])


def _told(when: When, told: date | None) -> date | None:
    if when.kind in {"DATE", "TIME"} and when.start and when.precision in _TELLING:
        return date.fromisoformat(when.start)
    return told


def _when(text: str, found: Found, value: Value) -> When:
    stretch = extent_of(value.value) if value.kind in {"DATE", "TIME"} else None
    first, last = value.first, value.last
    precision = _precision(value)
    if stretch and not first:
        (start, end), precision = stretch
        first, last = start.isoformat(), end.isoformat()
    when = When(
        start=first,
        end=last,
        words=span(text, found.start, found.end),
        precision=precision,
        extent="repeated" if value.kind == "SET" else "within",
        basis=value.basis,
        every=value.value if value.kind == "SET" else None,
        value=value.value,
        kind=value.kind,
    )
    return _bounded(text, when, found.start)


def _precision(value: Value) -> str:
    last = value.value[-1:]
    if value.value.startswith("PT"):
        return "time"
    return {"W": "week", "M": "month", "Y": "year", "E": "year"}.get(last, "day") if value.value[:1] == "P" else "day"


def _bounded(text: str, when: When, start: int) -> When:
    """`since May`, `until Monday`, `throughout April`: an open side, or the whole of it."""
    left = text[max(0, start - 24) : start]
    if when.kind not in {"DATE", "TIME"}:
        return replace(when, extent="throughout") if when.kind == "DURATION" and _OVER.search(left) else when
    if _SINCE.search(left) and when.start:
        return replace(when, end=None, extent="throughout")
    if _UNTIL.search(left) and when.end:
        extent = "within" if re.search(r"\b(?:by|before)\s", left, re.IGNORECASE) else "throughout"
        return replace(when, start=None, extent=extent)
    if re.search(r"\b(?:throughout|all through)\s+(?:the\s+)?$", left, re.IGNORECASE):
        return replace(when, extent="throughout")
    return when


def _ranges(text: str, times: list[When]) -> list[When]:
    """ "from A to B", "between A and B", "A – B": the first of the two takes the whole stretch."""
    joined = list(times)
    for number, (one, two) in enumerate(pairwise(times)):
        if not (one.words and two.words and one.kind == two.kind == "DATE"):
            continue
        between = text[one.words.end : two.words.start]
        opened = _BETWEEN.search(text[max(0, one.words.start - 16) : one.words.start])
        if not _TO.match(between) or (not opened and re.match(r"\s*and\b", between)):
            continue
        begin, finish = one.start, two.end or two.start
        if begin and finish and _weekday_before(one, begin, finish):
            begin = shift(date.fromisoformat(begin), "W", -1).isoformat()
        if begin and finish and begin <= finish:
            joined[number] = replace(one, start=begin, end=finish, extent="throughout")
    return joined


def _weekday_before(one: When, begin: str, finish: str) -> bool:
    """Whether "from Monday to Wednesday" came out backwards, each day taken by itself."""
    gap = (date.fromisoformat(begin) - date.fromisoformat(finish)).days
    return one.basis == "relative" and one.precision == "day" and 0 < gap < 7


def within(times: Iterable[When], start: int, end: int) -> tuple[When, ...]:
    """The times whose words lie in `text[start:end]`."""
    return tuple(t for t in times if t.words and start <= t.words.start and t.words.end <= end)


def chain_of(text: str, when: When) -> Chain | None:
    """What a chained time hangs on in the words that follow it; None where it hangs on an earlier sentence.

    `"two days after the massacre" -> Chain(hangs_on="the massacre", after=True, count=2, unit="D")`
    """
    if when.basis != "chained" or when.words is None:
        return None
    following = _CHAIN.match(text[when.words.end : when.words.end + 140])
    length = re.fullmatch(r"(?:\w+ )*?(?P<n>[\w,.-]+?)[ -](?P<unit>[a-z]+?)s?", when.words.text, re.IGNORECASE)
    if following is None or length is None:
        return None
    start = when.words.end + following.start("rest")
    end = when.words.end + following.end("rest")
    after = following["dir"].lower() != "before"
    return Chain(span(text, start, end), after, count_of(length["n"]), unit_of(length["unit"]))


def count_from(when: When, chain: Chain, day: str) -> When:
    """A chained time as days, once the day it hangs on is known (ISO). An untold number leaves one side open."""
    base = date.fromisoformat(day[:10])
    if chain.count is None:
        return replace(when, start=day if chain.after else None, end=None if chain.after else day)
    moved = shift(base, chain.unit, int(chain.count) * (1 if chain.after else -1)).isoformat()
    return replace(when, start=moved, end=moved)
