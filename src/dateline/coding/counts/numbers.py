"""A text → the numbers in it that count or measure something; knows neither who is counted nor why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.counts.lexicon import CountWords, count_words

_BEFORE = re.compile(r"([\w.$£€]+)[\s-]*$")
_MONEY = re.compile(r"(?:US)?[$£€]\s*$")
_GLUED = re.compile(r"[\w./:#@-]$")


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` with its qualifier; `digits` where the number itself starts; `low`, `high` inclusive."""

    start: int
    end: int
    digits: int
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str | None = None


def find_numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """The numbers of a text in its order; what overlaps a `taken` stretch (a time) is none.

    `"at least 55,000 photos" -> [Number(low=55000, high=None, qualifier="at least")]`
    """
    words = count_words()
    found = (_number(text, m, words) for m in words.number.finditer(text))
    stretches = sorted(taken)
    return [n for n in found if n and not _overlaps(stretches, n.digits, n.end)]


def _overlaps(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the stretches, sorted and apart from each other, shares a character with `start:end`."""
    at = bisect_left(stretches, (end, 0)) - 1
    return at >= 0 and stretches[at][1] > start


def _number(text: str, match: re.Match[str], words: CountWords) -> Number | None:
    digits = min(match.start(g) for g in ("between", "first", "share", "one") if match[g])
    if not _counts(text, match, digits, words):
        return None
    low, high = _range(match, words)
    qualifier = _qualifier(match, words)
    if qualifier == "at least":
        high = None
    if qualifier == "up to":
        low = None
    percent = bool(match["percent"] or match["share"])
    start = match.start() if match["qualifier"] else digits
    unit = "%" if percent else _unit(text, match, digits, words)
    return Number(start, match.end(), digits, low, high, qualifier, unit)


def _range(match: re.Match[str], words: CountWords) -> tuple[float | None, float | None]:
    if match["share"]:
        part = float(words.tables["share"][_plain(match["share"])])
        return (part, part) if part else (50.0, None)
    if match["one"]:
        return _value(match["one"], words)
    first, second = (match["low"], match["high"]) if match["between"] else (match["first"], match["second"])
    low, high = _value(first, words)[0], _value(second, words)[1]
    scale = _scale(second, words)
    if low is not None and scale > 1 and _scale(first, words) == 1 and low < scale:
        low *= scale
    return low, high


def _scale(told: str, words: CountWords) -> float:
    found = re.search(r"([a-z]+)$", told.lower())
    return float(words.tables["scale"].get(found[1], 1)) if found else 1.0


def _value(told: str, words: CountWords) -> tuple[float | None, float | None]:
    """`"hundreds of thousands" -> (200000, 999999)`, `"1.5 million" -> (1500000, 1500000)`."""
    plain = _plain(told)
    if plain in words.tables["vague"]:
        low, high = words.tables["vague"][plain]
        return (float(low) or None), (float(high) or None)
    total, part = 0.0, 0.0
    for piece in re.split(r"[\s-]+|(?<=\d)(?=[a-z])", plain.replace(",", "")):
        if piece in words.tables["scale"]:
            scale = float(words.tables["scale"][piece])
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        elif piece in words.tables["number"]:
            part += words.tables["number"][piece]
        elif re.fullmatch(r"\d+(?:\.\d+)?", piece):
            part += float(piece)
    value = round(total + part, 6)
    return value, value


def _plain(told: str) -> str:
    return " ".join(told.lower().split())


def _qualifier(match: re.Match[str], words: CountWords) -> str | None:
    told = [words.tables["after"].get(_plain(match["after"]))] if match["after"] else []
    if match["qualifier"]:
        plain = _plain(match["qualifier"])
        told += [v for w, v in words.tables["qualifier"].items() if re.search(rf"\b{re.escape(w)}\b", plain)]
    for wanted in ("at least", "up to", "about"):
        if wanted in told:
            return wanted
    return None


def _counts(text: str, match: re.Match[str], digits: int, words: CountWords) -> bool:
    """Whether the number counts: not part of a name, a document, an age, a version, or the pronoun `one`."""
    before, after = text[max(0, digits - 24) : digits], text[match.end() : match.end() + 24].lower()
    if _GLUED.search(before) and not _MONEY.search(before) and not match["qualifier"]:
        return False
    if re.match(r"(?:\.\d|[:/]\d|-[a-z]+ (?!people)|['’]s\b)", after) and not match["percent"]:
        return False
    word = _BEFORE.search(before)
    barred = words.tables["not_counted"]
    if word and word[1].lower() in barred["before"] and not match["qualifier"] and word[1] not in "aA":
        return False
    if any(re.match(rf"[\s-]*{re.escape(w)}(?!\w)", after) for w in barred["after"]):
        return False
    alone = _plain(match["one"] or "") == "one" and not match["percent"]
    return not (alone and _pronoun(after))


def _pronoun(after: str) -> bool:
    following = re.match(r"\s+([a-z-]+)", after)
    return following is None or following[1] in {"of", "another", "that", "who", "which", "is", "was", "can", "should"}


def _unit(text: str, match: re.Match[str], digits: int, words: CountWords) -> str | None:
    if money := _MONEY.search(text[max(0, digits - 5) : digits]):
        return {"$": "USD", "£": "GBP", "€": "EUR"}[money[0].strip()[-1]]
    following = re.match(r"[\s-]+(?:square |cubic )?([A-Za-z]+)", text[match.end() : match.end() + 24])
    return words.tables["unit"].get(following[1].lower()) if following else None
