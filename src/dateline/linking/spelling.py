"""Names → forms that can be compared across romanisations and scripts; decides how alike two words of names are.

Takes strings, gives strings and scores; it joins nothing. A *sound* is a word written with consonant classes and three
vowel classes (A, I, U), `E` standing for either A or I; a *skeleton* is a sound without its vowels.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from dateline.text import fold

_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-‐‑](?=[^\W\d_]{2})")
_MARKS = re.compile(r"[’'`ʼʿʾ‘]")
_ARTICLE = re.compile(r"\b(?:al|el|ash|as|ad|ar|at|az|an)[-‐‑](?=\w)", re.I)
_VOWELS = "aeiouy"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SOFT = str.maketrans(
    {"ç": "ꞓ", "Ç": "ꞓ", "č": "ꞓ", "Č": "ꞓ", "ş": "ꞩ", "Ş": "ꞩ", "ș": "ꞩ", "Ș": "ꞩ", "š": "ꞩ", "Š": "ꞩ"}
)
_NEAR = frozenset(
    {frozenset(p) for p in ("EA", "EI", "hH", "Hk", "qk", "qG", "Gg", "qg", "Cs", "Ck", "CS", "Xs", "XS")}
)
_CONFUSED = frozenset(
    {frozenset(p) for p in ("bp", "dt", "vw", "fv", "sz", "ck", "kq", "gq", "ij", "jy", "mn", "uv", "iy")}
)
SAME_SOUND, ONE_VOWEL, SLIP, INITIAL = 0.95, 0.85, 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Spelling:
    """The table of `data/lexicon/spelling.toml`."""

    particles: frozenset[str]
    given: frozenset[str]
    honorifics: frozenset[str]
    generations: frozenset[str]
    compounds: frozenset[str]
    servants: frozenset[str]
    common: frozenset[str]
    body_noise: frozenset[str]
    hinges: frozenset[str]
    generic_bodies: frozenset[str]
    generic_words: frozenset[str]
    one_per_country: frozenset[str]
    same: dict[str, int]
    heads: dict[str, str]
    consonants: dict[str, str]
    letters: dict[int, str]


@cache
def table() -> Spelling:
    """Read the table once."""
    path = resources.files("dateline").joinpath("data/lexicon/spelling.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = {n: frozenset(data[n]) for n in Spelling.__slots__ if n != "same" and isinstance(data.get(n), list)}
    letters = {ord(k): v for k, v in {**data["arabic"], **data["cyrillic"], **data["latin"]}.items()}
    same = {word: number for number, row in enumerate(data["same"]) for word in row}
    return Spelling(consonants=data["consonants"], heads=data["heads"], letters=letters, same=same, **sets)


@cache
def common_sounds() -> frozenset[str]:
    """The sounds of very common names, so that every spelling of one is known for common."""
    return frozenset(sound(w) for w in table().common)


@lru_cache(maxsize=200_000)
def is_common(word: str) -> bool:
    """Whether very many people bear this name. `"mohamed" -> True`"""
    return word in table().common or sound(word) in common_sounds()


def script(name: str) -> str:
    """`"Saif" -> "latin"`, `"سيف" -> "arabic"`, `"Сейф" -> "cyrillic"`."""
    if _ARABIC.search(name):
        return "arabic"
    return "cyrillic" if _CYRILLIC.search(name) else "latin"


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """The telling words of a person's name, romanised and folded, compounds and hyphens melted.

    `"Dr. Abd el-Karim al-Souissi" -> ("abdkarim", "souissi")`, `"Park Min-jae" -> ("park", "minjae")`
    """
    rules = table()
    composed = unicodedata.normalize("NFC", name).replace("\u200c", "")
    plain = _MARKS.sub("", fold(composed.translate(_SOFT)))
    if script(plain) == "arabic":
        plain = re.sub(r"\bال(?=\w{2})", "", plain)
    plain = _HYPHEN.sub("", _ARTICLE.sub("", plain.translate(rules.letters)))
    found = _WORDS.findall(plain)
    while len(found) > 1 and found[0] in rules.honorifics:
        del found[0]
    return _melt(found, rules)


def _melt(found: list[str], rules: Spelling) -> tuple[str, ...]:
    melted: list[str] = []
    prefix = ""
    for place, word in enumerate(found):
        last = place == len(found) - 1
        if word in rules.particles and not last and (place or word not in rules.given):
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
    """`"saif" -> "sIf"`, `"souissi" -> "sUIsI"`, `"qasem" -> "qAsEm"`, `"chowdhury" -> "SUdUrI"`."""
    consonants = table().consonants
    word = _opening(word)
    out: list[str] = []
    at = 0
    while at < len(word):
        if _is_vowel(word, at):
            end = at
            while end < len(word) and _is_vowel(word, end):
                end += 1
            out.append(_vowel(word[at:end]))
            at = end
            continue
        size, code = _consonant(word, at, consonants)
        if code and not (out and out[-1] == code):
            out.append(code)
        at += size
    return "".join(out)


def _opening(word: str) -> str:
    """French and Slavic openings: `"ouedrane" -> "wedrane"`, `"diarra" -> "jarra"`, `"yevgeny" -> "evgeny"`."""
    if word[:2] == "ou" and word[2:3] in tuple("aei"):
        return "w" + word[2:]
    if word[:3] in ("dia", "dio") and len(word) > 4:
        return "j" + word[2:]
    return word[1:] if word[:2] == "ye" and len(word) > 3 else word


def _is_vowel(word: str, at: int) -> bool:
    char = word[at]
    if char == "w":
        after = word[at + 1 : at + 2]
        return at > 0 and word[at - 1] in "aeou" and (after not in tuple("aeiouy") or word[at - 1] in "ou")
    return char in _VOWELS and not (char == "y" and at == 0)


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
    if run in ("o", "u", "ou", "oo", "uu", "ow", "oe") or (run[0] == "a" and run[-1] in "ouw" and len(run) == 2):
        return "U"
    if run in ("a", "aa", "ae"):
        return "A"
    if run == "e":
        return "E"
    if set(run) <= set("aeiy"):
        return "I"
    return "U" + ("I" if run[-1] in "iye" else "A" if run[-1] == "a" else "")


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of a word in coarse classes, for blocks. `"souleimani" -> "slmn"`, `"ghasem" -> "ksm"`."""
    bare = "".join(c for c in sound(word) if c not in "AEIU")
    return bare.replace("H", "k").replace("q", "k").replace("G", "k").replace("g", "k") or sound(word)[:1]


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> float:
    """How surely two words of names are one: 1 the same, 0.95 one sound, 0.85 one vowel apart, 0.8 a slip; else 0."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    same = table().same
    if one in same and same[one] == same.get(other):
        return SAME_SOUND
    a, b = sound(one), sound(other)
    if len(a) == len(b):
        apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y and frozenset((x, y)) not in _NEAR]
        if not apart:
            return SAME_SOUND
        inside = all(a[n] == b[n] or frozenset((a[n], b[n])) in _NEAR for n in (0, -1))
        if len(apart) == 1 and inside and set(apart[0]) <= set("AEIU") and len(skeleton(one)) >= 3:
            return ONE_VOWEL
    return _slip(one, other)


def _slip(one: str, other: str) -> float:
    """A slip of the pen in a long word: a letter too many inside, two in the wrong order, two easily confused."""
    if max(len(one), len(other)) < 6 or one[0] != other[0]:
        return 0.0
    if one[:-1] == other or other[:-1] == one or OSA.distance(one, other, score_cutoff=1) > 1:
        return 0.0
    if len(one) != len(other) or sorted(one) == sorted(other):
        return SLIP
    x, y = next((x, y) for x, y in zip(one, other, strict=True) if x != y)
    if frozenset((x, y)) in _CONFUSED and one[-1] == other[-1]:
        return SLIP
    return SLIP if {x, y} <= set("aeiou") and one[-1] == other[-1] else 0.0
