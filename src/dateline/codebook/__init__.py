"""data file → Codebook: what counts as which event, and the code tables. It knows no text."""

from __future__ import annotations

from dateline.codebook.explain import explain
from dateline.codebook.lint import Fault, check
from dateline.codebook.loader import load
from dateline.codebook.schema import Body, Codebook, EventType, Frame, Lexicon, Pattern, SpeechVerb

__all__ = [
    "Body",
    "Codebook",
    "EventType",
    "Fault",
    "Frame",
    "Lexicon",
    "Pattern",
    "SpeechVerb",
    "check",
    "explain",
    "load",
]
