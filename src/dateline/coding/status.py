"""A predicate in its tree → asserted, denied, demanded, planned, hypothetical or negated, with the words that say so.

Looks at the clause's own marks first, then at what governs it, nearest first. Knows no event type.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.codebook import Lexicon
from dateline.coding.tree import Tree

_STEPS = 8
_WALKED = {"xcomp", "ccomp", "acl", "obj", "obl", "nmod", "nsubj", "csubj", "advcl"}
_FUTURE = {"will", "shall", "'ll", "’ll", "wo", "gonna"}
_UNSURE = {"would", "could", "may", "might", "'d", "’d"}
_DUTY = {"must", "should", "ought"}
_ADDRESSED = {"on", "upon", "to"}
_SPEECH_STOP = {
    "say",
    "tell",
    "report",
    "add",
    "state",
    "note",
    "announce",
    "claim",
    "allege",
    "confirm",
    "reveal",
    "show",
    "find",
    "believe",
    "think",
    "know",
    "accuse",
    "blame",
    "condemn",
    "criticize",
    "criticise",
    "denounce",
    "praise",
    "welcome",
}
_ORDER = ("negated", "denied", "hypothetical", "demanded", "planned", "asserted")


@dataclass(frozen=True, slots=True)
class Status:
    """`name` as in Event; `by` is the token that decides it, -1 for none."""

    name: str = "asserted"
    by: int = -1


def status_of(tree: Tree, node: int, lexicon: Lexicon, verbal: bool) -> Status:
    """The status of the act reported by a verb or noun. `"refused to withdraw" → withdraw: negated`."""
    own = _own(tree, node, lexicon, verbal)
    if own is not None:
        return own
    at = node
    for _ in range(_STEPS):
        head = tree.head(at)
        if head < 0:
            break
        if _listed(tree, at):
            shared = _shared(tree, at, head)
            if shared is not None or (_finite_verb(tree, at) and tree.kids(at, "nsubj", "nsubj:pass")):
                return shared or Status()
            at = head
            continue
        if tree.base(at) not in _WALKED or told_as_fact(tree, at, lexicon):
            break
        found = _governed(tree, at, head, lexicon)
        if found is not None:
            return found
        if _ends(tree, at, head, lexicon):
            break
        found = _inherited(tree, at, head, lexicon)
        if found is not None:
            return found
        at = head
    return Status()


def _listed(tree: Tree, at: int) -> bool:
    """Whether a token goes on a list: coordinated, or an apposition that opens one ("the release of X, the end …")."""
    return tree.base(at) == "conj" or (tree.base(at) == "appos" and bool(tree.kids(at, "conj")))


def _shared(tree: Tree, at: int, head: int) -> Status | None:
    """What a coordinated verb takes over from the first: its modal, where it has no own auxiliary and subject."""
    if not _finite_verb(tree, at) or tree.kids(at, "aux", "nsubj", "nsubj:pass"):
        return None
    return _modal(tree, head)


def told_as_fact(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    """Whether a token heads a relative clause or participle that tells a fact: "leaders arrested at dawn"."""
    if tree.relation(at) in {"acl:relcl", "advcl:relcl"}:
        return True
    if tree.base(at) != "acl" or any(tree.word(k) == "to" for k in tree.kids(at)) or not tree.passive(at):
        return False
    above = list(tree.ancestors(at))[:2]
    return not any(_in(lexicon, "claim nouns", tree.lemma(up)) for up in above)


def _ends(tree: Tree, at: int, head: int, lexicon: Lexicon) -> bool:
    """Whether what stands above a clause or phrase no longer bears on it."""
    base = tree.base(at)
    if base in {"ccomp", "advcl", "csubj"} and tree.lemma(head) in _SPEECH_STOP:
        return True
    if base == "advcl":
        marks = set((tree.mark(at) + " " + tree.case(at)).split())
        return tree.mark(at) != "to" and not marks & {"by", "through", "via"}
    if base in {"obl", "nsubj"} and tree.is_verb(head) and not tree.is_verb(at):
        return not (base == "obl" and tree.case(at) == "in" and _partakes(tree, head, lexicon))
    return False


def _partakes(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """ "took part in a battle", "participated in a raid": the verb's status is the act's."""
    part = any(tree.lemma(k) == "part" for k in tree.kids(verb, "obj"))
    return part or _in(lexicon, "partaking verbs", tree.lemma(verb))


def _inherited(tree: Tree, at: int, head: int, lexicon: Lexicon) -> Status | None:
    """What the governor's own marks make of the act; nothing where it presupposes it ("did not condemn the attack")."""
    noun = not tree.is_verb(at)
    if tree.base(at) == "ccomp" or (noun and _in(lexicon, "presupposing verbs", tree.lemma(head))):
        return None
    found = _own(tree, head, lexicon, tree.is_verb(head))
    return found if found is not None and found.name != "denied" else None


def _finite_verb(tree: Tree, at: int) -> bool:
    return tree.is_verb(at) and _finite(tree, at)


def _finite(tree: Tree, node: int) -> bool:
    return tree.feature(node, "VerbForm") == "Fin" or bool(tree.kids(node, "aux"))


def _own(tree: Tree, node: int, lexicon: Lexicon, verbal: bool) -> Status | None:
    for kid in tree.kids(node):
        lemma, base = tree.lemma(kid), tree.base(kid)
        if base == "advmod" and lemma in {"not", "n't", "never", "hardly", "nowhere", "no"}:
            if any(tree.lemma(k) == "only" for k in (kid + 1,) if k < len(tree)):
                continue
            return Status("negated", kid)
        if base == "advmod" and lemma == "longer" and kid > 0 and tree.lemma(kid - 1) == "no":
            return Status("negated", kid)
        if base in {"det", "cc"} and lemma in {"no", "neither", "nor"}:
            return Status("negated", kid)
        if (base == "mark" and lemma in {"without", "instead"}) or (
            base == "mark" and lemma == "of" and tree.word(kid - 1) == "instead"
        ):
            return Status("negated", kid)
        if base == "mark" and lemma in {"if", "unless", "whether", "lest"}:
            return Status("hypothetical", kid)
        if base == "case" and lemma in {"without", "instead"} and not verbal:
            return Status("negated", kid)
        if (
            base == "nsubj"
            and tree.kids(kid, "det")
            and any(tree.lemma(d) in {"no", "neither"} for d in tree.kids(kid, "det"))
        ):
            return Status("negated", kid)
        if base in {"nsubj"} and lemma in {"nobody", "none"}:
            return Status("negated", kid)
    return _modal(tree, node)


def _modal(tree: Tree, node: int) -> Status | None:
    perfect = any(tree.lemma(k) == "have" for k in tree.kids(node, "aux"))
    for kid in tree.kids(node, "aux"):
        lemma = tree.word(kid)
        if lemma in _FUTURE:
            return Status("planned", kid)
        reported = (
            tree.base(node) == "ccomp"
            and tree.head(node) >= 0
            and tree.lemma(tree.head(node))
            in {"say", "announce", "declare", "add", "tell", "promise", "pledge", "vow", "confirm"}
        )
        if lemma in {"would", "'d", "’d"} and reported and not tree.kids(node, "advcl"):
            return Status("planned", kid)
        if lemma in _UNSURE:
            return Status("hypothetical", kid)
        if lemma in _DUTY:
            return Status("hypothetical" if perfect else "demanded", kid)
        if lemma in {"can", "ca"}:
            return Status("hypothetical", kid)
    if tree.lemma(node) in {"need", "have"} and tree.kids(node, "xcomp"):
        return None
    return None


def _governed(tree: Tree, at: int, head: int, lexicon: Lexicon) -> Status | None:
    """What the governing word makes of the act under it."""
    lemma, base = tree.lemma(head), tree.base(at)
    clause = base in {"xcomp", "ccomp", "acl", "advcl", "csubj"} or (base in {"obl", "nmod"} and tree.is_verb(at))
    thing = base in {"obj", "obl", "nmod"} and not tree.is_verb(at)
    infinitive = "to" in tree.mark(at).split()
    if base == "advcl" and "for" in tree.mark(at).split() and _in(lexicon, "demanding words", lemma):
        return Status("demanded", head)
    if base == "advcl":
        return _adverbial(tree, at, infinitive, lexicon)
    if thing and base == "obl" and tree.case(at) not in {"for", "to", "on", "of", "from", "against", "about"}:
        return None
    if lemma in {"have"} and base == "xcomp" and infinitive:
        return Status("demanded", head)
    if (clause or thing) and _in(lexicon, "denying words", lemma):
        return Status("denied", head)
    if (
        clause
        and base in {"xcomp", "acl", "obl", "ccomp"}
        and _in(lexicon, "negating verbs", lemma)
        and lemma not in {"stop", "cease"}
        and (
            infinitive
            or base == "obl"
            or lemma in {"avoid", "prevent", "avert", "abstain", "refrain", "decline", "rule"}
        )
    ):
        return Status("negated", head)
    if _in(lexicon, "possibility words", lemma):
        return (
            Status("hypothetical", head)
            if clause or (lemma not in {"risk", "threaten", "incite"} and thing) or lemma == "risk"
            else None
        )
    if (clause or (thing and tree.case(at) in {"for", "to", "", "on"})) and _in(lexicon, "demanding words", lemma):
        demanding = (
            lemma not in {"order", "press", "stress", "seek", "push"} or clause or (thing and base in {"obj", "obl"})
        )
        if demanding and not (lemma in {"insist", "stress", "emphasise", "emphasize"} and base == "ccomp"):
            return Status("demanded", head)
    if clause and (infinitive or base == "ccomp") and _in(lexicon, "planning words", lemma):
        return Status("planned", head)
    if (
        thing
        and base in {"obj", "obl", "nmod"}
        and lemma
        in {"plan", "promise", "pledge", "propose", "prepare", "schedule", "offer", "plot", "attempt", "avert"}
        and (base == "obj" or tree.case(at) in {"for", "to"})
    ):
        return Status("planned" if lemma != "avert" else "negated", head)
    if thing and base == "obj" and lemma in {"prevent", "avoid", "avert", "foil", "thwart"}:
        return Status("negated", head)
    return None


def _adverbial(tree: Tree, at: int, infinitive: bool, lexicon: Lexicon) -> Status | None:
    mark, head = tree.mark(at), tree.head(at)
    if infinitive and tree.kids(at, "nsubj") == []:
        asked = [k for k in tree.kids(head, "obl") if k < at and tree.case(k) in _ADDRESSED]
        if asked and _in(lexicon, "demanding words", tree.lemma(head)):
            return Status("demanded", head)
        return Status("planned", at)
    if mark.split()[:1] in (["if"], ["unless"], ["lest"]):
        return Status("hypothetical", at)
    if "without" in mark or "instead" in mark or "rather" in mark:
        return Status("negated", at)
    return None


def _in(lexicon: Lexicon, name: str, lemma: str) -> bool:
    return lemma in lexicon.list(name)
