"""An address → what a reader wants to see, and back: one canonical address for every filter, so that paging keeps it.

`/outlet/valley-wire/category/news/2017/05/?language=en&page=3` is a list, `/search?q=…&outlet=…&date=2017-05` a search.
It asks no archive: names stay as they stand in the address until `names` resolves them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from dateline.errors import InputError
from dateline.site.absent import NotThere

MANY = ("outlet", "category", "credit", "language", "tag", "author")
MOST_VALUES = 60
LONGEST = 300
LAST_PAGE = 10**9
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list or search as an address words it. `date` is a year, month, day or `undated`; `start` and `end` are ISO
    days; `by` is date or relevance; `page` counts from 1."""

    outlet: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: str = ""
    start: str = ""
    end: str = ""
    q: str | None = None
    by: str = "date"
    page: int = 1

    @property
    def path(self) -> str:
        """The path of the address; a search keeps everything in its query."""
        if self.q is not None:
            return "/search"
        parts = [f"outlet/{quote(self.outlet[0], safe='')}"] if len(self.outlet) == 1 else []
        parts += [f"category/{quote(self.category[0], safe='')}"] if len(self.category) == 1 else []
        if self.date:
            parts.append(self.date.replace("-", "/"))
        return f"/{'/'.join(parts)}/" if parts else "/items/"

    @property
    def query(self) -> str:
        """The query of the address, without the question mark; page 1 and defaults are left out."""
        searching = self.q is not None
        pairs = [("q", self.q or "")] if searching else []
        for name in MANY:
            values: tuple[str, ...] = getattr(self, name)
            if searching or name not in {"outlet", "category"} or len(values) > 1:
                pairs += [(name, value) for value in values]
        if searching and self.date:
            pairs.append(("date", self.date))
        pairs += [(name, value) for name, value in (("from", self.start), ("to", self.end)) if value]
        if self.by != "date":
            pairs.append(("by", self.by))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)

    @property
    def api_query(self) -> str:
        """The same filter as the query of an API call, where nothing stands in the path."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in MANY for value in getattr(self, name)]
        singles = (("date", self.date), ("from", self.start), ("to", self.end))
        return urlencode([*pairs, *((name, value) for name, value in singles if value)])

    @property
    def address(self) -> str:
        """The whole address within the site."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def at(self, page: int) -> str:
        """The address of another page of the same list."""
        return replace(self, page=page).address

    def ending(self, name: str) -> str:
        """The address of a feed or export for exactly this filter. `"feed.atom" -> "/2017/05/feed.atom?language=en"`"""
        plain = replace(self, page=1)
        path = "/search/" if self.q is not None else plain.path
        return f"{path}{name}?{plain.query}" if plain.query else f"{path}{name}"

    def toggled(self, name: str, value: str) -> str:
        """The address with one value added, or taken away where it is already chosen; back on page 1."""
        values: tuple[str, ...] = getattr(self, name)
        changed = tuple(v for v in values if v != value) if value in values else (*values, value)
        return replace(self, **{name: changed, "page": 1}).address  # type: ignore[arg-type]

    def on(self, day: str) -> str:
        """The address with another date (`2017-05`), or none (`""`)."""
        return replace(self, date=day, start="", end="", page=1).address

    @property
    def narrowed(self) -> bool:
        """Whether anything but the date narrows."""
        return any(getattr(self, name) for name in MANY) or bool(self.q)


def read(path: str, pairs: Iterable[tuple[str, str]]) -> Wanted:
    """Read an address: the segments of its path and the pairs of its query; unknown names are ignored.

    Raises InputError where a value cannot be meant (page 0, too many values), NotThere for 31 February.
    """
    found: dict[str, list[str]] = {name: [] for name in MANY}
    single: dict[str, str] = {}
    segments = [part for part in path.split("/") if part and part not in {"items", "search"}]
    while segments:
        segment = segments.pop(0)
        if segment in {"outlet", "category"} and segments:
            found[segment].append(segments.pop(0))
        elif segment == "undated" or (segment.isdecimal() and segment.isascii()):
            while segments and segments[0].isdecimal():
                segment += f"-{segments.pop(0):0>2}"
            single["date"] = segment
        else:
            raise LookupError(segment)
    for name, value in pairs:
        if name in found and value:
            found[name].append(_short(name, value))
        elif name in {"q", "by", "page", "date", "from", "to"}:
            single[name] = _short(name, value) if name != "q" else value
    if sum(map(len, found.values())) > MOST_VALUES:
        raise InputError(f"more than {MOST_VALUES} values are chosen at once", remedy="choose fewer")
    many = {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
    return Wanted(**many, **_single(single))  # type: ignore[arg-type]


def _single(values: dict[str, str]) -> dict[str, str | int | None]:
    by = values.get("by", "date") or "date"
    if by not in {"date", "relevance"}:
        raise InputError(f"results are not ordered by “{by}”", remedy="use by=date or by=relevance")
    day = values.get("date", "")
    if day and day != "undated":
        days(day)
    return {
        "date": day,
        "start": _iso(values.get("from", "")),
        "end": _iso(values.get("to", "")),
        "q": values.get("q"),
        "by": by,
        "page": page_number(values.get("page", "1")),
    }


def beside(day: str) -> tuple[str, ...]:
    """The day, month or year before and after one. `"2017-05" -> ("2017-04", "2017-06")`, `"" -> ()`"""
    if not day or day == "undated":
        return ()
    start, end = days(day)
    around = (date.fromisoformat(start).toordinal() - 1, date.fromisoformat(end).toordinal() + 1)
    inside = [number for number in around if 1 <= number <= date.max.toordinal()]
    return tuple(date.fromordinal(number).isoformat()[: len(day)] for number in inside)


def page_number(text: str) -> int:
    """A page number from 1. Raises InputError for anything else."""
    if not (text.isdecimal() and text.isascii() and len(text) <= 10 and 1 <= int(text) <= LAST_PAGE):
        raise InputError(f"“{text[:40]}” is no page number", remedy="pages count from 1")
    return int(text)


def days(text: str) -> tuple[str, str]:
    """The first and last day of a year, month or day. `"2017-05" -> ("2017-05-01", "2017-05-31")`"""
    part = _DAY.match(text)
    try:
        year, month, day = (int(p) if p else 0 for p in part.groups()) if part else (0, 0, 0)
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        remedy = "Dates are written /2017/, /2017/05/ or /2017/05/23/."
        raise NotThere(f"There is no such date as {text[:40]}", remedy) from None
    return first.isoformat(), last.isoformat()


def _iso(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(f"“{text[:40]}” is no date", remedy="write it as 2017-05-23") from None


def _short(name: str, value: str) -> str:
    if len(value) > LONGEST:
        raise InputError(f"the value of “{name}” is longer than {LONGEST} characters", remedy="shorten it")
    return value
