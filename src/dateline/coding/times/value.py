"""What an expression of time comes to: one record, and the numbers its words stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.coding.times.lexicon import time_words


@dataclass(frozen=True, slots=True)
class Value:
    """TIMEX3 `kind` and `value`; `basis` stated, relative or chained; `first`, `last` days if the value has none."""

    kind: str
    value: str
    basis: str = "stated"
    first: str | None = None
    last: str | None = None


def count_of(words: str) -> float | None:
    """The number words stand for, None where it is not told. `"twenty-five" -> 25`, `"several" -> None`."""
    words = words.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    lexicon = time_words()
    vague = lexicon.value("vague", words)
    if vague is not None:
        return None if vague == "X" else float(vague)
    total = 0.0
    for word in re.split(r"[\s-]+|\band\b", words):
        number = lexicon.value("number", word) if word else None
        if number is not None:
            total = total * number if number == 100 and total else total + number
    return total or None


def unit_of(word: str) -> str:
    """The code of a unit: `"weeks" -> "W"`, `"hours" -> "TH"`."""
    return str(time_words().value("unit", word) or "D")


def length(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: `(2, "W") -> "P2W"`, `(None, "Y") -> "PXY"`, `(5, "TH") -> "PT5H"`."""
    scale = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "K": (1000, "Y"), "Q": (3, "M")}
    factor, code = scale.get(unit, (1, unit))
    if count is None:
        number = "X" + ("E" if unit == "E" else "")
        return f"P{number}" if unit == "E" else f"P{'T' if code.startswith('T') else ''}X{code[-1]}"
    total = count * factor
    told = f"{total:g}"
    return f"PT{told}{code[-1]}" if code.startswith("T") else f"P{told}{code}"
