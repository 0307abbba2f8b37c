"""Entries ↔ one index file: sorted 64-bit hashes of keys, postings, a table of places, a table of strings.

The file is written aside and renamed, so a reader sees the old one or the new one, never a half. It is opened by
mapping it into memory: nothing is parsed. It knows no source and ranks nothing.
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np

from dateline.errors import GazetteerError
from dateline.gazetteer.candidate import Candidate
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.names import key, skeleton, without_article

MAGIC = b"dateline gazetteer 3\n"
MAIN, ALTERNATE, BARE, ROMANISED = 0, 1, 2, 3
_COLUMN_TYPES = ("<u8", "<i4", "u1", "<i4")
STRENGTH = (1.0, 0.9, 0.8, 0.7)
_PLACE = np.dtype(
    [
        ("lat", "<f8"), ("lon", "<f8"), ("population", "<i8"), ("geonameid", "<i4"), ("name", "<i4"),
        ("country", "<i4"), ("code", "<i4"), ("admin1", "<i4"), ("admin2", "<i4"), ("resolution", "i1"),
        ("capital", "i1"),
    ]
)  # fmt: skip


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class _Strings:
    """Strings by number; -1 stands for None."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def add(self, text: str | None) -> int:
        return -1 if text is None else self.numbers.setdefault(text, len(self.numbers))


class _Postings:
    """Which place is found by which key, in columns."""

    def __init__(self) -> None:
        self.columns = array("Q"), array("i"), array("B"), array("i")

    def add(self, *posting: int) -> None:
        for column, value in zip(self.columns, posting, strict=True):
            column.append(value)

    def in_order(self) -> tuple[Any, Any, Any, Any]:
        """Keys, slots, kinds, words, sorted by key and then slot."""
        keys, slots, kinds, words = (np.frombuffer(c, d) for c, d in zip(self.columns, _COLUMN_TYPES, strict=True))
        order = np.lexsort((kinds, slots, keys))
        return keys[order], slots[order], kinds[order], words[order]


def write_index(path: Path, entries: Iterable[Entry], romanised: frozenset[str]) -> None:
    """Index the entries into `path`, atomically. `romanised`: countries whose names reach English by romanisation."""
    strings = _Strings()
    places: list[tuple[Any, ...]] = []
    postings = _Postings()
    for number, entry in enumerate(entries):
        texts = (entry.name, entry.country, entry.admin1_code, entry.admin1, entry.admin2)
        places.append(
            (
                np.nan if entry.lat is None else entry.lat,
                np.nan if entry.lon is None else entry.lon,
                entry.population,
                entry.geonameid or -1,
                *(strings.add(t) for t in texts),
                entry.resolution,
                entry.capital,
            )
        )
        loose = entry.country in romanised
        for found, kind, word in _keys(entry, loose):
            postings.add(_hash(found), number, kind, strings.add(word))
    _write(path, np.array(places, _PLACE), postings, list(strings.numbers))


def _keys(entry: Entry, loose: bool) -> Iterator[tuple[str, int, str | None]]:
    seen: set[str] = set()
    for kind, name in ((MAIN, entry.name), *((ALTERNATE, n) for n in entry.names)):
        name_key = key(name)
        if not name_key or name_key in seen:
            continue
        seen.add(name_key)
        yield name_key, kind, None
        if not loose:
            continue
        bare = without_article(name_key)
        if bare != name_key and bare not in seen:
            yield bare, BARE, None
        bones = skeleton(name_key)
        if bones:
            yield "~" + bones, ROMANISED, name_key


def _write(path: Path, places: Any, postings: _Postings, strings: list[str]) -> None:
    keys, slots, kinds, words = postings.in_order()
    blob = [s.encode("utf-8", "surrogatepass") for s in strings]
    offsets = np.zeros(len(blob) + 1, "<u4")
    np.cumsum([len(b) for b in blob], out=offsets[1:])
    parts = {
        "keys": keys.tobytes(),
        "slots": slots.tobytes(),
        "words": words.tobytes(),
        "kinds": kinds.tobytes(),
        "offsets": offsets.tobytes(),
        "places": places.tobytes(),
        "strings": b"".join(blob),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            head = json.dumps({name: len(data) for name, data in parts.items()}).encode()
            file.write(MAGIC + head + b"\n")
            for data in parts.values():
                file.write(b"\0" * (-file.tell() % 8) + data)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class Index:
    """An index file mapped into memory. Raises GazetteerError where the file is none or is cut short."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if not data[: len(MAGIC)] == MAGIC:
                raise ValueError("another format")
            head_end = data.find(b"\n", len(MAGIC))
            parts = self._parts(memoryview(data), json.loads(data[len(MAGIC) : head_end]), head_end + 1)
        except (OSError, ValueError) as error:
            remedy = "delete it; it is built again from its sources"
            raise GazetteerError(f"not an index of places ({error})", where=str(path), remedy=remedy) from error
        self._keys, self._slots = parts["keys"].cast("Q"), parts["slots"].cast("i")
        self._words = parts["words"].cast("i")
        self._kinds, self._strings = parts["kinds"], parts["strings"]
        self._offsets = parts["offsets"].cast("I")
        self._places = np.frombuffer(parts["places"], _PLACE)
        self._text = lru_cache(maxsize=1 << 16)(self._decode)

    @staticmethod
    def _parts(data: memoryview, sizes: dict[str, int], at: int) -> dict[str, memoryview]:
        parts = {}
        for name, size in sizes.items():
            at += -at % 8
            if at + size > len(data):
                raise ValueError("cut short")
            parts[name] = data[at : at + size]
            at += size
        return parts

    def __len__(self) -> int:
        return len(self._places)

    def postings(self, name_key: str) -> Iterator[tuple[int, int, str | None]]:
        """What is posted under a key: place, kind of the key, the word the skeleton was made of."""
        wanted = _hash(name_key)
        at = bisect_left(self._keys, wanted)
        while at < len(self._keys) and self._keys[at] == wanted:
            yield self._slots[at], self._kinds[at], self._text(self._words[at])
            at += 1

    def place(self, slot: int, match: float) -> Candidate:
        """The place in a slot as a Candidate that matched so well."""
        row = self._places[slot].item()
        lat, lon, population, geonameid, name, country, code, admin1, admin2, resolution, capital = row
        known = not isnan(lat)
        return Candidate(
            index=slot,
            name=self._text(name) or "",
            resolution=resolution,
            country=self._text(country),
            admin1_code=self._text(code),
            admin1=self._text(admin1),
            admin2=self._text(admin2),
            lat=lat if known else None,
            lon=lon if known else None,
            population=population,
            geonameid=geonameid if geonameid >= 0 else None,
            match=match,
            capital=bool(capital),
        )

    def _decode(self, number: int) -> str | None:
        if number < 0:
            return None
        return str(self._strings[self._offsets[number] : self._offsets[number + 1]], "utf-8", "surrogatepass")
