"""Words of an event's clause → contexts and, where the frame gives none, the mode. Looks at words only."""

from __future__ import annotations

import re

from dateline.coding.scene import Scene


def clause_text(scene: Scene, node: int) -> str:
    """The words of the clause an event stands in, lower case, padded with blanks for whole-word search."""
    tree = scene.tree
    root = tree.clause(node)
    words = [tree.word(i) for i in tree.walk(root, skip=frozenset({"ccomp", "parataxis", "acl:relcl"}), limit=400)]
    order = sorted(tree.walk(root, skip=frozenset({"ccomp", "parataxis", "acl:relcl"}), limit=400))
    words = [tree.word(i) for i in order] or words
    joined = f" {' '.join(words)} "
    return re.sub(r"\s-\s", "-", joined)


def add_contexts(scene: Scene, node: int, own: tuple[str, ...]) -> tuple[str, ...]:
    """The frame's contexts and those that words of the clause tell, at most five."""
    text = clause_text(scene, node)
    told = [c.context for c in scene.book.cues if c.context and any(f" {w} " in text for w in c.words)]
    return tuple(dict.fromkeys((*own, *(t for t in told if t))))[:5]


def mode_by_cue(scene: Scene, node: int, event: str) -> str | None:
    """The mode that words of the clause tell for an event without one. `"hit … with rockets" -> heavy-weapons`."""
    cues = [c for c in scene.book.cues if c.mode and c.event == event]
    if not cues:
        return None
    text = clause_text(scene, node)
    return next((c.mode for c in cues if any(f" {w} " in text for w in c.words)), None)
