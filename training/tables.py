"""Takes syntax documents, gives the lemma table: known forms, and edits of endings for the rest. No model."""

from __future__ import annotations

from collections import Counter, defaultdict

from training.corpora import Words


def edit(form: str, lemma: str) -> str:
    """What turns a form into its lemma: letters to cut and letters to add. `("stopped", "stop") -> "3+"`."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}+{lemma[same:]}"


def lemma_table(docs: list[Words]) -> dict[str, dict[str, str]]:
    """`forms`: "form|class|features" or "form|class" to lemma where the endings alone would err; `endings`: "ending|class|features" to edit."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for form, (morph, _, _), lemma in zip(doc.forms, doc.syntax or (), doc.lemmas or (), strict=True):
            if lemma != "_" and not (lemma.lower() != form.lower() and " " in lemma):
                counts[_plain(form, morph), key(morph)][lemma] += 1
    endings = _endings(counts)
    forms: dict[str, str] = {}
    for (form, morph), lemmas in sorted(counts.items()):
        best = lemmas.most_common(1)[0][0]
        if guess(form, morph, endings) != best:
            forms[f"{form}|{morph}"] = best
    return {"forms": forms, "endings": endings}


def key(morph: str) -> str:
    """The part of class and features that decides the lemma. `"VERB|Mood=Ind|Tense=Past|VerbForm=Fin" -> "VERB|Past|Fin"`."""
    word_class, *features = morph.split("|")
    wanted = [f.split("=")[1] for f in features if f.startswith(("Degree=", "Number=", "Tense=", "VerbForm="))]
    if word_class in {"VERB", "AUX"}:
        wanted = [f.split("=")[1] for f in features if f.startswith(("Tense=", "VerbForm=", "Person=3"))]
    return "|".join([word_class, *wanted])


def _plain(form: str, morph: str) -> str:
    return form if morph.startswith("PROPN") else form.lower()


def guess(form: str, morph: str, endings: dict[str, str]) -> str:
    """Apply the edit of the longest known ending."""
    for size in range(min(len(form), 5), -1, -1):
        rule = endings.get(f"{form[len(form) - size :]}|{morph}")
        if rule is not None:
            cut, _, add = rule.partition("+")
            return form[: len(form) - int(cut)] + add or form
    return form


def _endings(counts: dict[tuple[str, str], Counter[str]]) -> dict[str, str]:
    """The commonest edit of each ending of up to five letters; longer ones only where they differ from shorter ones."""
    edits: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, morph), lemmas in counts.items():
        best = lemmas.most_common(1)[0][0]
        rule = edit(form, best if morph.startswith("PROPN") else best.lower())
        for size in range(min(len(form), 5) + 1):
            edits[form[len(form) - size :], morph][rule] += 1
    out: dict[str, str] = {}
    for (ending, morph), rules in sorted(edits.items(), key=lambda e: (len(e[0][0]), e[0])):
        rule, times = sorted(rules.items(), key=lambda r: (-r[1], r[0]))[0]
        inherited = next(
            (out[f"{ending[at:]}|{morph}"] for at in range(1, len(ending) + 1) if f"{ending[at:]}|{morph}" in out), None
        )
        if rule != inherited and (times >= 2 or not ending):
            out[f"{ending}|{morph}"] = rule
    return out
