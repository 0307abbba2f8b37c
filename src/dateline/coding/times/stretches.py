"""Lengths of time, repeated times, and times so far from here or from an event → their TIMEX3 values."""

from __future__ import annotations

from datetime import date

from dateline.coding.times.calendar import grain, shift
from dateline.coding.times.finding import Found
from dateline.coding.times.lexicon import time_words
from dateline.coding.times.reckoning import Reckoning
from dateline.coding.times.value import Value, count_of, length, unit_of


def plain_length(found: Found, reckoning: Reckoning) -> Value | None:
    """`two weeks`, `several months`, `half an hour`: how long, not when."""
    unit = unit_of(found.part("unit"))
    if found.part("old") or (unit == "TS" and found.part("n").lower() in {"a", "an"}):
        return None
    if found.part("half"):
        return Value("DURATION", _half(unit))
    untold = found.part("n").lower() in {"a", "an"} and found.part("many")
    return Value("DURATION", length(None if untold else count_of(found.part("n")), unit))


def _half(unit: str) -> str:
    return {"TH": "PT30M", "Y": "P6M", "E": "P5Y", "D": "PT12H", "C": "P50Y"}.get(unit, length(0.5, unit))


def one_length(found: Found, reckoning: Reckoning) -> Value:
    """`day-long`, `the whole week`."""
    return Value("DURATION", length(None if found.part("many") else 1, unit_of(found.part("unit"))))


def many(found: Found, reckoning: Reckoning) -> Value:
    """`weeks`, `recent days`: no number told."""
    return Value("DURATION", length(None, unit_of(found.part("unit"))))


def hold_many(found: Found, reckoning: Reckoning) -> Value:
    """`the last three years`: a length that ends, or begins, on the day of publication."""
    count = count_of(found.part("n")) if found.part("n") else None
    unit = unit_of(found.part("unit"))
    step = time_words().value("hold", found.part("hold")) or -1
    value = length(count, unit)
    if count is None or reckoning.published is None:
        return Value("DURATION", value, "relative")
    other = shift(reckoning.today, unit, int(count) * step)
    first, last = sorted((other, reckoning.today))
    return Value("DURATION", value, "relative", first.isoformat(), last.isoformat())


def ago(found: Found, reckoning: Reckoning) -> Value:
    """`11 days ago` from publication; `two days later` from what the text told last."""
    if found.part("long"):
        return Value("DATE", "PAST_REF", "relative")
    direction, unit = found.part("dir").lower(), unit_of(found.part("unit"))
    count = count_of(found.part("n"))
    here = direction in {"ago", "back", "hence", "from now"}
    base, basis = (reckoning.published, "relative") if here else (reckoning.told, "chained")
    past = direction in {"ago", "back", "earlier", "before"}
    if base is None or count is None:
        return Value("DATE", "PAST_REF" if past else "FUTURE_REF", basis)
    if found.part("half") and unit == "Y":
        count, unit = 6, "M"
    day = shift(base, unit, int(count) * (-1 if past else 1))
    return Value("DATE", _coarse(day, unit), basis)


def _coarse(day: date, unit: str) -> str:
    """So many weeks ago is a week, so many years ago a year."""
    return day.isoformat() if unit.startswith("T") else grain(day, unit)


def chained(found: Found, reckoning: Reckoning) -> Value:
    """`two days` of "two days after the attack": a length; the day is known once the event is."""
    return Value("DURATION", length(count_of(found.part("n")), unit_of(found.part("unit"))), "chained")


def each(found: Found, reckoning: Reckoning) -> Value:
    """`every two days`, `each year`."""
    words = found.part("n").lower()
    count = 2.0 if words == "other" else count_of(words) if words else 1.0
    return Value("SET", length(count, unit_of(found.part("unit"))))


def each_day(found: Found, reckoning: Reckoning) -> Value:
    """`every Monday`, `Fridays`, `each summer`."""
    word = found.part("weekday")
    number, season = time_words().value("weekday", word), time_words().value("season", word)
    part = time_words().value("part", word)
    if number:
        return Value("SET", f"XXXX-WXX-{number}")
    return Value("SET", f"XXXX-{season}" if season else f"XXXX-XX-XXT{part}")


def one_set(found: Found, reckoning: Reckoning) -> Value:
    """`daily`, `annual`."""
    return Value("SET", str(time_words().value("set", found.part("set"))))


def ordinal_day(found: Found, reckoning: Reckoning) -> Value | None:
    """`the third day`: a day of something the text told."""
    if found.part("n").lower() in {"last", "final"}:
        return None
    return Value("DATE", "XXXX-XX-XX" if unit_of(found.part("unit")) == "D" else "XXXX", "chained")
