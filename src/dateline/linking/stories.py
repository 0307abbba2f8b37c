"""Events of many items → stories: reports of one happening side by side, with where they differ.

Takes reports and gives stories and the joins with their reasons. Claims stay apart: nothing is averaged, nothing is
called confirmed. A report joins a story only when it fits its founding report too: chains of likeness cannot grow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.linking.reports import NO, Report, Verdict, compare
from dateline.linking.union import Groups
from dateline.records import Difference, Event, Story
from dateline.text import fold, make_id

SURE_ENOUGH = 0.72
_PHYSICAL = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "SANCTION", "CONSULT", "COOPERATE"}
)
_BLOCK_LIMIT = 200


@dataclass(frozen=True, slots=True)
class StoryJoin:
    """Two events taken for reports of one happening."""

    one: str
    other: str
    why: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Told:
    """All stories of two reports or more, and the joins behind them."""

    stories: tuple[Story, ...]
    joins: tuple[StoryJoin, ...]


def join_reports(reports: Iterable[Report]) -> Told:
    """Join reports of one happening; only asserted events that can happen at a place and day are joined."""
    ordered = sorted(reports, key=lambda r: (r.published or "9999", r.event.item, r.event.sentence, r.event.id))
    known = {r.event.id: r for r in ordered if _joinable(r.event)}
    groups: Groups[str] = Groups(known)
    joins: list[StoryJoin] = []
    for verdict, one, other in _candidates(known):
        if groups.founder(one) == groups.founder(other) or not _fits(groups, known, one, other):
            continue
        groups.join(one, other)
        joins.append(StoryJoin(one, other, verdict.why, verdict.sure))
    stories = (_story([known[e] for e in members]) for members in groups.members() if len(members) > 1)
    return Told(tuple(sorted(stories, key=lambda s: (s.start or "", s.id))), tuple(joins))


def _joinable(event: Event) -> bool:
    return event.event in _PHYSICAL and event.status in ("asserted", "denied")


def _candidates(known: dict[str, Report]) -> list[tuple[Verdict, str, str]]:
    found: list[tuple[Verdict, str, str]] = []
    compared: set[tuple[str, str]] = set()
    for block in _blocks(known.values()):
        for at, one in enumerate(block):
            for other in block[at + 1 : at + _BLOCK_LIMIT]:
                pair = (one.event.id, other.event.id)
                if pair in compared:
                    continue
                compared.add(pair)
                verdict = compare(one, other)
                if verdict.sure >= SURE_ENOUGH:
                    found.append((verdict, *pair))
    return sorted(found, key=lambda f: (-f[0].sure, f[1], f[2]))


def _blocks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    blocks: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in reports:
        for key in _keys(report):
            blocks[key].append(report)
    return (b for b in blocks.values() if len(b) > 1)


def _keys(report: Report) -> Iterator[tuple[str, ...]]:
    """Type, a four-day window (two overlapping series) and a place, a name or – without both – the country."""
    days = report.days
    windows = [f"{series}{(days[0] + 2 * series) // 4}" for series in (0, 1)] if days else ["?"]
    marks = {fold(p.words.text) for p in report.places if p.words} | set(report.entities)
    marks |= {str(p.geonameid) for p in report.places if p.geonameid}
    for window in windows:
        for mark in sorted(marks) or ["-"]:
            yield report.event.event, window, mark


def _fits(groups: Groups[str], known: dict[str, Report], one: str, other: str) -> bool:
    a, b = known[groups.founder(one)], known[groups.founder(other)]
    verdict = compare(a, b) if a is not b else NO
    return verdict.sure >= SURE_ENOUGH - 0.12


def _story(reports: list[Report]) -> Story:
    first = reports[0]
    starts = sorted(w.start for r in reports if (w := r.event.when) and w.start)
    ends = sorted(w.end for r in reports if (w := r.event.when) and w.end)
    places = sorted({p.name or (p.words.text if p.words else "") for r in reports for p in r.places[:1]} - {""})
    return Story(
        id=make_id("story", first.event.id),
        title=_title(first, places, starts),
        events=tuple(r.event.id for r in reports),
        items=tuple(dict.fromkeys(r.event.item for r in reports)),
        outlets=tuple(dict.fromkeys(r.outlet for r in reports)),
        start=starts[0] if starts else None,
        end=ends[-1] if ends else None,
        places=tuple(places),
        differences=tuple(_differences(reports)),
    )


def _title(report: Report, places: list[str], starts: list[str]) -> str:
    """Type, place, date: `"Assault (heavy-weapons), Skhira, 15 March 2016"`."""
    kind = report.event.event.capitalize()
    mode = f" ({report.event.mode})" if report.event.mode else ""
    parts = [kind + mode]
    parts += places[:1]
    if starts:
        day = date.fromisoformat(starts[0][:10])
        parts.append(f"{day.day} {day:%B %Y}")
    return ", ".join(parts)


def _differences(reports: list[Report]) -> Iterator[Difference]:
    for field, values in (("day", _days), ("place", _place_names), ("actor", _actors), ("number", _counts)):
        told: dict[str, list[str]] = defaultdict(list)
        for report in reports:
            value = values(report)
            if value:
                told[value].append(report.event.id)
        if len(told) > 1:
            yield Difference(field, tuple(told), tuple(tuple(e) for e in told.values()))


def _days(report: Report) -> str:
    when = report.event.when
    return "" if when is None or when.basis == "published" else (when.start or when.end or "")


def _place_names(report: Report) -> str:
    return ", ".join(p.name or (p.words.text if p.words else "") for p in report.places[:1])


def _actors(report: Report) -> str:
    return ", ".join(sorted(m.name or m.span.text for m in report.event.actors))


def _counts(report: Report) -> str:
    parts = [f"{q.kind} {q.words.text}" for q in report.event.quantities if q.low is not None or q.high is not None]
    return "; ".join(sorted(parts))
