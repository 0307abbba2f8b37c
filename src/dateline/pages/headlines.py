"""Takes an item's title and body, gives the headline to show; invents no title."""

from __future__ import annotations

import re

_END = re.compile(r"(?:[.!?…]|\.{3})[\"'”’»)\]]*(?=\s|$)|[。！？।։؟]")
_INITIALS = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Prof|No|Nr|vs|Gov|Sen|Rep|Maj|Brig|al)\.$"
)
LONGEST = 300


def headline(title: str | None, body: str) -> tuple[str, bool]:
    """`(title, False)` where there is one, else the first sentence of the body and True.

    `(None, "Rain fell in Homs. It stopped.") -> ("Rain fell in Homs.", True)`
    """
    if title:
        return title, False
    return first_sentence(body), True


def first_sentence(body: str) -> str:
    """The first sentence of the first paragraph, at most 300 characters. `"Gen. A. Bako spoke. He left." -> "Gen. A.
    Bako spoke."`
    """
    paragraph = body.split("\n\n", 1)[0].replace("\n", " ").strip()
    for match in _END.finditer(paragraph):
        if not _INITIALS.search(paragraph[: match.end()]):
            paragraph = paragraph[: match.end()]
            break
    if len(paragraph) <= LONGEST:
        return paragraph
    return paragraph[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
