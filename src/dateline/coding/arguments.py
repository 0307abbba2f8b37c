"""Where the syntax around a predicate puts its arguments: `subject`, `object`, `by`, `possessor` … → token indices.

Follows shared arguments over coordination, control, participles, relative clauses and light verbs. Knows no codebook.
"""

from __future__ import annotations

from dateline.coding.tree import Tree

_POSITIONS = {"subject", "object", "iobject", "agent", "clause", "possessor", "modifier", "cause", "hands"}
_OBJECT_CONTROL = {"obj", "iobj"}
_DEPTH = 6
_BLAMING = {"accuse", "blame", "condemn", "criticize", "criticise", "praise", "thank", "sue", "arrest", "fine", "jail"}
_CALLING = {"call", "appeal", "plead", "ask", "urge"}
_CARRIED = {"to", "from", "into", "against", "with", "for"}
_EMPTY = {
    "hand",
    "basis",
    "part",
    "ground",
    "role",
    "end",
    "moment",
    "condition",
    "way",
    "case",
    "view",
    "light",
    "line",
    "addition",
    "fact",
    "order",
}


class Arguments:
    """Answers for one tree. `light` and `causing` are word lists of the lexicon: light verbs, verbs of force."""

    __slots__ = ("causing", "light", "tree")

    def __init__(self, tree: Tree, light: frozenset[str], causing: frozenset[str]) -> None:
        self.tree = tree
        self.light = light
        self.causing = causing

    def fill(self, node: int, position: str, extra: tuple[int, ...] = ()) -> list[int]:
        """The head tokens at a position of a verb or noun, coordination spread out, relative pronouns resolved.

        `extra` are further tokens of a multi-word predicate whose dependants count as well (“laid siege to Y”).
        """
        found: list[int] = []
        for at in (node, *extra):
            found += self._at(at, position)
        inside = {node}
        resolved = [self.resolve(i) for i in found]
        spread = [c for i in resolved if i >= 0 and i not in inside for c in self._spread(i)]
        return [i for i in dict.fromkeys(spread) if i not in inside]

    def _at(self, node: int, position: str) -> list[int]:
        tree = self.tree
        verbal = tree.is_verb(node)
        if position == "subject":
            if verbal or tree.kids(node, "nsubj"):
                return self.agents(node) if tree.passive(node) else self.subjects(node)
            return self.light_subjects(node)
        if position == "object":
            if verbal:
                return self.undergoers(node) if tree.passive(node) else self.objects(node)
            return self.light_objects(node)
        if position == "iobject":
            return tree.kids(node, "iobj")
        if position in {"agent", "by"}:
            deeper = (
                []
                if verbal
                else [g for k in tree.kids(node, "nmod") for g in tree.kids(k, "nmod") if tree.case(g) == "by"]
            )
            return self.agents(node) or deeper
        if position == "clause":
            return [s for c in tree.kids(node, "ccomp", "xcomp") for s in tree.kids(c, "nsubj", "nsubj:pass")]
        if position == "possessor":
            return tree.kids(node, "nmod:poss")
        if position == "modifier":
            return [
                k for k in tree.kids(node, "compound", "amod", "nmod", "nmod:desc", "nmod:unmarked") if self._names(k)
            ]
        if position == "cause":
            return self.causes(node)
        if position == "hands":
            return [n for h in tree.kids(node, "obl", "nmod") if tree.lemma(h) == "hand" for n in tree.kids(h, "nmod")]
        return self.prepositional(node, position)

    def _names(self, kid: int) -> bool:
        """Whether a bare modifier may name somebody: no preposition, no number, a noun, a name or an adjective."""
        return not self.tree.kids(kid, "case") and self.tree.tokens[kid].upos in {"PROPN", "NOUN", "ADJ"}

    def subjects(self, node: int, depth: int = 0) -> list[int]:
        """The subjects of an active clause, its own or the one it shares."""
        tree = self.tree
        own = tree.kids(node, "nsubj", "nsubj:outer", "nsubj:pass")
        if own or depth > _DEPTH:
            return own
        head, base = tree.head(node), tree.base(node)
        if head < 0:
            return []
        if tree.relation(node) == "acl:relcl":
            return []
        if base == "acl":
            return self._of_noun_clause(node, head)
        if base == "xcomp":
            return self._controlled(head, depth)
        if base in {"conj", "parataxis"} and tree.is_verb(head) and base == "conj":
            return self._shared(head, depth)
        if base == "advcl":
            return self._adverbial(node, head, depth)
        if (
            base in {"ccomp", "obl", "nmod"}
            and tree.feature(node, "VerbForm") in {"Ger", "Part"}
            and tree.is_verb(head)
        ):
            return self._shared(head, depth)
        if base == "conj" and not tree.is_verb(head):
            return self.subjects(head, depth + 1)
        return []

    def _adverbial(self, node: int, head: int, depth: int) -> list[int]:
        """Of "accused Y of doing" and "called on Y to do" the doer is Y; else the clause shares the subject."""
        tree, marks = self.tree, set(self.tree.mark(node).split())
        blamed = "of" in marks or ("for" in marks and tree.lemma(head) in _BLAMING)
        if blamed and tree.kids(head, "obj"):
            return tree.kids(head, "obj")
        if "to" in marks and tree.lemma(head) in _CALLING:
            return self._controlled(head, depth)
        return self._shared(head, depth)

    def _shared(self, head: int, depth: int) -> list[int]:
        """What the governing verb's doer or, in the passive, its grammatical subject is."""
        return self.subjects(head, depth + 1)

    def _controlled(self, head: int, depth: int) -> list[int]:
        tree = self.tree
        if tree.passive(head):
            return self.subjects(head, depth + 1)
        objects = tree.kids(head, "obj", "iobj")
        if objects and tree.lemma(head) not in {"promise", "threaten", "vow", "have"}:
            return objects
        called = [o for o in tree.kids(head, "obl") if tree.case(o) in {"on", "upon", "to", "for"}]
        if called and not objects and tree.lemma(head) in {"call", "appeal", "plead"}:
            return called
        return self.subjects(head, depth + 1)

    def _of_noun_clause(self, node: int, noun: int) -> list[int]:
        """Participles describe their noun; infinitives ("plan to attack") have the doer of the noun."""
        tree = self.tree
        if tree.mark(node) != "to":
            return [noun]
        owners = tree.kids(noun, "nmod:poss") or self.light_subjects(noun)
        return owners

    def objects(self, node: int) -> list[int]:
        """The direct objects, shared ones to the right ("attacked and killed Y") and of a relative clause included."""
        tree = self.tree
        own = tree.kids(node, "obj") or [k for k in tree.kids(node, "ccomp") if self._bare_noun(k)]
        if own:
            return own
        for kid in tree.kids(node, "conj"):
            if (
                tree.is_verb(kid)
                and tree.kids(kid, "obj")
                and not tree.kids(kid, "nsubj")
                and not tree.kids(node, "obl", "ccomp", "xcomp")
            ):
                return tree.kids(kid, "obj")
        relative = tree.relation(node) == "acl:relcl" and tree.kids(node, "nsubj")
        if relative and not any(tree.is_relative(s) for s in tree.kids(node, "nsubj")):
            return [tree.head(node)]
        return []

    def _bare_noun(self, token: int) -> bool:
        """A noun without a clause of its own, called a clause by the reader."""
        tree = self.tree
        return tree.tokens[token].upos in {"NOUN", "PROPN"} and not tree.kids(
            token, "nsubj", "nsubj:pass", "cop", "mark", "aux"
        )

    def undergoers(self, node: int) -> list[int]:
        """The grammatical subjects of a passive clause, its own or the one it shares."""
        tree = self.tree
        own = tree.kids(node, "nsubj:pass", "nsubj")
        if own:
            return own
        if tree.base(node) in {"acl", "amod"} and tree.relation(node) != "acl:relcl":
            return [tree.head(node)]
        return self.subjects(node)

    def agents(self, node: int) -> list[int]:
        """The words after "by", times and means left out."""
        tree = self.tree
        found = [
            k for k in tree.kids(node, "obl", "nmod") if tree.relation(k).endswith(":agent") or tree.case(k) == "by"
        ]
        if not found and tree.base(node) == "conj" and tree.passive(node):
            head = tree.head(node)
            found = [k for k in tree.kids(head, "obl") if tree.case(k) == "by"]
        return [k for k in found if not tree.relation(k).endswith((":tmod", ":unmarked"))]

    def prepositional(self, node: int, preposition: str) -> list[int]:
        """The nouns under a preposition of the predicate; verbs pass through their phase verbs ("went on to
        fire on Y")."""
        tree = self.tree
        found = [
            k for k in tree.kids(node, "obl", "nmod", "advcl") if tree.case(k) == preposition and not tree.is_verb(k)
        ]
        found = [k for k in found if tree.lemma(k) not in _EMPTY or tree.kids(k, "nmod")]
        if not found and tree.is_verb(node) and preposition in _CARRIED:
            found = [k for o in tree.kids(node, "obj") for k in tree.kids(o, "nmod") if tree.case(k) == preposition]
        return found

    def governor(self, noun: int) -> int:
        """The light verb whose object or prepositional object an event noun is, -1 for none; coordination
        passed over."""
        tree = self.tree
        at = noun
        while tree.base(at) == "conj" and not tree.is_verb(at):
            at = tree.head(at)
            if at < 0:
                return -1
        head = tree.head(at)
        if head < 0 or not tree.is_verb(head):
            head = self._relative_governor(at)
            return head if head >= 0 and tree.lemma(head) in self.light else -1
        engaged = tree.base(at) == "obl" and tree.lemma(head) in {
            "engage",
            "participate",
            "take",
            "come",
            "go",
            "resort",
            "continue",
            "join",
        }
        usual = engaged or tree.base(at) in {"obj", "xcomp"} or tree.relation(at) == "nsubj:pass"
        return head if usual and tree.lemma(head) in self.light else -1

    def _relative_governor(self, noun: int) -> int:
        """ "the massacre X committed", "the attack launched by X": the verb of the clause that describes the noun."""
        tree = self.tree
        for kid in tree.kids(noun, "acl"):
            if tree.mark(kid) == "to":  # "a plan to carry out …" has the plan's owner as doer, who is asked for here
                continue
            if tree.lemma(kid) in self.light and (
                tree.passive(kid) or (self.subjects(kid) and not tree.kids(kid, "obj"))
            ):
                return kid
        return -1

    def light_subjects(self, noun: int) -> list[int]:
        """The doer that a light verb lends an event noun."""
        verb = self.governor(noun)
        if verb < 0:
            return []
        if self.tree.passive(verb):
            return self.agents(verb)
        return [s for s in self.subjects(verb) if s != noun]

    def light_objects(self, noun: int) -> list[int]:
        """ "gave Y a warning": the indirect object of the light verb."""
        verb = self.governor(noun)
        return self.tree.kids(verb, "iobj") if verb >= 0 else []

    def causes(self, node: int) -> list[int]:
        """Who made the subject do it: the subject of a verb of force above ("X forced Y to flee")."""
        tree = self.tree
        head = tree.head(node)
        if tree.base(node) in {"xcomp", "ccomp", "advcl"} and head >= 0 and tree.lemma(head) in self.causing:
            return self.agents(head) if tree.passive(head) else self.subjects(head)
        return []

    def resolve(self, index: int) -> int:
        """A relative pronoun → its noun; anything else stays."""
        if self.tree.is_relative(index):
            return self.tree.antecedent(index)
        return index

    def _spread(self, index: int) -> list[int]:
        return [c for c in self.tree.conjuncts(index) if c == index or not self.tree.is_verb(c)]
