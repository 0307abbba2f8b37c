"""Takes year, month and day of a calendar, gives the Gregorian date; reads no words."""

from __future__ import annotations

from datetime import date, timedelta

JUCHE_OFFSET = 1911  # Juche 1 and Minguo 1 are both 1912
BUDDHIST_OFFSET = 543
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none: `(2017, 2, 31) -> None`."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the Umm al-Qura calendar (1343–1500 AH), None outside it."""
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the solar Hijri calendar. `(1396, 3, 2) -> 2017-05-23`.

    Leap years by the break years of Borkowski, “The Persian calendar for 3000 years” (Earth, Moon and Planets 74,
    1996).
    """
    if not (1 <= year < 3177 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    start = _nowruz(year)
    if month == 12 and day == 30 and (_nowruz(year + 1) - start).days == 365:
        return None
    return start + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)


def _nowruz(year: int) -> date:
    """The first day of a solar Hijri year."""
    leap, previous, jump = -14, _BREAKS[0], 0
    for limit in _BREAKS[1:]:
        jump = limit - previous
        if year < limit:
            break
        leap += jump // 33 * 8 + jump % 33 // 4
        previous = limit
    into = year - previous
    leap += into // 33 * 8 + (into % 33 + 3) // 4
    if jump % 33 == 4 and jump - into == 4:
        leap += 1
    western = year + 621
    leap_western = western // 4 - (western // 100 + 1) * 3 // 4 - 150
    return date(western, 3, 1) + timedelta(days=20 + leap - leap_western - 1)
