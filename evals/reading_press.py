"""Attribution in the words of press offices: token F1 per role on sentences of our own, each read alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from dateline import reading
from dateline.reading import Reads
from evals._counts import Counts, interval, total
from evals._frame import HERE, Score
from evals.reading_attribution import Spans, _words

OWN = ("gold/press_office.txt",)
ROLES = {"k": "content", "s": "source", "c": "cue"}
_MARK = re.compile(r"<(/?)([skc])>")


def measure(data: Path, reader: Reads | None = None) -> Iterable[Score]:
    """Token F1 of content, source and cue, and the share of sentences whose cue is found. In per cent."""
    del data
    reader = reader or reading.load()
    lines = (HERE / OWN[0]).read_text("utf-8").splitlines()
    assert lines, "no sentences"
    parts: dict[str, list[Counts]] = {role: [] for role in (*ROLES.values(), "cue found")}
    for line in lines:
        text, gold = marked(line)
        read = reader.read(text)
        tokens = [t for s in read.sentences for t in s.tokens]
        for role in ROLES.values():
            ours = _words(tokens, [(x.start, x.end) for a in read.attributions for x in getattr(a, role)])
            theirs = _words(tokens, gold[role])
            parts[role].append(Counts(len(ours & theirs), len(ours), len(theirs)))
        hit = int(parts["cue"][-1].hits > 0)
        parts["cue found"].append(Counts(hit, 1, 1))
    for role, counts in parts.items():
        yield Score(f"press offices, {role}", total(counts).f1, interval(counts))


def marked(line: str) -> tuple[str, dict[str, Spans]]:
    """A marked line as its text and the spans of each role. `"<s>He</s> <c>said</c> so" -> ("He said so", …)`."""
    spans: dict[str, Spans] = {role: [] for role in ROLES.values()}
    text, at, begun = "", 0, 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            spans[ROLES[mark[2]]].append((begun, len(text)))
        else:
            begun = len(text)
    return text + line[at:], spans
