"""Printed roles and sectors → whether a person acts in a public role. The rule is data; it judges no single person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from dateline.errors import InputError
from dateline.text import fold

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class PublicRule:
    """Sectors and words of roles that are public; words that are private win over both."""

    sectors: frozenset[str]
    offices: frozenset[str]
    private: frozenset[str]

    def told(self, roles: Iterable[str], sectors: Iterable[str]) -> str:
        """`public`, `private` or empty. `("council president",), () -> "public"`, `("shopkeeper",), () -> "private"`"""
        printed = [set(_WORD.findall(fold(role))) for role in roles]
        if any(words & self.offices for words in printed):
            return "public"
        if any(words & self.private for words in printed):
            return "private"
        if self.sectors & set(sectors):
            return "public"
        return "private" if printed else ""


@cache
def shipped() -> PublicRule:
    """The rule of `data/lexicon/public-role.toml`."""
    return _rule(
        resources.files("dateline").joinpath("data/lexicon/public-role.toml").read_text("utf-8"), "public-role.toml"
    )


def load_rule(path: str | Path) -> PublicRule:
    """A rule of the user's own, in the format of the shipped one. Raises InputError."""
    try:
        return _rule(Path(path).read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the rule cannot be read", where=str(path), remedy=str(error)) from error


def _rule(text: str, where: str) -> PublicRule:
    try:
        data = tomllib.loads(text)
        return PublicRule(*(frozenset(map(str, data[name])) for name in PublicRule.__slots__))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        remedy = "it needs the lists sectors, offices and private; see the shipped public-role.toml"
        raise InputError(f"this is no rule: {error}", where=where, remedy=remedy) from error
