"""The ranking of arguments from public data: `python -m training.arguments [--data DIR]`.

Takes `events/plv-train.jsonl` (sentences with who acts and who is acted on) and the shipped reader, gives
`src/dateline/data/model/typing/arguments.npz`. A conditional logit over the phrases of a sentence (McFadden 1974): of the
events the codebook finds there, those of the right type, and of the phrases around each, the one that is marked. Events
beside the marked one keep what syntax gave them, with less weight: that teaches when nobody is acted on.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline import reading as readers
from dateline.codebook import Codebook, load
from dateline.coding.candidates import Candidate, candidates
from dateline.coding.cast import gather
from dateline.coding.events import Draft, find_events
from dateline.coding.ranking import FILE, FORMAT, Ranker
from dateline.coding.scene import Scene, make_scene
from dateline.records import Mention, Reading
from training.typing import FOLDS, PLV, Example, examples

RARE = 3
ROUNDS = 150
PENALTY = 5.0
ASIDE = 0.3


@dataclass(frozen=True, slots=True)
class Choice:
    """The phrases around one event, and which of them are marked as acted on."""

    fold: int
    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    weight: float


def choices(found: Sequence[Example], readings: Sequence[Reading], book: Codebook) -> list[Choice]:
    """Every choice the sentences hold; a sentence with several fitting events counts once in all."""
    made: list[Choice] = []
    for example, reading in zip(found, readings, strict=True):
        here = [c for scene, drafts in _scenes(reading, example.sentence, book) for c in _of(example, scene, drafts)]
        marked = sum(c.weight == 1.0 for c in here)
        made += [dataclasses.replace(c, weight=1 / marked if c.weight == 1.0 else ASIDE) for c in here]
    return made


def _scenes(reading: Reading, text: str, book: Codebook) -> Iterator[tuple[Scene, list[Draft]]]:
    cast = gather(reading, text, book.lexicon, None)
    for number, sentence in enumerate(reading.sentences):
        scene = make_scene(sentence, number, text, book, cast)
        yield scene, find_events(scene)


def _of(example: Example, scene: Scene, drafts: Sequence[Draft]) -> list[Choice]:
    source, target = example.source, example.target
    typed = [d for d in drafts if scene.book.type(d.event).root == example.root]
    acted = [d for d in drafts if any(_shares(m, source) for m in d.roles.actors)]
    main = [d for d in typed if any(d is a for a in acted)] or typed or acted
    made = []
    for draft in drafts:
        found = tuple(candidates(scene, drafts, draft))
        if any(draft is m for m in main):
            right = tuple(not target if c.mention is None else _shares(c.mention, target) for c in found)
            weight = 1.0
        else:
            now = {m.span for m in draft.roles.recipients}
            right = tuple(not now if c.mention is None else c.mention.span in now for c in found)
            weight = ASIDE if draft.roles.actors else 0.0
        if any(right) and weight:
            made.append(Choice(example.fold, found, right, weight))
    return made


def _shares(mention: Mention, span: tuple[int, int] | None) -> bool:
    """Whether the words of a mention, or the pronoun it was resolved from, lie in a marked span."""
    at = mention.via or mention.span
    return span is not None and at.start < span[1] and span[0] < at.end


def fit(data: Sequence[Choice], penalty: float = PENALTY) -> Ranker:
    """The weights that make the marked phrases likeliest, by Adam on the whole set; deterministic."""
    counts = Counter(n for choice in data for c in choice.found for n in c.names)
    names = sorted(n for n, c in counts.items() if c >= RARE)
    places = {n: i for i, n in enumerate(names)}
    rows = [[places[n] for n in c.names if n in places] for choice in data for c in choice.found]
    flat = np.array([at for row in rows for at in row], dtype=np.int64)
    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    group = np.repeat(np.arange(len(data)), [len(choice.found) for choice in data])
    right = np.array([r for choice in data for r in choice.right])
    share = np.array([choice.weight for choice in data])[group]
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        score = np.bincount(row_of, weights[flat], minlength=len(rows))
        chance, wanted = _shares_of(score, group, right)
        slope = np.bincount(flat, ((chance - wanted) * share)[row_of], minlength=len(names)) + penalty * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.1 * (1 - step / (ROUNDS + 1)) + 0.002
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return Ranker(places, weights.astype(np.float32))


def _shares_of(score: np.ndarray, group: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance of each phrase in its group, and the same among the right ones alone."""
    count = int(group[-1]) + 1
    top = np.full(count, -np.inf)
    np.maximum.at(top, group, score)
    grown = np.exp(score - top[group])
    good = np.where(right, grown, 0.0)
    return (
        grown / np.bincount(group, grown, minlength=count)[group],
        good / (np.bincount(group, good, minlength=count) + 1e-12)[group],
    )


def hits(ranker: Ranker, data: Sequence[Choice]) -> float:
    """The share of choices whose likeliest phrase is marked."""
    asked = [c for c in data if c.weight != ASIDE]
    return sum(c.right[int(ranker.chances(c.found).argmax())] * c.weight for c in asked) / sum(c.weight for c in asked)


def save(path: Path, ranker: Ranker) -> None:
    """Write the weights as float16; names as lines of UTF-8. Weights that round to nothing are left out."""
    kept = [(n, w) for n, w in zip(ranker.places, ranker.weights, strict=True) if abs(w) >= 0.005]
    text = {"meta": json.dumps({"format": FORMAT, "data": PLV}, sort_keys=True), "names": "\n".join(n for n, _ in kept)}
    raw = {k: np.frombuffer(v.encode("utf-8"), dtype=np.uint8) for k, v in text.items()}
    np.savez_compressed(path, **raw, weights=np.array([w for _, w in kept], dtype=np.float16))


def main() -> None:
    """Train, measure by folds, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", "../shared/data")))
    found = examples(parser.parse_args().data / PLV)
    reader = readers.load()
    data = choices(found, [reader.read(e.sentence) for e in found], load("plover"))
    share = 0.0
    for fold in range(FOLDS):
        held = [c for c in data if c.fold == fold]
        share += hits(fit([c for c in data if c.fold != fold]), held) / FOLDS
    print(f"the marked recipient ranked first: {share:.4f} of {len(found)} sentences, {FOLDS} folds")
    save(FILE, fit(data))
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
