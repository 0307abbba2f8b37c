"""`dateline visibility`: who may see an item or an outlet."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.archive import open_archive
from dateline.cli import flags


@click.command("visibility")
@click.argument("level", type=click.Choice(["public", "internal", "withheld"]))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@flags.archive
def command(level: str, ids: tuple[str, ...], file: Path) -> None:
    """Show items or whole outlets (by id) to everybody, to internal readers, or to nobody.

    It holds for every page, search, snippet, count, feed and export, for their claims and for the captures they are on.
    """
    with open_archive(file, create=False) as archive:
        run = archive.runs.begin("visibility", (level, *ids))
        with archive.transaction():
            for id_ in ids:
                archive.curation.show_to(id_, level, run)
        run.end()
    click.echo(f"{level}: {', '.join(ids)}")
