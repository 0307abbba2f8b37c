"""Takes the lexicon files of date words, gives a line as typed tokens; knows no date and no calendar.

Every token gets one letter of code that stands for the set of kinds its word can be (`may`: month; `fa`: ago …), so
that the
patterns of dates are ordinary regular expressions over the codes, and the spans of their groups are token numbers.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dateline.text import fold

LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903"
    r"\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd"
    r"\u0c00-\u0c03\u0c3e-\u0c4d\u0c82\u0c83\u0cbc-\u0ccd\u0d02\u0d03\u0d3e-\u0d4d\u0dca-\u0ddf\u0e31\u0e34-\u0e3a"
    r"\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3\u200c])"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_APART = re.compile(r"[^\w\s]+", re.UNICODE)
_PUNCTUATION = {
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "،": ",",
    "、": ",",
    "，": ",",
    "（": "(",
    "）": ")",
    "：": ":",
    "’": "'",
    "／": "/",
}
_PLAIN = frozenset("./-,:()|'+·[]@")
_CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcfghijklmopqrstuvwxz" + "".join(chr(n) for n in range(0x100, 0x180))
FREE = "¤"


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a word can be: `kind` (month, weekday, unit …), its value, the languages that use it so."""

    kind: str
    value: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line; `code` is one letter, `number` its value where it is one, -1 else."""

    code: str
    start: int
    end: int
    text: str
    number: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases with their senses, the code of each set of kinds, the pattern that cuts a line into tokens."""

    words: dict[str, tuple[Sense, ...]]
    phrases: frozenset[str]
    codes: dict[frozenset[str], str]
    cut: re.Pattern[str]

    def one(self, kind: str) -> str:
        """A character class matching every code whose kinds include `kind`."""
        found = "".join(code for kinds, code in self.codes.items() if kind in kinds)
        return f"[{found or FREE}]"


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The form under which a word is found: folded, marks between letters gone. `"Février." -> "fevrier"`."""
    return _APART.sub(" ", fold(word)).replace("ı", "i").strip()


@cache
def lexicon() -> Lexicon:
    """The date words of all languages, read once."""
    senses = _senses()
    words = {word: tuple(Sense(k, v, tuple(ls)) for (k, v), ls in found.items()) for word, found in senses.items()}
    kinds = sorted({frozenset(s.kind for s in found) for found in words.values()}, key=sorted)
    codes = dict(zip(kinds, _CODES, strict=False))
    heads = frozenset(" ".join(w.split()[:n]) for w in words for n in range(1, len(w.split())))
    return Lexicon(words, heads, codes, _cutter(words))


def _senses() -> dict[str, dict[tuple[str, str], list[str]]]:
    senses: dict[str, dict[tuple[str, str], list[str]]] = {}
    for name in ("dates-cldr.csv", "dates-words.csv"):
        with (files("dateline.data") / "lexicon" / name).open(encoding="utf-8") as lines:
            for language, kind, value, words in list(csv.reader(lines))[1:]:
                for word in words.split("|"):
                    languages = senses.setdefault(plain(word), {}).setdefault((kind, value), [])
                    if language not in languages:
                        languages.append(language)
    return senses


def _cutter(words: dict[str, tuple[Sense, ...]]) -> re.Pattern[str]:
    unspaced = sorted((w for w in words if _CJK.search(w)), key=len, reverse=True)
    known = "|".join(re.escape(w) for w in unspaced)
    return re.compile(rf"\d+|{known}|{LETTER}+(?:['’ʼ׳״\"]{LETTER}+)*|[^\w\s]|_")


@cache
def relative_words() -> frozenset[str]:
    """Words one of which a relative date has: ago, today, yesterday, in lower case as printed and folded."""
    return frozenset(w for w, found in lexicon().words.items() if {"ago", "today"}.intersection(s.kind for s in found))


def guess_languages(text: str) -> tuple[str, ...]:
    """The languages, among those that share names of months, whose small words and letters the text has most of."""
    words = text.casefold().split()
    scores = {
        code: sum(w in small for w in words) + 2 * sum(text.count(c) for c in own) for code, small, own in _tongues()
    }
    best = max(scores.values(), default=0)
    return tuple(code for code, score in scores.items() if score == best and best > 2)


@cache
def _tongues() -> tuple[tuple[str, frozenset[str], str], ...]:
    with (files("dateline.data") / "lexicon" / "languages.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    found = [(row["language"], frozenset(row["words"].split("|")), row["letters"]) for row in rows]
    shared = {c for _, _, letters in found for c in letters if sum(c in other for _, _, other in found) > 2}
    return tuple((code, small, "".join(c for c in letters if c not in shared)) for code, small, letters in found)


@lru_cache(maxsize=8192)
def senses_of(word: str) -> tuple[str, tuple[Sense, ...]]:
    """The code of a word and its senses; a word that no date has is `¤`."""
    lex = lexicon()
    key = plain(word)
    found = lex.words.get(key)
    if found is None:
        return (FREE, ())
    return lex.codes[frozenset(s.kind for s in found)], found


def tokens(line: str) -> list[Token]:
    """A line as typed tokens. Numbers are `d` (1–2 digits), `n` (3), `y` (4), `e` (8), else free."""
    lex = lexicon()
    out: list[Token] = []
    for match in lex.cut.finditer(line):
        word, start, end = match.group(), match.start(), match.end()
        first = word[0]
        if first.isdigit():
            out.append(_number(word, start, end))
        elif first.isalpha():
            _add_word(out, line, start, end)
        else:
            mark = _PUNCTUATION.get(word, word)
            out.append(Token(mark if mark in _PLAIN else FREE, start, end, word, -1, ()))
    return _join_phrases(out, line, lex) if any(plain(t.text) in lex.phrases for t in out if t.number < 0) else out


def _number(word: str, start: int, end: int) -> Token:
    code = {1: "d", 2: "d", 3: "n", 4: "y", 8: "e"}.get(len(word), FREE)
    return Token(code, start, end, word, int(word) if len(word) < 9 and word.isdecimal() else -1, ())


def _add_word(out: list[Token], line: str, start: int, end: int) -> None:
    word = line[start:end]
    code, senses = senses_of(word)
    if code == FREE and any(mark in word for mark in "'’ʼ"):
        cut = next(i for i, c in enumerate(word) if c in "'’ʼ")
        _add_word(out, line, start, start + cut)
        _add_word(out, line, start + cut + 1, end)
        return
    out.append(Token(code, start, end, word, -1, senses))


def _join_phrases(found: list[Token], line: str, lex: Lexicon) -> list[Token]:
    """Join words that mean a date only together: `تشرين الأول`, `Rabi al-Awwal`, `il y a`."""
    out: list[Token] = []
    i = 0
    while i < len(found):
        best = None
        key, j = plain(found[i].text), i
        while key in lex.phrases and j + 1 < len(found):
            j += 1
            if found[j].code in "-.'" and found[j].number < 0:
                continue
            key = f"{key} {plain(found[j].text)}"
            if key in lex.words:
                best = (j, key)
        if best is None:
            out.append(found[i])
            i += 1
            continue
        end = found[best[0]].end
        code, senses = senses_of(best[1])
        out.append(Token(code, found[i].start, end, line[found[i].start : end], -1, senses))
        i = best[0] + 1
    return out
