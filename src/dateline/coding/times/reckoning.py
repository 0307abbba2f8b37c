"""Where a relative time hangs: the day of publication, the day last told, and whether the words look ahead."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.coding.times.lexicon import time_words

_POSSESSIVE = re.compile("['’]s")
_SENTENCE_END = re.compile(r"[.!?]\s|\n\n")
_OPENING = re.compile(r"\W*(?:(?:on|in|at|by|late|early|and|but)\b\W*)*", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;:]\s|\n\n|[,–—]\s")
_REACH = 90
MID_MONTH = 15


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`published` may be None; `told` is the day the text gave last, `near` if in the same sentence; `ahead`: the words
    look forward, `back`: they look behind."""

    published: date | None
    told: date | None
    ahead: bool
    back: bool
    near: date | None = None

    @property
    def today(self) -> date:
        """The day relative words count from. Call only where `published` is known."""
        if self.published is None:
            raise ValueError("no day of publication")
        return self.published

    def year_for(self, month: int, day: int = MID_MONTH) -> int:
        """The year of a month or day without one: the nearest; a tie or a clear tense decides."""
        today = self.told_or_today
        behind, before = (2.5, 1.0) if self.ahead else (1.0, 4.0 if self.back or day == MID_MONTH else 2.0)
        costs: list[tuple[float, int]] = []
        for year in (today.year - 1, today.year, today.year + 1):
            with suppress(ValueError):
                gap = (date(year, month, day) - today).days
                costs.append((gap * before if gap > 0 else -gap * behind, year))
        return min(costs)[1] if costs else today.year

    @property
    def told_or_today(self) -> date:
        """The day of publication, else the last day told, else today's meaning is lost: year 1."""
        return self.published or self.told or date(1, 1, 1)

    def weekday(self, number: int) -> date:
        """The nearest day of that name (1 Monday … 7 Sunday): today or before, unless the words look ahead."""
        behind = (self.today.isoweekday() - number) % 7
        if behind and self.ahead:
            return self.today + timedelta(7 - behind)
        return self.today - timedelta(behind)


def looks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the clause around `text[start:end]` looks ahead, and whether it looks back.

    `"The talks will start on Friday" -> (True, False)`
    """
    words = time_words()
    if _POSSESSIVE.match(text[end : end + 2]):
        return False, True
    left = text[max(0, start - _REACH) : start]
    cuts = list(_CLAUSE_END.finditer(left))
    left = left[cuts[-1].end() :] if cuts else left
    right = _CLAUSE_END.split(text[end : end + _REACH // 2], maxsplit=1)[0]
    if _UNTIL.search(left) and not words.back.search(text[end : end + _REACH // 2]):
        return True, False
    ahead = [m.start() for m in words.ahead.finditer(left)]
    back = [m.start() for m in words.back.finditer(left)]
    if ahead or back:
        nearest_ahead = max(ahead, default=-1)
        return nearest_ahead > max(back, default=-1), bool(back)
    if not _OPENING.fullmatch(left):
        return words.ahead.match(right.lstrip()) is not None, False
    after = _SENTENCE_END.split(text[end : end + 2 * _REACH], maxsplit=1)[0]
    first, second = words.ahead.search(after), words.back.search(after)
    return first is not None and (second is None or first.start() < second.start()), second is not None
