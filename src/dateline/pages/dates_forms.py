"""Takes typed tokens, finds which of them print a date and in which form; computes no calendar.

A form is a regular expression over the codes of the tokens (see `dates_words`), so a group's span is a range of tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.pages.dates_words import FREE, Token, lexicon

# Named pieces are filled in from the lexicon: <M> month, <W> weekday, <F> filler … ; d, y, n, e are numbers.
_DATES = (
    ("iso8", r"(?P<y>y)(?P<sep>[-/.·])(?P<m>d)[-/.·](?P<d>d)\.?(?![-/.·:]?d[-/.])"),
    ("cjk", r"(?:(?P<era><E>)(?P<ey>d)|(?P<y>y))<Y>(?P<m>d)<O>(?P<d>d)<D>"),
    ("cjk_noyear", r"(?P<m>d)<O>(?P<d>d)<D>"),
    ("cjk_month", r"(?P<y>y)<Y>(?P<m>d)<O>"),
    ("viet", r"(?P<d>d)<T>(?P<m>d),?<F>?(?P<y>y)"),
    ("viet_month", r"<T>(?P<m>d)[/,-]?<F>?(?P<y>y)"),
    ("ago", r"(?P<ago><A>)(?P<d>[dn])(?P<unit><U>)"),
    ("ago", r"(?P<d>[dn])(?P<unit><U>),?(?P<ago><A>)"),
    ("dmy", r"(?P<d>d)(?:<R>|\.)?[-/.,]?<F>{0,2}(?P<mon><N>)\.?(?:[/(-](?P<mon2><N>)\)?)?[-/.,]?<F>{0,2}(?P<y>y)(?!:)"),
    ("dmy2", r"(?P<d>d)(?P<sep>[-/.'])(?P<mon><N>)\.?[-/.'](?P<yy>d)(?![:.]?d)"),
    ("dmy2q", r"(?P<d>d)(?:<R>|\.)?(?P<mon><N>)\.?,?'(?P<yy>d)"),
    ("mdy", r"(?P<mon><N>)\.?(?:/(?P<mon2><N>))?-?<F>?(?P<d>d)(?:<R>)?[-.]?,?<F>?\.?(?P<y>y)(?!:d)"),
    ("mdy2q", r"(?P<mon><N>)\.?(?P<d>d)(?:<R>)?,?'(?P<yy>d)"),
    ("ymd", r"(?P<y>y)[-/.,]?<F>?\.?(?P<mon><N>)\.?[-/.,]?<F>?(?P<d>d)(?!:)\.?(?:<R>|-?<F>)?\.?"),
    ("ydm", r"(?P<y>y)[.,]?<F>?(?P<d>d)\.?(?P<mon><N>)(?![.,]?y)"),
    ("num", r"(?P<a>d)(?P<sep>[-/.·])(?P<b>d)(?P=sep)(?P<y>y)"),
    ("num2", r"(?P<a>d)(?P<sep>[-/.])(?P<b>d)(?P=sep)(?P<yy>d)(?![-/.:]d)"),
    ("juche", r"(?:<J>)?(?P<n>[nd])(?:<Y>)?\.?\(?(?P<y>y)\)?[.,]?(?P<m>d)[.<O>](?P<d>d)(?:\.|<D>)?"),
    ("juche", r"(?P<n>n)(?P<sep>\.)(?P<m>d)\.(?P<d>d)\.?"),
    ("blank", r"(?P<a>d)(?P<b>d)(?P<y>y)"),
    ("dm", r"(?P<d>d)(?:<R>|\.)?[-/.]?<F>{0,2}(?P<mon><N>)\.?(?:[/(-](?P<mon2><N>)\)?)?"),
    ("md", r"(?P<mon><N>)\.?<F>?(?P<d>d)(?!:|\.d)(?:<R>|\.)?"),
    ("month", r"(?P<mon><N>)\.?(?:/(?P<mon2><N>))?[-,/]?<F>{0,2}(?P<y>y)"),
    ("month", r"(?P<y>y)\.?<F>?(?P<mon><N>)"),
    ("nummonth", r"(?P<m>d)(?P<sep>[-/.])(?P<y>y)"),
    ("today", r"(?P<today><H>)"),
    ("ago1", r"(?P<ago><A>)(?P<unit>[<U><P>])"),
    ("ago1", r"(?P<unit>[<U><P>])(?P<ago><A>)"),
    ("compact", r"(?P<e>e)"),
    ("year", r"(?P<y>y)"),
)
_BEFORE = r"(?P<w><W>)\.?,?-?<F>?$"
_AFTER_WEEKDAY = r",?-?[(\[]?(?P<w><W>)\.?[)\]]?"
_AFTER_ERA = r"\.?(?P<era><E>)\.?(?!:)"
_TIME = (
    r"(?:(?P<clock>(?P<ap0><AP>)?(?P<h>d)(?P<colon>[:.]|<X>|<HM>)(?P<i>d)(?:<MM>)?(?:[:.](?P<s>d)(?:[.,]\d*)?)?(?:[.,][dn])?)"
    r"(?P<tail>\.?(?:(?P<ap><AP>)\.?|<X>\.?)?)|(?P<h2>d)(?P<tail2>(?P<ap2><AP>)\.?|<X>\.?|<HM>))"
    r"(?:(?P<open>[(\[])?(?P<zone><Z>)(?P<off>[+-](?:d:d|d|y))?[)\]]?|(?P<off2>[+-](?:d:d|y)))?"
)
_LEAD = r"(?:[-,|·@(\[]|<F>)*(?P<at><AT>)?(?:<F>)?\.?"


@dataclass(frozen=True, slots=True)
class Form:
    """Which tokens print what: `name` of the form, `parts` from group to token number, tokens `first` to `last`
    (exclusive).
    """

    name: str
    parts: dict[str, int]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    dates: tuple[tuple[str, re.Pattern[str]], ...]
    starts: str
    before: re.Pattern[str]
    weekday: re.Pattern[str]
    era: re.Pattern[str]
    time: re.Pattern[str]
    earlier: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lex = lexicon()
    months = "".join(lex.one(k)[1:-1] for k in ("month", "hijri", "jalali"))
    pieces = {
        "N": f"[{months}]", "W": lex.one("weekday"), "F": lex.one("filler"), "R": lex.one("ordinal"),
        "E": lex.one("era"),
        "J": lex.one("era"), "Y": lex.one("yearmark"), "O": lex.one("monthmark"), "D": lex.one("daymark"),
        "T": lex.one("monthmark"), "H": lex.one("today"), "A": lex.one("ago"), "U": lex.one("unit"), "P":
        lex.one("unit2"),
        "AT": lex.one("at"), "AP": lex.one("ampm"), "X": lex.one("hour"), "HM": lex.one("hourmark"),
        "MM": lex.one("minutemark"), "Z": lex.one("zone"),
    }  # fmt: skip

    def fill(pattern: str) -> re.Pattern[str]:
        inside = re.sub(r"\[([^\]]*<[A-Z]+>[^\]]*)\]", lambda m: "[" + _bare(m[1], pieces) + "]", pattern)
        return re.compile(re.sub(r"(?<!\?P)<([A-Z]+)>", lambda m: pieces[m[1]], inside))

    dates = tuple((name, fill(pattern)) for name, pattern in _DATES)
    starts = "dyne" + months + "".join(pieces[k][1:-1] for k in ("E", "H", "A", "U", "P", "T"))
    return _Patterns(
        dates,
        starts,
        fill(_BEFORE),
        fill(_AFTER_WEEKDAY),
        fill(_AFTER_ERA),
        fill(_LEAD + _TIME),
        fill(_TIME + "[-,|·]?<F>?$"),
    )


def _bare(inner: str, pieces: dict[str, str]) -> str:
    return re.sub(r"<([A-Z]+)>", lambda m: pieces[m[1]][1:-1], inner)


def forms(found: list[Token]) -> list[Form]:
    """The forms printed in a line, left to right, none overlapping."""
    codes = "".join(t.code for t in found)
    patterns = _patterns()
    out: list[Form] = []
    i, floor = 0, 0
    while i < len(codes):
        form = _form_at(found, codes, i, floor) if codes[i] in patterns.starts else None
        if form is None:
            i += 1
            continue
        out.append(form)
        i = floor = max(form.last, i + 1)
    return out


def _form_at(found: list[Token], codes: str, at: int, floor: int) -> Form | None:
    patterns = _patterns()
    for name, pattern in patterns.dates:
        match = pattern.match(codes, at)
        if match and _plausible(name, match, found):
            return _extend(name, match, floor, found)
    return None


def _plausible(name: str, match: re.Match[str], found: list[Token]) -> bool:
    """Whether the numbers can be what the form takes them for; days past the month's end pass, to be flagged."""
    for group, low, high in (("d", 1, 31), ("m", 1, 12), ("y", 1300, 2700), ("a", 1, 31), ("b", 1, 31), ("ey", 1, 99)):
        if name in ("ago",) or group not in match.re.groupindex or match.start(group) < 0:
            continue
        if not low <= found[match.start(group)].number <= high:
            return False
    if name in ("num", "num2", "blank"):
        return min(found[match.start("a")].number, found[match.start("b")].number) <= 12
    return name != "juche" or 60 <= found[match.start("n")].number <= 200


def _extend(name: str, match: re.Match[str], floor: int, found: list[Token]) -> Form:
    """Take in what stands around the day: weekday, era, time, zone."""
    codes, patterns = match.string, _patterns()
    parts = {group: match.start(group) for group, value in match.groupdict().items() if value}
    first, last = match.start(), match.end()
    before = patterns.before.search(codes[:first], floor)
    if before:
        parts["w"], first = before.start("w"), before.start()
    for pattern in (patterns.era, patterns.weekday):
        after = pattern.match(codes, last)
        if after and not (pattern is patterns.weekday and _is_word(after, found)):
            parts |= {group: after.start(group) for group, value in after.groupdict().items() if value}
            last = after.end()
    time = patterns.time.match(codes, last)
    if time and _is_time(time):
        parts |= {"t_" + group: time.start(group) for group, value in time.groupdict().items() if value}
        last = time.end()
    else:
        earlier = patterns.earlier.search(codes[:first], floor)
        if earlier and _is_time(earlier):
            parts |= {"t_" + group: earlier.start(group) for group, value in earlier.groupdict().items() if value}
            first = earlier.start()
    return Form(name, parts, first, last)


def _is_word(after: re.Match[str], found: list[Token]) -> bool:
    """Whether a short weekday name goes on as words of its own: `– La Mesa` is no Saturday (Finnish *la*)."""
    goes_on = after.end() < len(found) and found[after.end()].code == FREE
    return goes_on and len(found[after.start("w")].text) < 4


def _is_time(match: re.Match[str]) -> bool:
    """`14:30` is a time; `14.30` only with a word before or after it that says so."""
    said = match.groupdict()
    if said.get("colon") != ".":
        return True
    return bool(said.get("at") or said["tail"].strip(".") or said["zone"])
