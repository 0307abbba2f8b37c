"""Makes news pages of any number: invented, Zipf-distributed words over real place names; the same seed, the same pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

SYLLABLES = [c + v for c in "bdfghklmnprstv" for v in "aeio"]


class Press:
    """A made-up press office. Items have about `words` words; every tenth text is Arabic or Russian in script."""

    def __init__(self, seed: int = 7, words: int = 250, vocabulary: int = 60_000) -> None:
        self._random = random.Random(seed)
        self._length = words
        self._words = sorted({self._word() for _ in range(vocabulary)})
        self._random.shuffle(self._words)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def _word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.choice((1, 2, 2, 3, 3, 4))))

    def text(self) -> str:
        """One body of several paragraphs."""
        words = self._random.choices(
            self._words, cum_weights=self._weights, k=self._random.randint(self._length // 2, self._length * 3 // 2)
        )
        sentences, at = [], 0
        while at < len(words):
            step = self._random.randint(8, 28)
            sentences.append(" ".join(words[at : at + step]).capitalize() + ".")
            at += step
        return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))

    def pages(self, number: int, items: int = 10, start: date = date(2001, 1, 1)) -> Iterator[str]:
        """Listing pages as copied from a browser, newest first within a page, `items` on each."""
        for page in range(number):
            day = start + timedelta(days=page // 4)
            entries = [f"{day:%d %B %Y} In Council News\n\n{self.text()} (Source: Press Office)" for _ in range(items)]
            yield "Council News\n" + "\n\n".join(entries) + f"\n\nPage {page + 1} of {number}\nHome Council News"
