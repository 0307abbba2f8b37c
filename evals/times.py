"""When: time expressions of AQUAINT as TempEval-3 scores them: found (relaxed), found with the right value, F1.

`looked at` is the half of the documents (every second id) whose errors were read while the rules were written;
`only measured` is the other half.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline import coding
from evals._frame import Score

DATA = ("time/aquaint.jsonl.xz",)


def documents(data: Path) -> list[dict[str, Any]]:
    """The documents of the set, in the order of their ids."""
    with lzma.open(data / DATA[0], "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda d: d["doc"])


def pairs(document: dict[str, Any]) -> tuple[list[tuple[dict[str, Any], Any]], int, int]:
    """Gold and found expressions that overlap, one to one, and how many there are of each."""
    found = coding.find_times(document["text"], document["dct"])
    free = list(found)
    matched = []
    for gold in document["timexes"]:
        for when in free:
            if when.words.start < gold["end"] and gold["start"] < when.words.end:
                matched.append((gold, when))
                free.remove(when)
                break
    return matched, len(document["timexes"]), len(found)


def f1(hits: int, gold: int, found: int) -> float:
    """The harmonic mean of precision and recall, in per cent."""
    return 200 * hits / (gold + found) if gold + found else 0.0


def scores(documents: Iterable[dict[str, Any]]) -> tuple[float, float, int]:
    """Relaxed F1, F1 with the right value, and the number of gold expressions."""
    hits = right = gold = found = 0
    for document in documents:
        matched, in_gold, in_found = pairs(document)
        hits, gold, found = hits + len(matched), gold + in_gold, found + in_found
        right += sum(g["value"] == w.value for g, w in matched)
    return f1(hits, gold, found), f1(right, gold, found), gold


def measure(data: Path) -> Iterator[Score]:
    """Both measures on all documents, then on either half."""
    every = documents(data)
    for name, part in (("", every), (", looked at", every[::2]), (", only measured", every[1::2])):
        relaxed, valued, gold = scores(part)
        assert gold, "no time expression was measured"
        yield Score(f"found, relaxed F1{name}", relaxed, f"{gold} expressions")
        yield Score(f"right value, F1{name}", valued)
