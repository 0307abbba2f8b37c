"""A read sentence → the same with arguments that cannot stand as they do put right; words and offsets stay.

English puts subjects before and objects after an active verb; a reader that sees a rare name may miss it. The
same words with
another name must give the same roles, so what word order decides is decided by word order.
"""

from __future__ import annotations

import dataclasses

from dateline.records import Sentence, Token

_BACKED = {
    "backed",
    "led",
    "supported",
    "allied",
    "aligned",
    "funded",
    "trained",
    "armed",
    "controlled",
    "held",
    "linked",
    "sponsored",
}
_INTRANSITIVE = {"demonstrate", "protest", "march", "flee", "resign", "gather", "rally", "arrive", "agree", "withdraw"}
_SUBJECTS = {"nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"}


def repair(sentence: Sentence) -> Sentence:
    """The sentence with misplaced subjects, objects and lists put right. `"X abducted Y"`: X is no object."""
    tokens = list(sentence.tokens)
    kids: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        kids.setdefault(token.head, []).append(index)
    changed = False
    for index in range(2, len(tokens) - 1):
        changed |= _compound(tokens, index)
    if changed:
        kids = {}
        for index, token in enumerate(tokens):
            kids.setdefault(token.head, []).append(index)
    for index, token in enumerate(tokens):
        if token.upos == "VERB":
            changed |= _before(tokens, index, kids.get(index, []))
        elif token.relation == "nsubj":
            changed |= _between(tokens, index, kids) or _over(tokens, index, kids)
    changed |= _according(tokens, kids)
    return dataclasses.replace(sentence, tokens=tuple(tokens)) if changed else sentence


def _set(tokens: list[Token], index: int, head: int, relation: str) -> bool:
    tokens[index] = dataclasses.replace(tokens[index], head=head, relation=relation)
    return True


def _compound(tokens: list[Token], index: int) -> bool:
    """ "X-backed militias": X belongs to the participle, the participle to the noun after it."""
    if tokens[index].text.lower() not in _BACKED or tokens[index - 1].text not in {"-", "–"}:
        return False
    noun = next((i for i in range(index + 1, min(index + 6, len(tokens))) if tokens[i].upos == "NOUN"), -1)
    while 0 <= noun < len(tokens) - 1 and tokens[noun + 1].upos == "NOUN":
        noun += 1
    if noun < 0 or any(
        tokens[i].upos in {"VERB", "AUX", "ADP", "PUNCT"} for i in range(index + 1, noun) if tokens[i].text != "-"
    ):
        return False
    if tokens[noun].head in {index, index - 2}:
        _set(
            tokens,
            noun,
            tokens[index].head if tokens[index].head not in {noun, index - 2} else -1,
            tokens[index].relation,
        )
        if tokens[noun].head < 0:
            return False
    _set(tokens, index - 2, index, "compound")
    _set(tokens, index - 1, index, "punct")
    return _set(tokens, index, noun, "amod")


def _before(tokens: list[Token], verb: int, kids: list[int]) -> bool:
    """An active verb with an object on its left and no subject: it is the subject."""
    relations = {tokens[k].relation for k in kids}
    finite = ("VerbForm", "Fin") in tokens[verb].features or tokens[verb].lemma in _INTRANSITIVE
    alone = [k for k in kids if k < verb and tokens[k].relation == "nsubj:pass"]
    if alone and finite and "aux:pass" not in relations and "obl:agent" not in relations:
        return _set(tokens, alone[0], verb, "nsubj")
    passive = [k for k in kids if k < verb and tokens[k].relation == "nsubj:pass"]
    after = any(k > verb and tokens[k].relation == "obj" for k in kids)
    if passive and after and "aux:pass" not in relations and tokens[verb].relation not in {"acl", "amod"}:
        return _set(tokens, passive[0], verb, "nsubj")
    if (
        relations & _SUBJECTS
        or "aux:pass" in relations
        or tokens[verb].relation in {"acl:relcl", "acl", "amod", "xcomp"}
    ):
        return False
    left = [k for k in kids if k < verb and tokens[k].relation == "obj" and tokens[k].upos in {"NOUN", "PROPN", "PRON"}]
    opened = any(tokens[k].text.lower() in {"what", "who", "whom", "which", "how"} for k in left)
    return _set(tokens, left[0], verb, "nsubj") if left and not opened else False


def _between(tokens: list[Token], subject: int, kids: dict[int, list[int]]) -> bool:
    """ "accused Y of fraud" read as Y being fraud: Y is the object."""
    noun = tokens[subject].head
    if (
        noun <= subject
        or tokens[noun].upos not in {"NOUN", "PROPN"}
        or any(tokens[k].relation == "cop" for k in kids.get(noun, []))
    ):
        return False
    verb = tokens[noun].head
    if (
        not 0 <= verb < subject
        or tokens[verb].upos != "VERB"
        or tokens[noun].relation not in {"obl", "ccomp", "xcomp", "nmod"}
    ):
        return False
    if any(tokens[k].relation == "obj" for k in kids.get(verb, [])):
        return False
    return _set(tokens, subject, verb, "obj")


def _over(tokens: list[Token], subject: int, kids: dict[int, list[int]]) -> bool:
    """ "X meets President Y" read as X being Y: X is the subject of the verb between them."""
    noun = tokens[subject].head
    verb = tokens[noun].head if noun > subject else -1
    if not subject < verb < noun or tokens[verb].upos != "VERB" or tokens[noun].upos not in {"NOUN", "PROPN"}:
        return False
    if tokens[noun].relation not in {"obj", "obl", "iobj"} or any(
        tokens[k].relation == "cop" for k in kids.get(noun, [])
    ):
        return False
    free = not any(tokens[k].relation in _SUBJECTS for k in kids.get(verb, []))
    return _set(tokens, subject, verb, "nsubj") if free else False


def _according(tokens: list[Token], kids: dict[int, list[int]]) -> bool:
    """ "According to X, Y did it" read as a list of X and Y: Y is the subject."""
    if not tokens or tokens[0].text.lower() != "according":
        return False
    comma = next((i for i, t in enumerate(tokens) if t.text == ","), -1)
    if comma < 0:
        return False
    for index, token in enumerate(tokens[:comma]):
        if token.relation == "nsubj" and any(tokens[k].relation == "case" and k == 0 for k in kids.get(index, [])):
            return _set(tokens, index, token.head, "obl")
    for index, token in enumerate(tokens):
        if index <= comma or token.relation not in {"appos", "conj"} or not 0 <= token.head < comma:
            continue
        verb = next(
            (
                i
                for i in range(index + 1, len(tokens))
                if tokens[i].upos == "VERB" and tokens[i].relation in {"root", "parataxis"}
            ),
            -1,
        )
        free = verb >= 0 and not any(tokens[k].relation in _SUBJECTS for k in kids.get(verb, []))
        return _set(tokens, index, verb, "nsubj") if free else False
    return False
