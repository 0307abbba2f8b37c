"""A place name → the keys it is found by; knows no place.

Two strengths: `key` forgives case, marks, hyphens and apostrophes; `skeleton` also forgives how Arabic, Persian,
Hebrew or Cyrillic vowels and articles were romanised. What shares a skeleton is compared by `likeness`.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dateline.text import fold

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4\u0374]")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"\b(?:al|el|il|ul|ash|as|ar|an|at|ad|az|es|esh|er|ed|et|ez|eth|ath|adh) (?=\w{3})")
_GLUED = re.compile(r"\b(?:al|el)(?=[^\Waeiou]\w{3})")
_ARABIC_ARTICLE = re.compile(r"(?:^|(?<= ))\u0627\u0644(?=\w{3})")
_SOUNDS = {
    "tch": "S", "tsh": "S", "sch": "S", "sh": "S", "ch": "S", "kh": "H", "gh": "G", "dh": "d", "th": "t", "ph": "f",
    "dj": "j", "zh": "j", "q": "k", "c": "k", "g": "G", "x": "ks", "p": "b", "v": "f",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_VOWELS = re.compile(r"[aeiouyw]+")
_DOUBLED = re.compile(r"(\w)\1+")
_ONSETS = {"a": "A", "e": "A", "i": "I", "y": "I", "o": "U", "u": "U", "w": "W"}


def key(name: str) -> str:
    """The form two spellings of one name share. `"Al-Bāb" -> "al bab"`, `"Deir ez-Zor" -> "deir ez zor"`."""
    folded = name.casefold() if name.isascii() else fold(name)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", folded)).strip()


def without_article(name_key: str) -> str:
    """The key without Arabic articles, apart or glued. `"al bab" -> "bab"`, `"aqarib alsafi" -> "aqarib safi"`."""
    bare = _ARABIC_ARTICLE.sub("", _GLUED.sub("", _ARTICLE.sub("", name_key)))
    return bare or name_key


def skeleton(name_key: str) -> str:
    """The consonants of a romanised key; empty where under three are left.

    `"khan sheikhoun" -> "HnSHn"`, `"khan shaykhun" -> "HnSHn"`
    """
    bones = _bones(without_article(name_key).replace(" ", ""))
    return bones if len(bones) >= 3 else ""


def _bones(word: str) -> str:
    if not word.isascii():
        return ""
    onset = _ONSETS.get(word[0], "") if len(word) > 1 else ""
    word = _SOUND.sub(lambda m: _SOUNDS[m[0]], word)
    bare = _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
    if len(bare) > 1 and bare.endswith("h"):
        bare = bare[:-1]
    return onset + bare


def likeness(one: str, other: str) -> float:
    """How alike two keys are beyond their skeleton, 0 to 1. `("tishren", "tishrin") -> 0.86`."""
    first, second = without_article(one), without_article(other)
    if abs(len(first) - len(second)) > max(len(first), len(second)) // 2:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
