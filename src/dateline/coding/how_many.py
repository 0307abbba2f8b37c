"""A sentence → how many of whom; knows no event. A war's total is `cumulative`, never the toll of one event.

    find_quantities(words)              the quantities of a Sentence or of a string, in text order
    within(quantities, start, end)      those that stand in a stretch of the text

Numbers are read from the text; who is counted comes from the syntax, or from the words around where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dateline.coding.counts.counted import Counted, by_syntax, by_window, entry_of
from dateline.coding.counts.lexicon import count_words
from dateline.coding.counts.numbers import Number, find_numbers
from dateline.coding.times.finding import Found, find
from dateline.records import Quantity, Sentence
from dateline.text import span

_PEOPLE = frozenset({"killed", "injured", "detained", "displaced", "abducted", "deployed"})
_AMONG = re.compile(r"\b(?:including|among them|of whom|of them)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\b", re.IGNORECASE)
_BARE = re.compile(r"\s+(?:were|was|are|others were)\s+(\w+ed|hurt)\b")
_VERB = re.compile(r"\b(\w+(?:ed|ing))\s+$")
_SCOPE_REACH = 400
_MANY = 10_000
_PER_REACH = 40
_TIMES = frozenset({"weekday", "day", "month_day", "iso", "numeric", "day_part", "clock"})


def find_quantities(words: str | Sentence) -> list[Quantity]:
    """How many of whom, in text order; offsets are the item's for a Sentence, the string's for a string.

    `"at least 40 civilians were killed" -> [Quantity(kind="killed", whom="civilians", low=40, qualifier="at least")]`
    Times, ages, ordinals and numbers of documents count nobody. Never raises on any text.
    """
    sentence = Sentence(words, 0, len(words)) if isinstance(words, str) else words
    text, shift = sentence.text, sentence.start
    times = find(text)
    taken = [(t.start, t.end) for t in times if t.shape not in {"per", "set", "each"}]
    found: list[Quantity] = []
    for number in find_numbers(text, taken):
        if _is_count(text, number):
            one = _quantity(sentence, number, times, shift)
            found.append(_beside(one, found[-1], text, number) if found else one)
    return found


def _beside(one: Quantity, before: Quantity, text: str, number: Number) -> Quantity:
    """A quantity in the light of the one before: "including five" is of its kind, a share's base a stock."""
    of_it = _AMONG.search(text[max(0, number.start - 40) : number.start]) or _OF_THEM.match(text, number.end)
    if of_it and one.kind == "other" and one.unit is None and before.kind in _PEOPLE:
        return replace(one, kind=before.kind, unit=before.unit, scope=before.scope)
    if before.share_of and text[number.digits : number.end] in before.share_of and one.share_of is None:
        own = count_words().kind_of("counted", (one.whom or "").split(" ")[-1]) or "other"
        return replace(one, kind=own, scope="stock")
    return one


def _is_count(text: str, number: Number) -> bool:
    """Not "two sides", "three times", "in one area": numbers of things nobody is counted by."""
    following = re.match(r"\s+(?:\w+\s+)?([\w-]+)", text[number.end : number.end + 80])
    first = re.match(r"[\s-]+([\w-]+)", text[number.end : number.end + 80])
    barred = count_words().tables["not_counted"]["nouns"]
    if first and first[1].lower() in barred and not number.unit:
        return False
    return following is None or number.low != 1 or following[1].lower() not in barred


def _quantity(sentence: Sentence, number: Number, times: list[Found], shift: int) -> Quantity:
    moved = replace(number, start=number.start + shift, end=number.end + shift, digits=number.digits + shift)
    counted = by_syntax(moved, sentence) if sentence.tokens else None
    if counted is None:
        counted = by_window(number, sentence.text)
        counted = replace(counted, reach=counted.reach + shift)
    counted = _told(sentence.text, counted, number, shift)
    per = _per(sentence.text, counted.reach - shift)
    unit = number.unit or ("person" if counted.kind in _PEOPLE | {"participants"} else None)
    words = span(sentence.text, number.start, number.end)
    return Quantity(
        kind=counted.kind,
        words=replace(words, start=words.start + shift, end=words.end + shift),
        whom=counted.whom if counted.whom != unit else None,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        unit=unit,
        per=per,
        share_of=counted.share_of,
        scope=_scope(sentence.text, counted, number, times, per),
    )


def _told(text: str, counted: Counted, number: Number, shift: int) -> Counted:
    """The kind by an idiom that follows ("were shot dead"), or by "the death toll to" before a bare number."""
    if number.unit:
        return counted
    words = count_words()
    bare = _BARE.match(text, number.end) if counted.whom is None else None
    entry = entry_of(bare[1].lower()) if bare else None
    if entry and "o" in entry[1]:
        return replace(counted, kind=entry[0])
    before = _VERB.search(text[max(0, number.start - 30) : number.start])
    entry = entry_of(before[1].lower()) if before and (counted.whom is None or counted.kind == "other") else None
    if entry and "o" in entry[1]:
        return replace(counted, kind=entry[0])
    if counted.kind != "other":
        return counted
    following = re.split(r"[.;!?,]\s", text[counted.reach - shift : counted.reach - shift + _PER_REACH], maxsplit=1)[0]
    idiom = words.idiom.search(following)
    if idiom:
        return replace(counted, kind=words.tables["idiom"][" ".join(idiom[0].lower().split())])
    if counted.whom is None and words.scopes["toll"].search(text[max(0, number.start - 30) : number.start]):
        return replace(counted, kind="killed")
    return counted


def _per(text: str, reach: int) -> str | None:
    """`every day` after what is counted: a rate."""
    words = count_words()
    clause = re.split(r"[,.;!?]\s", text[reach : reach + _PER_REACH], maxsplit=1)[0]
    found = words.per.search(clause)
    return str(words.tables["per"][" ".join(found[0].lower().split())]) if found else None


def _scope(text: str, counted: Counted, number: Number, times: list[Found], per: str | None) -> str:
    """What the number sums up, by the words of the sentence and by its size."""
    scopes = count_words().scopes
    first, last = number.start - _SCOPE_REACH, number.end + _SCOPE_REACH
    dated = any(t.shape in _TIMES for t in times if first <= t.start <= last)
    before, text = text[max(0, number.start - 30) : number.start], text[max(0, first) : last]
    if per:
        return "period"
    near = scopes["near"].search(before)
    if near or (scopes["cumulative"].search(text) and (not dated or (number.low or 0) >= _MANY)):
        return "cumulative"
    if counted.share_of and re.search(r"\b(?:toll|total|all|population)\b", counted.share_of):
        return "cumulative"
    if scopes["period"].search(text) and not dated:
        return "period"
    if counted.kind in {"detained", "displaced", "abducted", "deployed", "other"} and scopes["stock"].search(text):
        return "stock"
    if counted.kind in _PEOPLE and (number.low or number.high or 0) >= _MANY and not dated:
        return "cumulative"
    return "event"


def within(quantities: Iterable[Quantity], start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities whose words lie in `text[start:end]`."""
    return tuple(q for q in quantities if start <= q.words.start and q.words.end <= end)
