"""Takes words, gives what the encoder sees of them: word pieces, the shape of the word, the gap before it.

The vocabulary knows no capitals, so the shape carries them. Training and reading both use this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

UNKNOWN_GAP, BLANK, NO_BLANK, BREAK = 0, 1, 2, 3
GAPS = 4
SHAPES = 12
LOWER, TITLE, UPPER, LETTER, MIXED, DIGITS, ALNUM, SIGN, OTHER, DOUBLE, STOPPED = range(1, SHAPES)
MOST_PIECES = 8
_REMEMBERED = 100_000


def shape(word: str) -> int:
    """The class of a word's spelling. `"Homs" -> TITLE`, `"UN" -> UPPER`, `"al-Asad" -> DOUBLE`."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if word.isupper():
            return LETTER if len(word) == 1 else UPPER
        if word[0].isupper() and word[1:].islower():
            return TITLE
        return MIXED if word.upper() != word.lower() else OTHER
    if not any(c.isalnum() for c in word):
        return SIGN
    if not any(c.isalpha() for c in word):
        return DIGITS
    if any(c.isdigit() for c in word):
        return ALNUM
    if word[-1] == ".":
        return STOPPED
    if word.islower():
        return LOWER
    return UPPER if word.isupper() else DOUBLE


class Pieces:
    """Words as ids of word pieces; remembers the words it has seen."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._seen: dict[str, tuple[int, ...]] = {}
        self.start = self._id("[CLS]")
        self.end = self._id("[SEP]")
        self.unknown = self._id("[UNK]")

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read a `tokenizer.json`; raises whatever the library raises on a foreign file."""
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def _id(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise ValueError(f"the vocabulary lacks {name}")
        return int(found)

    def is_common(self, word: str) -> bool:
        """Whether a word is one piece. `"provoke" -> True`, `"provok" -> False`."""
        return self._tokenizer.token_to_id(word) is not None

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of one word, one at least, `MOST_PIECES` at most."""
        known = self._seen.get(word)
        if known is None:
            sound = word[:100].encode("utf-8", "replace").decode("utf-8")
            ids = self._tokenizer.encode(sound, add_special_tokens=False).ids
            known = tuple(ids[:MOST_PIECES]) or (self.unknown,)
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def lay_out(self, words: Sequence[tuple[int, ...]], shapes: Sequence[int], gaps: Sequence[int]) -> Layout:
        """Put words one after the other between the start and the end sign; the gap goes to a word's first piece."""
        total = sum(len(w) for w in words) + 2
        ids, forms = np.zeros(total, np.int64), np.zeros(total, np.int64)
        spaces, first = np.zeros(total, np.int64), np.zeros(len(words), np.int64)
        ids[0], ids[-1], at = self.start, self.end, 1
        for number, word in enumerate(words):
            after = at + len(word)
            ids[at:after], forms[at:after] = word, shapes[number]
            spaces[at], first[number] = gaps[number], at
            at = after
        return Layout(ids, forms, spaces, first)


class Layout:
    """One window as arrays: `ids`, `shapes`, `gaps` (pieces,); `first` (words,), the place of each first piece."""

    __slots__ = ("first", "gaps", "ids", "shapes")

    def __init__(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64], gaps: NDArray[np.int64], first: NDArray[np.int64]
    ) -> None:
        self.ids, self.shapes, self.gaps, self.first = ids, shapes, gaps, first
