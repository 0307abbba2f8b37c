"""data file → Codebook: what counts as which event, and the code tables. It knows no text."""

from __future__ import annotations

from dateline.codebook.schema import Codebook, Frame, Lexicon

__all__ = ["Codebook", "Frame", "Lexicon"]
