"""Takes a word and its class and features, gives its lemma from a table of forms and endings; knows no sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources

_REGULAR = (
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)
_DECIDING = ("Degree", "Number", "Tense", "VerbForm")


@cache
def irregular() -> dict[str, str]:
    """Form → lemma of `irregular.toml`. `"fled" -> "flee"`."""
    text = resources.files("dateline.reading").joinpath("irregular.toml").read_text("utf-8")
    return {form: lemma for lemma, forms in tomllib.loads(text).items() for form in forms}


class Lemmas:
    """The tables `forms` and `endings` of a model folder; `is_word` tells common words. Remembers what it was asked."""

    def __init__(self, tables: dict[str, dict[str, str]], is_word: Callable[[str], bool] = lambda _: True) -> None:
        self._forms, self._endings, self._is_word = tables["forms"], tables["endings"], is_word
        self._seen: dict[tuple[str, str], str] = {}

    def of(self, word: str, word_class: str, features: tuple[tuple[str, str], ...]) -> str:
        """The dictionary form. `("shelled", "VERB", Past Fin) -> "shell"`, `("Homs", "PROPN", …) -> "Homs"`."""
        kind = key(word_class, features)
        known = self._seen.get((word, kind))
        if known is None:
            form = word.lower() if word_class != "PROPN" else word.title() if len(word) > 5 and word.isupper() else word
            known = _irregular(form, word_class, features) or self._forms.get(f"{form}|{kind}")
            known = known or self._edited(form, kind)
            if len(self._seen) < 100_000 and len(word) < 40:
                self._seen[word, kind] = known
        return known

    def _edited(self, form: str, kind: str) -> str:
        for size in range(min(len(form), 5), -1, -1):
            rule = self._endings.get(f"{form[len(form) - size :]}|{kind}")
            if rule is not None:
                cut, _, add = rule.partition("+")
                found = form[: len(form) - int(cut)] + add or form
                return found if kind[0] not in "NVA" or self._is_word(found) else self._other(form, found)
        return form

    def _other(self, form: str, found: str) -> str:
        """What the rule gave is no common word: another regular ending may fit. `provok -> provoke`, `bom -> bomb`"""
        for ending, stems in _REGULAR:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                stem = form[: len(form) - len(ending)]
                doubled = [stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else []
                for candidate in [stem + add for add in stems] + doubled:
                    if self._is_word(candidate):
                        return candidate
        return found


def _irregular(form: str, word_class: str, features: tuple[tuple[str, str], ...]) -> str | None:
    """The lemma of a past form, participle or gerund that no ending tells; base forms (`to saw`) are left."""
    inflected = any(pair in {("Tense", "Past"), ("VerbForm", "Part"), ("VerbForm", "Ger")} for pair in features)
    return irregular().get(form) if word_class == "VERB" and inflected else None


def key(word_class: str, features: tuple[tuple[str, str], ...]) -> str:
    """What of class and features decides the lemma. `("VERB", …) -> "VERB|Past|Fin"`."""
    if word_class in {"VERB", "AUX"}:
        wanted = [v for k, v in features if k in {"Tense", "VerbForm"} or (k == "Person" and v.startswith("3"))]
    else:
        wanted = [v for k, v in features if k in _DECIDING]
    return "|".join([word_class, *wanted])
