"""Takes a pipeline of another library that speaks Universal Dependencies, gives a reader; trains and corrects nothing.

`--reader spacy:NAME_OR_FOLDER` and `--reader stanza:LANGUAGE` come here. A foreign pipeline gives no attributions
and no vectors: statements then rest on the coding rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import MissingExtraError, ModelError
from dateline.reading import language
from dateline.reading.passages import paragraphs
from dateline.records import Name, Reading, Sentence, Span, Token

FOREIGN_KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "nationality",
    "FAC": "facility", "EVENT": "occasion", "WORK_OF_ART": "document", "LAW": "document", "PRODUCT": "product",
    "DATE": "date", "TIME": "date", "MONEY": "money", "ORGANIZATION": "organisation", "ORGANISATION": "organisation",
    "LOCATION": "place", "FACILITY": "facility",
}  # fmt: skip
_NOT_UD = frozenset({"dobj", "pobj", "prep", "nsubjpass", "auxpass", "relcl", "attr", "poss"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence of another library: tokens with offsets in the text given, names as (first, last, label)."""

    tokens: tuple[Token, ...]
    names: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A reader over two functions: one for text, one for given words."""

    version: str
    parse: Callable[[str], list[Parsed]]
    parse_words: Callable[[Sequence[Sequence[str]]], list[Parsed]]
    languages: frozenset[str] = frozenset({"en"})

    def read(self, text: str, item: str = "", item_version: int = 1) -> Reading:
        """Read one text, paragraph by paragraph, so that no sentence crosses a break."""
        found = language.identify(text)
        spans = tuple(Span(text[a:b], a, b) for a, b in paragraphs(text))
        if found not in self.languages:
            reason = "no words" if found is None else f"language: {found}"
            return Reading(item, item_version, self.version, found, spans, reason=reason)
        out = []
        for number, span in enumerate(spans):
            for parsed in self.parse(span.text):
                moved = [replace(t, start=t.start + span.start, end=t.end + span.start) for t in parsed.tokens]
                out.append(_sentence(text, replace(parsed, tokens=tuple(moved)), number))
        return Reading(item, item_version, self.version, found, spans, tuple(out))

    def read_tokens(self, tokenised: Sequence[Sequence[str]]) -> list[Sentence]:
        """Read given words; offsets count over the words joined by one blank."""
        text, at, out = " ".join(w for s in tokenised for w in s), 0, []
        for words, parsed in zip(tokenised, self.parse_words(tokenised), strict=True):
            tokens = []
            for token, word in zip(parsed.tokens, words, strict=True):
                tokens.append(replace(token, start=at, end=at + len(word)))
                at += len(word) + 1
            out.append(_sentence(text, replace(parsed, tokens=tuple(tokens)), 0))
        return out

    def read_many(self, texts: Iterable[str], threads: int = 2) -> Iterator[Reading]:
        """Read a stream of texts in order, one at a time: how other libraries share threads is theirs to say."""
        del threads
        yield from map(self.read, texts)


def _sentence(text: str, parsed: Parsed, paragraph: int) -> Sentence:
    if not parsed.tokens:
        return Sentence("", 0, 0, paragraph=paragraph)
    parsed = replace(parsed, tokens=_rooted(parsed.tokens))
    start, end = parsed.tokens[0].start, parsed.tokens[-1].end
    names = []
    for first, last, label in parsed.names:
        a, b = parsed.tokens[first].start, parsed.tokens[last].end
        names.append(Name(Span(text[a:b], a, b), FOREIGN_KINDS.get(label.upper(), "other"), first, last))
    return Sentence(text[start:end], start, end, parsed.tokens, paragraph, tuple(names))


def _rooted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Exactly one root: later ones hang on the first."""
    roots = [i for i, t in enumerate(tokens) if t.head < 0] or [0]
    out = list(tokens)
    out[roots[0]] = replace(tokens[roots[0]], head=-1, relation="root")
    for i in roots[1:]:
        out[i] = replace(tokens[i], head=roots[0], relation="parataxis")
    return tuple(out)


# ── spaCy ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def spacy_reader(name: str) -> Foreign:
    """The spaCy pipeline of a name or folder. Raises MissingExtraError without spaCy, ModelError for an unfit one."""
    try:
        import spacy
    except ImportError:
        raise MissingExtraError("spaCy is not installed", where=f"spacy:{name}", remedy="pip install spacy") from None
    try:
        return from_spacy(spacy.load(name))
    except OSError as trouble:
        raise ModelError(
            str(trouble), where=f"spacy:{name}", remedy="give the name or folder of a pipeline"
        ) from trouble


def from_spacy(pipeline: Any) -> Foreign:
    """A reader over a loaded spaCy pipeline; raises ModelError where its parser does not speak UD."""
    labels = {str(x) for pipe in ("parser",) if pipe in pipeline.pipe_names for x in pipeline.get_pipe(pipe).labels}
    name = f"{pipeline.meta['lang']}_{pipeline.meta['name']}"
    if labels & _NOT_UD:
        odd = ", ".join(sorted(labels & _NOT_UD)[:3])
        raise ModelError(
            f"its relations are not those of UD ({odd})", where=name, remedy="take a pipeline with UD labels"
        )

    def given(tokenised: Sequence[Sequence[str]]) -> list[Parsed]:
        from spacy.tokens import Doc

        docs = (Doc(pipeline.vocab, words=list(words)) for words in tokenised)
        return [_one(_from_doc(doc)) for doc in pipeline.pipe(docs)]

    return Foreign(f"spacy-{name}-{pipeline.meta['version']}", lambda text: _from_doc(pipeline(text)), given)


def _from_doc(doc: Any) -> list[Parsed]:
    sentences = list(doc.sents) if doc.has_annotation("SENT_START") else [doc[:]]
    out = []
    for sentence in sentences:
        kept = [t for t in sentence if not t.is_space]
        place = {t.i: at for at, t in enumerate(kept)}
        tokens = tuple(_from_token(t, place) for t in kept)
        names = tuple(
            (place[e.start], place[e.end - 1], e.label_) for e in doc.ents if e.start in place and e.end - 1 in place
        )
        if tokens:
            out.append(Parsed(tokens, names))
    return out


def _from_token(token: Any, place: dict[int, int]) -> Token:
    root = token.head.i == token.i or token.head.i not in place
    relation = "root" if root else token.dep_ or "dep"
    features = tuple(sorted((str(k), str(v)) for k, v in token.morph.to_dict().items()))
    head = -1 if root else place[token.head.i]
    end = token.idx + len(token.text)
    return Token(token.text, token.idx, end, token.lemma_ or token.text, token.pos_ or "X", head, relation, features)


def _one(parts: list[Parsed]) -> Parsed:
    """Put together what a pipeline cut of a given sentence."""
    tokens: list[Token] = []
    names: list[tuple[int, int, str]] = []
    for part in parts:
        base = len(tokens)
        for token in part.tokens:
            tokens.append(replace(token, head=token.head + base if token.head >= 0 else -1))
        names += [(a + base, b + base, label) for a, b, label in part.names]
    return Parsed(tuple(tokens), tuple(names))


# ── Stanza ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def stanza_reader(name: str) -> Foreign:
    """The Stanza pipeline of a language. Raises MissingExtraError where Stanza is not installed."""
    try:
        import stanza
    except ImportError:
        raise MissingExtraError(
            "Stanza is not installed", where=f"stanza:{name}", remedy="pip install stanza"
        ) from None
    code = name or "en"
    common = {
        "lang": code,
        "processors": "tokenize,mwt,pos,lemma,depparse,ner",
        "verbose": False,
        "download_method": None,
    }
    given = stanza.Pipeline(**common, tokenize_pretokenized=True)
    return from_stanza(stanza.Pipeline(**common), given, f"stanza-{code}-{stanza.__version__}")


def from_stanza(pipeline: Callable[[Any], Any], pretokenised: Callable[[Any], Any], version: str) -> Foreign:
    """A reader over two loaded Stanza pipelines, one for text and one for given words."""
    return Foreign(
        version,
        lambda text: [_from_words(s, text) for s in pipeline(text).to_dict()],
        lambda words: [_from_words(s, None) for s in pretokenised([list(w) for w in words]).to_dict()],
    )


def _from_words(rows: list[dict[str, Any]], text: str | None) -> Parsed:
    """One sentence of Stanza's plain form; the words of a multiword token share its characters one after the other."""
    tokens: list[Token] = []
    tags: list[str] = []
    at, until, tag = 0, 0, "O"
    for row in rows:
        if not isinstance(row["id"], int) and len(row["id"]) > 1:
            at, until, tag = int(row["start_char"]), int(row["end_char"]), str(row.get("ner", "O"))
            continue
        start, end = (
            (int(row["start_char"]), int(row["end_char"]))
            if "start_char" in row
            else (at, min(until, at + len(row["text"])))
        )
        at = end
        features = tuple(sorted(tuple(f.split("=", 1)) for f in row.get("feats", "").split("|") if "=" in f))
        word = text[start:end] if text else row["text"]
        tokens.append(
            Token(
                word,
                start,
                end,
                row.get("lemma") or word,
                row.get("upos", "X"),
                row["head"] - 1,
                row["deprel"],
                features,
            )
        )
        tags.append(str(row.get("ner", tag)))
    return Parsed(tuple(tokens), _from_tags(tags))


def _from_tags(tags: list[str]) -> tuple[tuple[int, int, str], ...]:
    found, first = [], 0
    for at, tag in enumerate(tags):
        if tag[:1] in "BS":
            first = at
        if tag[:1] in "ES":
            found.append((first, at, tag[2:]))
    return tuple(found)
