"""dateline: archived news pages in, a citable archive and a record of claims out.

`open(FILE)` opens an archive, `code(text, published=…)` tells what a text claims. Nothing is loaded early.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.archive import Archive
    from dateline.records import Coded

__version__ = "0.1.0"
__all__ = ["__version__", "code", "open"]


def open(path: str | Path, *, create: bool = False, readonly: bool = False) -> Archive:
    """Open an archive file; `create` makes it where there is none. Raises InputError, ArchiveError, SchemaError."""
    archive: Archive = import_module("dateline.archive").open_archive(path, create=create, readonly=readonly)
    return archive


def code(text: str, published: str | None = None, *, title: str | None = None) -> Coded:
    """Read and code one text: statements and events in reading order, every value with its characters.

    `published` is an ISO date and anchors “on Monday”; spans of a `title` have `field: "title"`.
    Confidence is that the text says this, not that it happened.
    """
    coded: Coded = import_module("dateline.pipeline").code_text(text, published, title=title)
    return coded
