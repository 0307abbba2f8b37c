"""Takes the segments of a page, gives its items; decides no boundary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.pages.credits import take_credit
from dateline.pages.dates import PrintedDate, find_dates
from dateline.pages.headlines import headline
from dateline.pages.text_lines import Line
from dateline.pages.text_marks import Mark, Meta, read_byline
from dateline.records import Furniture, Item

_COMMAS = re.compile(r"\s*[,،;，、|]\s*")


@dataclass(slots=True, eq=False)
class Segment:
    """Lines that make one item. `marks`: its own date lines; `heading`: the date line it inherits; `ended`: closed by
    “read more”; the `…_line` fields are the lines that a value was read from."""

    marks: list[Line] = field(default_factory=list)
    title: Line | None = None
    body: list[Line] = field(default_factory=list)
    heading: Line | None = None
    category: str | None = None
    category_line: Line | None = None
    number: str | None = None
    number_line: Line | None = None
    byline: Line | None = None
    more_line: Line | None = None
    ended: bool = False

    def taken(self) -> list[Line]:
        """Every line whose words are in the item (“read more” and headings are furniture)."""
        single = (self.title, self.category_line, self.number_line, self.byline)
        return [*self.marks, *self.body, *(line for line in single if line is not None)]


def close(segment: Segment) -> Segment:
    """Leave labelled lines, rules and “read more” out of the text; “read more” at its end makes a teaser."""
    segment.marks = [*segment.marks, *(line for line in segment.body if line.kind == "meta")]
    segment.body = [line for line in segment.body if line.kind not in ("meta", "rule")]
    more = [line for line in segment.body if line.kind == "more"]
    if more:
        segment.ended = segment.ended or segment.body[-1].kind == "more"
        segment.body = [line for line in segment.body if line.kind != "more"]
    return segment


def take_bylines(found: list[Segment]) -> None:
    """A line such as `By Ilse Maron` right after date and title is the author."""
    for segment in found:
        first = segment.body[0] if len(segment.body) > 1 and segment.title else None
        if first is not None and first.titled and read_byline(first.text):
            segment.byline = first
            del segment.body[0]


def build(segment: Segment, *, wrapped: bool) -> tuple[Item, list[Furniture]]:
    """The item of a segment and what its date lines say that is in no field."""
    marks = [line.mark for line in segment.marks if line.mark is not None]
    metas = [line.meta for line in segment.marks if line.meta is not None]
    mark, printed, inherited = _date(segment, marks)
    body, credit, credit_as = take_credit(join(segment.body, wrapped))
    if printed is None and credit_as:
        printed, in_credit = _of_credit(credit_as), True
    else:
        in_credit = False
    title = segment.title.text if segment.title else None
    shown, derived = headline(title, body)
    flags = printed.flags if printed else ()
    flags = (*flags, "from_credit") if printed and in_credit else flags
    byline = segment.byline.text if segment.byline else ""
    named = [*(a for m in marks for a in m.authors), _value(metas, "author"), read_byline(byline)]
    authors = tuple(dict.fromkeys(name for name in named if name))
    item = Item(
        published=_day(printed), published_as=printed.words if printed else None,
        published_flags=(*flags, "inherited") if inherited else flags,
        title=title, headline=shown, headline_derived=derived,
        category=segment.category or next((m.category for m in marks if m.category), None) or _value(metas, "category"),
        tags=_tags(metas),
        authors=authors,
        number=segment.number or next((m.number for m in marks if m.number), None),
        kind=next((m.form for m in marks if m.form), None),
        credit=credit, credit_as=credit_as, body=body,
        completeness="teaser" if segment.ended or not body else ("truncated" if _cut_off(body) else "full"),
    )  # fmt: skip
    left = _leftovers(marks, mark, item)
    left.extend(_of_metas(metas, item))
    if byline and authors:
        left.append(Furniture(byline.removesuffix(authors[-1]).strip(), "label"))
    return item, left


def _value(metas: list[Meta], field: str) -> str | None:
    return next((m.value for m in metas if m.field == field), None)


def _tags(metas: list[Meta]) -> tuple[str, ...]:
    """`Tags: ferry, Split` as a list."""
    found = _value(metas, "tags")
    return tuple(dict.fromkeys(t.strip() for t in _COMMAS.split(found) if t.strip())) if found else ()


def _of_metas(metas: list[Meta], item: Item) -> list[Furniture]:
    """Labels, the commas of tags, and fields that the item has from elsewhere."""
    out = [Furniture(meta.rest, "label") for meta in metas if meta.rest]
    kept = [item.category, *item.authors]
    for meta in metas:
        if meta.field == "tags" or meta.value not in kept:
            out.append(Furniture(meta.value, "label"))
        else:
            kept.remove(meta.value)
    return out


def _of_credit(credit_as: str) -> PrintedDate | None:
    """The day that a closing release note carries: `PM der Kreisverwaltung vom 23.01.2020`."""
    found = [printed for printed in find_dates(credit_as) if printed.iso]
    return found[-1] if found else None


def join(lines: list[Line], wrapped: bool) -> str:
    """Paragraphs joined by a blank line; lines of a hard-wrapped page stay lines of their paragraph."""
    out: list[str] = []
    for line in lines:
        if out:
            out.append("\n" if wrapped and not line.gap and not line.glued else "\n\n")
        out.append(line.text)
    return "".join(out)


def _date(segment: Segment, marks: list[Mark]) -> tuple[Mark | None, PrintedDate | None, bool]:
    """The mark that tells the day of publication: the first that is no update; else the place and date that open the
    text; else the heading above."""
    own = [m for m in marks if not m.updated] or marks
    if own:
        return own[0], own[0].date, False
    if segment.body and segment.body[0].kind == "dateline":
        return None, segment.body[0].dates[0], False
    heading = segment.heading
    if heading is None:
        return None, None, False
    if heading.mark is not None:
        return heading.mark, heading.mark.date, True
    return None, heading.dates[0], True


def _day(printed: PrintedDate | None) -> str | None:
    """The ISO date; of a month heading the month alone, `2017-05`."""
    if printed is None:
        return None
    if printed.iso is None and printed.day is None and printed.month is not None and printed.year is not None:
        return f"{printed.year:04d}-{printed.month:02d}"
    return printed.iso


def _cut_off(body: str) -> bool:
    return body.endswith(("…", "...", "[...]", "[…]"))


def _leftovers(marks: list[Mark], chosen: Mark | None, item: Item) -> list[Furniture]:
    """Words of the date lines that no field holds: labels, second dates, second categories."""
    out: list[Furniture] = []
    kept = [item.category, item.kind, item.number, *item.authors]
    for mark in marks:
        if mark.rest:
            out.append(Furniture(mark.rest, "label"))
        if mark is not chosen:
            out.append(Furniture(mark.date.words, "date"))
        for value in (mark.category, mark.form, mark.number, *mark.authors):
            if value in kept:
                kept.remove(value)
            elif value:
                out.append(Furniture(value, "label"))
    return out
