"""Takes a line, gives the dates it prints; calendars are in `dates_calendar`, forms in `dates_forms`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateline.pages import dates_calendar as calendar
from dateline.pages.dates_forms import Form, forms
from dateline.pages.dates_record import Order, PrintedDate
from dateline.pages.dates_words import Token, tokens

_WHOLE_LINE = frozenset({"year", "compact", "blank", "nummonth"})
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@dataclass(frozen=True, slots=True)
class _Context:
    order: Order | None
    anchor: datetime | None
    languages: frozenset[str]


@dataclass(slots=True)
class _Draft:
    """What has been read of one date so far."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    numbers: tuple[int, int, int] | None = None
    when: date | None = None
    time: str = ""
    flags: list[str] | None = None

    def flag(self, name: str) -> None:
        self.flags = self.flags or []
        if name not in self.flags:
            self.flags.append(name)


def find_dates(
    line: str, *, order: Order | None = None, anchor: str | None = None, languages: tuple[str, ...] = ()
) -> list[PrintedDate]:
    """Every date printed in `line`, left to right: days, months (`no_day`), days without year (`no_year`), relative
    ones.
    """
    return list(_find(line, order, anchor, languages))


@lru_cache(maxsize=4096)  # the entries of a day print the same line
def _find(line: str, order: Order | None, anchor: str | None, languages: tuple[str, ...]) -> tuple[PrintedDate, ...]:
    found = tokens(line)
    context = _Context(order, _moment(anchor), frozenset(code.split("-")[0] for code in languages))
    out = []
    for form in forms(found):
        if form.name in _WHOLE_LINE and not _alone(found, form):
            continue
        if form.name == "today" and "t_clock" not in form.parts and not _alone(found, form):
            continue
        start, end = found[form.first].start, found[form.last - 1].end
        out.append(_printed(line, start, end, _draft(form, found, context), context))
    return tuple(out)


def _moment(anchor: str | None) -> datetime | None:
    if not anchor:
        return None
    try:
        return datetime.fromisoformat(anchor)
    except ValueError:
        return None


def _alone(found: list[Token], form: Form) -> bool:
    """Whether nothing but marks stands around the form: a year or `24 01 2012` inside a sentence is no date."""
    return not any(c.isalnum() for t in (*found[: form.first], *found[form.last :]) for c in t.text)


def _printed(line: str, start: int, end: int, draft: _Draft, context: _Context) -> PrintedDate:
    when = draft.when
    if when is None and draft.year is not None and draft.month is not None and draft.day is not None:
        when = calendar.gregorian(draft.year, draft.month, draft.day)
        if when is None:
            draft.flag("invalid")
    if when is not None:
        draft.year, draft.month, draft.day = when.year, when.month, when.day
        if draft.weekday is not None and draft.weekday != when.isoweekday():
            draft.flag("weekday_differs")
        if context.anchor is not None and when > context.anchor.date() + timedelta(days=1):
            draft.flag("future")
    elif draft.day is None and not (draft.flags and "no_anchor" in draft.flags):
        draft.flag("no_day")
    elif draft.year is None and not (draft.flags and "no_anchor" in draft.flags):
        draft.flag("no_year")
    iso = when.isoformat() + draft.time if when else None
    return PrintedDate(
        iso, line[start:end], start, end, tuple(draft.flags or ()), draft.year, draft.month, draft.day,
        draft.time, draft.numbers, draft.weekday,
    )  # fmt: skip


def _draft(form: Form, found: list[Token], context: _Context) -> _Draft:
    """Read the parts of a form; one small reader for each family of forms."""
    draft = _Draft()
    at = {part: found[index] for part, index in form.parts.items()}
    if "w" in at:
        draft.weekday = int(_value(at["w"], "weekday", context)[0])
    if any(part.startswith("t_") for part in at):
        first = form.parts.get("t_off", form.parts.get("t_off2"))
        sign = None if first is None else _sign(found, first)
        draft.time = _clock(at, sign, draft, context)
    if "today" in at or "unit" in at:
        _relative(at, draft, context)
    elif "a" in at:
        _numeric(at, draft, context)
    elif "e" in at:
        draft.year, rest = divmod(at["e"].number, 10000)
        draft.month, draft.day = divmod(rest, 100)
    else:
        _named(at, draft, context)
    return draft


def _sign(found: list[Token], first: int) -> list[Token]:
    """The tokens of `+03:00`, from its sign on."""
    colon = first + 3 < len(found) and found[first + 2].code == ":" and found[first + 3].code == "d"
    return found[first : first + (4 if colon else 2)]


def _value(token: Token, kind: str, context: _Context) -> tuple[str, bool]:
    """The value of a word taken as `kind`, and whether languages disagree about it."""
    senses = [s for s in token.senses if s.kind == kind]
    chosen = [s for s in senses if context.languages.intersection(s.languages)] or senses
    best = max(chosen, key=lambda s: len(s.languages))
    return best.value, len({s.value for s in chosen}) > 1


def _kinds(token: Token) -> set[str]:
    return {s.kind for s in token.senses}


def _named(at: dict[str, Token], draft: _Draft, context: _Context) -> None:
    """Dates with a month by name, a month by CJK mark, or year first in figures."""
    draft.day = at["d"].number if "d" in at else None
    draft.year = at["y"].number if "y" in at else None
    if "yy" in at:
        draft.year = _century(at["yy"].number, draft)
    if "m" in at:
        draft.month = at["m"].number
    if "n" in at and draft.year is None:
        draft.year = at["n"].number + calendar.JUCHE_OFFSET
    if "n" in at:
        draft.flag("juche")
    if "ey" in at:
        draft.year = at["ey"].number + calendar.ERAS.get(at["era"].text, 0)
        draft.flag("era")
    kinds = _kinds(at["mon"]) if "mon" in at else set()
    era = {s.value for s in at["era"].senses if s.kind == "era"} if "era" in at else set()
    if "month" in kinds and not ("jalali" in kinds and (draft.year or 2000) < 1500):
        value, open_ = _value(at["mon"], "month", context)
        draft.month = int(value)
        if open_:
            draft.flag("ambiguous")
        _second_month(at, draft, context)
    elif kinds:
        _other_calendar(at["mon"], draft, kinds, context)
        return
    if draft.year is not None and draft.year >= 2400:
        draft.year -= calendar.BUDDHIST_OFFSET
        draft.flag("buddhist")
    elif draft.year is not None and 1300 <= draft.year <= 1500:
        _eastern(draft, "hijri" if "hijri" in era or draft.year > 1415 else "persian")


def _second_month(at: dict[str, Token], draft: _Draft, context: _Context) -> None:
    """`تشرين الأول/أكتوبر`: two names of one month; where they differ the date is flagged."""
    if "mon2" in at and "month" in _kinds(at["mon2"]) and int(_value(at["mon2"], "month", context)[0]) != draft.month:
        draft.flag("ambiguous")


def _other_calendar(token: Token, draft: _Draft, kinds: set[str], context: _Context) -> None:
    """Months of the lunar (`hijri`) or solar (`jalali`) Hijri calendar."""
    kind = "hijri" if "hijri" in kinds else "jalali"
    month = int(_value(token, kind, context)[0])
    if draft.year is None or draft.day is None:
        draft.flag("hijri" if kind == "hijri" else "persian")
        draft.flag("no_year" if draft.year is None else "no_day")
        draft.day = draft.month = None
        return
    draft.month = month
    _eastern(draft, "hijri" if kind == "hijri" else "persian")


def _eastern(draft: _Draft, name: str) -> None:
    """Turn year, month and day of an eastern calendar, as they stand in the draft, into a Gregorian day."""
    draft.flag(name)
    if draft.year is None or draft.month is None or draft.day is None:
        draft.year = draft.month = None
        return
    convert = calendar.from_hijri if name == "hijri" else calendar.from_jalali
    draft.when = convert(draft.year, draft.month, draft.day)
    if draft.when is None:
        draft.flag("invalid")
        draft.year = draft.month = None


def _century(number: int, draft: _Draft) -> int:
    draft.flag("two_digit_year")
    return number + (2000 if number < 70 else 1900)


def _numeric(at: dict[str, Token], draft: _Draft, context: _Context) -> None:
    """`04/06/2024`: the order by the figures, the weekday, the page, the separator, the language – else left open."""
    first, second = at["a"].number, at["b"].number
    year = at["y"].number if "y" in at else _century(at["yy"].number, draft)
    if year >= 2400:
        year -= calendar.BUDDHIST_OFFSET
        draft.flag("buddhist")
    draft.year = year
    if 1300 <= year <= 1500:
        draft.day, draft.month = first, second
        _eastern(draft, "hijri" if year > 1415 else "persian")
        return
    order = _order_of(first, second, year, draft.weekday)
    if order is None:
        order = context.order or _habit(at, context)
        draft.numbers = (first, second, year) if first != second else None
        if order is None and first != second:
            draft.flag("ambiguous")
    else:
        draft.numbers = (first, second, year)
    draft.day, draft.month = (second, first) if order == "mdy" else (first, second)


def _order_of(first: int, second: int, year: int, weekday: int | None) -> Order | None:
    """The order that figures or a printed weekday force."""
    if first > 12:
        return "dmy"
    if second > 12:
        return "mdy"
    if weekday is None or first == second:
        return None
    fits: list[Order] = []
    for order, month, day in (("dmy", second, first), ("mdy", first, second)):
        when = calendar.gregorian(year, month, day)
        if when is not None and when.isoweekday() == weekday:
            fits.append("dmy" if order == "dmy" else "mdy")
    return fits[0] if len(fits) == 1 else None


def _habit(at: dict[str, Token], context: _Context) -> Order | None:
    """`23.01.2020` is written day first everywhere, and so is everything in languages other than English."""
    if "sep" in at and at["sep"].text == ".":
        return "dmy"
    return "dmy" if context.languages and "en" not in context.languages else None


def _relative(at: dict[str, Token], draft: _Draft, context: _Context) -> None:
    """“3 days ago”, “yesterday”: counted back from the anchor."""
    draft.flag("relative")
    anchor = context.anchor
    if anchor is None:
        draft.flag("no_anchor")
        return
    if "today" in at:
        draft.when = (anchor + timedelta(days=int(_value(at["today"], "today", context)[0]))).date()
        return
    two = "unit2" in _kinds(at["unit"]) and "d" not in at
    unit, _ = _value(at["unit"], "unit2" if two else "unit", context)
    count = at["d"].number if "d" in at else (2 if two else 1)
    try:
        draft.when = _back(anchor, unit, count)
    except (OverflowError, ValueError):
        draft.flag("invalid")


def _back(anchor: datetime, unit: str, count: int) -> date:
    """`count` units before the anchor; months and years keep the day of the month, clipped to the month's end."""
    if unit in _UNITS:
        return (anchor - timedelta(seconds=_UNITS[unit] * count)).date()
    months = anchor.year * 12 + anchor.month - 1 - count * (12 if unit == "year" else 1)
    for day in range(anchor.day, 27, -1):
        found = calendar.gregorian(months // 12, months % 12 + 1, day)
        if found:
            return found
    return date(months // 12, months % 12 + 1, min(anchor.day, 27))


def _clock(at: dict[str, Token], sign: list[Token] | None, draft: _Draft, context: _Context) -> str:
    """The time as ISO after the day: `T16:34`, with seconds and offset where printed."""
    hour = (at.get("t_h") or at["t_h2"]).number
    minute = at["t_i"].number if "t_i" in at else 0
    half = at.get("t_ap") or at.get("t_ap2") or at.get("t_ap0")
    if half is not None:
        value, _ = _value(half, "ampm", context)
        hour = hour % 12 + (12 if value == "pm" else 0) if hour <= 12 else hour
    second = at["t_s"].number if "t_s" in at else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        draft.flag("invalid_time")
        return ""
    text = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
    return text + _offset(at, sign, draft, context)


def _offset(at: dict[str, Token], sign: list[Token] | None, draft: _Draft, context: _Context) -> str:
    """The offset a zone prints: `+0300`, `GMT+3`, `CEST`; abbreviations of several zones are flagged, not guessed."""
    zone = _value(at["t_zone"], "zone", context)[0] if "t_zone" in at else ""
    if sign is None:
        if zone == "?":
            draft.flag("zone_unknown")
            return ""
        return zone
    digits = "".join(f"{t.number:0{len(t.text)}d}" for t in sign if t.number >= 0)
    digits = digits.zfill(2) + "00" if len(digits) < 3 else digits.zfill(4)
    return f"{sign[0].text.replace('−', '-').replace('–', '-')}{digits[:2]}:{digits[2:4]}"
