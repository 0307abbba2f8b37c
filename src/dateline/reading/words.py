"""Takes raw text, gives the places of words after Universal Dependencies; knows no sentence and no model.

White space always parts words. What stands between blanks – a chunk – is cut by one expression, then words are cut at
their clitics and hyphens. A chunk is always cut in the same way, so chunks are remembered.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

CHUNK = re.compile(r"\S+")
_LONGEST = 200
_REMEMBERED = 200_000

_TOKEN = re.compile(
    r"""
    (?:https?://|ftp://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]            # addresses
  | [\w.+%-]+@[\w-]+(?:\.[\w-]+)+ | @\w+ | \#[^\W\d]\w*                    # mail, handles, tags
  | (?<!\w)[:;=8][-o^']?[)(\]\[DPp/\\|*](?!\w) | <3                        # faces
  | \d+(?:[-.]\d+)+-\d{4}(?!\w) | (?<!\d)\d{3}-\d{4}(?!\w)                 # telephone numbers
  | \d{1,4}/\d{1,2}/\d{1,4} | \d{1,2}/\d{1,2}(?!\d)                        # dates, fractions
  | \d{4}-\d{2}-\d{2}(?!\d)
  | \d++(?:[.,:]\d++)*+(?=(?:mm|cm|km|kg|kb|mb|gb|mph|am|pm|AM|PM|m|k|bn|mn|ft|lbs?|oz|hz|MHz|GHz|kw|MW|pp)(?!\w))
  | \d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s)?(?![^\W\d_]) | \.\d+              # numbers
  | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))? | [^\W\d_]\.[^\W\d_](?!\w)     # U.S., e.g.
  | [A-Z]{1,3}&[A-Z]{1,3}(?!\w)                                            # R&D
  | [\w.]*\w\.(?:com|org|net|gov|edu|info|doc|xls|pdf|txt|html?)(?!\w)     # hosts, files
  | ['’](?:s|re|ve|ll|d|m|t)(?!\w)                                          # a clitic left alone
  | [^\W_]+(?:['’][^\W\d_]+)+                                              # words with an apostrophe
  | \w+                                                                    # words
  | \.{2,} | …+ | -{2,} | [–—]+ | !+\?+[!?]* | \?+!+[!?]* | !{2,} | \?{2,} | \*{2,} | _{2,} | ={2,} | ~{2,}
  | ,{2,} | <{2,} | >{2,}
  | ['’‘`]{2} | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
_SHORT = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The word lists of `words.toml`."""

    stopped: frozenset[str]
    leading: frozenset[str]
    numbering: frozenset[str]
    prefixes: frozenset[str]
    joined: dict[str, tuple[int, ...]]


@cache
def spelling() -> Spelling:
    """Read `words.toml` once."""
    raw = tomllib.loads(resources.files("dateline.reading").joinpath("words.toml").read_text("utf-8"))
    joined = {word: tuple(cuts) for word, cuts in raw["joined"].items()}
    return Spelling(
        frozenset(raw["stopped"]),
        frozenset(raw["leading"]),
        frozenset(raw["numbering"]),
        frozenset(raw["prefixes"]),
        joined,
    )


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the words of `text[start:end]` stand. `"He didn't." -> [(0, 2), (3, 6), (6, 9), (9, 10)]`."""
    found: list[tuple[int, int]] = []
    for chunk in CHUNK.finditer(text, start, len(text) if end is None else end):
        at = chunk.start()
        found += [(at + a, at + b) for a, b in cut(chunk.group())]
    return found


_memory: dict[str, tuple[tuple[int, int], ...]] = {}


def cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """The words of one chunk. `"(don't)" -> ((0, 1), (1, 3), (3, 6), (6, 7))`."""
    known = _memory.get(chunk)
    if known is None:
        known = tuple(_cut_long(chunk) if len(chunk) > _LONGEST else _cut(chunk))
        if len(_memory) < _REMEMBERED and len(chunk) <= 40:
            _memory[chunk] = known
    return known


def _cut_long(chunk: str) -> list[tuple[int, int]]:
    """A chunk no language writes (data, a run of signs): cut by kind of character, in linear time."""
    return [
        (at, min(at + _LONGEST, run.end()))
        for run in re.finditer(r"\w+|[^\w]+", chunk)
        for at in range(run.start(), run.end(), _LONGEST)
    ]


def _cut(chunk: str) -> list[tuple[int, int]]:
    if chunk.isalpha():
        return _parts(chunk, 0)
    lists = spelling()
    found: list[tuple[int, int]] = []
    for start, end in _joined_hyphens(
        chunk, _with_stops(chunk, [m.span() for m in _TOKEN.finditer(chunk)], lists), lists
    ):
        found += _parts(chunk[start:end], start)
    return found


def _with_stops(chunk: str, spans: list[tuple[int, int]], lists: Spelling) -> list[tuple[int, int]]:
    """Give a short form its full stop back. `Mr|. -> Mr.`, `J|. -> J.`"""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            out
            and end - start == 1
            and chunk[start] == "."
            and out[-1][1] == start
            and _keeps_stop(chunk[slice(*out[-1])], lists)
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _keeps_stop(word: str, lists: Spelling) -> bool:
    single = len(word) == 1 and word.isupper() and word != "I"
    return (
        single
        or (bool(_SHORT.match(word)) and not word.islower() | (len(word) > 5) and word.lower() in lists.stopped)
        or (
            word in lists.stopped
            and word in {"vs", "etc", "v", "e.g", "i.e", "a.m", "p.m", "al", "cf", "ca", "approx", "pp", "vol", "a.k.a"}
        )
    )


def _joined_hyphens(chunk: str, spans: list[tuple[int, int]], lists: Spelling) -> list[tuple[int, int]]:
    """Join what a hyphen holds together: `anti|-|war -> anti-war`; `so|-|called` stays cut."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        start, end = spans[at]
        while at + 2 < len(spans) and _holds(chunk, (start, end), spans[at + 1], spans[at + 2], lists):
            end = spans[at + 2][1]
            at += 2
        out.append((start, end))
        at += 1
    return out


def _holds(chunk: str, left: tuple[int, int], hyphen: tuple[int, int], right: tuple[int, int], lists: Spelling) -> bool:
    if chunk[slice(*hyphen)] not in {"-", "‑"} or not chunk[right[0]].isalnum():
        return False
    word, after = chunk[slice(*left)], chunk[slice(*right)]
    return word.lower() in lists.prefixes or (after in {"e", "i", "ul"} and word.isalpha())


def _parts(word: str, at: int) -> list[tuple[int, int]]:
    """Cut one word at its clitics. `didn't -> did|n't`, `cannot -> can|not`."""
    cuts = spelling().joined.get(word.lower()) if word.isalpha() else None
    if cuts:
        edges = [0, *cuts, len(word)]
    elif (clitic := _CLITIC.search(word)) and clitic.start() > 0 and not word[0].isdigit():
        edges = [0, clitic.start(), len(word)]
    else:
        return [(at, at + len(word))]
    return [(at + a, at + b) for a, b in itertools.pairwise(edges)]
