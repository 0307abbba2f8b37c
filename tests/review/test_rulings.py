"""Decisions in their order: what stands, what is overtaken, what acts on nothing; undo of undo; cycles."""

from __future__ import annotations

import json

from dateline.records import Chain, Decision, Form, Member
from dateline.review import Ground, Rulings, rule, standing

KINDS = {"a": "person", "b": "person", "c": "person", "x": "body"}
NAMES = {"Ana Berg": ["a"], "A. Berg": ["b"], "Berg": ["a", "c"]}


def ground() -> Ground:
    return Ground(lambda i: i if i in KINDS else None, KINDS.__getitem__, lambda name, kind: NAMES.get(name, []))


def decision(ident: str, action: str, about: str, new: str | None = None, undoes: str | None = None) -> Decision:
    return Decision(ident, ("entity", about), action, "x", "2026-01-01", new=new, undoes=undoes)


def chain(item: str = "i", words: str = "Ana Berg") -> Chain:
    return Chain(
        item, 1, "o", None, Form("person", "ana berg", words), (Member("body", 0, 8, words, "", 1.0),), "person"
    )


def ruled(*decisions: Decision) -> Rulings:
    return rule(decisions, ground())


def test_merges_follow_each_other() -> None:
    rulings = ruled(decision("1", "merge", "a", "b"), decision("2", "merge", "b", "c"))
    assert [rulings.entity_of(e, chain()) for e in "abc"] == ["c", "c", "c"]
    assert rulings.unapplied == []


def test_a_cycle_of_merges_is_one_entity_and_the_last_is_told() -> None:
    rulings = ruled(
        decision("1", "merge", "a", "b"), decision("2", "merge", "b", "c"), decision("3", "merge", "c", "a")
    )
    assert {rulings.entity_of(e, chain()) for e in "abc"} == {"c"}
    assert [(u.decision.id, u.why) for u in rulings.unapplied] == [("3", "both are one already")]


def test_split_then_merge_back() -> None:
    told = json.dumps({"items": ["i"]})
    rulings = ruled(decision("1", "split", "a", told))
    part = rulings.entity_of("a", chain("i"))
    assert part != "a"
    assert rulings.entity_of("a", chain("j")) == "a"
    back = ruled(decision("1", "split", "a", told), decision("2", "merge", part, "a"))
    assert back.entity_of("a", chain("i")) == "a"
    assert back.unapplied == []


def test_an_undone_undo_lets_the_decision_stand_again() -> None:
    first, undo = decision("1", "merge", "a", "b"), decision("2", "undo", "a", undoes="1")
    again = decision("3", "undo", "a", undoes="2")
    assert standing([first, undo])[0] == []
    assert standing([first, undo, again])[0] == [first]
    twice = standing([first, undo, decision("4", "undo", "a", undoes="1")])
    assert [u.why for u in twice[1]] == ["that was undone already"]


def test_what_acts_on_nothing_is_listed() -> None:
    rulings = ruled(
        decision("1", "merge", "gone", "a"),
        decision("2", "merge", "a", "x"),
        decision("3", "split", "a", "not json"),
        decision("4", "split", "a", "{}"),
        decision("5", "rename", "a", ""),
        decision("6", "dance", "a"),
        decision("7", "import", "list", '{"kind": "person"}'),
    )
    assert len(rulings.unapplied) == 7
    assert rulings.entity_of("a", chain()) == "a"


def test_a_list_joins_its_spellings_but_not_what_several_bear() -> None:
    told = json.dumps({"name": "Ana Berg", "kind": "person", "aliases": ["A. Berg", "Berg"]})
    rulings = ruled(decision("1", "import", "list", told))
    assert rulings.entity_of("b", chain()) == "a"
    assert rulings.entity_of("c", chain()) == "c"
    assert rulings.names["a"] == "Ana Berg"
    assert "several bear the name Berg" in rulings.unapplied[0].why
