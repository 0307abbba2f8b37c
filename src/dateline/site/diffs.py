"""Two texts → a readable difference: paragraphs side by side in order, changed words marked inside them.

Pure; it knows no item. Very long paragraphs are compared whole, so that the time stays linear in practice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\W_]+|\S")
LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words; `kind` is same, added or removed."""

    text: str
    kind: str = "same"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the difference; `changed` when any part of it is not the same."""

    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was added or removed."""
        return any(part.kind != "same" for part in self.parts)


def compare(old: str, new: str) -> tuple[Paragraph, ...]:
    """The difference from `old` to `new`. `"a b", "a c" -> (Paragraph(same "a ", removed "b", added "c"),)`"""
    before, after = old.split("\n\n"), new.split("\n\n")
    found: list[Paragraph] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Paragraph((Part(text),)) for text in before[a:b]]
            continue
        pairs = min(b - a, d - c)
        found += [_words(before[a + i], after[c + i]) for i in range(pairs)]
        found += [Paragraph((Part(text, "removed"),)) for text in before[a + pairs : b]]
        found += [Paragraph((Part(text, "added"),)) for text in after[c + pairs : d]]
    return tuple(found)


def _words(old: str, new: str) -> Paragraph:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > LONGEST:
        return Paragraph((Part(old, "removed"), Part(new, "added")))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        return Paragraph((Part(old, "removed"), Part(new, "added")))
    parts: list[Part] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(Part("".join(before[a:b])))
            continue
        parts += [Part("".join(before[a:b]), "removed")] if b > a else []
        parts += [Part("".join(after[c:d]), "added")] if d > c else []
    return Paragraph(tuple(parts))
