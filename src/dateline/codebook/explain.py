"""A word or phrase → the rules of a codebook it can trigger, told so that a reader understands them. Reads no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.codebook.schema import Codebook, Frame

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("es", "e"),
)


def explain(book: Codebook, words: str) -> Iterator[str]:
    """Lines that tell each rule a word or phrase can trigger. `"shelled" -> "assault/heavy  ASSAULT
    heavy-weapons …"`."""
    forms = set(_forms(words.lower().split(), book.lexicon.irregular))
    found = [f for f in book.frames if forms & {*f.verbs, *f.nouns, *f.adjectives}]
    if not found:
        near = sorted({w for f in book.frames for w in (*f.verbs, *f.nouns) if words.lower().split()[-1] in w.split()})[
            :8
        ]
        yield f"no rule for {words!r}" + (f"; near it: {', '.join(near)}" if near else "")
        return
    for frame in found:
        yield from _frame(book, frame, sorted(forms & {*frame.verbs, *frame.nouns, *frame.adjectives}))


def _forms(words: list[str], irregular: Mapping[str, str]) -> Iterator[str]:
    yield " ".join(words)
    if not words:
        return
    first, rest = words[0], words[1:]
    bases = {first, irregular.get(first, first)}
    for ending, instead in _ENDINGS:
        if first.endswith(ending) and len(first) > len(ending) + 2:
            stem = first[: -len(ending)] + instead
            bases.add(stem)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                bases.add(stem[:-1])
    for base in bases:
        yield " ".join([base, *rest])
    last = words[-1]
    if last.endswith("s"):
        yield " ".join([*words[:-1], last[:-1]])


def _frame(book: Codebook, frame: Frame, words: list[str]) -> Iterator[str]:
    kind = book.type(frame.event)
    mode = f" {frame.mode}" if frame.mode else ""
    yield f"{frame.id}: {frame.event}{mode} (quad {kind.quad}, score {book.score(frame.event, frame.mode):g})"
    yield f"    by {', '.join(words)}; {frame.file}:{frame.line}"
    yield f"    {kind.name} covers: {kind.covers}" if kind.covers else f"    {kind.name}"
    pattern = book.patterns[frame.pattern]
    for name, slots in (("verb", pattern.verbal), ("noun", pattern.nominal)):
        yield f"    as a {name}: " + "; ".join(f"{s.role} ← {' '.join(s.positions)}" for s in slots)
    for condition, text in (
        (frame.needs, f"only with: {frame.needs}"),
        (frame.weak, "only between political actors"),
        (frame.embeds, "takes the act under it"),
    ):
        if condition:
            yield f"    {text}"
    for case in frame.cases:
        yield f"    case: {case.text}  " + " ".join(f"[{role}: {filler}]" for role, filler in case.roles)
