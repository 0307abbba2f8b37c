"""A Reading and its text → a few bytes, and back equal. Reads no language, knows no database.

Tokens are kept in columns (distance, length, label, head …) of what the text does not tell; vectors as whole multiples
of a step, at about three bits a number. `as_kept` gives a reading the precision in which it would come back: who codes
from that gets the same records from a stored reading as from a fresh one.
"""

from __future__ import annotations

import dataclasses
import json
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.records import Attribution, Name, Reading, Sentence, Span, Token, Vectors

_MARK = b"R2"
_HEAD = struct.Struct("<IIIII")
_MOST = 127
_FINEST, _COARSEST = -24, 8
_ITSELF = 1 << 20
_COLUMNS = 6

Numbers = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Packed:
    """A reading as it is kept; `sentences` is their number."""

    item: str
    item_version: int
    reader: str
    language: str | None
    reason: str | None
    sentences: int
    record: bytes

    @property
    def whole(self) -> bool:
        """Whether vectors are in it; an earlier dateline kept readings without."""
        return self.record.startswith(_MARK)


def pack(reading: Reading, body: str, title: str = "") -> Packed:
    """The reading of a text without what the text tells. Vectors are rounded as `as_kept` does."""
    blocks = [_block(reading, body)]
    if reading.heading is not None:
        blocks.append(_block(reading.heading, title))
    told = (reading.reader, reading.language, reading.reason, len(reading.sentences))
    return Packed(reading.item, reading.item_version, *told, _MARK + b"".join(blocks))


def unpack(packed: Packed, body: str, title: str = "") -> Reading | None:
    """The reading again; None for one that an earlier dateline kept, which had no vectors."""
    if not packed.whole:
        return None
    about = (packed.item, packed.item_version, packed.reader)
    reading, at = _read(packed.record, len(_MARK), about, body)
    if at == len(packed.record):
        return reading
    return dataclasses.replace(reading, heading=_read(packed.record, at, about, title)[0])


def as_kept(reading: Reading) -> Reading:
    """The reading with its vectors as precise as they are kept."""
    heading = as_kept(reading.heading) if reading.heading is not None else None
    if reading.vectors is None:
        return dataclasses.replace(reading, heading=heading)
    old = reading.vectors
    vectors = Vectors(old.width, *(_restore(*_round(raw)) for raw in (old.tokens, old.sentences)))
    return dataclasses.replace(reading, vectors=vectors, heading=heading)


# ── vectors ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _round(raw: bytes) -> tuple[Numbers, int]:
    """Half-precision numbers as whole multiples of a step 2**n: one they are multiples of, else one near their size."""
    values = np.frombuffer(raw, "<f2").astype(np.float32)
    top = float(np.abs(values).max(initial=0.0))
    if not top or not np.isfinite(top):
        return np.zeros(len(values), np.int8), 0
    fine = max(_FINEST, int(np.ceil(np.log2(top / _MOST))))
    for step in range(_COARSEST, fine - 1, -1):
        scaled = values * np.float32(2.0**-step)
        if (scaled == np.rint(scaled)).all():
            return scaled.astype(np.int8), step
    step = max(fine, round(float(np.log2(np.sqrt(np.mean(values**2))))))
    return np.rint(values * np.float32(2.0**-step)).astype(np.int8), step


def _restore(numbers: Numbers, step: int) -> bytes:
    return (numbers.astype(np.float32) * np.float32(2.0**step)).astype("<f2").tobytes()


def _squeezed(numbers: Numbers, width: int) -> bytes:
    """Rows of `width` numbers, dimension by dimension; only the frequency of values helps, so nothing else is tried."""
    by_dimension = np.ascontiguousarray(numbers.reshape(-1, width).T)
    packer = zlib.compressobj(1, zlib.DEFLATED, 15, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(by_dimension.tobytes()) + packer.flush()


def _spread(data: bytes, width: int) -> Numbers:
    flat = np.frombuffer(zlib.decompress(data), np.int8)
    return np.ascontiguousarray(flat.reshape(width, -1).T).reshape(-1)


# ── a reading as bytes ──────────────────────────────────────────────────────────────────────────────────────────────


def _block(reading: Reading, text: str) -> bytes:
    columns, tables = _tokens(reading, text)
    head: dict[str, Any] = {
        "reason": reading.reason,
        "language": reading.language,
        "paragraphs": [_span(p, text) for p in reading.paragraphs],
        "sentences": [_sentence(s, text) for s in reading.sentences],
        **tables,
    }
    vectors = [b"", b""]
    if reading.vectors is not None:
        head["width"], steps = reading.vectors.width, []
        for at, raw in enumerate((reading.vectors.tokens, reading.vectors.sentences)):
            numbers, step = _round(raw)
            steps.append(step)
            vectors[at] = _squeezed(numbers, reading.vectors.width) if len(numbers) else b""
        head["steps"] = steps
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    planes = np.ascontiguousarray(columns.view(np.uint8).reshape(_COLUMNS, -1, 4).transpose(0, 2, 1)).tobytes()
    squeezed = zlib.compress(told + planes, 6)
    return _HEAD.pack(len(told), columns.shape[1], len(squeezed), *map(len, vectors)) + squeezed + b"".join(vectors)


def _read(record: bytes, at: int, about: tuple[str, int, str], text: str) -> tuple[Reading, int]:
    told, count, size, *sizes = _HEAD.unpack_from(record, at)
    at += _HEAD.size
    plain = zlib.decompress(record[at : at + size])
    at += size
    head = json.loads(plain[:told].decode("utf-8", "surrogatepass"))
    planes = np.frombuffer(plain, np.uint8, offset=told).reshape(_COLUMNS, 4, count)
    columns = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i4").reshape(_COLUMNS, count)
    parts = []
    for part in sizes:
        parts.append(record[at : at + part])
        at += part
    tokens = _as_tokens(columns, head, text)
    reading = Reading(
        *about,
        language=head["language"],
        paragraphs=tuple(_as_span(p, text) for p in head["paragraphs"]),
        sentences=tuple(_sentences(head["sentences"], tokens, text)),
        vectors=_vectors(head, parts),
        reason=head["reason"],
    )
    return reading, at


def _vectors(head: dict[str, Any], parts: list[bytes]) -> Vectors | None:
    if "width" not in head:
        return None
    width = int(head["width"])
    raw = (
        _restore(_spread(part, width), step) if part else b"" for part, step in zip(parts, head["steps"], strict=True)
    )
    return Vectors(width, *raw)


# ── tokens in columns ───────────────────────────────────────────────────────────────────────────────────────────────


def _tokens(reading: Reading, text: str) -> tuple[NDArray[np.int32], dict[str, Any]]:
    """Columns (distance from the token before, length, label, relation, head, lemma) and the tables they point into."""
    labels: dict[str, int] = {}
    relations: dict[str, int] = {}
    lemmas: dict[str, int] = {}
    odd: dict[int, str] = {}
    rows: list[tuple[int, ...]] = []
    reached = 0
    for sentence in reading.sentences:
        for index, token in enumerate(sentence.tokens):
            if text[token.start : token.end] != token.text:
                odd[len(rows)] = token.text
            label = "|".join((token.upos, *(f"{k}={v}" for k, v in token.features)))
            lemma = 0 if token.lemma == token.text.lower() else lemmas.setdefault(token.lemma, len(lemmas) + 1)
            head = 0 if token.head == -1 else (token.head - index or _ITSELF)
            numbers = labels.setdefault(label, len(labels)), relations.setdefault(token.relation, len(relations))
            rows.append((token.start - reached, token.end - token.start, *numbers, head, lemma))
            reached = token.end
    columns = np.ascontiguousarray(np.array(rows, "<i4").reshape(-1, _COLUMNS).T)
    return columns, {"labels": list(labels), "relations": list(relations), "lemmas": list(lemmas), "odd": odd}


def _as_tokens(columns: NDArray[np.int32], head: dict[str, Any], text: str) -> list[tuple[Any, ...]]:
    """Per token: words, start, end, lemma, class, head as a distance, relation, features."""
    labels = [_label(told) for told in head["labels"]]
    relations, lemmas, odd = head["relations"], head["lemmas"], {int(k): v for k, v in head["odd"].items()}
    starts = np.cumsum(columns[0] + np.concatenate(([0], columns[1, :-1]))) if columns.shape[1] else columns[0]
    found = []
    every = zip(starts.tolist(), *columns[1:].tolist(), strict=True)
    for number, (start, length, label, relation, up, lemma) in enumerate(every):
        end = start + length
        words = odd[number] if number in odd else text[start:end]
        word_class, features = labels[label]
        base = lemmas[lemma - 1] if lemma else words.lower()
        found.append((words, start, end, base, word_class, up, relations[relation], features))
    return found


def _label(told: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    word_class, *features = told.split("|")
    return word_class, tuple((k, v) for k, _, v in (f.partition("=") for f in features))


def _sentence(sentence: Sentence, text: str) -> list[Any]:
    kept = sentence.text if text[sentence.start : sentence.end] != sentence.text else None
    return [
        *(sentence.start, sentence.end, sentence.paragraph, kept, len(sentence.tokens)),
        [[_span(n.span, text), n.kind, n.first, n.last, n.confidence] for n in sentence.names],
        [_attribution(a, text) for a in sentence.attributions],
    ]


def _sentences(told: list[list[Any]], tokens: list[tuple[Any, ...]], text: str) -> Iterable[Sentence]:
    at = 0
    for start, end, paragraph, kept, count, names, attributions in told:
        row = tokens[at : at + count]
        at += count
        yield Sentence(
            text=text[start:end] if kept is None else kept,
            start=start,
            end=end,
            tokens=tuple(_token(i, told) for i, told in enumerate(row)),
            paragraph=paragraph,
            names=tuple(Name(_as_span(span, text), *rest) for span, *rest in names),
            attributions=tuple(_as_attribution(a, text) for a in attributions),
        )


def _token(index: int, told: tuple[Any, ...]) -> Token:
    words, start, end, lemma, word_class, up, relation, features = told
    head = -1 if not up else index if up == _ITSELF else index + up
    return Token(words, start, end, lemma, word_class, head, relation, features)


def _attribution(one: Attribution, text: str) -> list[Any]:
    spans = [[_span(s, text) for s in part] for part in (one.source, one.cue, one.content)]
    return [*spans, one.sentence, one.confidence]


def _as_attribution(told: list[Any], text: str) -> Attribution:
    *parts, sentence, confidence = told
    source, cue, content = (tuple(_as_span(s, text) for s in part) for part in parts)
    return Attribution(source, cue, content, sentence, confidence)


def _span(span: Span, text: str) -> list[Any]:
    """`[start, end]`; with field and words where the text does not tell them."""
    if span.field == "body" and text[span.start : span.end] == span.text:
        return [span.start, span.end]
    return [span.start, span.end, span.field, span.text]


def _as_span(told: list[Any], text: str) -> Span:
    start, end, *rest = told
    return Span(rest[1], start, end, rest[0]) if rest else Span(text[start:end], start, end)
