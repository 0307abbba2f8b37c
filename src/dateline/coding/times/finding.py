"""A text → the time expressions in it, unvalued: the shape, where it stands, the parts it was read as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.coding.times.lexicon import Shape, TimeWords, time_words

_BEFORE = 40
_WORD = re.compile(r"\d+|[^\W\d_]+")
_AROUND = 120


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: the name of its shape, `text[start:end]`, and its named parts."""

    shape: str
    start: int
    end: int
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str:
        """A named part as it stands in the text, empty where the shape has none."""
        return next((v for k, v in self.parts if k == name), "")


def find(text: str) -> list[Found]:
    """The expressions in text order, none overlapping another; of two at one spot the longer, then the first shape."""
    every: list[tuple[int, int, int, Found]] = []
    stretches = _stretches(text, time_words())
    for order, shape in enumerate(time_words().shapes):
        for first, last in stretches.get(shape.core, ()) if shape.core else ((0, len(text)),):
            matches = shape.form.finditer(text, first, last)
            every += [(m.start(), -m.end(), order, _found(shape, m)) for m in matches if _fits(shape, m)]
    kept: list[Found] = []
    reached = 0
    for start, end, _, found in sorted(every, key=lambda e: e[:3]):
        if start >= reached and (found.shape != "bare_day" or _follows(text, kept, start)):
            kept.append(found)
            reached = -end
    return [f for f in kept if f.shape != "skip"]


def _stretches(text: str, words: TimeWords) -> dict[frozenset[str], list[tuple[int, int]]]:
    """Where the words of each core stand, with room around them; stretches that meet are one."""
    found: dict[frozenset[str], list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        word = match[0].lower()
        plain = _plain(word)
        cores = words.cores.get(word, ())
        for core in cores if plain == word else {*cores, *words.cores.get(plain, ())}:
            here = found.setdefault(core, [])
            first, last = max(0, match.start() - _AROUND), match.end() + _AROUND
            if here and here[-1][1] >= first:
                here[-1] = (here[-1][0], last)
            else:
                here.append((first, last))
    return found


def _plain(word: str) -> str:
    return "digit" if word[0].isdigit() else word.removesuffix("s")


def _follows(text: str, kept: list[Found], start: int) -> bool:
    """Whether a bare number follows a day of a month: the 25 of "April 24 and 25"."""
    return bool(kept) and kept[-1].shape == "month_day" and text[kept[-1].end : start].strip() == "and"


def _fits(shape: Shape, match: re.Match[str]) -> bool:
    if shape.before is None:
        return match.end() > match.start()
    return shape.before.search(match.string[max(0, match.start() - _BEFORE) : match.start()]) is not None


def _found(shape: Shape, match: re.Match[str]) -> Found:
    start, end = match.span()
    while end > start and match.string[end - 1] in " ,\n":
        end -= 1
    parts = tuple((k, v) for k, v in match.groupdict().items() if v)
    return Found(shape.name, start, end, parts)
