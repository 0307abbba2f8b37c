"""Attribution on the PolNeAR dev half, from raw text: token F1 per role, and triples by cue and heads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline import reading
from dateline.reading import Reads
from dateline.records import Reading, Token
from evals._counts import Counts, interval, total
from evals._frame import Score
from evals._gold import reports

DATA = ("attribution/polnear-dev.jsonl.xz",)
ROLES = ("content", "source", "cue")
Spans = list[tuple[int, int]]


def measure(data: Path, reader: Reads | None = None) -> Iterable[Score]:
    """Token F1 of content, source and cue over the reader's own words; F1 of triples. In per cent."""
    reader = reader or reading.load()
    parts: dict[str, list[Counts]] = {r: [] for r in (*ROLES, "triples")}
    for report in reports(data / DATA[0]):
        read = reader.read(str(report["text"]))
        tokens = [t for s in read.sentences for t in s.tokens]
        gold: Any = report["attributions"]
        for role in ROLES:
            ours = _words(tokens, [(x.start, x.end) for a in read.attributions for x in getattr(a, role)])
            theirs = _words(tokens, [(a, b) for g in gold for a, b in g[role]])
            parts[role].append(Counts(len(ours & theirs), len(ours), len(theirs)))
        parts["triples"].append(_triples(read, gold))
    for role, counts in parts.items():
        yield Score(f"attribution, {role}", total(counts).f1, interval(counts))


def _words(tokens: list[Token], spans: Spans) -> set[int]:
    return {i for i, t in enumerate(tokens) if any(t.start < b and a < t.end for a, b in spans)}


def _head(read: Reading, spans: Spans) -> tuple[int, int] | None:
    """Characters of the highest word of the spans: the first whose head lies outside."""
    for sentence in read.sentences:
        inside = {i for i, t in enumerate(sentence.tokens) if any(t.start < b and a < t.end for a, b in spans)}
        tops = [
            i for i in sorted(inside) if sentence.tokens[i].head not in inside and sentence.tokens[i].upos != "PUNCT"
        ]
        if tops:
            return sentence.tokens[tops[0]].start, sentence.tokens[tops[0]].end
    return None


def _triples(read: Reading, gold: list[dict[str, Spans]]) -> Counts:
    """A triple counts when the cues overlap and the heads of source and content agree; no source in gold means none in ours."""
    ours = [{r: [(x.start, x.end) for x in getattr(a, r)] for r in ROLES} for a in read.attributions]
    used: set[int] = set()
    hits = 0
    for g in gold:
        for i, a in enumerate(ours):
            cue = any(x < d and c < y for x, y in a["cue"] for c, d in g["cue"])
            if i not in used and cue and all(_head(read, a[r]) == _head(read, g[r]) for r in ("source", "content")):
                used.add(i)
                hits += 1
                break
    return Counts(hits, len(ours), len(gold))
