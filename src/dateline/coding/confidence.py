"""What speaks for an event → a confidence between 0 and 1 that the text says it. Calibrated on marked sentences."""

from __future__ import annotations

from dateline.coding.events import Draft
from dateline.coding.who import is_actor


def event_confidence(draft: Draft) -> float:
    """The share of events with the same marks that are right, by `docs/accuracy.md`."""
    score = 0.62
    score += 0.08 * (len(draft.trigger.words) > 1)
    score += 0.08 * any(is_actor(m) for m in draft.roles.actors)
    score += 0.06 * any(is_actor(m) for m in draft.roles.recipients)
    score -= 0.12 * (not draft.trigger.verbal and not draft.roles.light)
    score -= 0.10 * draft.frame.weak
    score -= 0.06 * (draft.status.name != "asserted")
    score -= 0.08 * any(m.via is not None for m in (*draft.roles.actors, *draft.roles.recipients))
    return round(min(0.95, max(0.2, score)), 2)
