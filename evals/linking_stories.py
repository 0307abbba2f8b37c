"""One happening: pairwise figures for reports joined across outlets in opposition; tune and held-out happenings apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dateline.linking import join_reports
from dateline.linking.reports import compare
from evals._frame import HERE, Score
from evals._linking import reports
from evals.linking_names import pairs

DATA = ()
OWN = ("gold/linking/stories_tune.txt", "gold/linking/stories_held.txt")


def found_of(path: Path) -> tuple[list[str], list[str], list[tuple[str, str, str]]]:
    """The happening of each report, the story it was joined to, and the hard negatives."""
    golds, hard = reports(path)
    told = join_reports(r for r, _ in golds)
    where = {event: story.id for story in told.stories for event in story.events}
    return [g for _, g in golds], [where.get(r.event.id, f"alone {r.event.id}") for r, _ in golds], hard


def errors(path: Path) -> Iterator[str]:
    """Wrong joins and missed ones with their scores, for whoever tunes."""
    golds, _ = reports(path)
    _, found, _ = found_of(path)
    for (x, y), (a, b) in zip(combinations(golds, 2), combinations(found, 2), strict=True):
        if (x[1] == y[1]) != (a == b):
            verdict = compare(x[0], y[0])
            yield f"{'MISSED' if x[1] == y[1] else 'WRONG'} {x[1]} {y[1]} {verdict.sure} {verdict.why}\n   {x[0].text}\n   {y[0].text}"


def measure(data: Path) -> Iterator[Score]:
    """Both halves; the held-out one was not looked at while the rules were written."""
    for half in ("tune", "held"):
        gold, found, hard = found_of(HERE / f"gold/linking/stories_{half}.txt")
        assert gold, "no report was measured"
        hits, joined, there = pairs(gold, found)
        note = f"{len(gold)} reports, {len(set(gold))} happenings; recall {100 * hits / there:.1f}"
        yield Score(f"{half}: pairwise F1", 200 * hits / max(1, joined + there), note)
        yield Score(f"{half}: pairwise precision", 100 * hits / max(1, joined))
        stories: dict[str, set[str]] = defaultdict(set)
        for g, f in zip(gold, found, strict=True):
            stories[g].add(f)
        wrong = sum(bool(stories[x] & stories[y]) for x, y, _ in hard)
        yield Score(f"{half}: hard negatives joined", wrong, f"of {len(hard)}", lower=True)
