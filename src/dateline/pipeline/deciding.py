"""Takes what a person wants joined, parted, renamed or taken back, checks that it can be, keeps it as a Decision.

What cannot be done raises InputError and nothing is kept. What can is kept for ever and applied at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.errors import InputError
from dateline.pipeline import entities, stories
from dateline.records import Decision
from dateline.review import Unapplied, standing
from dateline.text import fold, squeeze

LONGEST = 300
ENTITY, STORY = "entity", "story"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, and why."""

    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as kept, and the decisions that have no effect now."""

    decision: Decision
    unapplied: tuple[Unapplied, ...] = ()

    @property
    def lost(self) -> str:
        """Why this decision has no effect; empty where it has."""
        return next((u.why for u in self.unapplied if u.decision.id == self.decision.id), "")


def merge(archive: Archive, kind: str, ids: tuple[str, str], signed: Signed) -> Decided:
    """The first of two is the same as the second; its id leads there."""
    one, into = (known(archive, kind, id_) for id_ in ids)
    if one == into:
        raise InputError("both are one already", where=ids[0], remedy="look at the decisions, something may be undone")
    if kind == ENTITY and (sorts := {archive.joins.kind_of(i) for i in (one, into)} - {""}) and len(sorts) > 1:
        raise InputError("one is a person, the other a body", where=ids[0], remedy="merge persons, or bodies")
    return _keep(archive, Decision("", (kind, one), "merge", signed.by, "", new=into, reason=_reason(signed)))


def split_entity(archive: Archive, id_: str, marks: tuple[Iterable[str], Iterable[str]], signed: Signed) -> Decided:
    """The chains of an entity that are spelled so, or stand in these items, are somebody else."""
    entity = known(archive, ENTITY, id_)
    names, items = (sorted({squeeze(m) for m in own} - {""}) for own in marks)
    if not (names or items):
        raise InputError("it is not said what to split off", where=id_, remedy="give spellings or items")
    chains = archive.entities.chains(entity, "withheld")
    wanted = {fold(n) for n in names}
    taken = [
        c
        for c in chains
        if c.item in items or wanted & {fold(m.words) for m in c.members} | wanted & {fold(c.form.words)}
    ]
    if not taken:
        raise InputError("nothing is spelled so or stands in these items", where=id_, remedy="choose from its page")
    if len(taken) == len(chains):
        raise InputError("that is all there is of it", where=id_, remedy="leave something, or rename it")
    told = json.dumps({"names": names, "items": items}, ensure_ascii=False)
    return _keep(archive, Decision("", (ENTITY, entity), "split", signed.by, "", new=told, reason=_reason(signed)))


def split_story(archive: Archive, id_: str, marks: dict[str, Iterable[str]], signed: Signed) -> Decided:
    """Reports of a story – by `events`, `items` or `outlets` – tell of something else."""
    story = known(archive, STORY, id_)
    told = {name: sorted(set(own) - {""}) for name, own in marks.items()}
    every = archive.stories.reports(story, "withheld")
    events, items, outlets = (frozenset(told.get(name, ())) for name in ("events", "items", "outlets"))
    taken = [r for r in every if r.event.id in events or r.event.item in items or r.outlet in outlets]
    if not taken:
        raise InputError("no report is chosen", where=id_, remedy="choose reports, items or outlets from its page")
    if len(taken) == len(every):
        raise InputError("those are all reports of it", where=id_, remedy="leave at least one")
    new = json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)
    return _keep(archive, Decision("", (STORY, story), "split", signed.by, "", new=new, reason=_reason(signed)))


def rename(archive: Archive, id_: str, name: str, signed: Signed) -> Decided:
    """Show an entity under a name; its spellings stay as they are."""
    entity, chosen = known(archive, ENTITY, id_), squeeze(name)
    if not chosen or len(chosen) > LONGEST:
        what = "the name is empty" if not chosen else f"the name has more than {LONGEST} letters"
        raise InputError(what, where=id_, remedy="give the name it shall be shown under")
    old = archive.entities.name(entity, "withheld")
    return _keep(
        archive, Decision("", (ENTITY, entity), "rename", signed.by, "", old=old, new=chosen, reason=_reason(signed))
    )


def hide(archive: Archive, id_: str, signed: Signed) -> Decided:
    """An entity has no public role: no page, no list."""
    entity = known(archive, ENTITY, id_)
    return _keep(archive, Decision("", (ENTITY, entity), "hide", signed.by, "", reason=_reason(signed)))


def undo(archive: Archive, decision: str, signed: Signed, kind: str | None = None) -> Decided:
    """Take a decision back; both stay on record. An undo can be undone. `kind` refuses decisions about others."""
    old = archive.decisions.get(decision)
    if old is None or (kind is not None and old.about[0] != kind):
        raise InputError("there is no such decision", where=decision, remedy="see the list of decisions")
    stand, _ = standing(archive.decisions.all(old.about[0]))
    undone = {d.undoes for d in archive.decisions.all(old.about[0]) if d.action == "undo"}
    if old.id in undone and old not in stand and old.action != "undo":
        raise InputError("that was undone already", where=decision, remedy="undo the undoing to have it back")
    return _keep(archive, Decision("", old.about, "undo", signed.by, "", reason=_reason(signed), undoes=old.id))


def known(archive: Archive, kind: str, id_: str) -> str:
    """What an id stands for now. Raises InputError where it stands for nothing."""
    if kind == ENTITY:
        now = archive.entities.current(id_)
    else:
        now = archive.story_bases.current_or_event(id_)
    if now is None:
        what = "there is no such entity" if kind == ENTITY else "there is no such story"
        remedy = f"look it up with `dateline {'entities list WORDS' if kind == ENTITY else 'stories list'}`"
        raise InputError(what, where=id_, remedy=remedy)
    return now


def _reason(signed: Signed) -> str | None:
    return squeeze(signed.reason or "")[:LONGEST] or None


def _keep(archive: Archive, decision: Decision) -> Decided:
    keep = entities.decide if decision.about[0] == ENTITY else stories.decide
    return Decided(*keep(archive, decision))
