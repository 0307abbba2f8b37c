"""A noun phrase in its tree → Mention: kind, name, roles, country, international code, sectors. Codes no event."""

from __future__ import annotations

import dataclasses

from dateline.codebook import Lexicon
from dateline.coding.cast import Cast, strip
from dateline.coding.phrases import phrase, span_of
from dateline.coding.tree import Tree
from dateline.records import Mention, Name, Span
from dateline.text import fold

ACTORS = {"person", "organisation", "group", "nationality"}
_OFFICE = frozenset({"of", "to", "for"})
_FORMER = {"former", "ex", "ousted", "deposed", "late", "outgoing"}
_BODY_SECTORS = {"GOV", "MIL", "COP", "LEG", "JUD", "OPP", "REB", "PTY", "SPY", "PRM"}


class Casting:
    """Builds the mentions of one sentence; each head is built once."""

    __slots__ = ("_built", "body", "cast", "index", "names", "tree")

    def __init__(self, tree: Tree, index: int, body: str, cast: Cast) -> None:
        self.tree = tree
        self.index = index
        self.body = body
        self.cast = cast
        self._built: dict[int, Mention] = {}
        self.names: dict[int, Name] = {t: n for n in _joined(tree) for t in range(n.first, n.last + 1)}

    @property
    def lexicon(self) -> Lexicon:
        """The word tables of the codebook."""
        return self.cast.lexicon

    def mention(self, head: int) -> Mention:
        """The mention whose phrase has this head token."""
        if head not in self._built:
            self._built[head] = self._build(head)
        return self._built[head]

    def _build(self, head: int) -> Mention:
        name = self.names.get(head)
        if name is not None and name.kind == "person":
            known = self.lexicon.body(strip(name.span.text), self.cast.day)
            return self._person(head, name) if known is None else self._named(head, name)
        titled = self._titled_name(head)
        if titled is not None:
            return self._person(head, titled)
        return self._named(head, name) if name is not None else self._described(head)

    def _titled_name(self, head: int) -> Name | None:
        """The person whose title the head is: "President of the Council Rana Idlibi", "Judge Amer"."""
        if self.tree.tokens[head].upos not in {"NOUN", "PROPN"} or not self._is_title(head):
            return None
        after = self._name_after(head)
        if after is not None:
            return after
        for kid in self.tree.kids(head, "flat", "appos", "nmod", "compound"):
            name = self.names.get(kid)
            plain = not self.tree.kids(kid, "case") and kid > head
            if name is not None and name.kind == "person" and plain and self.tree.relation(kid) != "nmod:poss":
                return name
        return None

    def _name_after(self, head: int) -> Name | None:
        """The person's name that ends a title phrase, however the tree hangs them together."""
        tokens = self.tree.tokens
        for at in range(head + 1, min(head + 12, len(tokens))):
            name = self.names.get(at)
            if name is not None and name.kind == "person" and name.first == at:
                follows = name.last + 1 < len(tokens) and tokens[name.last + 1].upos in {"NOUN", "PROPN"}
                return None if follows or tokens[at - 1].upos in {"ADP", "DET", "CCONJ"} else name
            if tokens[at].upos not in {"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"}:
                return None
        return None

    def _is_title(self, head: int) -> bool:
        lexicon, lemma = self.lexicon, fold(self.tree.lemma(head))
        return (
            lemma in lexicon.titles
            or lemma in lexicon.list("role nouns")
            or fold(self.tree.word(head)) in lexicon.titles
        )

    def _person(self, head: int, name: Name) -> Mention:
        tree = self.tree
        full = self.cast.canonical(name.span.text, "person")
        roles = self._roles(head, name)
        tokens = [t for r in roles for t in r]
        country, international, sectors = self._told(tokens)
        known = self.cast.known.get(fold(full))
        if known is not None and not roles:
            country, international, sectors = known.country, known.international, known.sectors
        span = Span(strip_span(name.span.text), name.span.start, name.span.start + len(strip_span(name.span.text)))
        spans = tuple(span_of(tree, r, self.body) for r in roles)
        if not spans and known is not None:
            spans = known.roles
        return Mention(span, "person", full, spans, None, country, international, sectors)

    def _roles(self, head: int, name: Name) -> list[tuple[int, ...]]:
        tree, inside = self.tree, set(range(name.first, name.last + 1))
        found: list[tuple[int, ...]] = []
        whole = phrase(tree, head, complements=_OFFICE)
        before = tuple(t for t in whole if t < name.first)
        before = before or self._title_before(name)
        if before and any(tree.tokens[t].upos in {"NOUN", "PROPN"} for t in before):
            found.append(before)
        for kid in [*tree.kids(head, "appos"), *(k for t in inside for k in tree.kids(t, "appos") if t != head)]:
            row = phrase(tree, kid, complements=_OFFICE | {"in", "at"})
            if not inside & set(row):
                found.append(row)
        for kid in tree.kids(head, "acl"):
            if tree.kids(kid, "cop") and tree.tokens[kid].upos == "NOUN":
                found.append(phrase(tree, kid, complements=_OFFICE))
        parent = tree.head(head)
        if tree.base(head) == "appos" and parent >= 0 and self._is_title(parent) and parent not in self.names:
            found.append(tuple(t for t in phrase(tree, parent, complements=_OFFICE) if t not in inside))
        return [row for row in found if row and row == tuple(range(row[0], row[-1] + 1))]

    def _title_before(self, name: Name) -> tuple[int, ...]:
        """A title phrase that ends right before a name, however the tree hangs them together."""
        tree = self.tree
        for at in range(name.first - 1, max(name.first - 12, -1), -1):
            if tree.tokens[at].upos in {"VERB", "AUX", "SCONJ", "PUNCT"} and tree.tokens[at].text != "-":
                return ()
            if (
                self._is_title(at)
                and tree.base(at) not in {"compound", "amod"}
                and tree.tokens[at].upos in {"NOUN", "PROPN"}
            ):
                row = phrase(tree, at, complements=_OFFICE)
                return tuple(t for t in row if t < name.first) if row[-1] >= name.first - 1 else ()
        return ()

    def _named(self, head: int, name: Name) -> Mention:
        """A named body, group, place or nation."""
        tree, lexicon = self.tree, self.lexicon
        tokens = phrase(tree, head, complements=frozenset())
        if name.kind == "place" or (name.first > tokens[0] and fold(tree.word(tokens[0])) in _FORMER):
            tokens = tuple(range(name.first, name.last + 1))
        first, last = min(tokens[0], name.first), max(tokens[-1], name.last)
        while first < last and (tree.lemma(first) in {"the", "a", "an"} or tree.tokens[first].upos in {"PUNCT", "NUM"}):
            first += 1
        row = tuple(range(first, last + 1))
        words = span_of(tree, row, self.body)
        key = fold(strip(words.text))
        full = self.cast.canonical(name.span.text, name.kind)
        found = (
            lexicon.body(strip(words.text), self.cast.day)
            or lexicon.body(strip(name.span.text), self.cast.day)
            or lexicon.body(full, self.cast.day)
        )
        if found is not None:
            return Mention(
                words,
                found.kind,
                found.name,
                (),
                None,
                found.country,
                found.international,
                found.sectors,
                basis="lexicon",
            )
        bare = fold(strip(name.span.text))
        code = lexicon.countries.get(key) or lexicon.countries.get(bare)
        if code:
            return Mention(words, "place", strip(words.text), (), None, code, None, ("GOV",), basis="lexicon")
        people = lexicon.demonyms.get(bare) or lexicon.demonyms.get(bare.removesuffix("s"))
        if people:
            return Mention(
                words, "nationality", strip(words.text), (), None, people, None, ("CVL",), self._number(head)
            )
        if bare in lexicon.capitals and name.kind == "place":
            return Mention(
                words, "place", strip(words.text), (), None, lexicon.capitals[bare], None, ("GOV",), basis="lexicon"
            )
        country, international, sectors = self._told(list(row))
        known = self.cast.known.get(fold(full))
        if known is not None and known.span != words:
            country, international, sectors = (
                country or known.country,
                international or known.international,
                sectors or known.sectors,
            )
        kind = name.kind
        if kind not in ACTORS and (self._noun(name.last) or ("", ()))[0] == "group":
            kind = "organisation"
        return Mention(words, kind, full, (), None, country, international, sectors)

    def _described(self, head: int) -> Mention:
        """A phrase without a name of its own: "dozens of gunmen", "the Lakeland army", "rebel-held areas"."""
        tree, lexicon = self.tree, self.lexicon
        tokens = phrase(tree, head)
        words = span_of(tree, tokens, self.body)
        found = lexicon.body(strip(words.text), self.cast.day)
        if found is not None:
            return Mention(
                words,
                found.kind,
                found.name,
                (),
                None,
                found.country,
                found.international,
                found.sectors,
                basis="lexicon",
            )
        kernel = self._kernel(head)
        kind = self._kind(kernel)
        if kernel != head and kernel in self.names:
            inner = self.mention(kernel)
            return dataclasses.replace(inner, span=words, roles=(), number=self._number(head), via=None)
        country, international, sectors = self._told(list(tokens))
        if tree.tokens[head].upos == "PROPN" and kind == "other":
            kind = "organisation" if sectors else kind
        people = self._people(kernel)
        if people and kind == "other":
            kind, country, sectors = "nationality", people, ("CVL",)
        basis = None
        if country is None and international is None and set(sectors) & _BODY_SECTORS and self._definite(head):
            country, basis = self.cast.country, "context" if self.cast.country else None
        return Mention(words, kind, "", (), None, country, international, sectors, self._number(head), basis=basis)

    def _people(self, head: int) -> str | None:
        bare = fold(self.tree.word(head))
        plural = bare.endswith("s") or self.tree.tokens[head].upos in {"PROPN", "ADJ"}
        return (
            (self.lexicon.demonyms.get(bare) or self.lexicon.demonyms.get(bare.removesuffix("s"))) if plural else None
        )

    def _definite(self, head: int) -> bool:
        return any(
            self.tree.lemma(k) in {"the", "its", "their"} for k in self.tree.kids(head, "det", "nmod")
        ) or self.tree.word(head) in {"police", "authorities", "troops", "parliament"}

    def _kernel(self, head: int) -> int:
        """The noun that tells what is counted: "thousands of *civilians*", "members of the *council*"."""
        tree, at = self.tree, head
        for _ in range(4):
            if tree.lemma(at) not in self.lexicon.list("groups of people"):
                break
            under = [k for k in tree.kids(at, "nmod") if tree.case(k) in {"of", "among"}]
            if not under:
                break
            at = under[0]
        return at

    def _kind(self, kernel: int) -> str:
        """The kind told by the head noun, alone or with the word before it ("police station")."""
        found = self._noun(kernel)
        return found[0] if found else "other"

    def _noun(self, index: int) -> tuple[str, tuple[str, ...]] | None:
        nouns, tree = self.lexicon.nouns, self.tree
        lemma = fold(tree.lemma(index))
        for kid in reversed(tree.kids(index, "compound", "amod")):
            pair = f"{fold(tree.word(kid))} {lemma}"
            if pair in nouns:
                return nouns[pair]
        return nouns.get(lemma) or nouns.get(fold(tree.word(index)))

    def _number(self, head: int) -> str | None:
        tree = self.tree
        if tree.lemma(head) in self.lexicon.list("groups of people") and self._kernel(head) != head:
            under = tree.kids(head, "nmod")[0]
            first = min(tree.cover(head)[0], head)
            row = [
                t for t in range(first, tree.cover(under)[0]) if t in tree.cover(head) and tree.lemma(t) not in {"the"}
            ]
            cases = [k for k in tree.kids(under, "case") if k not in row]
            return span_of(tree, tuple(row + cases), self.body).text if row else None
        numbers = tree.kids(head, "nummod")
        if not numbers:
            return None
        row = sorted(t for n in numbers for t in tree.cover(n))
        return span_of(tree, tuple(row), self.body).text

    def _told(self, tokens: list[int]) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Country, international code and sectors that the words of a phrase or role tell; backers tell nothing."""
        tree, lexicon = self.tree, self.lexicon
        country: str | None = None
        international: str | None = None
        own: list[str] = []
        others: list[str] = []
        words = [t for t in tokens if not self._backer(t)]
        text = " ".join(tree.word(t) for t in words)
        for at, token in enumerate(words):
            for width in (4, 3, 2, 1):
                run = words[at : at + width]
                if len(run) < width or run[-1] - run[0] != width - 1:
                    continue
                key = fold(" ".join(tree.tokens[t].text for t in run))
                found = (
                    lexicon.body(key, self.cast.day) if any(tree.tokens[t].text[:1].isupper() for t in run) else None
                )
                if found is not None:
                    country, international = country or found.country, international or found.international
                    others += found.sectors
                    break
                code = (
                    lexicon.demonyms.get(key)
                    or lexicon.countries.get(key)
                    or (lexicon.demonyms.get(key.removesuffix("s")))
                )
                if code and tree.tokens[run[0]].text[:1].isupper():
                    country = country or code
                    break
                if key in lexicon.titles or key in lexicon.nouns:
                    own += lexicon.titles.get(key, ()) or self._noun_sectors(key)
                    break
            else:
                lemma = fold(tree.lemma(token))
                own += lexicon.titles.get(lemma, ()) or self._noun_sectors(lemma)
        if any(f" {w} " in f" {text} " for w in _FORMER - {"late"}):
            own = ["ELI", *own]
        special = [s for s in own if s in {"IGO"}]
        if special and international is None and country is None:
            international = special[0]
        sectors = tuple(dict.fromkeys(s for s in own + others if s != "IGO"))
        return country, international, sectors[:4]

    def _noun_sectors(self, key: str) -> tuple[str, ...]:
        entry = self.lexicon.nouns.get(key)
        return entry[1] if entry else ()

    def _backer(self, token: int) -> bool:
        """Whether the token is the backer in "X-backed militias", "allied with X"."""
        tree = self.tree
        after = token + 1
        while after < len(tree) and tree.tokens[after].text in {"-", "–"}:
            after += 1
        return (
            after > token + 1 and after < len(tree) and tree.word(after) in self.lexicon.list("supporting participles")
        ) or (
            "-" in tree.word(token)
            and tree.word(token).rpartition("-")[2] in self.lexicon.list("supporting participles")
        )


def _joined(tree: Tree) -> list[Name]:
    """The names of a sentence but dates and sums, with neighbouring parts of one person's name made one."""
    names = [n for n in tree.sentence.names if n.kind not in {"date", "money", "time"}]
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last is not None and last.kind == name.kind == "person" and name.first == last.last + 1:
            start = tree.sentence.start
            text = tree.sentence.text[last.span.start - start : name.span.end - start]
            span = Span(text, last.span.start, name.span.end)
            joined[-1] = Name(span, "person", last.first, name.last, min(last.confidence, name.confidence))
        else:
            joined.append(name)
    return joined


def strip_span(text: str) -> str:
    """A name's words without a possessive ending. `"Seif’s" -> "Seif"`."""
    for ending in ("'s", "’s"):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text


def is_actor(mention: Mention) -> bool:
    """Whether a mention can act: a person, body, group, people – or a country or its seat of government."""
    return mention.kind in ACTORS or (mention.kind == "place" and mention.country is not None)
