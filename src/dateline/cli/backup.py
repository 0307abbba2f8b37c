"""`dateline backup`: a complete copy while others go on reading and writing."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.archive import open_archive
from dateline.cli import flags
from dateline.errors import InputError


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@flags.archive
@click.option("--force", is_flag=True, help="Replace TARGET where it exists.")
def command(target: Path, file: Path, force: bool) -> None:
    """Copy the archive to TARGET, checked before it takes its name."""
    if target.exists() and not force:
        raise InputError("there is a file already", where=str(target), remedy="choose another name, or add --force")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open_archive(file, create=False, readonly=True) as archive:
            archive.database.copy(part)
        with open_archive(part, create=False, readonly=True) as copy:
            troubles = list(copy.checks.structure())
        if troubles:
            raise InputError(
                f"the copy is damaged: {troubles[0].what}", where=str(target), remedy="run `dateline verify`"
            )
        os.replace(part, target)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    click.echo(f"{target}: {target.stat().st_size:,} bytes, checked")
