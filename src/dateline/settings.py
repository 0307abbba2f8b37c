"""One table of settings: name, default, help. The shells read it; the rooms get plain arguments.

A setting is taken from the flag of the command, else from the environment (`DATELINE_` + name), else from here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from dateline.errors import InputError


@dataclass(frozen=True, slots=True)
class Setting:
    """`default` has the type that a value from the environment is turned into."""

    name: str
    default: str | int | float | bool
    help: str

    @property
    def variable(self) -> str:
        """The environment variable: `archive -> DATELINE_ARCHIVE`."""
        return f"DATELINE_{self.name.upper()}"


TABLE: tuple[Setting, ...] = (
    Setting("archive", "archive.db", "the archive file"),
    Setting("outlet", "", "the outlet of what is added; empty: told by the host, else by the page"),
    Setting("reader", "dateline", "the reader: the shipped one, or a name registered under `dateline.readers`"),
    Setting("codebook", "plover", "the codebook: a shipped one by name, or a path"),
    Setting("host", "127.0.0.1", "the address the site listens on"),
    Setting("port", 8017, "the port the site listens on"),
    Setting("agent", "dateline/0.1 (news archive; +https://github.com/dateline/dateline)", "how fetches identify"),
    Setting("max_bytes", 200_000_000, "the largest file or response taken, in bytes"),
    Setting("timeout", 30.0, "seconds one request may take"),
    Setting("delay", 1.0, "seconds between two requests to one host, unless robots.txt asks for more"),
    Setting("item_seconds", 60.0, "seconds one item may take to be coded"),
    Setting("visibility", "public", "the audience: public, internal or withheld"),
)

_BY_NAME = {s.name: s for s in TABLE}


def value(name: str) -> str | int | float | bool:
    """The value of a setting, from the environment or the table. Raises InputError where the former does not fit."""
    setting = _BY_NAME[name]
    raw = os.environ.get(setting.variable)
    if raw is None or raw == "":
        return setting.default
    try:
        if isinstance(setting.default, bool):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[raw.lower()]
        return type(setting.default)(raw)
    except (KeyError, ValueError):
        kind = type(setting.default).__name__
        remedy = f"unset {setting.variable} or give it a value of type {kind}"
        raise InputError(f"{raw!r} is no {kind}", where=setting.variable, remedy=remedy) from None
