"""What joining happenings takes: a report – one event of one item – and the pair score with its reasons.

Takes two reports and says how surely they are of one happening, in words; it joins nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

from dateline.records import Event, Place
from dateline.text import fold

_EARTH_KM = 6371.0
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
_FINE = 4
_ALIKE = 0.34
_FEW = 0.15


@dataclass(frozen=True, slots=True)
class Report:
    """One event as one item reports it. `text` is its sentence; `entities` are ids of actors and recipients."""

    event: Event
    outlet: str
    published: str | None
    text: str = ""
    entities: frozenset[str] = frozenset()
    credit: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day as ordinals: the event's own, else nothing."""
        when = self.event.when
        first, last = (when.start, when.end) if when else (None, None)
        if not (first or last):
            return None
        return _ordinal(first or last or ""), _ordinal(last or first or "")

    @property
    def dated(self) -> bool:
        """Whether the text itself tells the day."""
        return self.event.when is not None and self.event.when.basis != "published"

    @property
    def places(self) -> tuple[Place, ...]:
        """Places where it happened, the finest first."""
        at = [p for p in self.event.places if p.role == "at" and p.country]
        return tuple(sorted(at, key=lambda p: -(p.resolution or 0)))


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely two reports are of one happening (0–1), and why."""

    sure: float
    why: tuple[str, ...]


NO = Verdict(0.0, ())


def compare(one: Report, other: Report) -> Verdict:
    """Judge two reports. Hard grounds against come first: type, numbered occasion, day, place."""
    against = _grounds_against(one, other)
    if against:
        return Verdict(0.0, (against,))
    why: list[str] = [f"both {one.event.event.casefold()}"]
    sure = 0.3
    for points, reason in (_time(one, other), _place(one, other), _people(one, other), _words(one, other)):
        sure += points
        if reason:
            why.append(reason)
    if one.event.mode and one.event.mode == other.event.mode:
        sure += 0.08
        why.append(f"both {one.event.mode}")
    points, reason = _counts(one, other)
    if reason:
        why.append(reason)
    elif one.text and other.text and overlap(one, other) < _FEW:
        points -= 0.1
    return Verdict(round(max(0.0, min(sure + points, 1.0)), 2), tuple(why))


def _grounds_against(one: Report, other: Report) -> str:
    if one.event.item == other.event.item and one.event.sentence == other.event.sentence:
        return "two events of one sentence"
    if one.event.event != other.event.event:
        return "events of different types"
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return "different modes"
    mine, yours = _numbers(one.text), _numbers(other.text)
    if mine and yours and not mine & yours:
        return "differently numbered occasions"
    apart = _days_apart(one, other)
    if apart > (1 if one.dated and other.dated else 3):
        return "days too far apart"
    if apart and one.dated and other.dated and overlap(one, other) < _ALIKE:
        return "another day, told in other words"
    km = distance(one, other)
    if km is not None and km > 25:
        return "places too far apart"
    return ""


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(_ORDINAL.findall(folded)) | (_word_list("numbers") & frozenset(_WORD.findall(folded)))


def _days_apart(one: Report, other: Report) -> int:
    a, b = one.days, other.days
    if a is None or b is None:
        return 0
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def _time(one: Report, other: Report) -> tuple[float, str]:
    a, b = one.days, other.days
    if a is None or b is None or a[1] - a[0] > 31 or b[1] - b[0] > 31:
        return 0.0, ""
    apart = _days_apart(one, other)
    if apart == 0:
        return (0.2, "the same day") if one.dated and other.dated else (0.1, "days that fit")
    return 0.05, f"{apart} day{'s' if apart > 1 else ''} apart"


def distance(one: Report, other: Report) -> float | None:
    """Kilometres between the finest places, None where either has none as fine as a town or they are one."""
    a = [p for p in one.places if (p.resolution or 0) >= _FINE and p.lat is not None]
    b = [p for p in other.places if (p.resolution or 0) >= _FINE and p.lat is not None]
    if not a or not b:
        return _coarse(one, other)
    return min(_km(p, q) for p in a for q in b)


def _coarse(one: Report, other: Report) -> float | None:
    a, b = {p.country for p in one.places}, {p.country for p in other.places}
    return 1e4 if a and b and not a & b else None


def _km(p: Place, q: Place) -> float:
    lat1, lon1, lat2, lon2 = (radians(v or 0.0) for v in (p.lat, p.lon, q.lat, q.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(h)))


def _place(one: Report, other: Report) -> tuple[float, str]:
    mine = {fold(p.words.text) for p in one.places if p.words} | {str(p.geonameid) for p in one.places if p.geonameid}
    yours = {fold(p.words.text) for p in other.places if p.words}
    yours |= {str(p.geonameid) for p in other.places if p.geonameid}
    if mine & yours:
        fine = max((p.resolution or 0 for p in one.places), default=0)
        return (0.22, "the same place") if fine >= _FINE else (0.08, "the same country or province")
    if not mine or not yours:
        return _told_place(one, other)
    km = distance(one, other)
    return (0.1, f"{km:.0f} km apart") if km is not None else (0.0, "")


def _told_place(one: Report, other: Report) -> tuple[float, str]:
    """Where only one report was placed: whether the other's text names that place."""
    placed, bare = (one, other) if one.places else (other, one)
    names = {fold(p.words.text) for p in placed.places if p.words and (p.resolution or 0) >= _FINE}
    if not names or not bare.text:
        return 0.0, ""
    if any(name in fold(bare.text) for name in names):
        return 0.18, "the same place in the text"
    return -0.12, ""


def _people(one: Report, other: Report) -> tuple[float, str]:
    shared = one.entities & other.entities
    if shared:
        return min(0.1 * len(shared), 0.22), f"{len(shared)} shared names"
    return (-0.06, "") if one.entities and other.entities else (0.0, "")


@cache
def _word_list(name: str) -> frozenset[str]:
    path = resources.files("dateline").joinpath("data/lexicon/reports.toml")
    return frozenset(tomllib.loads(path.read_text("utf-8"))[name])


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """Folded telling words of three letters and more, cut to their first five letters: a cheap stem."""
    return frozenset(w[:5] for w in _WORD.findall(fold(text)) if w not in _word_list("plain"))


def overlap(one: Report, other: Report) -> float:
    """The share of telling words two reports have in common, beyond those of their type, places and people."""
    known = _told(one) | _told(other)
    a, b = content_words(one.text) - known, content_words(other.text) - known
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=4_000)
def _told(report: Report) -> frozenset[str]:
    names = [p.words.text for p in report.places if p.words]
    names += [m.name or m.span.text for m in (*report.event.actors, *report.event.recipients) if m.name]
    kind = f"{report.event.trigger.text} {report.event.event} {report.event.mode or ''}".replace("-", " ")
    return content_words(" ".join((*names, kind)))


def _words(one: Report, other: Report) -> tuple[float, str]:
    if not one.text or not other.text:
        return 0.0, ""
    shared = overlap(one, other)
    return (round(0.36 * shared, 3), f"{shared:.0%} of the words") if shared >= 0.15 else (-0.08, "")


def _counts(one: Report, other: Report) -> tuple[float, str]:
    """The same number speaks for one happening; another number does not speak against it, another kind a little."""
    mine = {(q.kind, q.low, q.high) for q in one.event.quantities if q.low is not None}
    yours = {(q.kind, q.low, q.high) for q in other.event.quantities if q.low is not None}
    if mine & yours:
        return 0.1, "the same number"
    if mine and yours and not {q[0] for q in mine} & {q[0] for q in yours}:
        return -0.06, ""
    return 0.0, ""
