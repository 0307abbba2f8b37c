"""Drafts of a sentence + learned weights → drafts whose recipients the frame's own syntax missed are filled in.

A conditional logit over the phrases of a sentence (`candidates.py`), trained on sentences with their pair marked by
`training/arguments.py`. It never takes a person, body or people away that syntax found; it adds, and it puts the one
concerned in the place of a mere thing.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.coding.candidates import Candidate, candidates
from dateline.coding.events import Draft
from dateline.coding.scene import Scene
from dateline.coding.who import is_actor
from dateline.errors import ModelError
from dateline.records import Mention

FILE = Path(__file__).resolve().parents[1] / "data" / "model" / "typing" / "arguments.npz"
FORMAT = 1
_EMPTY = 0.2
_BESIDE = 0.3
_PLACES = {"place", "facility"}
_AROUND = {"in", "at", "near", "on", "around", "outside", "off"}
_ANYWHERE = {"CONSULT", "PROTEST", "REQUEST", "ASSAULT", "ACCUSE", "REJECT"}  # done in a place, not to it
_REMEDY = "run python -m training.arguments"

Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranker:
    """`weights` of named features; `places` tells where a name stands."""

    places: dict[str, int]
    weights: Row

    def chances(self, found: Sequence[Candidate]) -> Row:
        """For each phrase the chance that it is the one acted on; they sum to 1, `found` is never empty."""
        rows = ([self.places[n] for n in c.names if n in self.places] for c in found)
        score = np.array([self.weights[at].sum() if at else 0.0 for at in rows], dtype=np.float32)
        grown = np.exp(score - score.max())
        made: Row = (grown / grown.sum()).astype(np.float32)
        return made


def complete(scene: Scene, drafts: Sequence[Draft], ranker: Ranker | None) -> list[Draft]:
    """The drafts, recipients filled in where the ranking is sure; the same drafts without weights."""
    if ranker is None:
        return list(drafts)
    return [_complete(scene, drafts, d, ranker) for d in drafts]


def _complete(scene: Scene, drafts: Sequence[Draft], draft: Draft, ranker: Ranker) -> Draft:
    if not draft.roles.actors:
        return draft
    found = candidates(scene, drafts, draft)
    chances = ranker.chances(found)
    best = int(chances.argmax())
    token, mention = found[best].token, found[best].mention
    now = draft.roles.recipients
    if mention is None or float(chances[best]) < (_BESIDE if now else _EMPTY) or not _fits(mention, now):
        return draft
    if scene.tree.case(token) in _AROUND and scene.book.type(draft.event).root in _ANYWHERE and mention.kind in _PLACES:
        return draft
    kept = [m for m in now if is_actor(m)]
    if _describes(scene, token, kept):
        return draft
    added = _with_siblings(scene, token, mention, [*kept, *draft.roles.actors])
    if not added:
        return draft
    used = [*draft.roles.used, f"learned {float(chances[best]):.1f}→recipient"]
    return dataclasses.replace(draft, roles=dataclasses.replace(draft.roles, recipients=[*kept, *added], used=used))


def _fits(mention: Mention, now: Sequence[Mention]) -> bool:
    """Whether a phrase may come in: somebody, or a place where nobody is there yet; never a thing, never twice."""
    if any(m.span == mention.span for m in now):
        return False
    return is_actor(mention) or (mention.kind in _PLACES and not any(is_actor(m) for m in now))


def _describes(scene: Scene, token: int, now: Sequence[Mention]) -> bool:
    """Whether a word only describes one who is there already ("*Chinese* President Y")."""
    up = scene.tree.head(token)
    if scene.tree.base(token) not in {"amod", "compound"} or up < 0:
        return False
    above = {m.span for t in (up, *scene.tree.ancestors(up)) if (m := scene.mention(t)) is not None}
    return any(m.span in above for m in now)


def _with_siblings(scene: Scene, head: int, first: Mention, taken: Sequence[Mention]) -> list[Mention]:
    """The phrase and those coordinated with it."""
    found = [first]
    for token in scene.tree.conjuncts(head):
        mention = scene.acts(token) if token != head and not scene.tree.is_verb(token) else None
        if mention is not None:
            found.append(mention)
    spans = {m.span for m in taken}
    return [m for m in dict.fromkeys(found) if m.span not in spans]


@lru_cache(maxsize=2)
def load_ranker(path: Path = FILE) -> Ranker | None:
    """The weights of a file, None where there is none. Raises ModelError for a file of another kind or format."""
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        meta = json.loads(bytes(arrays["meta"]).decode("utf-8"))
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        weights = arrays["weights"].astype(np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"no model of arguments: {error}", where=str(path), remedy=_REMEDY) from None
    if meta.get("format") != FORMAT:
        raise ModelError(f"format {meta.get('format')}, not {FORMAT}", where=str(path), remedy=_REMEDY)
    return Ranker({n: i for i, n in enumerate(names)}, weights)
