"""`python -m training.places [--folds]`: the LGL set → the weights in `data/lexicon/places.toml`; not shipped.

Two conditional logits, one a round (`coding.places.scoring`): the first sees each candidate by itself, the second also what
the first makes of the other names. A candidate is right if it is the very place, or of its kind and within 161 km.
`--folds` writes nothing: it fits on four fifths of the documents, measures on the fifth left out, five times, by
contiguous ids, so that days and outlets are not split between the two.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from evals.places import NEAR_KM, documents, errors, km

from dateline import gazetteer
from dateline.coding.places.naming import context_units, given_units
from dateline.coding.places.scoring import FEATURES, OWN, Table, share, support, tabulate
from dateline.gazetteer import Candidate, Gazetteer

TARGET = Path(__file__).parent.parent / "src" / "dateline" / "data" / "lexicon" / "places.toml"
STEPS, RATE, DECAY = 250, 0.08, 0.02
Weights = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One document: its candidates, and for each name that can be right its rows, which are right, and its weight."""

    table: Table
    names: tuple[tuple[Any, Any, float], ...]


def read_case(document: dict[str, Any], places: Gazetteer) -> Case:
    """A document of the set as a case."""
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    units, unit_of = given_units(document["text"], spans, places)
    table = tabulate(document["text"], [*units, *context_units(document["text"], spans, places)])
    names = []
    gold = {unit_of[n]: t for n, t in reversed(list(enumerate(document["toponyms"]))) if t.get("lat") is not None}
    for number, told in sorted(gold.items()):
        rows = np.flatnonzero(table.unit == number)
        right = np.array([_right(table.candidates[r], told) for r in rows], float)
        if not right.any():
            right = np.array([_near(table.candidates[r], told) for r in rows], float)
        if right.any() and not right.all():
            names.append((rows, right, float(np.sqrt(len(units[number].spans)))))
    return Case(table, tuple(names))


def _near(one: Candidate, told: dict[str, Any]) -> bool:
    return one.lat is not None and one.lon is not None and km(one.lat, one.lon, told["lat"], told["lon"]) <= NEAR_KM


def _right(one: Candidate, told: dict[str, Any]) -> bool:
    code = str(told["fcode"])
    if one.lat is None:
        return one.resolution == 3 and one.admin1 == told["admin1"] and code.startswith("ADM2")
    kinds = {1: ("PCL",), 2: ("ADM1",), 3: ("ADM",)}
    fits = code.startswith(kinds.get(one.resolution, ("PPL", "ADM2", "STM", "ADMD")))
    return str(one.geonameid) == told["geonameid"] or (fits and _near(one, told))


def fit(cases: Sequence[Case], rounds: int = 3) -> Weights:
    """The weights of both rounds."""
    cases = [c for c in cases if len(c.table.candidates)]
    first = _logit([(c.table.own, c.names) for c in cases], np.zeros(len(OWN)))
    beliefs = [share(c.table, c.table.own @ first) for c in cases]
    second = np.zeros(len(FEATURES))
    for _ in range(rounds):
        rows = [np.hstack([c.table.own, support(c.table, b)]) for c, b in zip(cases, beliefs, strict=True)]
        second = _logit([(r, c.names) for r, c in zip(rows, cases, strict=True)], second)
        beliefs = [share(c.table, r @ second) for r, c in zip(rows, cases, strict=True)]
    return first, second


def _logit(data: Sequence[tuple[Any, Any]], weights: Any) -> Any:
    """A conditional logit over the candidates of each name, by Adam; deterministic."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = 2 * DECAY * 10 * weights
        for rows, names in data:
            scores = rows @ weights
            for own, right, weight in names:
                raised = np.exp(scores[own] - scores[own].max())
                slope -= weight * (rows[own].T @ (raised * right / (raised @ right) - raised / raised.sum()))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def write(weights: Weights, path: Path = TARGET) -> None:
    """The weights as the data file that `coding.where` reads."""
    lines = [
        "# Weights of the two rounds in which names of places are resolved (dateline.coding.where), a conditional logit",
        "# fitted by `python -m training.places` on the LGL set; cross-validated figures: docs/where-when-how-many.md.",
    ]
    for title, names, values in (("first", OWN, weights[0]), ("second", FEATURES, weights[1])):
        lines += [f"[{title}]", *(f"{n} = {v:.3f}" for n, v in zip(names, values, strict=True)), ""]
    path.write_text("\n".join(lines), "utf-8")


def folds(cases: Sequence[Case], texts: Sequence[dict[str, Any]], count: int = 5) -> float:
    """The share within 161 km when every document is measured with weights that never saw it."""
    from dateline.coding import where

    near = every = 0
    for number in range(count):
        out = {i for i in range(len(cases)) if i * count // len(cases) == number}
        weights = fit([c for i, c in enumerate(cases) if i not in out])
        where._weights = lambda weights=weights: weights  # type: ignore[assignment,misc]
        found = list(errors(texts[i] for i in sorted(out)))
        near, every = near + sum(d <= NEAR_KM for d in found), every + len(found)
        print(f"fold {number + 1}: {sum(d <= NEAR_KM for d in found) / len(found):.3f}")
    return near / every


def main(arguments: list[str] | None = None) -> None:
    """Fit and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(prog="training.places")
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args(arguments)
    texts, places = documents(Path(os.environ["DATELINE_DATA"])), gazetteer.load()
    cases = [read_case(d, places) for d in texts]
    if options.folds:
        print(f"within 161 km, documents not seen: {100 * folds(cases, texts):.2f} %")
    else:
        write(fit(cases))


if __name__ == "__main__":
    main()
