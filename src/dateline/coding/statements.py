"""Drafts of statements of all sentences → Statements: quotes over sentences attached, nesting, hedges, ids.

Takes what `speech.py` found and the text's quotation marks; finds no new speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codebook import Lexicon
from dateline.coding.quotes import Quote, find_quotes
from dateline.coding.saying import Said
from dateline.records import Item, Reading, Span, Statement
from dateline.text import make_id

_INSERT = 160
_REACH = 20


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with the draft it was made from."""

    statement: Statement
    said: Said


@dataclass(frozen=True, slots=True)
class Nearby:
    """Statements by sentence: what holds some words was said a few sentences away at most."""

    by_sentence: dict[int, list[Statement]]

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Nearby:
        """The index of an item's statements."""
        found: dict[int, list[Statement]] = {}
        for statement in statements:
            found.setdefault(statement.sentence, []).append(statement)
        return cls(found)

    def around(self, sentence: int) -> list[Statement]:
        """The statements whose cues stand within reach of a sentence, in order."""
        reach = range(sentence - _REACH, sentence + _REACH + 1)
        return [s for n in reach for s in self.by_sentence.get(n, ())]


def assemble(item: Item, reading: Reading, drafts: Sequence[Said], lexicon: Lexicon) -> list[Spoken]:
    """The statements of an item in the order of their cues, with quotes attached and parents set."""
    quotes = find_quotes(item.body, reading.paragraphs, [s.end for s in reading.sentences])
    ordered = sorted(drafts, key=lambda s: (s.cue.start, s.cue.end))
    _part(ordered)
    _attach(item.body, reading, ordered, quotes)
    ids = [make_id(item.id, item.version, "statement", s.cue.start, s.cue.end, n) for s, n in _ordinals(ordered)]
    made = [_statement(item, said, key, quotes, lexicon) for said, key in zip(ordered, ids, strict=True)]
    near = Nearby.of(made)
    return [Spoken(_with_parent(s, near.around(s.sentence)), d) for s, d in zip(made, ordered, strict=True)]


def _ordinals(drafts: Sequence[Said]) -> list[tuple[Said, int]]:
    counts: dict[tuple[int, int], int] = {}
    numbered = []
    for said in drafts:
        key = (said.cue.start, said.cue.end)
        counts[key] = counts.get(key, -1) + 1
        numbered.append((said, counts[key]))
    return numbered


def _part(drafts: Sequence[Said]) -> None:
    """ "X said …, adding that …": what X adds is no part of what X said before."""
    for number, later in enumerate(drafts):
        if later.scene.tree.base(later.head) != "advcl" or not later.scene.tree.word(later.head).endswith("ing"):
            continue
        speakers = {m.span for m in later.speakers}
        for earlier in drafts[max(0, number - 30) : number]:
            if earlier.scene is later.scene and speakers == {m.span for m in earlier.speakers}:
                earlier.content = [
                    (s, _before(later.scene.body, s, later.cue.start)) if s < later.cue.start < e else (s, e)
                    for s, e in earlier.content
                ]


def _before(body: str, start: int, end: int) -> int:
    while end > start and body[end - 1] in " ,;\n":
        end -= 1
    return end


def _attach(body: str, reading: Reading, drafts: Sequence[Said], quotes: Sequence[Quote]) -> None:
    """Give each quote to its speaker: the statement it overlaps, else the nearest cue of its paragraph, else
    the running speaker."""
    paragraphs = [(p.start, p.end) for p in reading.paragraphs] or [(0, len(body))]
    previous: Said | None = None
    starts = [d.cue.start for d in drafts]
    for quote in quotes:
        block = paragraphs[max(0, bisect_right(paragraphs, (quote.start, len(body))) - 1)]
        own = [d for d in drafts[bisect_left(starts, block[0]) : bisect_left(starts, block[1])] if d.speakers]
        outside = [d for d in own if not (quote.start < d.cue.start < quote.end)]
        touching = [d for d in outside if any(s < quote.end and quote.start < e for s, e in d.content)]
        chosen = touching[0] if touching else _nearest(quote, outside, body)
        whole = quote.end - quote.start > 25 or bool(touching)
        if chosen is None and whole and quote.start <= block[0] + 2 and not outside:
            chosen = previous
        if chosen is not None and whole:
            _extend(chosen, quote, drafts, touching=bool(touching))
            previous = chosen


def _nearest(quote: Quote, drafts: Sequence[Said], body: str) -> Said | None:
    """The cue right before or after a quote; what stands between may be a short insert, no full stop and new
    sentence."""
    best: tuple[int, Said] | None = None
    for said in drafts:
        gap = quote.start - said.cue.end if said.cue.end <= quote.start else said.cue.start - quote.end
        between = body[said.cue.end : quote.start] if said.cue.end <= quote.start else body[quote.end : said.cue.start]
        near = gap <= _INSERT and (between.count(".") <= 1)
        if near and (best is None or gap < best[0]):
            best = (gap, said)
    return best[1] if best else None


def _extend(said: Said, quote: Quote, drafts: Sequence[Said], *, touching: bool) -> None:
    """Let a statement's content cover a whole quote; a reporting clause inside the marks stays out."""
    del touching
    cuts = [d for d in drafts if d is said and quote.start <= d.cue.start < quote.end]
    if cuts:
        return
    merged = (quote.start, quote.end)
    rest = []
    for start, end in said.content:
        if (
            start <= merged[1] + 2
            and merged[0] <= end + 2
            and not (start < said.cue.start < max(end, merged[1]) and merged[0] > said.cue.start > start)
        ):
            if min(start, merged[0]) < said.cue.end <= max(end, merged[1]) and not (start < said.cue.end <= end):
                rest.append((start, end))
                continue
            merged = (min(start, merged[0]), max(end, merged[1]))
        else:
            rest.append((start, end))
    said.content = sorted({*rest, merged})


def _statement(item: Item, said: Said, key: str, quotes: Sequence[Quote], lexicon: Lexicon) -> Statement:
    body = item.body
    content = _merge(said.content, body)
    quoted = [(max(s, q.start), min(e, q.end)) for s, e in content for q in _overlapping(quotes, s, e)]
    return Statement(
        id=key,
        item=item.id,
        item_version=item.version,
        sentence=said.scene.index,
        act=said.act,
        cue=said.cue,
        speakers=tuple(said.speakers),
        speaker_named=any(bool(m.name) for m in said.speakers),
        content=tuple(Span(body[s:e], s, e) for s, e in content),
        quoted=tuple(Span(body[s:e], s, e) for s, e in sorted(set(quoted))),
        addressees=tuple(said.addressees),
        occasion=said.occasion,
        hedges=hedges(said.scene, said.head, lexicon),
        stance=said.stance,
        confidence=round(said.confidence, 2),
        why=said.why,
    )


def _overlapping(quotes: Sequence[Quote], start: int, end: int) -> list[Quote]:
    """The quotes (in text order) that share characters with a stretch."""
    first = bisect_right(quotes, start, key=lambda q: q.end)
    last = bisect_left(quotes, end, key=lambda q: q.start)
    return list(quotes[first:last])


def _merge(spans: Sequence[tuple[int, int]], body: str) -> list[tuple[int, int]]:
    """Overlapping and touching stretches made one, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    del body
    return merged


def hedges(scene: object, head: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """The distancing words right around a predicate: "reportedly", "allegedly", "is believed to"."""
    from dateline.coding.scene import Scene

    if not isinstance(scene, Scene):
        return ()
    tree, words = scene.tree, lexicon.list("hedges")
    near = [head, *tree.kids(head)]
    found = [k for k in near if k != head and tree.word(k) in words]
    for kid in tree.kids(head, "nsubj", "nsubj:pass", "obj", "obl"):
        found += [k for k in tree.kids(kid, "amod", "advmod") if tree.word(k) in words]
    found += [k for k in tree.kids(head, "amod") if tree.word(k) in words]
    up = tree.head(head)
    if (
        up >= 0
        and tree.base(head) in {"xcomp", "ccomp"}
        and tree.lemma(up)
        in {"appear", "seem", "believe", "think", "say", "report", "suspect", "allege", "rumour", "rumor", "presume"}
        and (tree.passive(up) or tree.lemma(up) in {"appear", "seem"})
    ):
        found.append(up)
    return tuple(scene.span((k,)) for k in sorted(set(found)))


def _with_parent(statement: Statement, others: Sequence[Statement]) -> Statement:
    """The smallest other statement in whose content the cue stands."""
    import dataclasses

    holders = [o for o in others if o.id != statement.id and _holds(o, statement.cue.start, statement.cue.end)]
    holders = [o for o in holders if not _holds(statement, o.cue.start, o.cue.end)]
    if not holders:
        return statement
    nearest = min(holders, key=lambda o: sum(c.end - c.start for c in o.content))
    return dataclasses.replace(statement, parent=nearest.id)


def _holds(statement: Statement, start: int, end: int) -> bool:
    return any(c.start <= start and end <= c.end for c in statement.content)


def chain(start: int, end: int, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of the statements whose content holds these characters, outermost first."""
    holders = [s for s in statements if _holds(s, start, end) and not (s.cue.start <= start and end <= s.cue.end)]
    known = {s.id: s for s in statements}

    def depth(statement: Statement) -> int:
        steps, at = 0, statement
        while at.parent and steps < 20:
            parent = known.get(at.parent)
            if parent is None:
                break
            at, steps = parent, steps + 1
        return steps

    return tuple(
        s.id for s in sorted(holders, key=lambda s: (depth(s), -sum(c.end - c.start for c in s.content), s.cue.start))
    )
