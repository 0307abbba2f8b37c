"""One name: B³ and pairwise figures for names joined across items, the mentions given; tune and held-out casts apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from dateline.linking import join_names
from evals._frame import HERE, Score
from evals._linking import Gold, items

DATA = ()
OWN = ("gold/linking/names_tune.txt", "gold/linking/names_held.txt")


def found_of(golds: Sequence[Gold]) -> list[str]:
    """The entity each mention was joined to; one of its own where it was left open."""
    joined = join_names(g.seen for g in golds)
    where = {(a.item, a.start): a.entity for a in joined.assigned}
    return [where.get((g.seen.item, g.seen.mention.span.start), f"open {n}") for n, g in enumerate(golds)]


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent, after Bagga and Baldwin 1998."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(both[p] / founds[p[1]] for p in zip(gold, found, strict=True)) / len(gold)
    recall = sum(both[p] / golds[p[0]] for p in zip(gold, found, strict=True)) / len(gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def pairs(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[int, int, int]:
    """Pairs joined rightly, joined, to be joined."""

    def many(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    return many(Counter(zip(gold, found, strict=True))), many(Counter(found)), many(Counter(gold))


def joined_hard(golds: Sequence[Gold], found: Sequence[str], hard: Sequence[tuple[str, str, str]]) -> list[str]:
    """The hard negatives of which any two mentions were joined."""
    where: dict[str, set[str]] = defaultdict(set)
    for g, f in zip(golds, found, strict=True):
        where[g.who.split("@")[0]].add(f)
    return [f"{x} = {y} ({why})" for x, y, why in hard if where[x] & where[y]]


def errors(path: Path) -> Iterator[str]:
    """Wrong joins and missed ones, in words, for whoever tunes."""
    golds, hard, _ = items(path)
    found = found_of(golds)
    yield from joined_hard(golds, found, hard)
    for same, head in ((0, "WRONG"), (1, "MISSED")):
        seen: Counter[tuple[str, str]] = Counter()
        for (g, f), (h, e) in combinations(zip(golds, found, strict=True), 2):
            if (f == e) != (g.who == h.who) and (g.who == h.who) == bool(same):
                seen[tuple(sorted((g.seen.words, h.seen.words)))] += 1  # type: ignore[index]
        yield from (f"{head} {n:4} {a} | {b}" for (a, b), n in seen.most_common(60))


def measure(data: Path) -> Iterator[Score]:
    """Both halves; the held-out one was not looked at while the rules were written."""
    for half in ("tune", "held"):
        golds, hard, texts = items(HERE / f"gold/linking/names_{half}.txt")
        assert golds, "no mention was measured"
        found, who = found_of(golds), [g.who for g in golds]
        precision, recall, f1 = b_cubed(who, found)
        hits, joined, there = pairs(who, found)
        note = f"{len(golds)} mentions, {len(texts)} items, {len(set(who))} named"
        yield Score(f"{half}: B³ F1", f1, f"{note}; precision {precision:.1f}, recall {recall:.1f}")
        yield Score(f"{half}: pairwise F1", 200 * hits / max(1, joined + there), f"recall {100 * hits / there:.1f}")
        yield Score(f"{half}: wrong joins, % of joined pairs", 100 * (joined - hits) / max(1, joined), lower=True)
        wrong = joined_hard(golds, found, hard)
        yield Score(f"{half}: hard negatives joined", len(wrong), f"of {len(hard)}", lower=True)
