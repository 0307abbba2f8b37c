"""A folder of codebook files → Codebook. Reads `book.toml`, `types.toml`, `patterns.toml`, `frames/*.toml`,
`conversions.toml`, `cues.toml` and `cameo.csv`; every fault raises CodebookError with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from dateline.codebook.lexicon import LEXICON, with_own
from dateline.codebook.schema import (
    Case,
    Codebook,
    Conversion,
    Cue,
    EventType,
    Frame,
    Mode,
    Pattern,
    Slot,
)
from dateline.codebook.source import Row, read_csv, read_toml
from dateline.errors import CodebookError
from dateline.text import digest

DATA = Path(__file__).resolve().parents[1] / "data" / "codebook"

_ADVERBS = {"forcibly", "sexually", "physically", "ethnically"}

_Index = dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]


def load(name_or_path: str | Path = "plover") -> Codebook:
    """The codebook of a shipped name (`plover`, `violations`) or of a folder of the same files.

    Raises CodebookError, with file and line, where there is no such folder or a file has a fault.
    """
    folder = find(name_or_path)
    stamp = tuple(f"{p}:{p.stat().st_mtime_ns}:{p.stat().st_size}" for p in files(folder))
    return _load(folder, stamp)


def find(name_or_path: str | Path) -> Path:
    """The folder of a codebook given by name or path. Raises CodebookError where there is none."""
    for folder in (Path(name_or_path), DATA / str(name_or_path)):
        if (folder / "book.toml").is_file():
            return folder
    shipped = ", ".join(sorted(p.parent.name for p in DATA.glob("*/book.toml")))
    raise CodebookError(
        "there is no codebook here",
        where=str(name_or_path),
        remedy=f"give a folder with book.toml, or one of: {shipped}",
    )


def files(folder: Path) -> list[Path]:
    """Every file a codebook is read from, its own and the lexicon's, in a fixed order."""
    own = sorted(p for p in folder.rglob("*") if p.suffix in {".toml", ".csv"})
    return own + sorted(p for p in LEXICON.glob("*") if p.suffix in {".toml", ".csv"})


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: tuple[str, ...]) -> Codebook:
    del stamp
    book = read_toml(folder / "book.toml")[""][0]
    types = tuple(_type(row) for row in _table(folder, "types.toml", "type"))
    frames = tuple(f for path in sorted(folder.glob("frames/*.toml")) for f in _frames(path))
    patterns = {p.name: p for p in (_pattern(row) for row in _table(folder, "patterns.toml", "pattern"))}
    cameo = {}
    if (folder / "cameo.csv").is_file():
        cameo = {
            r.text("code"): (r.text("event"), r.optional("mode"), r.words("contexts"))
            for r in read_csv(folder / "cameo.csv")
        }
    return Codebook(
        name=book.text("name"),
        title=book.text("title"),
        version=f"{book.text('name')}-{book.text('version')}-{_digest(folder)}",
        types=types,
        contexts=book.words("contexts"),
        patterns=patterns,
        frames=frames,
        conversions=tuple(_conversion(row) for row in _table(folder, "conversions.toml", "conversion")),
        cues=tuple(_cue(row) for row in _table(folder, "cues.toml", "cue")),
        cameo=cameo,
        lexicon=with_own(folder / "lexicon"),
        verbs=_index((words, f) for f in frames for words in f.verbs + f.adjectives),
        nouns=_index(((words, f) for f in frames for words in f.nouns), nominal=True),
    )


def _digest(folder: Path) -> str:
    return digest(b"\x1f".join(p.name.encode() + b"\x1f" + p.read_bytes() for p in files(folder)))[:8]


def _table(folder: Path, file: str, name: str) -> list[Row]:
    path = folder / file
    return read_toml(path).get(name, []) if path.is_file() else []


def _type(row: Row) -> EventType:
    modes = row.fields.get("modes", {})
    if not isinstance(modes, dict) or not all(isinstance(s, (int, float)) for s in modes.values()):
        raise row.fail("'modes' is not a table of names and scores")
    return EventType(
        name=row.text("name"),
        quad=int(row.number("quad")),
        score=row.number("score"),
        root=row.optional("root") or row.text("name"),
        covers=row.optional("covers") or "",
        recipient_required=row.flag("recipient_required"),
        modes=tuple(Mode(name, float(score)) for name, score in modes.items()),
    )


def _pattern(row: Row) -> Pattern:
    slots = []
    for kind in ("verbal", "nominal"):
        table = row.fields.get(kind, {})
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise row.fail(f"{kind!r} is not a table of roles and positions")
        slots.append(tuple(Slot(role, tuple(positions.split())) for role, positions in table.items()))
    return Pattern(row.text("name"), slots[0], slots[1], row.flag("reciprocal"))


def _frames(path: Path) -> list[Frame]:
    return [
        Frame(
            id=row.text("id"),
            event=row.text("event"),
            mode=row.optional("mode"),
            contexts=row.words("contexts"),
            pattern=row.optional("pattern") or "act",
            verbs=row.words("verbs"),
            nouns=row.words("nouns"),
            adjectives=row.words("adjectives"),
            weak=row.flag("weak"),
            needs=row.optional("needs"),
            embeds=row.flag("embeds"),
            violation=row.optional("violation"),
            cases=tuple(_case(row, c) for c in row.words("cases")),
            file=row.file,
            line=row.line,
        )
        for row in read_toml(path).get("frame", [])
    ]


def _case(row: Row, text: str) -> Case:
    """`"Rebels shelled the town. | actor: Rebels | target: the town"` → the sentence and its fillers."""
    sentence, *roles = (part.strip() for part in text.split("|"))
    pairs = []
    for role in roles:
        name, colon, filler = role.partition(":")
        if not colon or filler.strip() not in sentence:
            raise row.fail(f"the case gives {role!r}, which is no role and words of its sentence")
        pairs.append((name.strip(), filler.strip()))
    return Case(sentence, tuple(pairs))


def _conversion(row: Row) -> Conversion:
    return Conversion(
        inner=row.text("inner"),
        inner_mode=row.optional("inner_mode"),
        outer=row.optional("outer"),
        status=row.optional("status"),
        event=row.text("event"),
        mode=row.optional("mode"),
    )


def _cue(row: Row) -> Cue:
    return Cue(row.words("words"), row.optional("context"), row.optional("event"), row.optional("mode"))


def _index(entries: Iterable[tuple[str, Frame]], *, nominal: bool = False) -> _Index:
    """Head word → the phrases that start with it (verbs) or end with it (nouns), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for phrase, frame in entries:
        words = tuple((phrase.replace("-", " ") if nominal else phrase).split())
        if not nominal and len(words) > 1 and words[0] in _ADVERBS:
            words = (*words[1:], words[0])
        index.setdefault(words[0], []).append((words, frame))
    return {head: tuple(sorted(found, key=lambda f: -len(f[0]))) for head, found in index.items()}
