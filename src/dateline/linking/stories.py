"""Events of many items → stories: reports of one happening side by side, with where they differ.

Takes reports and gives stories and the joins with their reasons. Claims stay apart: nothing is averaged, nothing is
called confirmed. A report joins a story only when it fits its founding report too: chains of likeness cannot grow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.linking.reports import Report, Verdict, compare
from dateline.records import Difference, Event, Story
from dateline.text import fold, make_id

SURE_ENOUGH = 0.72
ON_THE_WHOLE = 0.6
_SAMPLE = 8
_PHYSICAL = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "SANCTION", "CONSULT", "COOPERATE"}
)
STORY_BLOCK = 200
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")


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
    members: dict[str, list[str]] = {e: [e] for e in known}
    turn = {e: at for at, e in enumerate(known)}
    joins: list[StoryJoin] = []
    for verdict, one, other in _candidates(known):
        a, b = members[one], members[other]
        if a is b or not _fits([known[e] for e in a], [known[e] for e in b]):
            continue
        both = sorted((*a, *b), key=turn.__getitem__)
        members.update(dict.fromkeys(both, both))
        joins.append(StoryJoin(one, other, verdict.why, verdict.sure))
    found = {m[0]: m for m in members.values() if len(m) > 1}
    stories = (story_of([known[e] for e in m]) for m in found.values())
    return Told(tuple(sorted(stories, key=lambda s: (s.start or "", s.id))), tuple(joins))


def _joinable(event: Event) -> bool:
    return event.event in _PHYSICAL and event.status in ("asserted", "denied")


def _candidates(known: dict[str, Report]) -> list[tuple[Verdict, str, str]]:
    found: list[tuple[Verdict, str, str]] = []
    compared: set[tuple[str, str]] = set()
    for block in _blocks(known.values()):
        for at, one in enumerate(block):
            for other in block[at + 1 : at + STORY_BLOCK]:
                pair = (one.event.id, other.event.id)
                if pair in compared:
                    continue
                compared.add(pair)
                verdict = compare(one, other)
                if is_like(verdict):
                    found.append((verdict, *pair))
    return sorted(found, key=lambda f: (-f[0].sure, f[1], f[2]))


def _blocks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    blocks: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for key in report_keys(report):
            blocks[key].append(report)
    return (b for b in blocks.values() if len(b) > 1)


def report_keys(report: Report) -> tuple[str, ...]:
    """Type, a four-day window (two overlapping series) and a place, a name or, without a place, a capitalised word."""
    if not _joinable(report.event):
        return ()
    days = report.days
    windows = [f"{series}{(days[0] + 2 * series) // 4}" for series in (0, 1)] if days else ["?"]
    marks = {fold(p.words.text) for p in report.places if p.words} | set(report.entities)
    marks |= {str(p.geonameid) for p in report.places if p.geonameid}
    if not report.places:
        marks |= {fold(w) for w in _CAPITAL.findall(report.text)}
    return tuple(f"{report.event.event}|{w}|{m}" for w in windows for m in (sorted(marks) or ["-"]))


def is_like(verdict: Verdict) -> bool:
    """Whether two reports may be of one happening."""
    return verdict.sure >= SURE_ENOUGH


def _fits(one: list[Report], other: list[Report]) -> bool:
    """Whether two groups are one on the whole: likeness to a single report is not enough."""
    sures = [compare(a, b).sure for a in one[:_SAMPLE] for b in other[:_SAMPLE]]
    return sum(sures) / len(sures) >= ON_THE_WHOLE


def story_of(reports: Sequence[Report], id_: str | None = None) -> Story:
    """The story of some reports, the first one its founder: what they share and where they differ."""
    first = reports[0]
    starts = sorted(w.start for r in reports if (w := r.event.when) and w.start)
    ends = sorted(w.end for r in reports if (w := r.event.when) and w.end)
    places = sorted({p.name or (p.words.text if p.words else "") for r in reports for p in r.places[:1]} - {""})
    return Story(
        id=id_ or make_id("story", first.event.id),
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


def _differences(reports: Sequence[Report]) -> Iterator[Difference]:
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
