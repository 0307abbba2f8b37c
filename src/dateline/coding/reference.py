"""Pronouns and short descriptions → the mention they stand for, inside one item; the nearest that fits,
subjects first."""

from __future__ import annotations

from dateline.coding.cast import Cast
from dateline.coding.tree import Tree
from dateline.records import Mention

_PERSON = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_THING = {"it", "its", "itself"}
_MANY = {"they", "them", "their", "theirs", "themselves"}
_WINDOW = 4


def antecedent(cast: Cast, tree: Tree, sentence: int, token: int) -> Mention | None:
    """The mention a pronoun stands for, None where nothing near fits. `"He" after "Seif said …" → Seif`."""
    word = tree.lemma(token) if tree.lemma(token) in _PERSON | _THING | _MANY else tree.word(token)
    if word not in _PERSON | _THING | _MANY:
        return None
    best: tuple[float, Mention] | None = None
    for at, position, mention, subject, many in reversed(cast.seen):
        distance = sentence - at
        if distance > _WINDOW:
            break
        if distance < 0 or (distance == 0 and position >= token):
            continue
        if not _fits(word, mention, many):
            continue
        score = 3.0 * subject - distance - (0.02 * (token - position) if distance == 0 else 0.0)
        score += 0.4 if mention.name else 0.0
        score += 1.5 * (distance == 0 and subject and tree.head(position) in set(tree.ancestors(tree.head(token))))
        if distance == 0 and _same_clause(tree, position, token):
            continue
        if best is None or score > best[0]:
            best = (score, mention)
    return best[1] if best else None


def _fits(word: str, mention: Mention, many: bool) -> bool:
    if word in _PERSON:
        return mention.kind == "person" and mention.number is None and (bool(mention.name) or not many)
    plural = mention.number is not None or (
        not mention.name
        and (many or mention.span.text.rstrip().endswith(("people", "men", "police", "children", "troops")))
    )
    if word in _THING:
        return not plural and (
            mention.kind in {"organisation"}
            or (mention.kind in {"group", "place"} and bool(mention.name or mention.country or mention.sectors))
        )
    return plural or mention.kind in {"group", "nationality"} or (mention.kind == "organisation" and bool(mention.name))


def _same_clause(tree: Tree, first: int, second: int) -> bool:
    """Two arguments of one predicate are not the same thing ("X told him")."""
    return tree.head(first) == tree.head(second) and tree.base(second) != "nmod"
