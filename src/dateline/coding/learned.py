"""What was learned from public data and is shipped: the typing of a pair and the ranking of arguments, as one thing."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.ranking import Ranker, load_ranker
from dateline.coding.weights import Weights, load_weights


@dataclass(frozen=True, slots=True)
class Learned:
    """Either may be missing: then the codebook alone speaks."""

    types: Weights | None = None
    arguments: Ranker | None = None


def load_learned() -> Learned:
    """The shipped weights. Raises ModelError for a file that is not readable."""
    return Learned(load_weights(), load_ranker())
