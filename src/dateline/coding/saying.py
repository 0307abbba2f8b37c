"""What a statement is made of while it is being found: the draft, the acts that nouns of speech tell, clean
stretches."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.coding.scene import Scene
from dateline.records import Mention, Span
from dateline.text import trim

NOUN_ACTS = {
    "claim": "claimed", "allegation": "claimed", "accusation": "claimed", "assertion": "claimed", "denial": "denied",
    "promise": "promised", "pledge": "promised", "warning": "warned", "threat": "warned", "demand": "demanded",
    "call": "demanded", "appeal": "demanded", "belief": "believed", "fear": "believed", "hope": "believed",
    "view": "believed", "opinion": "believed", "request": "demanded", "plea": "demanded", "suspicion": "believed",
    "rumour": "claimed", "rumor": "claimed", "narrative": "claimed", "propaganda": "claimed", "contention": "claimed",
}  # fmt: skip


@dataclass(slots=True)
class Said:
    """A statement in the making; offsets are the item's."""

    scene: Scene
    act: str
    cue: Span
    head: int
    speakers: list[Mention] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    addressees: list[Mention] = field(default_factory=list)
    occasion: Mention | None = None
    stance: str = "neutral"
    confidence: float = 0.6
    why: str = ""


def clean(body: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and joining marks at its ends."""
    start, end = trim(body, start, end)
    while start < end and body[start] in ",;:–— ":
        start += 1
    while end > start and body[end - 1] in ",;:–— ":
        end -= 1
    return start, end
