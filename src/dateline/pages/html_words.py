"""Takes `data/sites/words.toml`, answers which field a class name tells and what a pager says; knows no page."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def table(section: str) -> dict[str, tuple[str, ...]]:
    """One section of the file."""
    text = (files("dateline.data") / "sites" / "words.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return {key: tuple(values) for key, values in data[section].items()}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    wrong = table("not")
    return tuple(
        (name, _either(listed), _either(wrong[name]) if name in wrong else None)
        for name, listed in table("fields").items()
    )


def _either(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[-_\s])(?:{'|'.join(re.escape(w) for w in sorted(listed, key=len, reverse=True))})(?:$|[-_\s\d])"
    )


@cache
def fields_of(name: str) -> tuple[str, ...]:
    """The fields that a class attribute may carry. `"post-date" -> ("date",)`."""
    told = _CAMEL.sub("-", name).lower()
    return tuple(f for f, right, wrong in _patterns() if right.search(told) and not (wrong and wrong.search(told)))


@cache
def container_names() -> re.Pattern[str]:
    """Names of containers that hold the text of an article."""
    listed = sorted(table("article")["body"], key=len, reverse=True)
    return re.compile(rf"(?:^|[-_\s])(?:{'|'.join(re.escape(w) for w in listed)})(?:$|[-_\s\d])")
