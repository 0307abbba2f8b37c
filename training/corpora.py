"""Takes the public training files, gives documents of labelled words; cuts no windows and makes no tensors.

Only training halves are read here, plus GUM, which has no halves in this selection. Every label is optional: a document
carries what its corpus annotates.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.reading.pieces import BLANK, BREAK, NO_BLANK, UNKNOWN_GAP
from dateline.reading.words import words as find_words

FILES = {
    "ewt": "ud/en_ewt-train.conllu.xz",
    "gum": "ud/gum-news-interview-speech-court-bio-voyage.conllu.xz",
    "worldwide": "names/worldwide-train.bioes.xz",
    "polnear": "attribution/polnear-train.jsonl.xz",
    "plv": "events/plv-train.jsonl",
    "ngec": "events/ngec-synthetic-stories.jsonl.xz",
}


@dataclass(slots=True)
class Words:
    """A document: parallel lists over its words; `units` are sentences or what stands for them, as (start, end)."""

    corpus: str
    name: str
    forms: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    units: list[tuple[int, int]] = field(default_factory=list)
    syntax: list[tuple[str, int, str]] | None = None  # (upos|features, head in the document or -1, relation)
    lemmas: list[str] | None = None
    names: list[str] | None = None  # BIOES
    attributions: list[tuple[list[int], list[int], list[int]]] | None = None  # word numbers of source, cue, content
    event: tuple[str, list[int], list[int]] | None = None  # type, words of source, words of target


def digests(data: Path, without: set[str]) -> dict[str, str]:
    """SHA-256 of every file that training reads."""
    return {n: hashlib.sha256((data / f).read_bytes()).hexdigest() for n, f in FILES.items() if n not in without}


def read(name: str, data: Path) -> list[Words]:
    """All documents of one corpus by its name in `FILES`."""
    readers = {
        "ewt": read_conllu, "gum": read_conllu, "worldwide": read_bioes, "polnear": read_attributions,
        "plv": read_plv, "ngec": read_stories,
    }  # fmt: skip
    return list(readers[name](data / FILES[name], name))


def _text(path: Path) -> str:
    return lzma.open(path, "rt", encoding="utf-8").read() if path.suffix == ".xz" else path.read_text("utf-8")


# ── syntax ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_conllu(path: Path, corpus: str) -> Iterator[Words]:
    """One document per `# newdoc`; words as UD has them, gaps from SpaceAfter and `# newpar`."""
    doc = Words(corpus, "", syntax=[], lemmas=[])
    for block in _text(path).strip().split("\n\n"):
        lines = block.split("\n")
        started = [line for line in lines if line.startswith("# newdoc")]
        if started:
            if doc.forms:
                yield doc
            doc = Words(corpus, started[0].split("=")[-1].strip(), syntax=[], lemmas=[])
        _add_sentence(doc, lines)
    yield doc


def _add_sentence(doc: Words, lines: list[str]) -> None:
    start, glued_until, glued_blank = len(doc.forms), 0, True
    paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    gap = BREAK if paragraph or not doc.forms else BLANK
    for line in lines:
        cells = line.split("\t")
        if line.startswith("#") or "." in cells[0]:
            continue
        if "-" in cells[0]:
            glued_until, glued_blank = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
            continue
        number, head = int(cells[0]), int(cells[6])
        doc.forms.append(cells[1])
        doc.gaps.append(gap)
        features = cells[5] if cells[5] != "_" else ""
        assert doc.syntax is not None
        assert doc.lemmas is not None
        doc.syntax.append((f"{cells[3]}|{features}".rstrip("|"), start + head - 1 if head else -1, cells[7]))
        doc.lemmas.append(cells[2])
        blank = ("SpaceAfter=No" not in cells[9]) if number > glued_until else (number == glued_until and glued_blank)
        gap = BLANK if blank else NO_BLANK
    doc.units.append((start, len(doc.forms)))


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_bioes(path: Path, corpus: str) -> Iterator[Words]:
    """One document per `# doc`; paragraphs are cut into likely sentences and the tags made BIOES again."""
    for part in re.split(r"(?m)^# doc = ", _text(path))[1:]:
        name, _, body = part.partition("\n")
        doc = Words(corpus, name.strip(), names=[])
        for paragraph in body.split("\n\n"):
            rows = [
                (*line.split("\t"), "O")
                for line in paragraph.split("\n")
                if line.strip() and not line.startswith("http")
            ]
            _add_paragraph(doc, [r[0] for r in rows], [r[1] for r in rows])
        if doc.forms:
            yield doc


def _add_paragraph(doc: Words, forms: list[str], tags: list[str]) -> None:
    for start, end in likely_sentences(forms):
        base = len(doc.forms)
        doc.forms += forms[start:end]
        doc.gaps += [BREAK if start == 0 else UNKNOWN_GAP] + [UNKNOWN_GAP] * (end - start - 1)
        doc.units.append((base, base + end - start))
        assert doc.names is not None
        doc.names += bioes(tags[start:end])


def bioes(tags: list[str]) -> list[str]:
    """Make loose BIO into BIOES. `["B-X", "I-X", "O", "I-Y"] -> ["B-X", "E-X", "O", "S-Y"]`."""
    kinds = [t[2:] if t[1:2] == "-" else "" for t in tags]
    out = []
    for at, kind in enumerate(kinds):
        before = at > 0 and kinds[at - 1] == kind and not tags[at].startswith(("B-", "S-"))
        after = at + 1 < len(tags) and kinds[at + 1] == kind and not tags[at + 1].startswith(("B-", "S-"))
        place = {(False, False): "S", (False, True): "B", (True, True): "I", (True, False): "E"}[before, after]
        out.append(f"{place}-{kind}" if kind else "O")
    return out


def likely_sentences(forms: list[str]) -> list[tuple[int, int]]:
    """Cut a tokenised paragraph after `. ! ?` and what closes it. `["A", ".", "B"] -> [(0, 2), (2, 3)]`."""
    cuts, at = [0], 0
    while at < len(forms):
        if forms[at] in {".", "!", "?", "...", "…"}:
            while at + 1 < len(forms) and forms[at + 1] in {'"', "'", "”", "’", ")", "''"}:
                at += 1
            cuts.append(at + 1)
        at += 1
    if cuts[-1] != len(forms):
        cuts.append(len(forms))
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]


# ── attributions and events, from raw text ──────────────────────────────────────────────────────────────────────────


def from_text(text: str, corpus: str, name: str) -> tuple[Words, list[tuple[int, int]]]:
    """A document of raw text with the places of its words."""
    doc, places = Words(corpus, name), find_words(text)
    for start, end in places:
        before = text[places[len(doc.forms) - 1][1] : start] if doc.forms else "\n"
        doc.forms.append(text[start:end])
        doc.gaps.append(BREAK if "\n" in before or "\r" in before else BLANK if before else NO_BLANK)
    starts = [i for i, g in enumerate(doc.gaps) if g == BREAK] + [len(doc.forms)]
    for a, b in itertools.pairwise(starts):
        doc.units += [(a + x, a + y) for x, y in likely_sentences(doc.forms[a:b])]
    return doc, places


def covered(places: list[tuple[int, int]], spans: list[list[int]]) -> list[int]:
    """The numbers of the words that share characters with the spans."""
    return [i for i, (a, b) in enumerate(places) if any(a < end and start < b for start, end in spans)]


def read_attributions(path: Path, corpus: str) -> Iterator[Words]:
    """PolNeAR: raw text, spans over code points; nested attributions stay nested."""
    for line in _text(path).splitlines():
        raw = json.loads(line)
        doc, places = from_text(raw["text"], corpus, raw["doc"])
        doc.attributions = [
            (covered(places, a["source"]), covered(places, a["cue"]), covered(places, a["content"]))
            for a in raw["attributions"]
        ]
        yield doc


def held_out(sentence: str) -> bool:
    """Whether a PLV sentence is kept from the reader, so that others can measure on it: about a fifth, by digest."""
    return hashlib.sha256(sentence.encode()).digest()[0] < 52


def read_plv(path: Path, corpus: str) -> Iterator[Words]:
    """PLV sentences with the words of source and target; the held-out fifth is left out."""
    for number, line in enumerate(_text(path).splitlines()):
        raw = json.loads(line)
        text = raw["sentence"]
        if held_out(text):
            continue
        doc, places = from_text(text, corpus, f"plv-{number}")
        spans = [[text.find(raw[k]), text.find(raw[k]) + len(raw[k])] for k in ("source", "target")]
        doc.event = (f"plv:{raw['event']}", covered(places, spans[:1]), covered(places, spans[1:]))
        yield doc


def read_stories(path: Path, corpus: str) -> Iterator[Words]:
    """Machine-written stories with one event type each: noisy, so only their first words, and with little weight."""
    for number, line in enumerate(_text(path).splitlines()):
        raw = json.loads(line)
        doc, _ = from_text(raw["text"][:700], corpus, f"ngec-{number}")
        doc.event = (f"ngec:{raw['event']}", [], [])
        yield doc
