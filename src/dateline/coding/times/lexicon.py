"""`data/lexicon/times.toml` → tables of words and compiled shapes; finds and resolves nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_TABLES = (
    "month", "weekday", "unit", "number", "vague", "ordinal", "season", "part", "clock", "hold", "set", "vicinity",
    "feast",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of expression: the rule that values it, its form, and what must stand before it."""

    name: str
    form: re.Pattern[str]
    before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables by name, the shapes in the order of the file, and the words that make a time lie ahead."""

    tables: Mapping[str, Mapping[str, Any]]
    shapes: tuple[Shape, ...]
    ahead: re.Pattern[str]
    back: re.Pattern[str]

    def value(self, table: str, word: str) -> Any:
        """What a word stands for, its case and plural forgiven; None where the table lacks it."""
        words = self.tables[table]
        word = word.lower().replace("’", "'")
        for form in (word, word.rstrip("."), word.removesuffix("s"), " ".join(word.split())):
            if form in words:
                return words[form]
        return None


@cache
def time_words() -> TimeWords:
    """The lexicon of time, read once."""
    data = tomllib.loads((files("dateline") / "data" / "lexicon" / "times.toml").read_text("utf-8"))
    tables = {name: data[name] for name in _TABLES}
    holes = {name: _either(words) for name, words in tables.items()}
    core = _either({w: n for w, n in tables["number"].items() if w not in {"a", "an"}})
    holes["numbers"] = rf"(?:an? hundred\b|{core}(?:(?:[ -]| and ){core}){{0,3}}|an?\b)"
    for open_ended in ("unit", "weekday"):
        holes[open_ended] = holes[open_ended].replace(r"\b", "")
    holes["fullmonth"] = _either({w.capitalize(): 0 for w in data["month"] if len(w) > 5 or w in _LONG_ENOUGH})
    shapes = tuple(_shape(entry, holes) for entry in data["shape"])
    return TimeWords(
        tables,
        shapes,
        _any_word(data["ahead"]["words"]),
        _any_word(data["ahead"]["back"], data["ahead"]["back_ending"]),
    )


_LONG_ENOUGH = frozenset({"march", "april", "may", "june", "july"})


def _either(words: Mapping[str, Any]) -> str:
    forms = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(_flexible(w) + ("" if w.endswith(".") else r"\b") for w in forms) + ")"


def _flexible(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+")


def _any_word(words: list[str], *forms: str) -> re.Pattern[str]:
    told = "|".join((*(re.escape(w) for w in words), *forms))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def _shape(entry: Mapping[str, Any], holes: Mapping[str, str]) -> Shape:
    form = str(entry["form"])
    for name, hole in holes.items():
        form = form.replace("{" + name + "}", hole)
    form = re.sub(r"(?<![\[\\]) (?![?*+{\]])", r"\\s+", form).replace("[ -]", r"[\s-]")
    flags = re.RegexFlag(0) if entry.get("cased") else re.IGNORECASE
    before = re.compile(entry["before"], re.IGNORECASE) if entry.get("before") else None
    return Shape(entry["name"], re.compile(rf"(?<![\w$£€])(?:{form})(?!\w)", flags), before)
