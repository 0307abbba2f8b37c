"""Takes what a person types into a search box, gives an expression for the full-text index that cannot be malformed.

    query   = clause { [AND | OR | NOT] clause }        words side by side mean AND; NOT binds like AND, OR weakest
    clause  = [field:] ( word | word* | "a phrase" | ( query ) ) | -clause
    field   = title, body, credit; outlet, category, language and year narrow the list instead

Everything is folded like the index, so case, accents, tatweel and forms of alef make no difference. It runs no query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dateline.archive.filters import Filter
from dateline.errors import InputError
from dateline.text import fold

LONGEST = 500
MOST_WORDS = 40
FIELDS = ("title", "body", "credit")
NARROWING = ("outlet", "category", "language", "year")
_TOKEN = re.compile(r'\s*(?:(\()|(\))|(-(?=\S))|([a-z]+):(?=\S)|"([^"]*)(?:"(\*)?|$)|([^\s()"]+))')
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]*[^\W_]+)*")
REMEDY = 'try single words, "a phrase", word*, AND, OR, NOT, title: or credit:'


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word to mark in results; `prefix` matches every word that begins so."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """`match` is the expression ("" where only the filter narrows), `terms` what to mark, `filter` the whole filter."""

    match: str
    terms: tuple[Term, ...]
    filter: Filter

    @property
    def beginning(self) -> str:
        """The beginning of a word where nothing else is searched for, else ""."""
        if len(self.terms) != 1 or not self.terms[0].prefix or len(self.terms[0].words) != 1:
            return ""
        word = self.terms[0].words[0]
        return word if self.match == f'"{word}" *' else ""


@dataclass(slots=True)
class _Reader:
    """The state of one reading: tokens left, words seen, filter so far."""

    tokens: list[tuple[str, str]]
    terms: list[Term] = field(default_factory=list)
    filter: Filter = field(default_factory=Filter)
    depth: int = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[0] if self.tokens else ("end", "")

    def take(self) -> tuple[str, str]:
        return self.tokens.pop(0)


def parse(text: str, base: Filter | None = None) -> Query:
    """Read a search. Raises InputError, in words for the person who typed it.

    `'Homs OR "safe zone" -title:draft'` -> match `("homs" OR "safe zone") NOT {title} : "draft"`
    """
    if len(text) > LONGEST:
        raise InputError(f"the search is longer than {LONGEST} characters", remedy="search for fewer words")
    reader = _Reader(_tokens(text), filter=base or Filter())
    match = _either(reader)
    if reader.peek()[0] != "end":
        raise InputError("a bracket is closed that was never opened", remedy="count the brackets, or leave them out")
    if len(reader.terms) > MOST_WORDS:
        raise InputError(f"the search has more than {MOST_WORDS} words", remedy="search for fewer words")
    return Query(match, tuple(reader.terms), reader.filter)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        part = _TOKEN.match(text, at)
        if part is None or part.end() == at:
            raise InputError("the search could not be read", remedy=REMEDY)
        found.append(_token(part))
        at = part.end()
    return found


def _token(part: re.Match[str]) -> tuple[str, str]:
    opened, closed, minus, name, phrase, star, word = part.groups()
    if opened or closed or minus:
        return ("(" if opened else ")" if closed else "not", "")
    if name:
        return ("field", name)
    if phrase is not None:
        return ("prefix phrase" if star else "phrase", phrase)
    if word in {"AND", "OR", "NOT"}:
        return (word.lower(), "")
    return ("prefix" if word.endswith("*") else "word", word.rstrip("*"))


def _either(reader: _Reader) -> str:
    parts = [_all(reader)]
    while reader.peek()[0] == "or":
        reader.take()
        parts.append(_all(reader))
    wanted = [part for part in parts if part]
    if len(wanted) < len(parts) and len(parts) > 1:
        raise InputError("OR needs words on both sides", remedy=REMEDY)
    return wanted[0] if len(wanted) == 1 else f"({' OR '.join(wanted)})" if wanted else ""


def _all(reader: _Reader) -> str:
    wanted: list[str] = []
    unwanted: list[str] = []
    while (kind := reader.peek()[0]) not in {"end", ")", "or"}:
        negated = kind == "not"
        if kind in {"and", "not"}:
            reader.take()
            if reader.peek()[0] in {"end", ")", "or", "and"}:
                raise InputError(f"{kind.upper()} needs a word behind it", remedy=REMEDY)
            if reader.peek()[0] == "not":
                continue
        before = len(reader.terms)
        part = _clause(reader)
        if negated:
            del reader.terms[before:]
        if part:
            (unwanted if negated else wanted).append(part)
    if unwanted and not wanted:
        raise InputError("a search cannot consist of words to leave out only", remedy="add a word to look for")
    joined = " AND ".join(wanted)
    if not unwanted:
        return f"({joined})" if len(wanted) > 1 else joined
    return f"(({joined}) NOT ({' OR '.join(unwanted)}))"


def _clause(reader: _Reader) -> str:
    kind, value = reader.take()
    if kind == "(":
        return _bracketed(reader)
    if kind == "field":
        return _field(reader, value)
    if kind == ")":
        raise InputError("a bracket is empty or in the wrong place", remedy=REMEDY)
    return _words(reader, kind, value)


def _bracketed(reader: _Reader) -> str:
    reader.depth += 1
    if reader.depth > 20:
        raise InputError("the brackets are nested too deep", remedy="search in several steps")
    inner = _either(reader)
    if reader.peek()[0] != ")":
        raise InputError("a bracket is opened that is never closed", remedy="count the brackets, or leave them out")
    reader.take()
    reader.depth -= 1
    return inner


def _field(reader: _Reader, name: str) -> str:
    if name in NARROWING:
        return _narrow(reader, name)
    if name not in FIELDS:
        known = ", ".join(f"{field}:" for field in (*FIELDS, *NARROWING))
        raise InputError(f"there is no field “{name}”", remedy=f"fields are {known}")
    inner = _clause(reader)
    return f"{{{name}}} : ({inner})" if inner else ""


def _narrow(reader: _Reader, name: str) -> str:
    kind, value = reader.take()
    if kind not in {"word", "phrase"} or not value:
        raise InputError(f"{name}: needs one value", remedy=f'write {name}:value or {name}:"several words"')
    if reader.depth:
        raise InputError(f"{name}: cannot stand inside brackets", remedy="put it before or after them")
    if name == "year":
        if not (value.isdecimal() and value.isascii() and len(value) == 4 and value != "0000"):
            raise InputError(f"“{value}” is no year", remedy="write year:2017")
        reader.filter = replace(reader.filter, start=f"{value}-01-01", end=f"{value}-12-31")
    elif name == "outlet":
        reader.filter = replace(reader.filter, outlets=(*reader.filter.outlets, value))
    elif name == "category":
        reader.filter = replace(reader.filter, categories=(*reader.filter.categories, value))
    else:
        reader.filter = replace(reader.filter, languages=(*reader.filter.languages, value))
    return ""


def _words(reader: _Reader, kind: str, value: str) -> str:
    words = tuple(_WORD.findall(fold(value.replace("\x00", " "))))
    if not words:
        return ""
    prefix = kind.startswith("prefix")
    reader.terms.append(Term(words, prefix))
    return f'"{" ".join(words)}"{" *" if prefix else ""}'
