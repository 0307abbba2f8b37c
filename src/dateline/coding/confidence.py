"""What speaks for an event → a confidence between 0 and 1 that the text says it, calibrated on events judged by hand.

Logistic regression over few marks, each of which may only raise or only lower it; the weights are a data file that
`python -m training.confidence` writes. No mark looks at a name, a people or a country.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from dateline.coding.events import Draft
from dateline.coding.who import is_actor
from dateline.records import Mention, Statement

FILE = Path(__file__).resolve().parents[1] / "data" / "model" / "confidence.toml"
RAISING = ("several words", "actor", "recipient actor")
LOWERING = (
    "nominal",
    "pronoun",
    "thing as recipient",
    "seen by the model alone",
    "several sources",
    "ranked recipient",
    "place as recipient",
    "long sentence",
    "model differs",
)


def marks(draft: Draft, sources: Sequence[Statement]) -> dict[str, float]:
    """The marks of an event by name, between 0 and 1. `sources`: the statements it rests on."""
    actors, recipients = draft.roles.actors, draft.roles.recipients
    return {
        "several words": float(len(draft.trigger.words) > 1),
        "actor": float(any(is_actor(m) for m in actors)),
        "recipient actor": float(any(is_actor(m) for m in recipients)),
        "nominal": float(not draft.trigger.verbal and not draft.roles.light),
        "pronoun": float(any(m.via is not None for m in (*actors, *recipients))),
        "thing as recipient": float(_things(recipients)),
        "seen by the model alone": float(draft.frame.id.endswith("model")),
        "several sources": float(len(sources) > 1),
        "ranked recipient": float(any(u.startswith("learned") for u in draft.roles.used)),
        "place as recipient": float(any(m.kind in {"place", "facility"} for m in recipients)),
        "long sentence": min(1.0, max(0.0, (len(draft.scene.tree) - 12) / 24)),
        "model differs": 0.0 if draft.learned is None else 1.0 - draft.learned,
    }


def _things(mentions: Sequence[Mention]) -> bool:
    return any(not is_actor(m) for m in mentions)


def event_confidence(draft: Draft, sources: Sequence[Statement] = ()) -> float:
    """The share of events with the same marks that are right, as `docs/accuracy.md` shows."""
    return chance(marks(draft, sources), weights())


def chance(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The logistic value of marks under weights, two decimals. `chance({}, {"bias": 0.0}) -> 0.5`"""
    score = table["bias"] + sum(table.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-score)), 2)


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights by mark, with `bias`."""
    table: dict[str, float] = tomllib.loads(FILE.read_text("utf-8"))["weights"]
    return table
