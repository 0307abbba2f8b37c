"""`data/lexicon/times.toml` → tables of words and compiled shapes; finds and resolves nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
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
    """One shape of expression: the rule that values it, its form, what must stand before it, and the words of which
    every match has one (empty: not told)."""

    name: str
    form: re.Pattern[str]
    before: re.Pattern[str] | None
    core: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables by name, the shapes in the order of the file, the words that make a time lie ahead, and for each word
    the cores it belongs to."""

    tables: Mapping[str, Mapping[str, Any]]
    shapes: tuple[Shape, ...]
    ahead: re.Pattern[str]
    back: re.Pattern[str]
    cores: Mapping[str, tuple[frozenset[str], ...]]

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
    shapes = tuple(_shape(entry, holes, _core(entry.get("core", ()), tables)) for entry in data["shape"])
    cores = dict.fromkeys(shape.core for shape in shapes if shape.core)
    return TimeWords(
        tables,
        shapes,
        _any_word(data["ahead"]["words"]),
        _any_word(data["ahead"]["back"], data["ahead"]["back_ending"]),
        {word: tuple(c for c in cores if word in c) for core in cores for word in core},
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


def _core(told: Iterable[str], tables: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The first words of what `core` of a shape names. `["{month}"] -> {"january", "jan", …}`"""
    entries = [entry for name in told for entry in (tables[name[1:-1]] if name[0] == "{" else (name,))]
    return frozenset(re.split(r"[\W_]", entry, maxsplit=1)[0] for entry in entries)


def _shape(entry: Mapping[str, Any], holes: Mapping[str, str], core: frozenset[str]) -> Shape:
    form = str(entry["form"])
    for name, hole in holes.items():
        form = form.replace("{" + name + "}", hole)
    form = re.sub(r"(?<![\[\\]) (?![?*+{\]])", r"\\s+", form).replace("[ -]", r"[\s-]")
    flags = re.RegexFlag(0) if entry.get("cased") else re.IGNORECASE
    before = re.compile(entry["before"], re.IGNORECASE) if entry.get("before") else None
    return Shape(entry["name"], re.compile(rf"(?<![\w$£€])(?:{form})(?!\w)", flags), before, core)
