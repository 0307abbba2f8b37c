"""Takes an entry of a page, gives the keys it is recognised by and says how it relates to a version on record.

An entry is known by outlet + permalink, else by outlet + printed day + opening words. It stores nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib import resources
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateline.records import Item
from dateline.text import fold, squeeze

OPENING = 12  # words
ALIKE = 0.5  # share of common word triples from which two texts are one entry that was changed
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"\s*[\[(]?(?:…|\.{3,})[\])]?\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry made ready for comparison. `folded` is its body folded, `url` its permalink in normal form or None."""

    item: Item
    day: str | None
    url: str | None
    text: str
    folded: str
    opening: str

    @property
    def digest(self) -> bytes:
        """Of what makes a version: title, day, printed credit, body; white space aside."""
        return digest(self.item.title, self.day, self.item.credit_as, self.text)

    def keys(self, outlet: str) -> list[int]:
        """What to look it up by, most telling first."""
        found = [key("url", outlet, self.url)] if self.url else []
        if self.opening:
            found.append(dated_key(self.day, "opening", outlet, self.opening))
        if self.item.title:
            found.append(dated_key(self.day, "title", outlet, fold(self.item.title)))
        return found


def entry_of(item: Item, *, by_address: bool = True) -> Entry:
    """Prepare an item of a page; without `by_address` its URL is not taken as its name."""
    text = squeeze(item.body)
    folded = fold(text)
    words = _WORD.findall(folded[:400])[:OPENING] or _WORD.findall(fold(item.title or item.headline))[:OPENING]
    url = normal(item.url) if item.url and by_address else None
    return Entry(item, day_of(item.published), url, text, folded, " ".join(words))


def entries(items: tuple[Item, ...]) -> list[Entry]:
    """Prepare all items of a page. An address that several different texts share names none of them."""
    made = [entry_of(item) for item in items]
    by_url: dict[str, list[Entry]] = {}
    for entry in made:
        if entry.url:
            by_url.setdefault(entry.url, []).append(entry)
    shared = {url for url, group in by_url.items() if any(not akin(group[0].text, e.text) for e in group[1:])}
    return [_with_fragment(e) if e.url in shared else e for e in made]


def _with_fragment(entry: Entry) -> Entry:
    fragment = urlsplit(entry.item.url or "").fragment
    if not fragment:
        return entry_of(entry.item, by_address=False)
    return Entry(entry.item, entry.day, f"{entry.url}#{fragment}", entry.text, entry.folded, entry.opening)


def day_of(published: str | None) -> str | None:
    """The printed day. `"2017-05-23T10:30+03:00" -> "2017-05-23"`, `"2017-05" -> None`"""
    return published[:10] if published and re.match(r"\d{4}-\d\d-\d\d", published) else None


def key(*parts: str) -> int:
    """A signed 64-bit number made of the parts."""
    made = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "big", signed=True)


def dated_key(day: str | None, *parts: str) -> int:
    """As `key`, with the day in front: what is filed together is written together, however large the archive is."""
    return (ordinal(day) << 43) | (key(*parts) & ((1 << 43) - 1))


def ordinal(day: str | None) -> int:
    """The number of a day from 0001-01-01 = 1 on; 0 for none or one that is not in the calendar."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def digest(title: str | None, day: str | None, credit_as: str | None, text: str) -> bytes:
    """Sixteen bytes that change when the content of an entry does."""
    joined = "\x1f".join((squeeze(title or ""), day or "", squeeze(credit_as or ""), text))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def normal(url: str) -> str:
    """An address without what does not name the page: scheme, `www.`, fragment, tracking, trailing slash.

    `"http://www.example.org/a/?utm_source=x#top" -> "example.org/a"`
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _is_tracking(pair[0])]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def same_address(one: str, url: str) -> bool:
    """Whether a normal form names the same page as an address; a fragment in `one` must be met too."""
    base, mark, _ = one.partition("#")
    found = f"{normal(url)}#{urlsplit(url).fragment}" if mark else normal(url)
    return found == (one if mark else base)


def _is_tracking(name: str) -> bool:
    exact, starts = _tracking()
    return name in exact or name.startswith(starts)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    text = (resources.files("dateline.archive") / "tracking.txt").read_text(encoding="utf-8")
    names = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    starts = tuple(name[:-1] for name in names if name.endswith("*"))
    return frozenset(name for name in names if not name.endswith("*")), starts


def uncut(text: str) -> str:
    """A teaser without the mark that it goes on. `"The council met […]" -> "The council met"`"""
    return _CUT.sub("", text)


def begins(short: str, long: str) -> bool:
    """Whether `long` goes on where `short` was cut off. `"The council met…", "The council met on Monday." -> True`"""
    start = uncut(short)
    return bool(start) and len(start) < len(long) and long.startswith(start)


def akin(one: str, other: str) -> bool:
    """Whether two texts are one entry: equal, one the beginning of the other, or mostly the same words in order."""
    return one == other or begins(one, other) or begins(other, one) or likeness(one, other) >= ALIKE


def likeness(one: str, other: str) -> float:
    """The share of word triples two texts have in common, of those of the shorter: 0 to 1."""
    first, second = triples(one), triples(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def triples(text: str) -> set[tuple[str, ...]]:
    """Every run of three words, folded; shorter texts are one run. `"a b c d" -> {(a, b, c), (b, c, d)}`"""
    words = _WORD.findall(fold(text))
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))} if words else set()
