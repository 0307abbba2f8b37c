"""Takes Readings, keeps them packed in columns (offsets, lemmas, heads …), gives them back equal. Reads no language.

Vectors are not kept: at 16 bits they take twenty times the room of the text. What needs them reads the text again.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from dateline.archive.bodies import unpack_body
from dateline.archive.database import Database
from dateline.records import Attribution, Name, Reading, Sentence, Span, Token, as_dict, from_dict


class Readings:
    """The items as language, one reading per version of an item."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, reading: Reading, body: str) -> None:
        """Keep a reading in place of an earlier one of the same version of the item."""
        number = self._database.value("SELECT n FROM items WHERE id = ?", (reading.item,))
        if number is None:
            raise LookupError(f"there is no item {reading.item}")
        packed = zlib.compress(
            json.dumps(_columns(reading, body), ensure_ascii=False).encode("utf-8", "surrogatepass"), 6
        )
        self._database.run(
            "INSERT OR REPLACE INTO readings (item, version, reader, reason, sentences, record)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, reading.item_version, reading.reader, reading.reason, len(reading.sentences), packed),
        )
        if reading.language is not None:
            self._tell_language(int(number), reading.item_version, reading.language)

    def _tell_language(self, item: int, version: int, language: str) -> None:
        """Give an item whose page names no language the one its text was found to be in."""
        self._database.run(
            "UPDATE versions SET language = ? WHERE item = ? AND version = ? AND language IS NULL",
            (language, item, version),
        )
        self._database.run(
            "UPDATE items SET language = ? WHERE n = ? AND version = ? AND language IS NULL", (language, item, version)
        )

    def get(self, item: str, version: int, reader: str | None = None) -> Reading | None:
        """The reading of a version of an item, by any reader or by the one asked for; without vectors."""
        row = self._database.one(
            "SELECT r.reader, r.record, v.body FROM readings r JOIN items i ON i.n = r.item"
            " JOIN versions v ON v.item = r.item AND v.version = r.version WHERE i.id = ? AND r.version = ?",
            (item, version),
        )
        if row is None or reader not in (None, row["reader"]):
            return None
        data = json.loads(zlib.decompress(row["record"]).decode("utf-8", "surrogatepass"))
        return _reading(data, (item, version, row["reader"]), unpack_body(row["body"]))


def _columns(reading: Reading, body: str) -> dict[str, Any]:
    """A reading without what its offsets tell."""
    return {
        "language": reading.language,
        "reason": reading.reason,
        "paragraphs": [_span(p, body) for p in reading.paragraphs],
        "sentences": [_sentence(s, body) for s in reading.sentences],
    }


def _span(span: Span, body: str) -> list[Any]:
    """`[start, end]`; with field and words where the body does not tell them."""
    if span.field == "body" and body[span.start : span.end] == span.text:
        return [span.start, span.end]
    return [span.start, span.end, span.field, span.text]


def _sentence(sentence: Sentence, body: str) -> list[Any]:
    tokens = sentence.tokens
    odd = {str(i): t.text for i, t in enumerate(tokens) if body[t.start : t.end] != t.text}
    kept = sentence.text if body[sentence.start : sentence.end] != sentence.text else None
    return [
        *(sentence.start, sentence.end, sentence.paragraph, kept),
        *([t.start - sentence.start for t in tokens], [t.end - t.start for t in tokens]),
        *([t.lemma for t in tokens], [t.upos for t in tokens], [t.head for t in tokens], [t.relation for t in tokens]),
        *(["|".join(f"{k}={v}" for k, v in t.features) for t in tokens], odd),
        [[_span(n.span, body), n.kind, n.first, n.last, n.confidence] for n in sentence.names],
        [as_dict(a) for a in sentence.attributions],
    ]


def _reading(data: dict[str, Any], about: tuple[str, int, str], body: str) -> Reading:
    return Reading(
        *about,
        language=data["language"],
        paragraphs=tuple(_as_span(p, body) for p in data["paragraphs"]),
        sentences=tuple(_as_sentence(s, body) for s in data["sentences"]),
        reason=data["reason"],
    )


def _as_span(columns: list[Any], body: str) -> Span:
    start, end, *rest = columns
    return Span(rest[1], start, end, rest[0]) if rest else Span(body[start:end], start, end)


def _as_sentence(columns: list[Any], body: str) -> Sentence:
    start, end, paragraph, kept, *tokens, odd, names, attributions = columns
    return Sentence(
        text=body[start:end] if kept is None else kept,
        start=start,
        end=end,
        tokens=tuple(_token(i, start, row, (odd, body)) for i, row in enumerate(zip(*tokens, strict=True))),
        paragraph=paragraph,
        names=tuple(Name(_as_span(span, body), *rest) for span, *rest in names),
        attributions=tuple(from_dict(Attribution, a) for a in attributions),
    )


def _token(index: int, base: int, row: tuple[Any, ...], texts: tuple[dict[str, str], str]) -> Token:
    offset, length, lemma, upos, head, relation, features = row
    odd, body = texts
    start = base + offset
    pairs = tuple((k, v) for k, _, v in (pair.partition("=") for pair in features.split("|") if pair))
    text = odd.get(str(index), body[start : start + length])
    return Token(text, start, start + length, lemma, upos, head, relation, pairs)
