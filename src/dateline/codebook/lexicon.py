"""The files under `data/lexicon/` → Lexicon: demonyms, titles, bodies, speech verbs, word lists. Knows no text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dateline.codebook.schema import Body, Lexicon, SpeechVerb
from dateline.codebook.source import read_csv, read_toml
from dateline.text import fold

LEXICON = Path(__file__).resolve().parents[1] / "data" / "lexicon"


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon. Raises CodebookError with file and line where one of its files has a fault."""
    countries, demonyms, capitals = _countries()
    return Lexicon(
        countries=countries,
        demonyms=demonyms,
        capitals=capitals,
        titles={fold(r.text("words")): r.words("sectors") for r in read_csv(LEXICON / "titles.csv")},
        nouns={fold(r.text("words")): (r.text("kind"), r.words("sectors")) for r in read_csv(LEXICON / "nouns.csv")},
        irregular={r.text("form"): r.text("lemma") for r in read_csv(LEXICON / "irregular.csv")},
        bodies=_bodies(),
        speech=_speech(),
        words={
            r.text("name"): frozenset(fold(w) for w in r.words("words"))
            for r in read_toml(LEXICON / "words.toml")["list"]
        },
    )


def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names of countries, demonyms, capitals and seats of government, each → ISO 3166-1 alpha-3.

    `countries.csv` gives code, names, demonyms and seats; nothing is guessed from word endings.
    """
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in read_csv(LEXICON / "countries.csv"):
        code = row.text("code")
        for table, key in ((names, "names"), (demonyms, "demonyms"), (capitals, "seats")):
            for words in row.words(key):
                table.setdefault(fold(words), code)
    return names, demonyms, capitals


def _bodies() -> dict[str, tuple[Body, ...]]:
    index: dict[str, list[Body]] = {}
    for row in read_csv(LEXICON / "bodies.csv"):
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


def _speech() -> dict[str, SpeechVerb]:
    verbs = (
        SpeechVerb(r.text("words"), r.text("act"), r.optional("stance") or "neutral", r.optional("addressee"))
        for r in read_csv(LEXICON / "speech.csv")
    )
    return {v.words: v for v in verbs}
