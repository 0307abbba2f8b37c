"""Where: the share of toponyms of the Local-Global Lexicon placed within 161 km, the mention given.

The weights of `data/lexicon/places.toml` were fitted on this set, so this guards what is shipped. The honest figure, every
document measured with weights that never saw it, is printed by `python -m training.places --folds`.
"""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline import coding
from evals._frame import Score

DATA = ("places/lgl.jsonl.xz",)
NEAR_KM = 161.0


def documents(data: Path) -> list[dict[str, Any]]:
    """The documents of the set, in the order of their ids."""
    with lzma.open(data / DATA[0], "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda d: d["doc"])


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres."""
    lat, lon, other_lat, other_lon = map(math.radians, (lat, lon, other_lat, other_lon))
    inner = math.sin((lat - other_lat) / 2) ** 2
    inner += math.cos(lat) * math.cos(other_lat) * math.sin((lon - other_lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, inner)))


def errors(documents: Iterable[dict[str, Any]]) -> Iterator[float]:
    """The distance in km of every toponym with coordinates; infinite where no point was given."""
    for document in documents:
        spans = [(t["start"], t["end"]) for t in document["toponyms"]]
        for gold, place in zip(document["toponyms"], coding.locate(document["text"], spans), strict=True):
            if gold.get("lat") is None:
                continue
            if place is None or place.lat is None or place.lon is None:
                yield math.inf
            else:
                yield km(gold["lat"], gold["lon"], place.lat, place.lon)


def measure(data: Path) -> Iterator[Score]:
    """The share within 161 km and the median error, all toponyms with coordinates."""
    found = sorted(errors(documents(data)))
    assert found, "no toponym was measured"
    near = 100 * sum(d <= NEAR_KM for d in found) / len(found)
    yield Score("within 161 km, given the mention, %", near, f"{len(found)} toponyms; weights fitted on this set")
    yield Score("median error, km", found[len(found) // 2], lower=True)
