"""Takes an item's title and body, gives the headline to show; invents no title."""

from __future__ import annotations


def headline(title: str | None, body: str) -> tuple[str, bool]:
    """`(title, False)` where there is one, else the first sentence of the body and True."""
    return (title, False) if title else (body.split("\n", 1)[0][:200], True)
