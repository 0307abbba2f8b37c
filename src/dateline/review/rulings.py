"""Decisions about entities, in order → which entity a chain belongs to, what it is called, what cannot be applied.

It changes nothing: what a re-run joins is put through the same decisions again, so they outlive it. A decision that
finds nothing to act on, or that others have overtaken, is listed with the reason and kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dateline.records import Chain, Decision
from dateline.text import fold, make_id


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision without effect, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What is on record: `base(id)` the entity of joining an id stands for now, `kind(base)` person or body,
    `bearing(name, kind)` the entities that bear a spelling."""

    base: Callable[[str], str | None]
    kind: Callable[[str], str]
    bearing: Callable[[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Step:
    """At this point of the order the chains of one entity go to another; with `names` or `items` only those."""

    at: int
    to: str
    names: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    def takes(self, chain: Chain) -> bool:
        if not (self.names or self.items):
            return True
        spelled = {fold(m.words) for m in chain.members} | {fold(chain.form.words)}
        return chain.item in self.items or bool(self.names & spelled)


@dataclass(slots=True)
class Rulings:
    """All decisions that stand, ready to be asked."""

    steps: dict[str, list[_Step]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    public: dict[str, bool] = field(default_factory=dict)
    unapplied: list[Unapplied] = field(default_factory=list)

    def entity_of(self, base: str, chain: Chain) -> str:
        """The entity a chain belongs to after all decisions."""
        entity, at = base, -1
        while True:
            step = next((s for s in self.steps.get(entity, ()) if s.at > at and s.takes(chain)), None)
            if step is None:
                return entity
            entity, at = step.to, step.at

    def now(self, id_: str) -> str:
        """What an id stands for after merges."""
        while id_ in self.merged:
            id_ = self.merged[id_]
        return id_


def standing(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Unapplied]]:
    """Decisions that are not undone; an undone undo lets its decision stand again."""
    every = list(decisions)
    known = {d.id: d for d in every}
    undone: set[str] = set()
    lost: list[Unapplied] = []
    for decision in reversed(every):
        if decision.action != "undo" or decision.id in undone:
            continue
        if decision.undoes not in known:
            lost.append(Unapplied(decision, "what it undoes is not on record"))
        elif decision.undoes in undone:
            lost.append(Unapplied(decision, "that was undone already"))
        else:
            undone.add(decision.undoes)
    return [d for d in every if d.action != "undo" and d.id not in undone], lost


def rule(decisions: Iterable[Decision], ground: Ground) -> Rulings:
    """Apply in order: merge, split, rename, publish, hide, import."""
    stand, lost = standing(decisions)
    rulings = Rulings(unapplied=lost)
    for at, decision in enumerate(stand):
        act = _ACTS.get(decision.action)
        why = act(rulings, ground, at, decision) if act else f"there is no action {decision.action!r}"
        if why:
            rulings.unapplied.append(Unapplied(decision, why))
    return rulings


def _find(rulings: Rulings, ground: Ground, id_: str | None) -> str | None:
    """The entity an id stands for at this point of the order."""
    if id_ is None:
        return None
    if id_ not in rulings.kinds and id_ not in rulings.merged:
        base = ground.base(id_)
        if base is None:
            return None
        id_ = base
        rulings.kinds.setdefault(id_, ground.kind(id_))
    return rulings.now(id_)


def _merge(rulings: Rulings, ground: Ground, at: int, decision: Decision) -> str:
    one, other = _find(rulings, ground, decision.about[1]), _find(rulings, ground, decision.new)
    if one is None or other is None:
        return f"nothing on record is {decision.about[1] if one is None else decision.new} any more"
    if one == other:
        return "both are one already"
    if rulings.kinds[one] != rulings.kinds[other]:
        return f"one is a {rulings.kinds[one]}, the other a {rulings.kinds[other]}"
    rulings.steps.setdefault(one, []).append(_Step(at, other))
    rulings.merged[one] = other
    return ""


def _split(rulings: Rulings, ground: Ground, at: int, decision: Decision) -> str:
    entity = _find(rulings, ground, decision.about[1])
    if entity is None:
        return f"nothing on record is {decision.about[1]} any more"
    try:
        told = json.loads(decision.new or "")
        names, items = frozenset(fold(n) for n in told.get("names", ())), frozenset(told.get("items", ()))
    except (json.JSONDecodeError, AttributeError, TypeError):
        return "it does not say what to split off"
    if not (names or items):
        return "it does not say what to split off"
    part = make_id("entity", entity, decision.id)
    rulings.kinds[part] = rulings.kinds[entity]
    rulings.steps.setdefault(entity, []).append(_Step(at, part, names, items))
    return ""


def _rename(rulings: Rulings, ground: Ground, at: int, decision: Decision) -> str:
    entity = _find(rulings, ground, decision.about[1])
    if entity is None or not decision.new:
        return "it gives no name" if entity else f"nothing on record is {decision.about[1]} any more"
    rulings.names[entity] = decision.new
    return ""


def _show(rulings: Rulings, ground: Ground, at: int, decision: Decision) -> str:
    entity = _find(rulings, ground, decision.about[1])
    if entity is None:
        return f"nothing on record is {decision.about[1]} any more"
    rulings.public[entity] = decision.action == "publish"
    return ""


def _import(rulings: Rulings, ground: Ground, at: int, decision: Decision) -> str:
    """One line of a list of entities: all spellings it gives are one, under its name."""
    try:
        told = json.loads(decision.new or "")
        name, kind, aliases = str(told["name"]), str(told["kind"]), [str(a) for a in told.get("aliases", ())]
    except (json.JSONDecodeError, KeyError, TypeError):
        return "it gives no name"
    found: list[str] = []
    several: list[str] = []
    for words in dict.fromkeys((name, *aliases)):
        bases = sorted({e for b in ground.bearing(words, kind) if (e := _find(rulings, ground, b))})
        if len(bases) > 1:
            several.append(words)
        found += bases if len(bases) == 1 else []
    entities = list(dict.fromkeys(found))
    if not entities:
        return f"several bear the name {several[0]}" if several else "no name on record is on it yet"
    for other in entities[1:]:
        rulings.steps.setdefault(other, []).append(_Step(at, entities[0]))
        rulings.merged[other] = entities[0]
    rulings.names[entities[0]] = name
    return f"several bear the name {several[0]}; the rest is applied" if several else ""


_ACTS = {"merge": _merge, "split": _split, "rename": _rename, "publish": _show, "hide": _show, "import": _import}
