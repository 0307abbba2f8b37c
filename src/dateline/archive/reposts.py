"""Takes the folded text of an item, finds items on record that are nearly identical, and puts them in one cluster.

MinHash over word shingles with banding (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3):
each new text is compared only with first members of clusters that share a band, so the work grows with the number of
items, not with its square. It merges no items.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.archive.bodies import unpack_body
from dateline.archive.database import Database
from dateline.archive.identity import ordinal
from dateline.text import fold

SHINGLE = 4  # words
ROWS, BANDS = 4, 8
ALIKE = 0.7  # share of common shingles (Jaccard) from which two texts are reposts
LEAST = 12  # words; shorter texts say too little to be called a repost
MOST = 24  # candidates compared per text
NEAR = 10  # days between two texts that can be called reposts; undated texts are compared with undated ones
PERIOD = 64  # days that share a stretch of the index
_MASK, _HALF = (1 << 64) - 1, 1 << 63


def words(folded: str) -> NDArray[np.uint64]:
    """A hash per word, in order: all words at once from the running sum of a polynomial over the characters."""
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letter = np.zeros(len(codes) + 2, dtype=np.bool_)
    _letters().take(codes, mode="clip", out=letter[1:-1])
    edges = (letter[1:] != letter[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers(1 << max(12, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.multiply(codes, powers[: len(codes)], out=sums[1:])
    sums.cumsum(out=sums)
    hashed: NDArray[np.uint64] = (sums[ends] - sums[starts]) * inverses[starts]
    return hashed ^ (hashed >> np.uint64(32))


@cache
def _letters() -> NDArray[np.bool_]:
    """Which characters belong to words, by code point; beyond this table all do, as the last of it."""
    return np.array([chr(code).isalnum() for code in range(0x3040)] + [True])


@cache
def _powers(number: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of an odd number modulo 2**64, and their inverses."""
    odd = 0x9E3779B97F4A7C15
    steps = (odd, pow(odd, -1, 2**64))
    tables = [np.cumprod(np.full(number, step, dtype=np.uint64), dtype=np.uint64) for step in steps]
    return tables[0], tables[1]


def shingles(folded: str) -> NDArray[np.uint64]:
    """The hashes of every run of four words in order; empty for a text of fewer than twelve words."""
    codes = words(folded)
    if len(codes) < LEAST:
        return np.empty(0, dtype=np.uint64)
    mixed = codes[: len(codes) - SHINGLE + 1].copy()
    for step in range(1, SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(codes) - SHINGLE + 1 + step]
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9)


def band_keys(hashes: NDArray[np.uint64]) -> list[int]:
    """Eight signed 64-bit numbers; texts that share one are candidates."""
    if not len(hashes):
        return []
    odd = _multipliers()
    least: list[int] = np.multiply(odd, hashes).min(axis=1).tolist()
    keys = []
    for band in range(BANDS):
        folded = 0
        for value in least[band * ROWS : (band + 1) * ROWS]:
            folded = (folded ^ value) * 0x94D049BB133111EB & _MASK
            folded ^= folded >> 31
        keys.append(((folded + band + _HALF) & _MASK) - _HALF)
    return keys


@cache
def _multipliers() -> NDArray[np.uint64]:
    values, state = [], 0x243F6A8885A308D3  # the digits of pi, as good as any
    for _ in range(ROWS * BANDS):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append((state ^ (state >> 33)) | 1)
    return np.array(values, dtype=np.uint64)[:, None]


def overlap(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Jaccard: common shingles over all shingles, 0 to 1."""
    if not len(one) or not len(other):
        return 0.0
    first, second = np.unique(one), np.unique(other)
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / (len(first) + len(second) - common)


def nearby(day: str | None) -> list[int]:
    """The periods in which a repost of a text of that day may stand: one, or two at a border; 0 for undated ones."""
    number = ordinal(day)
    return sorted({(number - NEAR) // PERIOD, (number + NEAR) // PERIOD}) if number else [0]


def dated(keys: list[int], period: int) -> list[int]:
    """Band keys with their period in front, so that what is filed together is written together."""
    return [(period << 48) | (key & ((1 << 48) - 1)) for key in keys]


class Reposts:
    """The clusters of near-identical items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, number: int, folded: str, day: str | None) -> None:
        """Put an item into the cluster of its nearest neighbour on record, else make it findable for later ones."""
        hashes = shingles(folded)
        keys = band_keys(hashes)
        if not keys:
            return
        founder = self._nearest(number, hashes, [key for near in nearby(day) for key in dated(keys, near)])
        if founder is None:
            self._found(number, keys, day)
        else:
            self._database.run("UPDATE items SET cluster = ? WHERE n IN (?, ?)", (founder, founder, number))

    def renew(self, number: int, old: tuple[str, str | None], new: tuple[str, str | None]) -> None:
        """Follow a change of text and day, each given as (folded, day); what is in a cluster stays in it."""
        if self._database.value("SELECT cluster FROM items WHERE n = ?", (number,)) is None:
            self.remove(number, *old)
            self.place(number, *new)

    def remove(self, number: int, folded: str, day: str | None) -> None:
        """Take an item out; of a cluster it founded the next member becomes the first."""
        keys = dated(band_keys(shingles(folded)), ordinal(day) // PERIOD)
        self._database.run_many("DELETE FROM bands WHERE key = ? AND item = ?", [(key, number) for key in keys])
        self._database.run("UPDATE items SET cluster = NULL WHERE n = ? AND cluster IS NOT NULL", (number,))
        heir = self._database.one(
            "SELECT i.n, i.day, v.body FROM items i JOIN versions v ON v.n = i.current WHERE i.cluster = ?"
            " ORDER BY i.n",
            (number,),
        )
        if heir is not None:
            self._database.run("UPDATE items SET cluster = ? WHERE cluster = ?", (heir["n"], number))
            self._found(heir["n"], band_keys(shingles(fold(unpack_body(heir["body"])))), heir["day"])

    def _found(self, number: int, keys: list[int], day: str | None) -> None:
        sql = "INSERT OR IGNORE INTO bands (key, item) VALUES (?, ?)"
        self._database.run_many(sql, [(key, number) for key in dated(keys, ordinal(day) // PERIOD)])

    def _nearest(self, number: int, hashes: NDArray[np.uint64], keys: list[int]) -> int | None:
        marks = ",".join("?" * len(keys))
        rows = self._database.all(
            f"SELECT b.item, count(*) AS shared FROM bands b WHERE b.key IN ({marks}) AND b.item != ?"
            f" GROUP BY b.item ORDER BY shared DESC, b.item LIMIT {MOST}",
            (*keys, number),
        )
        best, nearest = ALIKE, None
        for row in rows:
            sql = "SELECT v.body FROM items i JOIN versions v ON v.n = i.current WHERE i.n = ?"
            body = unpack_body(self._database.value(sql, (row["item"],)) or "")
            likeness = overlap(hashes, shingles(fold(body)))
            if likeness >= best and (nearest is None or likeness > best):
                best, nearest = likeness, int(row["item"])
        return nearest
