"""An expression found and where it hangs → its TIMEX3 value: dates, days and what points to them.

One rule per shape of `data/lexicon/times.toml`; lengths, sets and chained ones are in `stretches`. TempEval-3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.coding.times import stretches
from dateline.coding.times.calendar import feast, grain, shift
from dateline.coding.times.finding import Found
from dateline.coding.times.lexicon import time_words
from dateline.coding.times.reckoning import Reckoning
from dateline.coding.times.value import Value, length, unit_of

Rule = Callable[[Found, Reckoning], Value | None]


def resolve(found: Found, reckoning: Reckoning) -> Value | None:
    """The value of an expression; None where it is no time after all (31 February, 45 May)."""
    rule = RULES.get(found.shape)
    if rule is None:
        raise KeyError(found.shape)
    try:
        return rule(found, reckoning)
    except (ValueError, OverflowError):
        return None


def _iso(found: Found, reckoning: Reckoning) -> Value:
    day = date(int(found.part("y")), int(found.part("m")), int(found.part("d")))
    if not found.part("h"):
        return Value("DATE", day.isoformat())
    return Value("TIME", f"{day.isoformat()}T{int(found.part('h')):02d}:{found.part('min')}")


def _numeric(found: Found, reckoning: Reckoning) -> Value:
    """Day first, unless only the month can be; a point between parts is always day first."""
    a, b, year = int(found.part("a")), int(found.part("b")), int(found.part("y"))
    year += 0 if year > 99 else (2000 if year < 70 else 1900)
    day, month = (b, a) if b > 12 and found.part("sep") == "/" else (a, b)
    return Value("DATE", date(year, month, day).isoformat())


def _month_day(found: Found, reckoning: Reckoning) -> Value:
    month, day = _month_number(found), int(found.part("d"))
    told = found.part("y")
    if not told and reckoning.published is None and reckoning.told is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}", "relative")
    year = int(told) if told else reckoning.year_for(month, day)
    return Value("DATE", date(year, month, day).isoformat(), "stated" if told else "relative")


def _month_days(found: Found, reckoning: Reckoning) -> Value | None:
    one = _month_day(found, reckoning)
    if one.value.startswith("XXXX"):
        return one
    first = date.fromisoformat(one.value)
    last = first.replace(day=int(found.part("d2")))
    return Value("DATE", one.value, one.basis, first.isoformat(), last.isoformat()) if last > first else None


def _month_number(found: Found) -> int:
    return int(time_words().value("month", found.part("month")))


def _month(found: Found, reckoning: Reckoning) -> Value:
    month, told = _month_number(found), found.part("y")
    if told:
        return Value("DATE", f"{told}-{month:02d}")
    if reckoning.published is None and reckoning.told is None:
        return Value("DATE", f"XXXX-{month:02d}", "relative")
    today, hold = reckoning.told_or_today, time_words().value("hold", found.part("hold") or "-")
    if hold == 0:
        year = today.year
    elif hold == -1:
        year = today.year - (month >= today.month)
    elif hold == 1:
        year = today.year + (month <= today.month)
    else:
        year = reckoning.year_for(month, min(today.day, 28) if month == today.month else 15)
    return Value("DATE", f"{year}-{month:02d}", "relative")


def _weekday(found: Found, reckoning: Reckoning) -> Value:
    number = int(time_words().value("weekday", found.part("weekday")))
    if reckoning.published is None:
        return Value("DATE", f"XXXX-WXX-{number}", "relative")
    day = reckoning.weekday(number)
    hold = found.part("hold").lower()
    week = found.part("week").lower()
    monday = reckoning.today - timedelta(reckoning.today.weekday())
    if hold in {"next", "coming", "following"} or "next" in week:
        ahead = (number - reckoning.today.isoweekday()) % 7 or 7
        day = monday + timedelta(6 + number) if "next" in week else reckoning.today + timedelta(ahead)
    elif "last week" in week:
        day = monday - timedelta(8 - number)
    elif hold in {"last", "past", "previous"}:
        day = reckoning.today - timedelta((reckoning.today.isoweekday() - number) % 7 or 7)
    elif hold == "this" or "this" in week:
        day = monday + timedelta(number - 1)
    return _timed(day, found, "relative")


def _timed(day: date, found: Found, basis: str) -> Value:
    if found.part("half") or ":" in found.part("clock"):
        clock = re.split("[:.]", found.part("clock"))
        hour = _hour(int(clock[0]), found.part("half"))
        minute = clock[1] if len(clock) > 1 else "00"
        return Value("TIME", f"{day.isoformat()}T{hour:02d}:{minute}", basis)
    part = time_words().value("part", found.part("part")) if found.part("part") else None
    return Value("TIME" if part else "DATE", day.isoformat() + (f"T{part}" if part else ""), basis)


def _hour(hour: int, half: str) -> int:
    half = half.lower()
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour


def _day(found: Found, reckoning: Reckoning) -> Value:
    word = found.part("day").lower().removeprefix("the ")
    if reckoning.published is None:
        return Value("DATE", "PRESENT_REF" if word in {"today", "tonight", "this"} else "XXXX-XX-XX", "relative")
    steps = {"yesterday": -1, "last": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    day = reckoning.today + timedelta(steps.get(word, 0))
    if word == "tonight":
        return Value("TIME", f"{day.isoformat()}TNI", "relative")
    return _timed(day, found, "relative")


def _hold(found: Found, reckoning: Reckoning) -> Value:
    """`last week`, `this year`, `next month`."""
    hold, word = int(time_words().value("hold", found.part("hold"))), found.part("unit").lower()
    unit = "W" if word == "weekend" else unit_of(word)
    if (
        found.part("the")
        and found.part("hold").lower() in {"last", "past"}
        and word not in {"week", "weekend", "night"}
    ):
        if reckoning.published is None or unit not in {"D", "W", "M", "Y", "E"}:
            return Value("DURATION", length(1, unit), "relative")
        first = shift(reckoning.today, unit, -1)
        return Value("DURATION", length(1, unit), "relative", first.isoformat(), reckoning.today.isoformat())
    chained = found.part("hold").lower() in {"previous", "preceding", "prior", "following"}
    base = reckoning.told if chained else reckoning.published
    if base is None:
        return Value("DATE", "XXXX-XX-XX" if unit == "D" else "XXXX", "chained" if chained else "relative")
    day = shift(base, unit, hold)
    value = grain(day, unit)
    if word == "weekend":
        value = f"{value}-WE"
    if word == "night" and not chained:
        value = f"{day.isoformat()}TNI"
    return Value("TIME" if value.endswith("TNI") else "DATE", value, "chained" if chained else "relative")


def _same(found: Found, reckoning: Reckoning) -> Value:
    """`that day`, `the same month`: what the text told last."""
    unit = unit_of(found.part("unit")) if time_words().value("unit", found.part("unit")) else "D"
    if reckoning.told is None:
        return Value("DATE", "PAST_REF", "chained")
    return Value("DATE", grain(reckoning.told, unit), "chained")


def _neighbour(found: Found, reckoning: Reckoning) -> Value:
    """`the day before`, `a week later`, told of something else."""
    if reckoning.told is None:
        return Value("DATE", "PAST_REF", "chained")
    step = -1 if found.part("dir").lower() in {"before", "earlier"} else 1
    unit = unit_of(found.part("unit"))
    return Value("DATE", grain(shift(reckoning.told, unit, step), unit), "chained")


def _season(found: Found, reckoning: Reckoning) -> Value:
    season, told = str(time_words().value("season", found.part("season"))), found.part("y")
    if told:
        return Value("DATE", f"{told}-{season}")
    if reckoning.published is None:
        return Value("DATE", f"XXXX-{season}", "relative")
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    today, hold = reckoning.today, time_words().value("hold", found.part("hold") or "-")
    year = today.year - (season == "WI" and today.month < 3)
    running = start <= today.month <= start + 2 or (season == "WI" and today.month in {12, 1, 2})
    if hold == 1 or (hold is None and reckoning.ahead):
        year += today.month >= start and not (season == "WI" and today.month < 3)
    elif hold == -1:
        year -= running or today.month < start
    elif hold is None:
        year -= today.month < start and not running
    return Value("DATE", f"{year}-{season}", "relative")


def _quarter(found: Found, reckoning: Reckoning) -> Value:
    number = found.part("q")[1:] or str(time_words().value("ordinal", found.part("n")))
    letter = "H" if found.part("which").lower() == "half" else "Q"
    told = found.part("y")
    if not told and reckoning.published is None:
        return Value("DATE", f"XXXX-{letter}{number}", "relative")
    hold = time_words().value("hold", found.part("hold") or "-") or 0
    year = int(told) if told else reckoning.today.year + hold
    return Value("DATE", f"{year}-{letter}{number}", "stated" if told else "relative")


def _decade(found: Found, reckoning: Reckoning) -> Value:
    return Value("DATE", found.part("y")[:3] or f"19{found.part('yy')[0]}")


def _century(found: Found, reckoning: Reckoning) -> Value:
    return Value("DATE", f"{int(found.part('n')) - 1:02d}")


def _year(found: Found, reckoning: Reckoning) -> Value:
    return Value("DATE", found.part("y") or f"19{found.part('yy')}")


def _years(found: Found, reckoning: Reckoning) -> Value | None:
    first, last = found.part("y"), found.part("y2")
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return None
    return Value("DURATION", f"P{int(last) - int(first)}Y", "stated", f"{first}-01-01", f"{last}-12-31")


def _clock(found: Found, reckoning: Reckoning) -> Value | None:
    word = found.part("clock")
    told = time_words().value("clock", word) if word else None
    if told is None:
        half = found.part("half") or found.part("half2")
        hour, minute = _hour(int(found.part("h")), half), found.part("min") or found.part("min2") or "00"
        if hour > 23:
            return None
        told = f"{hour:02d}:{minute}"
    day = _clock_day(found.part("weekday"), reckoning)
    zone = "Z" if found.part("zone") in {"GMT", "UTC"} else ""
    return Value("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{told}{zone}", "relative")


def _clock_day(word: str, reckoning: Reckoning) -> date | None:
    number = time_words().value("weekday", word) if word else None
    if reckoning.published is None:
        return reckoning.near
    if number:
        return reckoning.weekday(int(number))
    if word:
        return reckoning.today + timedelta({"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0))
    return reckoning.near or reckoning.today


def _part(found: Found, reckoning: Reckoning) -> Value:
    part = str(time_words().value("part", found.part("part") or "overnight"))
    day = reckoning.near or reckoning.published
    return Value("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}", "relative")


def _feast(found: Found, reckoning: Reckoning) -> Value | None:
    rule, told = str(time_words().value("feast", found.part("feast"))), found.part("y")
    if not told and reckoning.published is None:
        return Value("DATE", "XXXX-XX-XX", "relative")
    if told:
        day = feast(rule, int(told))
    else:
        guess = feast(rule, reckoning.today.year)
        day = feast(rule, reckoning.year_for(guess.month, guess.day)) if guess else None
    if day is None:
        return None
    value = grain(day, "W") if found.shape == "feast_week" else day.isoformat()
    return Value("DATE", value, "stated" if told else "relative")


def _vicinity(found: Found, reckoning: Reckoning) -> Value:
    return Value("DATE", str(time_words().value("vicinity", found.part("vicinity"))), "relative")


def _weekend(found: Found, reckoning: Reckoning) -> Value:
    if reckoning.published is None:
        return Value("DATE", "XXXX-WXX-WE", "relative")
    saturday = reckoning.weekday(6)
    return Value("DATE", f"{grain(saturday, 'W')}-WE", "relative")


def _bare_day(found: Found, reckoning: Reckoning) -> Value | None:
    """`24` and `25` of "April 24 and 25": the month told just before."""
    if reckoning.told is None:
        return None
    return Value("DATE", reckoning.told.replace(day=int(found.part("d"))).isoformat(), "relative")


RULES: dict[str, Rule] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_day": _month_day,
    "month_days": _month_days,
    "month": _month,
    "bare_day": _bare_day,
    "weekday": _weekday,
    "part_of_weekday": _weekday,
    "day": _day,
    "day_part": _day,
    "hold": _hold,
    "same_day": _same,
    "neighbour": _neighbour,
    "the_day": _same,
    "season": _season,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "years": _years,
    "clock": _clock,
    "clock_word": _clock,
    "part": _part,
    "feast": _feast,
    "feast_week": _feast,
    "vicinity": _vicinity,
    "weekend": _weekend,
    "length": stretches.plain_length,
    "long": stretches.one_length,
    "many": stretches.many,
    "hold_many": stretches.hold_many,
    "ago": stretches.ago,
    "chained": stretches.chained,
    "each": stretches.each,
    "each_day": stretches.each_day,
    "weekdays": stretches.each_day,
    "per": stretches.each,
    "set": stretches.one_set,
    "ordinal_day": stretches.ordinal_day,
}
