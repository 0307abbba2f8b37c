"""`data/lexicon/quantities.toml` → tables of words; counts nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CountWords:
    """The tables by name, and the patterns made of them."""

    tables: Mapping[str, Mapping[str, Any]]
    number: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    per: re.Pattern[str]
    idiom: re.Pattern[str]

    def kind_of(self, table: str, word: str) -> Any:
        """What a word or its singular stands for in a table; None where it lacks it."""
        words = self.tables[table]
        word = word.lower()
        return words.get(word, words.get(word.removesuffix("s")))


@cache
def count_words() -> CountWords:
    """The lexicon of numbers, read once."""
    data = tomllib.loads((files("dateline") / "data" / "lexicon" / "quantities.toml").read_text("utf-8"))
    scopes = {name: re.compile(either(words), re.IGNORECASE) for name, words in data["scope"].items()}
    idiom = re.compile(either(data["idiom"]), re.IGNORECASE)
    return CountWords(data, _number(data), scopes, re.compile(either(data["per"]), re.IGNORECASE), idiom)


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words as whole words, longest first."""
    forms = sorted(words, key=lambda w: (-len(w), w))
    return r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in forms) + r")(?!\w)"


def _number(data: Mapping[str, Any]) -> re.Pattern[str]:
    scale = either(data["scale"])
    unit = either(data["number"])
    worded = rf"(?:{unit}(?:[\s-](?:and\s)?(?:{unit}|{scale})){{0,8}}|{either(data['vague'])})"
    figure = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[\s-]?{scale})?"
    one = rf"(?:{figure}|{worded})"
    share = either(data["share"])
    return re.compile(
        rf"(?P<qualifier>(?:{either(data['qualifier'])}\s+){{1,3}})?(?:the\s+)?(?:"
        rf"(?P<between>between|from)\s+(?P<low>{one})(?:\s*%|\s+per\s?cent)?\s+(?:and|to)\s+(?P<high>{one})"
        rf"|(?P<first>{one})(?:\s*(?:-|–|—)\s*(?=\d)|\s+(?:to|or)\s+)(?P<second>{one})"
        rf"|(?P<share>{share})(?=\s+of\b|\s+the\b)"
        rf"|(?P<one>{one}))(?P<percent>\s*%|\s+per\s?cent\b)?(?P<after>\s+{either(data['after'])})?",
        re.IGNORECASE,
    )
