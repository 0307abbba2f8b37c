"""A sentence and two spans → the event type between them, by weighed features of syntax, codebook and vectors.

`type_between` is the public door; `decide` serves the coding of items. Finds no event by itself.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from typing import Protocol, cast

from dateline.codebook import Codebook, load
from dateline.coding.features import Pair, describe
from dateline.coding.weights import load_weights
from dateline.errors import ModelError
from dateline.records import Reading, Sentence

_GROUP = "dateline.readers"
_PROMISING = ("AGREE", "CONCEDE")


class _Reads(Protocol):
    def read(self, text: str, item: str = "", item_version: int = 1) -> Reading: ...


def type_between(
    sentence: str | Sentence | Reading, source: tuple[int, int] | None, target: tuple[int, int] | None
) -> tuple[str, float]:
    """See `dateline.coding.type_between`. Raises ModelError where a string is given and no reader is installed."""
    reading, shift = _reading(sentence)
    if not reading.sentences:
        return "CONSULT", 0.0
    moved = [(s[0] + shift, s[1] + shift) if s else None for s in (source, target)]
    book = load("plover")
    return decide(describe(reading, moved[0], moved[1], book), book)


def _reading(sentence: str | Sentence | Reading) -> tuple[Reading, int]:
    """The reading of what was given and how far its offsets are from the sentence's."""
    if isinstance(sentence, Reading):
        return sentence, sentence.sentences[0].start if len(sentence.sentences) == 1 else 0
    if isinstance(sentence, Sentence):
        try:
            return _reader().read(sentence.text), 0
        except ModelError:
            return Reading("", 1, "", sentences=(sentence,)), sentence.start
    return _reader().read(sentence), 0


@lru_cache(maxsize=1)
def _reader() -> _Reads:
    found = {e.name: e for e in entry_points(group=_GROUP)}
    entry = found.get("dateline") or next(iter(found.values()), None)
    if entry is None:
        raise ModelError("no reader is registered", where=_GROUP, remedy="install dateline as a package")
    made = entry.load()
    return cast(_Reads, made() if callable(made) else made)


def decide(pair: Pair, book: Codebook) -> tuple[str, float]:
    """The likeliest type and its probability; YIELD is told apart into CONCEDE (words) and RETREAT (deeds)."""
    weights = load_weights()
    if weights is None:
        return _by_frames(pair, book)
    chances = weights.probabilities(pair)
    best = int(chances.argmax())
    root = weights.roots[best]
    return (yielding(pair) if root == "YIELD" else root), round(float(chances[best]), 2)


def yielding(pair: Pair) -> str:
    """CONCEDE where the codebook sees words of yielding or only a promise, else RETREAT."""
    seen = [n.split(":")[2] for n in pair.names if n.startswith("em:")]
    frames = [
        n.rpartition(":")[2].partition("/")[0].upper()
        for n in pair.names
        if n.startswith("f:path:") or n.startswith("f:between:")
    ]
    votes = [e for e in (*seen, *frames) if e in {"CONCEDE", "RETREAT"}]
    if votes:
        return max(("RETREAT", "CONCEDE"), key=votes.count)
    promised = any(
        n in {"k:aux:will", "k:aux:would", "p:agree", "p:promise", "p:pledge", "p:offer"} for n in pair.names
    )
    return "CONCEDE" if promised else "RETREAT"


def _by_frames(pair: Pair, book: Codebook) -> tuple[str, float]:
    """Without a model: the event whose roles fit the pair best, else the nearest frame."""
    for prefix in ("em:both:", "em:actor:", "em:recipient:", "em:none:"):
        found = next((n for n in pair.names if n.startswith(prefix)), None)
        if found:
            return found.split(":")[2], 0.5
    frame = next((n.rpartition(":")[2] for n in pair.names if n.startswith("f:path:")), None)
    event = next((f.event for f in book.frames if f.id == frame), "CONSULT")
    return event, 0.2
