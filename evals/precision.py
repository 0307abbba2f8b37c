"""Precision of what is coded: events of our own texts, drawn with a fixed seed, as judged by hand; unjudged ones are listed.

Right only with type, status, every actor and recipient and the chain of who says so; conventions in `gold/README.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dateline.records import Event
from evals._claims import FILES
from evals._frame import Score
from evals._judged import Judged, read_judged, sample, wilson
from evals.typing import reliability

OWN = (*FILES, "gold/judged.jsonl")
SIZES = {"fresh": 200, "tune": 1000, "older": 1000}


def measure(data: Path) -> Iterator[Score]:
    """Precision with its interval and the share judged, for the fresh and the tune texts."""
    del data
    judged = read_judged()
    for part, size in SIZES.items():
        pairs = sample(part, size)
        drawn = [event for event, _ in pairs]
        kinds = [judged[event] for event in drawn if event in judged]
        new = [event for event in drawn if event not in judged]
        assert drawn, f"nothing is coded in the {part} texts"
        _list(part, new)
        if kinds:
            yield _score(part, kinds)
        if kinds and part == "fresh":
            yield _calibration(pairs, judged)
        yield Score(f"{part}: judged, %", 100 * len(kinds) / len(drawn), f"{len(new)} unjudged", floored=False)


def _score(part: str, kinds: list[str]) -> Score:
    right = kinds.count("")
    low, high = wilson(right, len(kinds))
    wrong = ", ".join(f"{k} {n}" for k, n in Counter(k for k in kinds if k).most_common())
    note = f"{right} of {len(kinds)}, 95 % {100 * low:.1f}–{100 * high:.1f}; wrong: {wrong}"
    return Score(f"{part}: precision, %", 100 * right / len(kinds), note, floored=part == "fresh")


def _calibration(pairs: list[tuple[Judged, Event]], judged: dict[Judged, str]) -> Score:
    known = [(e.confidence, not judged[j]) for j, e in pairs if j in judged]
    error, curve = reliability(np.array([c for c, _ in known]), np.array([r for _, r in known]))
    return Score("fresh: calibration error, %", 100 * error, curve, lower=True)


def _list(part: str, new: list[Judged]) -> None:
    for event in new:
        sides = f"{'; '.join(event.actors) or '–'} → {'; '.join(event.recipients) or '–'}"
        chain = " < ".join(event.chain)
        print(
            f"unjudged ({part}) {event.text} {event.start} [{event.trigger}] {event.event} {event.status} {sides} < {chain}"
        )
