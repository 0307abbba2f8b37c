"""Takes the drafts of a page, gives its Items: dates in one order, years supplied, credits taken, completeness told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.pages.credits import take_credit
from dateline.pages.dates import PrintedDate, date_in_url, decide_order, parse_date, with_order, with_year
from dateline.pages.headlines import headline
from dateline.pages.html_regions import Draft
from dateline.records import Item
from dateline.text import squeeze

FULL_FROM = 600
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\[&hellip;\])\s*\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class PageDates:
    """What a page tells about the years of its items: its heading or filter, its address, the capture."""

    heading: str | None = None
    url: str | None = None
    fetched: str | None = None


def settle_dates(drafts: list[Draft], page: PageDates) -> None:
    """Read day and month in the order the page decides and supply missing years."""
    order = decide_order([d.printed for d in drafts if d.printed is not None])
    for draft in drafts:
        if draft.printed is not None and draft.printed.numbers is not None and order is not None:
            draft.printed = with_order(draft.printed, order)
    known: PrintedDate | None = None
    for draft in drafts:
        printed = draft.printed
        if printed is None:
            continue
        if printed.iso is None and "no_year" in printed.flags:
            printed = draft.printed = _with_some_year(draft, printed, page, known)
        known = printed if printed.iso else known


def _with_some_year(draft: Draft, printed: PrintedDate, page: PageDates, known: PrintedDate | None) -> PrintedDate:
    sources = (
        (draft.stamp, "from_markup"),
        (draft.url, "from_url"),
        (page.heading, "from_heading"),
        (page.url, "from_url"),
    )
    for words, flag in sources:
        years = {int(y) for y in _YEAR.findall(words or "")}
        if len(years) == 1:
            return with_year(printed, years.pop(), flag)
    if known is not None and known.year is not None:
        year = known.year - 1 if (printed.month or 0) - (known.month or 0) > 6 else known.year
        return with_year(printed, year, "from_neighbour")
    if page.fetched:
        year = int(page.fetched[:4])
        late = (printed.month or 0, printed.day or 0) > (int(page.fetched[5:7]), int(page.fetched[8:10]))
        return with_year(printed, year - late, "from_capture")
    return printed


def build(draft: Draft, *, language: str | None, full: bool, teasers: bool) -> Item:
    """The Item of a draft whose body has been read. `full`: entries without “read more” are complete on this page."""
    body, credit, credit_as = take_credit("\n\n".join(draft.paragraphs))
    title = draft.title
    shown, derived = headline(title, body)
    published, flags = _published(draft)
    return Item(
        language=language, published=published, published_as=_words(draft), published_flags=flags, title=title,
        headline=shown, headline_derived=derived, category=draft.category, tags=tuple(draft.tags),
        authors=tuple(draft.authors), number=draft.number, kind=draft.form, credit=credit, credit_as=credit_as,
        body=body, completeness=_completeness(draft, body, full, teasers), url=draft.url,
    )  # fmt: skip


def _words(draft: Draft) -> str | None:
    return squeeze(draft.printed.words) if draft.printed else None


def _published(draft: Draft) -> tuple[str | None, tuple[str, ...]]:
    """The date as ISO: print first, then the stamp in the markup, then the address; contradictions are flags."""
    printed, stamp = draft.printed, iso_stamp(draft.stamp)
    flags = list(draft.flags)
    if printed is not None:
        flags += [f for f in printed.flags if f not in flags]
    in_url = date_in_url(draft.url)
    if printed is not None and printed.iso is not None:
        if stamp and stamp[:10] != printed.iso[:10] and "ambiguous" in flags and stamp[:10] in _readings(printed):
            flags.remove("ambiguous")
            return stamp[:10], tuple(flags)
        if stamp and stamp[:10] == printed.iso[:10] and "ambiguous" in flags:
            flags.remove("ambiguous")
        if in_url and abs(_days(in_url) - _days(printed.iso)) > 1:
            flags.append("url_differs")
        return printed.iso, tuple(flags)
    if stamp:
        flags = [f for f in flags if f not in ("no_anchor", "no_year", "no_day")]
        return stamp, (*flags, "from_markup")
    if in_url:
        return in_url, (*(f for f in flags if f not in ("no_anchor", "no_year", "no_day")), "from_url")
    return None, tuple(flags)


def _readings(printed: PrintedDate) -> set[str]:
    return {(with_order(printed, "dmy").iso or "")[:10], (with_order(printed, "mdy").iso or "")[:10]}


def _days(iso: str) -> int:
    year, month, day = (int(part) for part in iso[:10].split("-"))
    return year * 372 + month * 31 + day


def iso_stamp(words: str | None) -> str | None:
    """A stamp of the markup as ISO 8601. `"2017-05-23 10:00:00+03:00" -> "2017-05-23T10:00:00+03:00"`."""
    if not words:
        return None
    match = _STAMP.match(words.strip())
    if match is None:
        found = parse_date(words)
        return found.iso if found else None
    text = match.group().replace(" ", "T").replace("Z", "+00:00")
    text = re.sub(r"\.\d+", "", text)
    day = parse_date(text[:10])
    return text if day is not None and day.iso else None


def _completeness(draft: Draft, body: str, full: bool, teasers: bool) -> str:
    if draft.more:
        return "teaser"
    if _CUT.search(body):
        return "teaser" if draft.url else "truncated"
    if not body:
        return "teaser" if draft.url else "full"
    if full or draft.url is None or len(draft.paragraphs) > 1:
        return "full"
    return "teaser" if teasers else "full"


def are_teasers(drafts: list[Draft]) -> bool:
    """Whether entries with an address of their own are only teasers here: most are one short paragraph or less.

    Where some entry of the list says “read more”, one that does not is complete.
    """
    if any(d.more for d in drafts):
        return False
    short = [d for d in drafts if sum(map(len, d.paragraphs)) < FULL_FROM and len(d.paragraphs) < 2]
    return len(short) > len(drafts) / 2


def inherit(draft: Draft, printed: PrintedDate) -> None:
    """Give a draft the date of the heading above it; a month alone gives only its year."""
    if draft.printed is None and printed.iso is not None:
        draft.printed = replace(printed, flags=(*printed.flags, "inherited"))
    elif draft.printed is not None and draft.printed.iso is None and printed.year is not None:
        draft.printed = with_year(draft.printed, printed.year, "from_heading")
