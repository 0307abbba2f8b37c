"""Decisions about happenings, in order → which story a report belongs to, what cannot be applied. It changes nothing.

The name a decision goes by is a story's id or, for a report that is in none, the id of its event. Titles are made of
type, place and date and never chosen, so there is no renaming.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateline.records import Decision
from dateline.review.rulings import Unapplied, standing
from dateline.text import make_id

Base = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Teller:
    """A report as decisions see it: its event, item and outlet."""

    event: str
    item: str
    outlet: str


@dataclass(frozen=True, slots=True)
class _Step:
    """At this point of the order the reports of one story go to another; with `marks` only those that bear one."""

    at: int
    to: str
    marks: frozenset[str] = frozenset()

    def takes(self, teller: Teller) -> bool:
        return not self.marks or bool(self.marks & {teller.event, teller.item, teller.outlet})


@dataclass(slots=True)
class StoryRulings:
    """All decisions about happenings that stand, ready to be asked."""

    steps: dict[str, list[_Step]] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)
    unapplied: list[Unapplied] = field(default_factory=list)

    def story_of(self, base: str | None, teller: Teller) -> str | None:
        """The story a report belongs to after all decisions, None for a report by itself."""
        start = story = base or teller.event
        at = -1
        while step := next((s for s in self.steps.get(story, ()) if s.at > at and s.takes(teller)), None):
            story, at = step.to, step.at
        if story != start:
            return story
        return base or (start if start in self.parts else None)

    def now(self, id_: str) -> str:
        """What an id stands for after merges."""
        while id_ in self.merged:
            id_ = self.merged[id_]
        return id_


def rule_stories(decisions: Iterable[Decision], base: Base) -> StoryRulings:
    """Apply in order: merge, split. `base(id)` is the story, or the event alone, that an id stands for now."""
    stand, lost = standing(decisions)
    rulings = StoryRulings(unapplied=lost)
    for at, decision in enumerate(stand):
        act = _ACTS.get(decision.action)
        why = act(rulings, base, at, decision) if act else f"there is no action {decision.action!r} for happenings"
        if why:
            rulings.unapplied.append(Unapplied(decision, why))
    return rulings


def _find(rulings: StoryRulings, base: Base, id_: str | None) -> str | None:
    if id_ is None:
        return None
    found = id_ if id_ in rulings.parts or id_ in rulings.merged else base(id_)
    return None if found is None else rulings.now(found)


def _merge(rulings: StoryRulings, base: Base, at: int, decision: Decision) -> str:
    one, other = _find(rulings, base, decision.about[1]), _find(rulings, base, decision.new)
    if one is None or other is None:
        return f"nothing on record is {decision.about[1] if one is None else decision.new} any more"
    if one == other:
        return "both are one already"
    rulings.steps.setdefault(one, []).append(_Step(at, other))
    rulings.merged[one] = other
    rulings.parts.add(other)
    return ""


def _split(rulings: StoryRulings, base: Base, at: int, decision: Decision) -> str:
    story = _find(rulings, base, decision.about[1])
    if story is None:
        return f"nothing on record is {decision.about[1]} any more"
    try:
        told = json.loads(decision.new or "")
        marks = frozenset(str(x) for name in ("events", "items", "outlets") for x in told.get(name, ()))
    except (json.JSONDecodeError, AttributeError, TypeError):
        return "it does not say what to split off"
    if not marks:
        return "it does not say what to split off"
    part = make_id("story", story, decision.id)
    rulings.parts.add(part)
    rulings.steps.setdefault(story, []).append(_Step(at, part, marks))
    return ""


_ACTS = {"merge": _merge, "split": _split}
