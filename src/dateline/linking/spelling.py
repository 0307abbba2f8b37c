"""Names → forms that can be compared across romanisations and scripts; decides how alike two names are.

Takes strings, gives strings and scores; it joins nothing. A *sound* is a word written with consonant classes and three
vowel classes (A, I, U), `E` standing for either A or I; a *skeleton* is a sound without its vowels.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from dateline.text import fold

_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_POSSESSIVE = re.compile(r"[’'`ʼ]s\b")
_MARKS = re.compile(r"[’'`ʼʿʾ‘]")
_VOWELS = "aeiouy"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The table of `data/lexicon/spelling.toml`."""

    particles: frozenset[str]
    honorifics: frozenset[str]
    compounds: frozenset[str]
    servants: frozenset[str]
    body_noise: frozenset[str]
    generic_bodies: frozenset[str]
    consonants: dict[str, str]
    letters: dict[int, str]


@cache
def table() -> Spelling:
    """Read the table once."""
    path = resources.files("dateline").joinpath("data/lexicon/spelling.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = {n: frozenset(data[n]) for n in Spelling.__slots__ if isinstance(data.get(n), list)}
    letters = {ord(k): v for k, v in {**data["arabic"], **data["cyrillic"]}.items()}
    return Spelling(consonants=data["consonants"], letters=letters, **sets)


def script(name: str) -> str:
    """`"Saif" -> "latin"`, `"سيف" -> "arabic"`, `"Сейф" -> "cyrillic"`."""
    if _ARABIC.search(name):
        return "arabic"
    return "cyrillic" if _CYRILLIC.search(name) else "latin"


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """The telling words of a person's name, romanised and folded, compounds melted.

    `"Dr. Abd el-Karim al-Souissi" -> ("abdkarim", "souissi")`
    """
    rules = table()
    plain = _MARKS.sub("", fold(name))
    if script(plain) == "arabic":
        plain = re.sub(r"\bال(?=\w{2})", "", plain)
    plain = plain.translate(rules.letters)
    found = [w for w in _WORDS.findall(plain) if w not in rules.honorifics]
    return _melt(found, rules)


def _melt(found: list[str], rules: Spelling) -> tuple[str, ...]:
    melted: list[str] = []
    prefix = ""
    for place, word in enumerate(found):
        last = place == len(found) - 1
        if word in rules.particles and not last:
            continue
        if word in rules.compounds and not last:
            prefix += "abd" if word in rules.servants else word
            continue
        melted.append(prefix + _servant(word))
        prefix = ""
    return tuple(melted) if melted or not prefix else (prefix,)


def _servant(word: str) -> str:
    for head in ("abdel", "abdul", "abdal", "abdol", "abdoul"):
        if word.startswith(head) and len(word) > len(head) + 2:
            return "abd" + word[len(head) :]
    return word


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """`"saif" -> "sIf"`, `"souissi" -> "sUIsI"`, `"qasem" -> "kAsEm"`, `"faycel" -> "fIsEl"`."""
    consonants = table().consonants
    out: list[str] = []
    at = 0
    while at < len(word):
        char = word[at]
        if char in _VOWELS and not (char == "y" and at == 0):
            end = at
            while end < len(word) and word[end] in _VOWELS:
                end += 1
            out.append(_vowel(word[at:end]))
            at = end
            continue
        size, code = _consonant(word, at, consonants)
        if code and not (out and out[-1] == code):
            out.append(code)
        at += size
    return "".join(out)


def _consonant(word: str, at: int, consonants: dict[str, str]) -> tuple[int, str]:
    if word[at] == "c":
        if word[at : at + 2] in ("ch", "ck", "cq"):
            return 2, consonants[word[at : at + 2]]
        return 1, "s" if word[at + 1 : at + 2] in ("e", "i", "y") else "k"
    for size in (4, 3, 2, 1):
        code = consonants.get(word[at : at + size])
        if code is not None and len(word[at : at + size]) == size:
            return size, code
    return 1, word[at] if word[at].isalnum() else ""


def _vowel(run: str) -> str:
    if run in ("o", "u", "ou", "oo", "uu", "ow", "oe"):
        return "U"
    if run in ("a", "aa"):
        return "A"
    if run == "e":
        return "E"
    if set(run) <= set("aeiy"):
        return "I"
    return "U" + ("I" if run[-1] in "iye" else "A" if run[-1] == "a" else "")


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of a word, weak ones left out. `"souleimani" -> "slmn"`."""
    bare = "".join(c for c in sound(word) if c not in "AEIU")
    return bare.replace("H", "k") or sound(word)[:1]


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> float:
    """How surely two words of names are one: 1 the same, 0.95 one sound, 0.85 one vowel apart, 0.8 a slip; else 0."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.7 if one[0] == other[0] else 0.0
    a, b = sound(one), sound(other)
    if len(a) == len(b):
        apart = sum(1 for x, y in zip(a, b, strict=True) if not _same_sound(x, y))
        consonants_same = all(x == y or (x in "AEIU" and y in "AEIU") for x, y in zip(a, b, strict=True))
        if apart == 0:
            return 0.95
        if apart == 1 and consonants_same and len(skeleton(one)) >= 3:
            return 0.85
    return _slip(one, other)


def _same_sound(x: str, y: str) -> bool:
    return x == y or (x == "E" and y in "AI") or (y == "E" and x in "AI") or {x, y} == {"h", "H"}


def _slip(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    if longest < 6 or one[0] != other[0]:
        return 0.0
    if one[:-1] == other or other[:-1] == one:
        return 0.0
    return 0.8 if OSA.distance(one, other, score_cutoff=1) <= 1 else 0.0


def person_likeness(one: str, other: str) -> float:
    """How surely two full names are spellings of one: given name and surname must both agree.

    `("Riad Saif", "Riyad Seif") -> 0.95`; father and son, two brothers -> 0
    """
    a, b = words(one), words(other)
    if len(a) < 2 or len(b) < 2:
        return 0.0
    if script(one) != script(other) and "arabic" in (script(one), script(other)):
        return _across_scripts(a, b)
    if "".join(a) == "".join(b):
        return 0.97
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    ends = min(likeness(short[0], long[0]), likeness(short[-1], long[-1]))
    if ends == 0 or (len(short) > 2 and not _in_order(short[1:-1], long[1:-1])):
        return 0.0
    slips = sum(1 for x, y in ((short[0], long[0]), (short[-1], long[-1])) if likeness(x, y) < 0.9)
    shorter = 0.95 if len(short) < len(long) else 1.0
    return round(ends * shorter * (0.95 if slips == 2 else 1.0), 2)


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    rest = iter(many)
    return all(any(likeness(w, other) >= 0.7 for other in rest) for w in few)


def _across_scripts(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if len(a) != len(b):
        return 0.0
    bones = [(_bones(x), _bones(y)) for x, y in zip(a, b, strict=True)]
    if all(x == y for x, y in bones) and sum(len(x) for x, _ in bones) >= 5:
        return 0.85
    return 0.0


def _bones(word: str) -> str:
    return re.sub(r"[hvyj]", "", skeleton(word)) or skeleton(word)


@lru_cache(maxsize=100_000)
def body_words(name: str) -> tuple[str, ...]:
    """The telling words of a body's name. `"the High Council of Sports" -> ("high", "council", "sport")`."""
    noise = table().body_noise
    plain = _MARKS.sub("", _POSSESSIVE.sub("", fold(name)))
    found = tuple(_singular(w) for w in _WORDS.findall(plain) if w not in noise)
    return found


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def body_likeness(one: str, other: str) -> float:
    """How surely two names of bodies are one: every telling word must have its like, in order."""
    a, b = body_words(one), body_words(other)
    if not a or len(a) != len(b) or (len(a) == 1 and a[0] in table().generic_bodies and a != b):
        return 0.0
    scores = [1.0 if x == y else _body_slip(x, y) for x, y in zip(a, b, strict=True)]
    return round(min(scores), 2) if scores.count(1.0) >= len(scores) - 1 else 0.0


def _body_slip(one: str, other: str) -> float:
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return 0.0
    british = one.replace("ization", "isation").replace("center", "centre").replace("defense", "defence")
    if british == other.replace("ization", "isation").replace("center", "centre").replace("defense", "defence"):
        return 0.98
    return 0.85 if OSA.distance(one, other, score_cutoff=1) <= 1 else 0.0


def initials(name: str) -> str:
    """`"High Negotiations Committee" -> "hnc"`."""
    return "".join(w[0] for w in body_words(name))
