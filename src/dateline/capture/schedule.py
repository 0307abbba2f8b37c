"""Past visits of the sources one watches → when to visit each again. Pure: no clock, no network, nothing stored.

How often a source changes is estimated from the visits themselves, after Cho and Garcia-Molina, "Estimating frequency
of change" (ACM TOIT 3:3, 2003): with X changes seen in n visits that lay t apart, the rate of change is
-ln((n - X + .5) / (n + .5)) / t. A source that fails is left alone twice as long each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.errors import CaptureError, LaterError
from dateline.records import Capture, Visit

_MEMORY = 20


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Bounds in seconds: the `shortest` and `longest` time between two visits, and the one after the `first`."""

    shortest: float = 900.0
    first: float = 3_600.0
    longest: float = 604_800.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The next visit of `url`: at `at` (ISO 8601), `due` when that is not after now; `why` is for a person."""

    url: str
    at: str
    due: bool
    why: str


def plan_visits(
    urls: Iterable[str], visits: Iterable[Visit], now: datetime, rhythm: Rhythm | None = None
) -> tuple[Plan, ...]:
    """When to visit each of `urls`, the next first; `visits` are all past ones, in any order."""
    history: dict[str, list[Visit]] = {url: [] for url in urls}
    for visit in sorted(visits, key=lambda v: v.at):
        if visit.url in history:
            history[visit.url].append(visit)
    plans = []
    for url, past in history.items():
        seconds, why = _wait(past, rhythm or Rhythm())
        at = datetime.fromisoformat(past[-1].at) + timedelta(seconds=seconds) if past else now
        plans.append(Plan(url, at.isoformat(timespec="seconds"), at <= now, why))
    return tuple(sorted(plans, key=lambda p: (datetime.fromisoformat(p.at), p.url)))


def visited(url: str, capture: Capture, previous: Capture | None) -> Visit:
    """The Visit that gave `capture`: changed, or the same as `previous`."""
    same = previous is not None and (capture.status == 304 or capture.sha256 == previous.sha256)
    return Visit(url, capture.fetched or "", "same" if same else "changed")


def failed(url: str, error: CaptureError, at: datetime) -> Visit:
    """The Visit that gave nothing."""
    wait = error.seconds if isinstance(error, LaterError) else None
    return Visit(url, at.isoformat(timespec="seconds"), "failed", wait)


def _wait(past: Sequence[Visit], rhythm: Rhythm) -> tuple[float, str]:
    if not past:
        return 0.0, "never visited"
    failures = _failures(past)
    if failures:
        backed_off = min(rhythm.shortest * 2 ** (failures - 1), rhythm.longest)
        return max(backed_off, past[-1].wait or 0.0), f"failed {failures} times in a row"
    good = [v for v in past if v.outcome != "failed"][-_MEMORY:]
    if len(good) == 1:
        return rhythm.first, "visited once"
    seconds = (_time(good[-1]) - _time(good[0])).total_seconds()
    apart = max(seconds / (len(good) - 1), 1.0)
    changes = sum(v.outcome == "changed" for v in good[1:])
    return _between(rhythm, _interval(len(good) - 1, changes, apart)), f"changed at {changes} of {len(good) - 1} visits"


def _failures(past: Sequence[Visit]) -> int:
    """How many visits failed since the last good one."""
    count = 0
    for visit in reversed(past):
        if visit.outcome != "failed":
            break
        count += 1
    return count


def _interval(visits: int, changes: int, apart: float) -> float:
    """The mean time between two changes; where none was seen yet, twice as long as so far."""
    rate = -math.log((visits - changes + 0.5) / (visits + 0.5)) / apart
    return min(1 / rate, 2 * apart) if rate else 2 * apart


def _between(rhythm: Rhythm, seconds: float) -> float:
    return max(rhythm.shortest, min(seconds, rhythm.longest))


def _time(visit: Visit) -> datetime:
    return datetime.fromisoformat(visit.at)
