"""Takes the tokens of one sentence, tells each word what bears on it: a negation, a modal verb. Changes no tree.

Two features are added to those of Universal Dependencies: `Negated=Yes` on the word that "not", "never" or "no" belongs
to, and `Modality=may` – the modal's lemma – on the verb that a modal helps.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from dateline.records import Token

_NEGATIONS = frozenset({"advmod", "det", "cc", "aux"})


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads(resources.files("dateline.reading").joinpath("english.toml").read_text("utf-8"))
    return frozenset(raw["modals"]), frozenset(raw["negations"])


def borne(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens, with what bears on them. `"may not accept" -> accept: Modality=may, Negated=Yes`."""
    modals, negations = _lists()
    added: dict[int, set[tuple[str, str]]] = {}
    for token in tokens:
        if token.head < 0:
            continue
        if token.upos == "AUX" and token.lemma in modals and token.relation.startswith("aux"):
            added.setdefault(token.head, set()).add(("Modality", token.lemma))
        elif token.lemma in negations and token.relation.partition(":")[0] in _NEGATIONS:
            added.setdefault(token.head, set()).add(("Negated", "Yes"))
    if not added:
        return tokens
    return tuple(
        replace(t, features=tuple(sorted({*t.features, *added[i]}))) if i in added else t for i, t in enumerate(tokens)
    )
