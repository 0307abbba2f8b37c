"""The options several commands share; their defaults come from the table of settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.archive import Archive, open_archive
from dateline.errors import SchemaError
from dateline.settings import value

F = TypeVar("F", bound=Callable[..., Any])


def archive(function: F) -> F:
    """`--archive FILE`."""
    return click.option(
        "--archive",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        default=lambda: value("archive"),
        show_default="archive.db, or DATELINE_ARCHIVE",
        help="The archive file.",
    )(function)


def audience(function: F) -> F:
    """`--audience LEVEL`."""
    return click.option(
        "--audience",
        type=click.Choice(["public", "internal", "withheld"]),
        default=lambda: value("visibility"),
        show_default="public, or DATELINE_VISIBILITY",
        help="Who reads: public sees public entries, internal also internal ones, withheld all.",
    )(function)


def quiet(function: F) -> F:
    """`--quiet`."""
    return click.option("--quiet", "-q", is_flag=True, help="No progress and no summary.")(function)


def opened_to_read(file: Path) -> Archive:
    """An archive that is only read, on read-only media too; one of an older dateline is brought up first."""
    try:
        return open_archive(file, create=False, readonly=True)
    except SchemaError:
        return open_archive(file, create=False)
