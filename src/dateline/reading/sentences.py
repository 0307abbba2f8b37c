"""Takes the model's boundary shares and the likely starts, gives the sentences of one window of words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.passages import Passage
from dateline.reading.pieces import BREAK, NO_BLANK
from dateline.reading.windows import Window
from dateline.reading.words import spelling

SURE, LIKELY, CLEAR, INSIDE = 0.60, 0.12, -1.0, 0.97


def sentence_starts(passage: Passage, shares: Sequence[float], window: Window) -> list[int]:
    """Word numbers of the window at which sentences begin; `shares` says per word how surely a sentence ends after it.

    What the window decides begins and ends with a sentence.
    """
    likely, forced = set(passage.likely), {window.start, window.first, window.last}
    return [
        at
        for at in range(window.start, window.end)
        if at in forced
        or passage.gaps[at] == BREAK
        or shares[at - 1 - window.start] > _needed(passage, at, at in likely)
    ]


def _needed(passage: Passage, at: int, likely: bool) -> float:
    """The share that a boundary before this word must have."""
    before, form = passage.forms[at - 1], passage.forms[at]
    if likely:
        return CLEAR if at in passage.certain else LIKELY
    bare = before[:-1].lower() if before.endswith(".") else ""
    if (bare and (bare in spelling().leading or len(bare) == 1)) or form in {",", ";", ")", "]", "”"}:
        return INSIDE
    glued = passage.gaps[at] == NO_BLANK and before not in {".", "!", "?", "”", '"', "…", "..."}
    goes_on = before in {"”", '"', "’", "'"} and form.islower()
    number = bare in spelling().numbering and form[0].isdigit()
    return INSIDE if glued or goes_on or number or _after_marker(passage, at) else SURE


def _after_marker(passage: Passage, at: int) -> bool:
    """Whether all that stands before this word in its paragraph marks a list item. `•`, `1 .`, `( a )`"""
    if at >= 3 and passage.paragraph[at - 3] == passage.paragraph[at] and passage.forms[at - 3] != "(":
        return False
    before = [
        f
        for i, f in enumerate(passage.forms[max(0, at - 3) : at], max(0, at - 3))
        if passage.paragraph[i] == passage.paragraph[at]
    ]
    return all(not f[0].isalpha() or len(f.rstrip(".")) == 1 for f in before) and len(before) > 0
