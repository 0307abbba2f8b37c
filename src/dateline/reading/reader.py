"""Takes texts or tokenised sentences, gives Readings: the one place where the parts of this room come together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from dateline.reading import language, pieces
from dateline.reading.building import sentences, vectors
from dateline.reading.decoding import Decoded, decode, finish
from dateline.reading.lemmas import Lemmas
from dateline.reading.model import Model, shipped
from dateline.reading.passages import Passage, paragraphs, passage
from dateline.reading.sentences import sentence_starts
from dateline.reading.windows import windows
from dateline.records import Reading, Sentence, Span
from dateline.text import trim

MOST_CHARACTERS = 5_000_000


class Reader:
    """The shipped reader, or one in another folder. Safe to use from several threads."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        """Load the model; raises ModelError naming the file that is missing, damaged or foreign."""
        self._model = Model(folder or shipped(), threads)
        self._lemmas = Lemmas(self._model.lemmas, self._model.pieces.is_common)
        self.version = self._model.version

    def read(self, text: str, item: str = "", item_version: int = 1) -> Reading:
        """Read one text. A text in another language comes back without sentences, with its language and the reason.

        Offsets count code points of `text` as given; `vectors` hold `width` numbers per token and per sentence.
        """
        if len(text) > MOST_CHARACTERS:
            return Reading(item, item_version, self.version, reason=f"longer than {MOST_CHARACTERS} characters")
        found = language.identify(text)
        if found != language.READ:
            spans = tuple(Span(text[a:b], a, b) for a, b in (trim(text, a, b) for a, b in paragraphs(text)) if a < b)
            reason = "no words" if found is None else f"language: {found}"
            return Reading(item, item_version, self.version, found, spans, reason=reason)
        known = passage(text)
        decided = self._decide(known, None)
        records = sentences(known, decided, self._model.labels, self._lemmas)
        spans = tuple(Span(text[a:b], a, b) for a, b in known.paragraphs)
        return Reading(item, item_version, self.version, found, spans, records, vectors(decided, self._model.width))

    def read_tokens(self, tokenised: Sequence[Sequence[str]]) -> list[Sentence]:
        """Read sentences given as words, as one running text; nothing is cut or joined.

        Offsets count over the words joined by one blank, each sentence from where the one before ended plus one blank.
        """
        known, given = _given(tokenised), {0}
        given |= set(np.cumsum([len(s) for s in tokenised]).tolist())
        records = iter(sentences(known, self._decide(known, given), self._model.labels, self._lemmas))
        return [next(records) if words else Sentence("", 0, 0) for words in tokenised]

    def read_many(self, texts: Iterable[str], threads: int = 2) -> Iterator[Reading]:
        """Read a stream of texts in order, several at a time; each is read as if it were alone."""
        if threads <= 1:
            yield from map(self.read, texts)
            return
        with ThreadPoolExecutor(threads) as pool:
            waiting = []
            for text in texts:
                waiting.append(pool.submit(self.read, text))
                if len(waiting) >= 4 * threads:
                    yield waiting.pop(0).result()
            for each in waiting:
                yield each.result()

    def _decide(self, known: Passage, given: set[int] | None) -> Decoded:
        """Run the model over all windows; with `given`, sentences begin at these words and nowhere else."""
        out, model = Decoded(), self._model
        ids = [model.pieces.of(w) for w in known.forms]
        shapes = [_shape(w) for w in known.forms]
        for w in windows([len(i) for i in ids], known.likely):
            gaps = [pieces.BREAK, *known.gaps[w.start + 1 : w.end]]
            scores = model.run(model.pieces.lay_out(ids[w.start : w.end], shapes[w.start : w.end], gaps))
            if given is None:
                starts = sentence_starts(known, scores.boundary.tolist(), w)
            else:
                forced = {w.start, w.first, w.last}
                starts = [at for at in range(w.start, w.end) if at in given or at in forced]
            decode(out, known, w, scores, starts, model)
        finish(out, given)
        return out


_shapes: dict[str, int] = {}


def _shape(word: str) -> int:
    known = _shapes.get(word)
    if known is None:
        known = pieces.shape(word)
        if len(_shapes) < 200_000 and len(word) < 40:
            _shapes[word] = known
    return known


def _given(sentences: Sequence[Sequence[str]]) -> Passage:
    out = Passage("", [], [], [], [], [], [], [])
    at = 0
    for words in sentences:
        for number, word in enumerate(words):
            out.starts.append(at)
            out.ends.append(at + len(word))
            out.forms.append(word)
            out.gaps.append(pieces.BREAK if number == 0 else pieces.UNKNOWN_GAP)
            out.paragraph.append(0)
            at += len(word) + 1
        if words:
            out.likely.append(len(out.forms) - len(words))
    out.text = " ".join(out.forms)
    return out
