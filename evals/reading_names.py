"""Names on the newswire dev half: exact spans and kinds, as printed, in lower case and in capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from dateline import reading
from dateline.reading import Reads
from evals._counts import Counts, interval, total
from evals._frame import Score
from evals._gold import Article, articles, spans

DATA = ("names/worldwide-dev.bioes.xz",)
KINDS = {
    "Person": "person", "Organization": "organisation", "Location": "place", "NORP": "nationality", "Facility": "facility",
    "Misc": "other", "Product": "product", "Date": "date", "Money": "money",
}  # fmt: skip
MAIN = {"person", "organisation", "place"}


def measure(data: Path, reader: Reads | None = None) -> Iterable[Score]:
    """Span F1 over all kinds, over the three main kinds, per kind, and with the case lost. In per cent."""
    reader = reader or reading.load()
    found = articles(data / DATA[0])
    printed = _hits(reader, found, str)
    for name, wanted in (("all kinds", set(KINDS.values())), ("person, organisation, place", MAIN)):
        parts = [_count(p, wanted) for p in printed]
        yield Score(f"names, {name}", total(parts).f1, interval(parts))
    for kind in KINDS.values():
        yield Score(f"names, {kind}", total([_count(p, {kind}) for p in printed]).f1, floored=kind in MAIN)
    for name, change in (("lower case", str.lower), ("capitals", str.upper)):
        parts = [_count(p, set(KINDS.values())) for p in _hits(reader, found, change)]
        yield Score(f"names, {name}", total(parts).f1, interval(parts))


Pair = tuple[set[tuple[int, int, int, str]], set[tuple[int, int, int, str]]]


def _hits(reader: Reads, found: list[Article], change: Callable[[str], str]) -> list[Pair]:
    out = []
    for article in found:
        ours = reader.read_tokens([[change(w) for w in s] for s in article.sentences])
        gold = {(i, a, b, KINDS[k]) for i, tags in enumerate(article.tags) for a, b, k in spans(tags)}
        out.append(({(i, n.first, n.last, n.kind) for i, s in enumerate(ours) for n in s.names}, gold))
    return out


def _count(pair: Pair, wanted: set[str]) -> Counts:
    ours, gold = ({x for x in side if x[3] in wanted} for side in pair)
    return Counts(len(ours & gold), len(ours), len(gold))
