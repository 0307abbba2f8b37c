"""A number and the syntax of its sentence → who is counted and as what; with no syntax, the words that follow it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from dateline.coding.counts.lexicon import CountWords, count_words
from dateline.coding.counts.numbers import Number
from dateline.records import Sentence, Token

_PHRASE = re.compile(r"(?:\s+(?:of\s+(?:the\s+)?|more\s+|other\s+)*)?((?:[^\W\d_][\w’'-]*\s?){1,5})")
_WITHIN = frozenset({"nummod", "nmod", "compound", "amod", "det", "advmod", "case", "fixed", "flat", "conj"})
_NUMBER_NOUNS = frozenset({"dozen", "hundred", "thousand", "million", "billion", "score", "ten"})
_REACH = 60
_ENDINGS = (("", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ped", ""), ("s", ""), ("ping", ""))
_OBJECT = ("obj", "nsubj:pass", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Counted:
    """Who is counted, in the text's words, and as what; `share_of` the whole; `reach` where the words end."""

    kind: str
    whom: str | None
    share_of: str | None
    reach: int


def by_syntax(number: Number, sentence: Sentence) -> Counted | None:
    """Who a number counts by the tree; None where no token of the number is in it. Offsets as the sentence's own."""
    tokens = sentence.tokens
    at = bisect_left(tokens, number.digits, key=lambda t: t.end - 1)
    inside = list(takewhile(lambda i: tokens[i].start < number.end, range(at, len(tokens))))
    if not inside:
        return None
    head = _noun(tokens, inside, number)
    if number.unit == "%":
        top = next((i for i in inside if tokens[i].head not in inside), inside[-1])
        return Counted(_kind(tokens, top, None), None, _whole(tokens, inside[-1], sentence), number.end)
    if head is None:
        top = next((i for i in inside if tokens[i].head not in inside), inside[-1])
        following = tokens[inside[-1] + 1] if inside[-1] + 1 < len(tokens) else None
        own = _by_noun(following, count_words())
        return Counted(own or _kind(tokens, top, None), None, None, number.end)
    first = next((i for i in range(inside[-1] + 1, head + 1) if tokens[i].lemma.lower() not in {"of", "the"}), head)
    whom = sentence.text[tokens[first].start - sentence.start : tokens[head].end - sentence.start]
    top = next((i for i in inside if tokens[i].head not in inside and i != head), inside[-1])
    outer = head if tokens[top].head == head else top
    share = None
    if tokens[first].upos == "NUM" and first > inside[-1] + 1:
        share, whom = (
            whom,
            sentence.text[tokens[first].end - sentence.start : tokens[head].end - sentence.start].strip(),
        )
    return Counted(_kind(tokens, outer, tokens[head]), whom or None, share, max(number.end, tokens[head].end))


def _noun(tokens: tuple[Token, ...], inside: list[int], number: Number) -> int | None:
    """The noun that is counted: the head of a numeral, or what follows "hundreds of"."""
    last = inside[-1]
    if _lemma(tokens[last]) not in _NUMBER_NOUNS:
        for i in reversed(inside):
            head = tokens[i].head
            if tokens[i].relation.startswith(("nummod", "amod", "det", "compound")) and head > last:
                return head if tokens[head].upos in {"NOUN", "PROPN", "ADJ"} else None
    for i, token in enumerate(tokens[last + 1 : last + _REACH], last + 1):
        if token.head in inside and token.relation.startswith(("nmod", "obl")) and token.upos in {"NOUN", "PROPN"}:
            return i
    head = tokens[last].head
    counted = head > last and tokens[head].upos in {"NOUN", "PROPN"} and tokens[last].relation.startswith("nummod")
    return head if counted else None


def _lemma(token: Token) -> str:
    return (token.lemma or token.text).lower().removesuffix("s")


def _whole(tokens: tuple[Token, ...], last: int, sentence: Sentence) -> str | None:
    """`of the total death toll` after a share."""
    after = tokens[last + 1 : last + 14]
    start = next((n for n, t in enumerate(after[:3]) if t.text.lower() == "of"), None)
    if start is None:
        return None
    kept: list[Token] = []
    for token in after[start + 1 :]:
        if kept and token.upos in {"VERB", "AUX", "PUNCT", "SCONJ", "ADP", "CCONJ", "PRON"}:
            break
        kept.append(token)
    return sentence.text[kept[0].start - sentence.start : kept[-1].end - sentence.start] if kept else None


def _kind(tokens: tuple[Token, ...], top: int, noun: Token | None) -> str:
    words = count_words()
    told = _by_noun(noun, words)
    at, steps = top, 0
    while 0 <= at < len(tokens) and steps < 6:
        token = tokens[at]
        if token.head < 0:
            break
        governor = tokens[token.head]
        found = _by_governor(token, governor, words) or _by_complement(tokens, at, words)
        if found:
            return found
        if governor.upos in {"VERB", "AUX"} and not token.relation.startswith(("conj", "xcomp")):
            break
        at, steps = token.head, steps + 1
    passive = _by_clause(tokens, top, words)
    return told or passive or "other"


def _by_noun(noun: Token | None, words: CountWords) -> str | None:
    if noun is None:
        return None
    found = words.kind_of("counted", noun.text) or words.kind_of("counted", noun.lemma or noun.text)
    return str(found) if found else None


def _by_governor(token: Token, governor: Token, words: CountWords) -> str | None:
    lemma = (governor.lemma or governor.text).lower()
    if governor.upos == "NOUN" and token.relation.startswith(("nmod", "obl")):
        found = words.kind_of("governor", lemma) or words.kind_of("counted", governor.text)
        return str(found) if found else None
    entry = words.kind_of("predicate", lemma)
    if entry is None:
        return None
    kind, roles = entry
    subject = token.relation == "nsubj"
    passive = token.relation in _OBJECT
    return str(kind) if (subject and "s" in roles) or (passive and "o" in roles) else None


def _by_complement(tokens: tuple[Token, ...], at: int, words: CountWords) -> str | None:
    """`caused many civilians to flee`, `thousands were forced to leave`: what the object is made to do."""
    if tokens[at].relation not in {"obj", "nsubj:pass"}:
        return None
    for token in tokens[max(0, at - _REACH) : at + _REACH]:
        entry = words.kind_of("predicate", token.lemma or token.text)
        if token.head == tokens[at].head and token.relation in {"xcomp", "ccomp"} and entry and "s" in entry[1]:
            return str(entry[0])
    return None


def _by_clause(tokens: tuple[Token, ...], top: int, words: CountWords) -> str | None:
    """`50 people killed in …`, `civilians who were detained`: a clause on the noun itself."""
    for token in tokens[max(0, top - _REACH) : top + _REACH]:
        if token.head != top or not token.relation.startswith("acl"):
            continue
        entry = words.kind_of("predicate", token.lemma or token.text)
        near = tokens[max(0, top - _REACH) : top + 2 * _REACH]
        subjects = [t for t in near if t.head >= 0 and tokens[t.head] is token and t.relation.startswith("nsubj")]
        passive = token.text.lower().endswith(("ed", "held", "slain")) and not any(
            s.relation == "nsubj" for s in subjects
        )
        if entry and (("o" in entry[1] and passive) or ("s" in entry[1] and not passive)):
            return str(entry[0])
    return None


def by_window(number: Number, text: str) -> Counted:
    """Who a number counts by the words around it, where there is no syntax."""
    words = count_words()
    phrase = _phrase(text, number.end)
    whom = phrase or None
    if number.unit == "%":
        whole = re.match(r"\s+of\s+((?:[\w’'-]+\s?){1,6})", text[number.end : number.end + 120])
        return Counted("other", None, _until_stop(whole[1]) if whole else None, number.end)
    reach = number.end + (text[number.end : number.end + 400].index(phrase) + len(phrase) if phrase else 0)
    last = phrase.split()[-1] if phrase else ""
    own = next((k for w in phrase.split()[:1] if (k := words.kind_of("counted", w))), None)
    kind = own or _kind_around(text, number, reach, words) or words.kind_of("counted", last) or "other"
    return Counted(str(kind), whom, None, reach)


def _phrase(text: str, at: int) -> str:
    match = _PHRASE.match(text, at)
    return _until_stop(match[1]) if match else ""


def _until_stop(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        known = count_words().kind_of("predicate", word.removesuffix("ed")) or word.lower() in {"killed", "died"}
        if word.lower() in count_words().tables["stop"]["words"] or (kept and (known or word.lower().endswith("ing"))):
            break
        kept.append(word)
    return " ".join(kept)


def _kind_around(text: str, number: Number, reach: int, words: CountWords) -> str | None:
    """The nearest word of violence: after the number as a passive or own act, before it as what takes an object."""
    after = re.split(r"[.;!?]\s|, (?!and )", text[reach : reach + 60], maxsplit=1)[0]
    before = re.split(r"[.;!?,]\s", text[max(0, number.start - 40) : number.start])[-1]
    following, preceding = re.findall(r"[A-Za-z]+", after), re.findall(r"[A-Za-z]+", before)
    passive = bool(following) and following[0].lower() in words.tables["stop"]["auxiliaries"]
    for word in following[:6] if passive else following[:1]:
        entry = _entry(word.lower(), words)
        if entry and ("o" in entry[1] if passive else True):
            return str(entry[0])
    for word in reversed(preceding):
        entry = _entry(word.lower(), words)
        governor = words.kind_of("governor", word)
        if governor or (entry and "o" in entry[1]):
            return str(governor) if governor else entry[0] if entry else None
    return None


def entry_of(word: str) -> tuple[str, str] | None:
    """What a form of a verb counts: kind, and whether as object (o) or subject (s). `"wounded" -> ("injured", "o")`"""
    return _entry(word, count_words())


def _entry(word: str, words: CountWords) -> tuple[str, str] | None:
    irregular = {"killed": "kill", "held": "hold", "fled": "flee", "died": "die", "left": "leave", "sent": "send"}
    if word in irregular:
        word = irregular[word]
    for ending, new in (
        ("", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ped", ""),
        ("s", ""),
        ("ping", ""),
    ):
        if word.endswith(ending) and (entry := words.tables["predicate"].get(word[: len(word) - len(ending)] + new)):
            return entry[0], entry[1]
    return None
