"""Takes the lines of a page, gives the segments that are its items; builds no item.

The layout is decided for the page as a whole: every date line is compared with the lines before and after it, with the
blank lines around it and with the two ends of the page. Lines that end up in no segment are furniture.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from dateline.pages.furniture_words import bare, words
from dateline.pages.text_head import Head
from dateline.pages.text_items import Segment
from dateline.pages.text_lines import Line
from dateline.pages.text_undated import sub_segments, undated

MOST = 0.7


@dataclass(frozen=True, slots=True)
class Group:
    """Date lines that stand together: `content[start:end]`, and the lines around them."""

    start: int
    end: int
    before: Line | None
    after: Line | None


def segments(content: list[Line], head: Head) -> list[Segment]:
    """The items among the lines of content, in page order; empty where there are none."""
    if is_timeline(content, head):
        return single(content)
    groups = _groups(content)
    if not groups:
        return _under_headings(content, head)
    wire = _under_page_date(content, groups)
    if wire:
        return wire
    place = date_place(content, groups, head)
    if place == "article":
        return single(content)
    if place == "first":
        found = _date_first(content, groups)
        return _inherited(found, head) or _with_titles(found)
    if place == "last":
        return _date_last(content, groups)
    return _title_first(content, groups)


def _under_page_date(content: list[Line], groups: list[Group]) -> list[Segment]:
    """One date for the page, then paragraphs that open with place and date: a wire page. Empty where it is none."""
    opened = [i for i, line in enumerate(content) if line.kind == "dateline"]
    if len(groups) != 1 or len(opened) < 2 or opened[0] < groups[0].end:
        return []
    found = sub_segments(_text(content[groups[0].end :]), titles=False)
    for segment in found:
        segment.heading = content[groups[0].start]
    return found if len(found) > 1 else []


def date_place(content: list[Line], groups: list[Group], head: Head) -> str:
    """Where the date of an item stands: `first`, `title` (after the title), `last`; `article`: the page is one item."""
    if len(groups) == 1 and not (head.listing and len(sub_segments(content[groups[0].end :], titles=True)) > 1):
        return "article"
    glued = sum(1 for g in groups if g.after is not None and g.after.glued)
    if glued * 2 > len(groups):
        return "last"
    at_start, at_end = groups[0].start == 0, groups[-1].end == len(content)
    spaced = _by_space(content, groups)
    titled = _share(g.before is not None and g.before.titled for g in groups[1:] or groups)
    if spaced == "before" and not at_start:
        return "title" if titled >= MOST and not at_end else "last"
    if spaced == "after" and not at_end:
        return "first"
    if at_end and not at_start:
        return "first" if _only_heads_first(content, groups) else "last"
    if at_start:
        return "first"
    between = [b.start - a.end for a, b in pairwise(groups)]
    if (
        titled >= MOST
        and any(n > 1 for n in between or [2])
        and groups[0].before is not None
        and groups[0].before.titled
    ):
        return "title"
    tail = content[groups[-1].end :]
    if groups[0].before is not None and groups[0].before.closed and all(line.kind == "short" for line in tail):
        return "last"
    return "first"


def _share(votes: object) -> float:
    listed = list(votes)  # type: ignore[call-overload]
    return sum(1 for vote in listed if vote) / len(listed) if listed else 0.0


def _by_space(content: list[Line], groups: list[Group]) -> str | None:
    """To which side blank lines tie the date lines: `after` where they stand right above text, `before` right below
    it.
    """
    inner_before = [content[g.start].gap for g in groups if g.before is not None]
    inner_after = [g.after.gap for g in groups if g.after is not None]
    if not inner_before or not inner_after:
        return None
    before, after = _share(inner_before), _share(inner_after)
    if before >= 0.8 and after <= 0.2:
        return "after"
    return "before" if after >= 0.8 and before <= 0.2 else None


def _only_heads_first(content: list[Line], groups: list[Group]) -> bool:
    """Whether only page heads stand before the first date while every other date is followed by body."""
    first = content[: groups[0].start]
    bodies = [g.after is not None and g.after.closed for g in groups[:-1]]
    return len(groups) > 2 and all(line.titled for line in first) and _share(bodies) >= MOST


def _groups(content: list[Line]) -> list[Group]:
    """Date lines, those in direct succession together; of a run of bare stubs only the last counts."""
    out: list[Group] = []
    i = 0
    while i < len(content):
        start = i
        while i < len(content) and content[i].kind in ("mark", "meta"):
            i += 1
        if not any(line.kind == "mark" for line in content[start:i]):
            i = max(i, start + 1)
            continue
        if i - start > 2 and all(
            line.mark and not line.mark.updated and not line.mark.rest for line in content[start:i]
        ):
            for stub in content[start : i - 1]:
                stub.kind = "stub"
            start = i - 1
        before = content[start - 1] if start and content[start - 1].kind != "stub" else None
        out.append(Group(start, i, before, content[i] if i < len(content) else None))
    return out


def _date_first(content: list[Line], groups: list[Group]) -> list[Segment]:
    ends = [g.start for g in groups[1:]] + [len(content)]
    return [
        Segment(marks=content[g.start : g.end], body=_text(content[g.end : end]))
        for g, end in zip(groups, ends, strict=True)
    ]


def _date_last(content: list[Line], groups: list[Group]) -> list[Segment]:
    starts = [0] + [g.end for g in groups[:-1]]
    found = [
        Segment(marks=content[g.start : g.end], body=_text(content[start : g.start]))
        for g, start in zip(groups, starts, strict=True)
    ]
    _peel_page_title(found)
    return _with_titles([s for s in found if s.body])


def _peel_page_title(found: list[Segment]) -> None:
    """Leave out the page's own title, which stands before the first item where the others begin with one title or
    none.
    """
    if len(found) < 2:
        return
    usual = Counter(_titles_ahead(s.body) for s in found[1:]).most_common(1)[0][0]
    while _titles_ahead(found[0].body) > usual and len(found[0].body) > 1:
        del found[0].body[0]


def _titles_ahead(body: list[Line]) -> int:
    count = 0
    while count < len(body) and body[count].titled:
        count += 1
    return count


def _title_first(content: list[Line], groups: list[Group]) -> list[Segment]:
    """Titles stand one line above their date; a repeated or known word above the title is the category."""
    repeated = Counter(line.text for line in content if line.kind == "short")
    between = _has_word_between(content, groups, repeated)
    starts = [_title_start(content, g, repeated, between=between) for g in groups]
    out = []
    for number, (group, start) in enumerate(zip(groups, starts, strict=True)):
        end = starts[number + 1] if number + 1 < len(groups) else len(content)
        lead = content[start : group.start]
        segment = Segment(marks=content[group.start : group.end], body=_text(content[group.end : end]))
        if between and len(lead) > 1:
            lead.reverse()
        if lead and lead[-1].titled:
            segment.title = lead.pop()
        if lead:
            segment.category = lead[0].text
            segment.category_line = lead[0]
        out.append(segment)
    return out


def _has_word_between(content: list[Line], groups: list[Group], repeated: Counter[str]) -> bool:
    """Whether a category stands between title and date throughout."""
    above = [(content[g.start - 2], content[g.start - 1]) for g in groups if g.start > 1]
    votes = (title.titled and repeated[title.text] == 1 and repeated[word.text] > 1 for title, word in above)
    return len(above) > 1 and _share(votes) >= MOST


def _title_start(content: list[Line], group: Group, repeated: Counter[str], *, between: bool) -> int:
    start = group.start
    if between and start > 1:
        return start - 2
    if start and content[start - 1].titled:
        start -= 1
        above = content[start - 1] if start else None
        if (
            above is not None
            and above.kind == "short"
            and (repeated[above.text] > 1 or bare(above.text) in words("form"))
        ):
            start -= 1
    return start


def _with_titles(found: list[Segment]) -> list[Segment]:
    """Take the first line of a segment as its title where most segments begin with one; no title is invented."""
    repeated = Counter(s.body[0].text for s in found if s.body and s.body[0].titled)
    for segment in found:
        body = segment.body
        if len(found) > 1 and len(body) > 1 and body[0].titled and body[1].titled and repeated[body[0].text] > 1:
            segment.category, segment.category_line = body[0].text, body[0]
            del body[0]
    titled = _share(bool(s.body) and s.body[0].titled for s in found)
    if titled >= 0.5:
        for segment in found:
            if segment.body and segment.body[0].titled and segment.title is None:
                segment.title = segment.body.pop(0)
    return found


def _inherited(found: list[Segment], head: Head) -> list[Segment]:
    """Date lines that are headings over several items; empty where they are not."""
    if any(line.mark and (line.mark.category or line.mark.authors) for s in found for line in s.marks):
        return []
    days = [line.mark.date.words for s in found for line in s.marks[:1] if line.mark]
    split = [sub_segments(s.body, titles=len(found) > 1 or head.listing) for s in found]
    many = _share(len(parts) > 1 for parts in split)
    if many < 0.5 or len(set(days)) < len(days):
        return []
    for segment, parts in zip(found, split, strict=True):
        for part in parts:
            part.heading = segment.marks[0]
    return [part for parts in split for part in parts]


def _under_headings(content: list[Line], head: Head) -> list[Segment]:
    """Pages without date lines: month headings hold until the next one, below them other marks decide."""
    out: list[Segment] = []
    heading, start = None, 0
    for i, line in enumerate([*content, None]):
        if line is not None and line.kind != "month":
            continue
        for segment in undated(_text(content[start:i]), head, headed=heading is not None):
            if segment.heading is None and not segment.marks:
                segment.heading = heading
            out.append(segment)
        heading, start = line, i + 1
    return out


def single(content: list[Line]) -> list[Segment]:
    """The whole page as one item: the title is the last short line before the text or the date begins."""
    own = _own_marks(content)
    rest = [line for line in content if line not in own and line.kind != "stub"]
    first = next((i for i, line in enumerate(rest) if line.kind in ("body", "dateline") or not line.titled), len(rest))
    title = _article_title(content, rest[:first], own)
    body = [line for line in rest if line is not title and line not in _before(rest, title)]
    if not body and title is None:
        return []
    return [Segment(marks=own, title=title, body=body)]


def _own_marks(content: list[Line]) -> list[Line]:
    """The date lines of an article: near its start, else at its end; those right after the first belong to it."""
    at = next((i for i, line in enumerate(content[:12]) if line.kind == "mark"), None)
    if at is None:
        return [line for line in content[-1:] if line.kind == "mark"]
    own = [content[at]]
    for line in content[at + 1 : at + 4]:
        if line.kind not in ("mark", "meta"):
            break
        own.append(line)
    return own


def _before(rest: list[Line], title: Line | None) -> list[Line]:
    return rest[: rest.index(title)] if title is not None else []


def _article_title(content: list[Line], short: list[Line], own: list[Line]) -> Line | None:
    """Before the date stands the title, unless what stands there is a short name of a section and a longer line
    follows.
    """
    if not short:
        return None
    if not own:
        return (
            short[0] if len(short) == 1 or len(short[0].text.split()) > 3 else max(short[:3], key=lambda s: len(s.text))
        )
    at = content.index(own[0])
    before = [line for line in short if content.index(line) < at]
    after = [line for line in short if content.index(line) > at]
    if before and (len(before[-1].text.split()) > 3 or not after or len(after[0].text.split()) < 3):
        return before[-1]
    return after[0] if after else None


def is_timeline(content: list[Line], head: Head) -> bool:
    """Whether the dated lines of the page are the steps of one text: a timeline, an agenda, a police log."""
    dated = [line for line in content if line.kind in ("mark", "dated")]
    if head.listing or len(content) < 3:
        return False
    for line in content[:4]:
        if line.kind == "short" and any(_has_word(line.text, w) for w in words("timeline")):
            return True
    if len(dated) < 4:
        return False
    days = [line.mark.date.iso or "" for line in dated if line.mark]
    ascending = days[1:] == sorted(days[1:]) and len(set(days[1:])) > 2
    return ascending and content.index(dated[0]) < 3 and days[0][:10] >= max(days[1:])[:10] and days[0] != days[1]


def _has_word(text: str, word: str) -> bool:
    folded = f" {bare(text)} "
    return f" {word} " in folded.replace(":", " ").replace(",", " ")


def _text(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.kind not in ("stub", "month")]
