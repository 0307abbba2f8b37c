"""Item → Reading: language, sentences, syntax, names, attributions; the only model runtime. It codes nothing."""

from dateline.reading.doors import Reads, load
from dateline.reading.reader import Reader

__all__ = ["Reader", "Reads", "load"]
