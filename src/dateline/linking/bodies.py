"""Two names of bodies → how surely they are one; heads, initials, generic names. It joins nothing and knows no item."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from dateline.linking.spelling import table
from dateline.text import fold

_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_POSSESSIVE = re.compile(r"[’'`ʼ](?:s\b|(?!\w))")
_MARKS = re.compile(r"[’'`ʼʿʾ‘]")


@lru_cache(maxsize=100_000)
def body_words(name: str) -> tuple[str, ...]:
    """The telling words of a body, the head last. `"the High Council of Sports" -> ("sport", "high", "council")`."""
    rules = table()
    plain = _MARKS.sub("", _POSSESSIVE.sub("", fold(name))).translate(rules.letters)
    parts: list[list[str]] = [[]]
    for word in _WORDS.findall(plain):
        if word in rules.hinges and parts[-1]:
            parts.append([])
        elif word not in rules.body_noise:
            parts[-1].append(_plain(word))
    return tuple(word for part in reversed(parts) for word in part)


def _plain(word: str) -> str:
    """Singular, and in one spelling. `"defences" -> "defense"`"""
    single = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    single = single.replace("isation", "ization")
    return table().heads.get(single, single)


def body_likeness(one: str, other: str) -> float:
    """How surely two names of bodies are one: every telling word must have its like, in order."""
    return words_likeness(body_words(one), body_words(other))


def words_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The same for words already taken apart."""
    if not a or len(a) != len(b):
        return 0.0
    if a != b and sorted(a) == sorted(b):
        return 0.0
    scores = [1.0 if x == y else _slip(x, y) for x, y in zip(a, b, strict=True)]
    return round(min(scores), 2) if scores.count(1.0) >= len(scores) - 1 else 0.0


def _slip(one: str, other: str) -> float:
    if min(len(one), len(other)) < 6 or one[0] != other[0] or _known(one) or _known(other):
        return 0.0
    return 0.85 if OSA.distance(one, other, score_cutoff=1) <= 1 else 0.0


def _known(word: str) -> bool:
    """A common word is no slip of another: "national" and "rational"."""
    return word in table().generic_words or word in table().generic_bodies


def head_of(key: tuple[str, ...]) -> str:
    """What kind of body a key names: its last word. `("sport", "high", "council") -> "council"`"""
    return key[-1] if key else ""


def is_generic(key: tuple[str, ...]) -> bool:
    """Whether a name could be that of many bodies: "the Council", "Local Council", "Ministry of Health"."""
    rules = table()
    return all(w in rules.generic_bodies or w in rules.generic_words for w in key)


def is_bare(key: tuple[str, ...]) -> bool:
    """Whether a name is a head alone: "the Council"."""
    return len(key) == 1 and key[0] in table().generic_bodies


def looks_like_initials(name: str) -> str:
    """The letters of an acronym, empty for anything else. `"S.R.C." -> "src"`"""
    letters = name.strip().removeprefix("the ").replace(".", "")
    return letters.casefold() if 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper() else ""


@lru_cache(maxsize=100_000)
def initials(name: str) -> frozenset[str]:
    """The initials a body may go by, with and without its small words, its parts in any turn.

    `"Contact Group on the Delta" -> {"cgd", "cgod", "gdc", …}`
    """
    noise = table().body_noise
    found = _WORDS.findall(_MARKS.sub("", _POSSESSIVE.sub("", fold(name))))
    found = found[1:] if found[:1] == ["the"] else found
    big = "".join(w[0] for w in found if w not in noise)
    every = "".join(w[0] for w in found)
    some = "".join(w[0] for w in found if w != "the")
    turned = {big[at:] + big[:at] for at in range(1, len(big))} if len(big) > 2 else set()
    return frozenset(x for x in (big, every, some, *turned) if len(x) > 1)
