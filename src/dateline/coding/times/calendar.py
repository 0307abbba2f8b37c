"""Dates and their arithmetic: TIMEX3 values ↔ first and last day; feasts; shifts by units. It knows no text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d?)(-WE)?$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_PART = re.compile(r"(\d{4})-([QH])([1-4])$")
_YEAR = re.compile(r"(\d{1,4})$")
Range = tuple[date, date]


def extent_of(value: str) -> tuple[Range, str] | None:
    """The first and last day of a value and its precision; None where it is no stretch of the calendar.

    `"2017-W20" -> (2017-05-15, 2017-05-21), "week"`, `"199" -> 1990 to 1999, "year"`
    """
    try:
        return _extent_of(value)
    except (ValueError, OverflowError):
        return None


def _extent_of(value: str) -> tuple[Range, str] | None:
    if found := _DAY.match(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return (day, day), "time" if "T" in value else "day"
    if found := _MONTH.match(value):
        year, month = int(found[1]), int(found[2])
        return (date(year, month, 1), date(year, month, monthrange(year, month)[1])), "month"
    if found := _WEEK.match(value):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return (first, first + timedelta(1 if found[3] else 6)), "day" if found[3] else "week"
    if found := _SEASON.match(value):
        return _season(int(found[1]), *_SEASONS[found[2]]), "season"
    if found := _PART.match(value):
        length = 3 if found[2] == "Q" else 6
        last = int(found[3]) * length
        year = int(found[1])
        return (date(year, last - length + 1, 1), date(year, last, monthrange(year, last)[1])), "season"
    if found := _YEAR.match(value):
        return _years(found[1]), "year"
    return None


def _season(year: int, first: int, last: int) -> Range:
    """A winter is named after the year in which it starts."""
    end_year = year + (last < first)
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def _years(digits: str) -> Range:
    missing = 4 - len(digits)
    return date(max(1, int(digits + "0" * missing)), 1, 1), date(int(digits + "9" * missing), 12, 31)


def shift(day: date, unit: str, count: int) -> date:
    """The day that lies `count` units from a day: `(2017-01-31, "M", 1) -> 2017-02-28`.

    Raises OverflowError off the calendar.
    """
    if unit in {"D", "W", "F"}:
        return day + timedelta(days=count * {"D": 1, "W": 7, "F": 14}[unit])
    if unit.startswith("T"):
        return day + timedelta(hours=count * {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}[unit])
    months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "K": 12000}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("off the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def grain(day: date, unit: str) -> str:
    """The value of the unit that holds a day: `(2017-05-23, "W") -> "2017-W21"`."""
    year, week, _ = day.isocalendar()
    if unit in {"W", "F"}:
        return f"{year}-W{week:02d}"
    forms = {
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
        "K": f"{day.year // 1000}",
    }
    return forms.get(unit, day.isoformat())


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a year: `("thanksgiving", 2017) -> 2017-11-23`. None if the rule is unknown."""
    if re.fullmatch(r"\d\d-\d\d", rule):
        return date(year, int(rule[:2]), int(rule[3:]))
    if rule in {"easter", "good friday", "palm sunday"}:
        return _easter(year) + timedelta({"easter": 0, "good friday": -2, "palm sunday": -7}[rule])
    american = {"thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "election": (11, 1, 2)}
    if rule in american:
        month, nth, weekday = american[rule]
        first = date(year, month, 2 if rule == "election" else 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    if rule == "memorial":
        last = date(year, 5, 31)
        return last - timedelta((last.isoweekday() - 1) % 7)
    return _islamic(rule, year)


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    shift_days = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift_days) // 451
    month, day = divmod(h + shift_days - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _islamic(rule: str, year: int) -> date | None:
    from hijridate import Gregorian, Hijri

    days = {"ramadan": (9, 1), "eid al-fitr": (10, 1), "eid al-adha": (12, 10), "ashura": (1, 10)}
    if rule not in days or not 1925 <= year <= 2076:
        return None
    lunar = Gregorian(year, 1, 1).to_hijri().year
    for candidate in (lunar, lunar + 1):
        found = Hijri(candidate, *days[rule]).to_gregorian()
        if found.year == year:
            return date(found.year, found.month, found.day)
    return None
