"""Takes coded events and judgements made by hand, says which events are judged and how.

A judgement holds for one text (digest), trigger span, type, status, fillers and chain of speakers: whatever of these changes
makes the event unjudged. Judgements are lines of `evals/gold/judged.jsonl`; `kind` names the error, empty where all is right.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dateline.records import Coded, Event, Mention
from evals._claims import coded_part
from evals._frame import HERE

JUDGED = HERE / "gold" / "judged.jsonl"
SEED = "dateline 6"


@dataclass(frozen=True, slots=True)
class Judged:
    """An event as it was judged. `kind`: type, status, chain, filler, missing, span; empty: right."""

    text: str
    start: int
    end: int
    trigger: str
    event: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    chain: tuple[str, ...]
    kind: str | None = None

    @property
    def key(self) -> Judged:
        """The event without its judgement."""
        return replace(self, kind=None)


def digest(text: str) -> str:
    """A short digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def as_judged(text: str, coded: Coded, event: Event) -> Judged:
    """An event in the form in which it is judged."""
    said = {s.id: s for s in coded.statements}
    chain = [said[i] for i in event.according_to]
    speakers = tuple(f"{'; '.join(_words(s.speakers))}|{s.stance}" for s in chain)
    fillers = _words(event.actors), _words(event.recipients)
    at = event.trigger
    return Judged(digest(text), at.start, at.end, at.text, event.event, event.status, *fillers, speakers)


def _words(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(m.span.text for m in mentions)


def read_judged(path: Path = JUDGED) -> dict[Judged, str]:
    """Judgements by the event they are of: the kind of its error, or an empty string."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        lists = {k: tuple(row[k]) for k in ("actors", "recipients", "chain")}
        event = Judged(**{**row, **lists})
        found[event.key] = event.kind or ""
    return found


def as_line(event: Judged) -> str:
    """A judgement as it stands in the file."""
    return json.dumps(asdict(event), ensure_ascii=False)


def sample(part: str, size: int) -> list[tuple[Judged, Event]]:
    """Events of one part in an order drawn with a fixed seed by text and trigger: a change moves only what it touches."""
    found = [(as_judged(b.text, c, e), e) for b, c in coded_part(part) for e in c.events]
    return sorted(found, key=lambda pair: (_rank(pair[0]), pair[0].event))[:size]


def _rank(event: Judged) -> str:
    return hashlib.sha256(f"{SEED} {event.text} {event.start}".encode()).hexdigest()


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share after Wilson (1927), 95 % by default. `wilson(8, 10) -> (0.49, 0.94)`"""
    share, square = right / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return middle - half, middle + half
