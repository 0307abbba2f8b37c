"""Takes the body of an item, gives the body without its credit line and the credited sources; judges no source."""

from __future__ import annotations


def take_credit(body: str) -> tuple[str, tuple[str, ...], str | None]:
    """Take the closing credit off a body: `"… (Source: A + B)" -> ("…", ("A", "B"), "(Source: A + B)")`."""
    return body, (), None
