"""Takes a text, gives its language as a BCP 47 code. Source: py3langid (Lui and Baldwin 2012)."""

from __future__ import annotations

import threading
import tomllib
from functools import cache
from importlib import resources
from typing import Any

READ = "en"
_SAMPLE = 4000
_SHORT = 60
_lock = threading.Lock()


@cache
def common_words() -> frozenset[str]:
    """The commonest words of English grammar, in lower case."""
    raw = tomllib.loads(resources.files("dateline.reading").joinpath("english.toml").read_text("utf-8"))
    return frozenset(raw["common"])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """The language of a text, None where there is nothing to tell it by. `"Homs was shelled on Monday." -> "en"`."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return None
    words = [w.strip(".,;:!?\"'()“”‘’").lower() for w in sample.split()]
    common = sum(w in common_words() for w in words) / max(1, len(words))
    latin = sum(c < "ɐ" for c in letters) / len(letters)
    if latin > 0.6 and (common > 0.2 or (len(letters) < _SHORT and sample.isascii())):
        return READ
    with _lock:
        found, share = _identifier().classify(sample)
    if latin > 0.6 and found != READ and (common > 0.12 or (share < 0.9 and len(letters) < 2 * _SHORT)):
        return READ
    return str(found)
