"""Takes the name of a reader, gives the reader: the shipped one, or one that is registered under `dateline.readers`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from typing import Protocol

from dateline.errors import ModelError
from dateline.reading.reader import Reader
from dateline.records import Reading, Sentence

GROUP = "dateline.readers"


class Reads(Protocol):
    """What every reader can do; see `Reader` for the meaning."""

    version: str

    def read(self, text: str, item: str = "", item_version: int = 1) -> Reading:
        """Read one text."""
        ...

    def read_tokens(self, tokenised: Sequence[Sequence[str]]) -> list[Sentence]:
        """Read given words."""
        ...

    def read_many(self, texts: Iterable[str], threads: int = 2) -> Iterator[Reading]:
        """Read a stream of texts in order."""
        ...


def load(name: str | None = None) -> Reads:
    """The reader of that name; None or `"dateline"` is the shipped one.

    `"spacy:en_my_pipeline"` and `"stanza:en"` name a pipeline after the colon; any package may register others as
    entry points of the group `dateline.readers`, called with what stands after the colon. Raises ModelError for an
    unknown name and for a model that is missing or damaged.
    """
    if name is None or name == "dateline":
        return Reader()
    kind, _, argument = name.partition(":")
    known = {point.name: point for point in entry_points(group=GROUP)}
    if kind not in known:
        there = ", ".join(sorted(["dateline", *known]))
        raise ModelError(f"there is no reader {kind!r}", where=name, remedy=f"there are {there}")
    reader: Reads = known[kind].load()(argument)
    return reader
