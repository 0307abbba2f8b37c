"""Decisions about happenings in their order: merges, splits, cycles, undo; reports by themselves; what has no effect."""

from __future__ import annotations

import json

from dateline.records import Decision
from dateline.review import StoryRulings, Teller, rule_stories

STORIES = {"a", "b", "c"}


def decision(ident: str, action: str, about: str, new: str | None = None, undoes: str | None = None) -> Decision:
    return Decision(ident, ("story", about), action, "x", "2026-01-01", new=new, undoes=undoes)


def ruled(*decisions: Decision) -> StoryRulings:
    return rule_stories(decisions, lambda i: i if i in STORIES or i.startswith("e") else None)


def teller(event: str = "e1", outlet: str = "wire") -> Teller:
    return Teller(event, f"item-{event}", outlet)


def test_merges_follow_each_other_and_a_cycle_is_told() -> None:
    rulings = ruled(
        decision("1", "merge", "a", "b"), decision("2", "merge", "b", "c"), decision("3", "merge", "c", "a")
    )
    assert {rulings.story_of(s, teller()) for s in "abc"} == {"c"}
    assert [(u.decision.id, u.why) for u in rulings.unapplied] == [("3", "both are one already")]


def test_a_report_by_itself_joins_a_story_and_two_such_make_one() -> None:
    rulings = ruled(decision("1", "merge", "e1", "a"), decision("2", "merge", "e2", "e3"))
    assert rulings.story_of(None, teller("e1")) == "a"
    assert rulings.story_of(None, teller("e2")) == rulings.story_of(None, teller("e3")) == "e3"
    assert rulings.story_of(None, teller("e4")) is None


def test_a_split_takes_reports_by_event_item_or_outlet_and_can_be_undone() -> None:
    for told in ({"events": ["e1"]}, {"items": ["item-e1"]}, {"outlets": ["wire"]}):
        split = decision("1", "split", "a", json.dumps(told))
        part = ruled(split).story_of("a", teller("e1"))
        assert part not in (None, "a")
        assert ruled(split).story_of("a", teller("e2", "voice")) == "a"
        assert ruled(split, decision("2", "undo", "a", undoes="1")).story_of("a", teller("e1")) == "a"


def test_what_has_no_effect_is_listed() -> None:
    rulings = ruled(
        decision("1", "merge", "gone", "a"),
        decision("2", "split", "a", "no json"),
        decision("3", "split", "a", "{}"),
        decision("4", "rename", "a", "A massacre"),
        decision("5", "undo", "a", undoes="nothing"),
    )
    assert len(rulings.unapplied) == 5
    assert "nothing on record is gone any more" in [u.why for u in rulings.unapplied]
