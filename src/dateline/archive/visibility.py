"""Takes the name of an audience, gives the number that every query binds. It decides nothing.

`public` readers see public rows, `internal` readers public and internal ones, `withheld` readers everything.
"""

from __future__ import annotations

from dateline.errors import InputError

LEVELS = ("public", "internal", "withheld")


def rank(name: str) -> int:
    """The number of a level; rows with `visibility <= rank(audience)` may be seen. `"internal" -> 1`"""
    try:
        return LEVELS.index(name)
    except ValueError:
        what = f"{name!r} is no visibility"
        raise InputError(what, remedy=f"use one of {', '.join(LEVELS)}") from None


def name(number: int) -> str:
    """The level of a number. `1 -> "internal"`"""
    return LEVELS[number]
