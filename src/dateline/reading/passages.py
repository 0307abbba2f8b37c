"""Takes raw text, gives its words in paragraphs with the gap before each, and likely sentence ends; no model.

The likely ends only decide where windows are cut and help the model where it is in doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.reading.language import common_words
from dateline.reading.pieces import BLANK, BREAK, NO_BLANK
from dateline.reading.words import spelling, words

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\n|\r)[^\S\n\r]*(?:\n|\r)\s*")
_ITEM = re.compile(r"\s*(?:[-–—•*·▪►]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s")
_TERMINAL = frozenset(".!?…") | {"...", "?!", "!?", "!!", "??", "؟", "。", "۔"}
_CLOSING = frozenset("\"'”’)]»''")
_OPENING = frozenset("\"'“‘([«")
_DASHES = frozenset({"-", "–", "—", "--"})
_FAR = 14


@dataclass(slots=True)
class Passage:
    """The words of a whole text in parallel lists. `paragraphs` are (start, end) characters, `paragraph` the number
    of each word's; `likely` are word numbers at which a sentence likely begins, `certain` those of them
    that need no model; `datelines` are the words of datelines."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    gaps: list[int]
    paragraph: list[int]
    paragraphs: list[tuple[int, int]]
    likely: list[int]
    certain: set[int] = field(default_factory=set)
    datelines: set[int] = field(default_factory=set)


def passage(text: str) -> Passage:
    """Words, paragraphs and likely sentence starts of a text."""
    out = Passage(text, [], [], [], [], [], [], [])
    for start, end in paragraphs(text):
        first = len(out.forms)
        before = None
        for a, b in words(text, start, end):
            out.starts.append(a)
            out.ends.append(b)
            out.forms.append(text[a:b])
            out.gaps.append(BREAK if before is None else NO_BLANK if a == before else BLANK)
            out.paragraph.append(len(out.paragraphs))
            before = b
        if len(out.forms) > first:
            out.paragraphs.append((out.starts[first], out.ends[-1]))
            out.datelines.update(range(first, first + dateline(out.forms[first : first + _FAR])))
            begin = likely_starts(out.forms[first:], out.gaps[first:])
            out.likely += [first + at for at in begin]
            out.certain.update(first + at for at in begin if at and _clear(out.forms, first + at))
    return out


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs stand: lines, except that lines wrapped at one width are put together."""
    found: list[tuple[int, int]] = []
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = [m.span() for m in _LINE.finditer(text, at, end) if not m.group().isspace()]
        found += [(lines[0][0], lines[-1][1])] if _wrapped(text, lines) else lines
        at = gap.end() if gap else end
    return found


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines were broken by a column and not by the writer."""
    if len(lines) < 3:
        return len(lines) == 2 and text[lines[1][0]].islower() and text[lines[0][1] - 1].isalpha()
    lengths = [b - a for a, b in lines[:-1]]
    even = min(lengths) > 40 and max(lengths) <= 100
    runs_on = sum(text[b - 1] not in '.!?:"”' for _, b in lines[:-1])
    return even and runs_on * 2 > len(lengths) and not any(_ITEM.match(text, a) for a, _ in lines[1:])


def likely_starts(forms: list[str], gaps: list[int]) -> list[int]:
    """Word numbers at which sentences likely begin. `["He", "left", ".", "She", "stayed"] -> [0, 3]`."""
    found, at, n = [0], 0, len(forms)
    while at < n - 1:
        if _ends(forms, at) and not _is_marker(forms, at):
            after = at + 1
            while after < n and forms[after] in _CLOSING and (gaps[after] == NO_BLANK or forms[after] in "”’)]»"):
                after += 1
            if after < n and _begins(forms, after) and (gaps[after] != NO_BLANK or _glued(forms, at, after)):
                found.append(after)
            at = after
        else:
            at += 1
    return found


def dateline(forms: list[str]) -> int:
    """How many words at a paragraph's beginning are a dateline. `["GENEVA", "(", "AFP", ")", "–", "Talks"] -> 5`."""
    dash = next((i for i, form in enumerate(forms) if form in _DASHES), 0)
    if not dash or not forms[0][0].isupper():
        return 0
    capitals = forms[0].isupper() and len(forms[0]) > 2
    names = all(not form[0].islower() or form in {"and", "de", "al"} for form in forms[:dash])
    return dash + 1 if names and (capitals or forms[dash - 1] == ")") else 0


def _ends(forms: list[str], at: int) -> bool:
    form = forms[at]
    if form in _TERMINAL or form[0] in "!?…":
        return True
    if form[-1] != "." or len(form) < 2:
        return False
    bare = form[:-1].lower()
    initial = len(form) == 2 and form[0].isupper()
    counts = bare in spelling().numbering and at + 1 < len(forms) and forms[at + 1][0].isdigit()
    return not initial and not counts and bare not in spelling().leading


def _is_marker(forms: list[str], at: int) -> bool:
    """Whether the stop belongs to the marker of a list item. `1 . Release of …`"""
    return at <= 2 and all(not form[0].isalpha() or len(form.rstrip(".")) == 1 for form in forms[: at + 1])


def _glued(forms: list[str], at: int, after: int) -> bool:
    """Whether only a blank is missing. `the town . The mayor`, but not `example . Example`."""
    before = forms[at - 1] if at else ""
    return forms[at] in {".", "!", "?"} and before.islower() and before.isalpha() and forms[after][:1].isupper()


def _clear(forms: list[str], at: int) -> bool:
    """Whether a common word with a capital stands here, which within a sentence it would not have. `. The mayor`"""
    while at < len(forms) - 1 and forms[at] in _OPENING:
        at += 1
    return forms[at].istitle() and forms[at].lower() in common_words()


def _begins(forms: list[str], at: int) -> bool:
    while at < len(forms) - 1 and forms[at] in _OPENING:
        at += 1
    first = forms[at][0]
    return not first.islower() and first not in ",;:.!?%)]”’"
