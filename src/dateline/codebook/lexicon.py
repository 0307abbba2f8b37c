"""The files under `data/lexicon/` → Lexicon: demonyms, titles, bodies, speech verbs, word lists. Knows no text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dateline.codebook.schema import Body, Lexicon, SpeechVerb
from dateline.codebook.source import Row, read_csv, read_toml
from dateline.errors import CodebookError
from dateline.text import fold

FILES = ("bodies.csv", "countries.csv", "irregular.csv", "nouns.csv", "speech.csv", "titles.csv", "words.toml")
LEXICON = Path(__file__).resolve().parents[1] / "data" / "lexicon"


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon. Raises CodebookError with file and line where one of its files has a fault."""
    return _read(LEXICON)


def with_own(folder: Path) -> Lexicon:
    """The shipped lexicon with the files of a codebook's `lexicon/` folder: their entries come first, their lists add.

    Raises CodebookError with file and line for a fault and for a file that is none of a lexicon.
    """
    known = load_lexicon()
    if not folder.is_dir():
        return known
    for path in sorted(folder.iterdir()):
        if path.name not in FILES:
            raise CodebookError(
                f"no file of a lexicon: {path.name}", where=f"{path}:1", remedy=f"use {', '.join(FILES)}"
            )
    own = _read(folder)
    none = frozenset[str]()
    names = {*known.words, *own.words}
    lists = {name: known.words.get(name, none) | own.words.get(name, none) for name in names}
    bodies = {name: (*own.bodies.get(name, ()), *known.bodies.get(name, ())) for name in {*known.bodies, *own.bodies}}
    return Lexicon(
        countries=known.countries | own.countries,
        demonyms=known.demonyms | own.demonyms,
        capitals=known.capitals | own.capitals,
        titles=known.titles | own.titles,
        nouns=known.nouns | own.nouns,
        irregular=known.irregular | own.irregular,
        bodies=bodies,
        speech=known.speech | own.speech,
        words=lists,
    )


def _read(folder: Path) -> Lexicon:
    countries, demonyms, capitals = _countries(folder)
    return Lexicon(
        countries=countries,
        demonyms=demonyms,
        capitals=capitals,
        titles={fold(r.text("words")): r.words("sectors") for r in rows(folder, "titles.csv")},
        nouns={fold(r.text("words")): (r.text("kind"), r.words("sectors")) for r in rows(folder, "nouns.csv")},
        irregular={r.text("form"): r.text("lemma") for r in rows(folder, "irregular.csv")},
        bodies=_bodies(folder),
        speech=_speech(folder),
        words=_lists(folder),
    )


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a table of a lexicon folder; none where it has no such file."""
    return read_csv(folder / name) if (folder / name).is_file() else iter(())


def _lists(folder: Path) -> dict[str, frozenset[str]]:
    path = folder / "words.toml"
    rows = read_toml(path).get("list", []) if path.is_file() else []
    return {r.text("name"): frozenset(fold(w) for w in r.words("words")) for r in rows}


def _countries(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names of countries, demonyms, capitals and seats of government, each → ISO 3166-1 alpha-3.

    `countries.csv` gives code, names, demonyms and seats; nothing is guessed from word endings.
    """
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in rows(folder, "countries.csv"):
        code = row.text("code")
        for table, key in ((names, "names"), (demonyms, "demonyms"), (capitals, "seats")):
            for words in row.words(key):
                table.setdefault(fold(words), code)
    return names, demonyms, capitals


def _bodies(folder: Path) -> dict[str, tuple[Body, ...]]:
    index: dict[str, list[Body]] = {}
    for row in rows(folder, "bodies.csv"):
        body = Body(
            name=row.text("name"),
            aliases=row.words("aliases"),
            kind=row.optional("kind") or "organisation",
            country=row.optional("country"),
            international=row.optional("international"),
            sectors=row.words("sectors"),
            start=row.optional("from"),
            end=row.optional("to"),
        )
        for name in {fold(body.name), *(fold(a) for a in body.aliases)}:
            index.setdefault(name, []).append(body)
    return {name: tuple(found) for name, found in index.items()}


def _speech(folder: Path) -> dict[str, SpeechVerb]:
    verbs = (
        SpeechVerb(r.text("words"), r.text("act"), r.optional("stance") or "neutral", r.optional("addressee"))
        for r in rows(folder, "speech.csv")
    )
    return {v.words: v for v in verbs}
