"""`dateline purge`: erase a capture or an item for good, leaving a tombstone."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from dateline.archive import Purge, open_archive
from dateline.cli import flags, printing


@click.command("purge")
@click.argument("ids", nargs=-1, metavar="SHA256|ID...")
@flags.archive
@click.option("--why", help="The reason; it stays on record.")
@click.option("--who", default=getpass.getuser, show_default="the user", help="Who decided it; it stays on record.")
@click.option("--list", "show", is_flag=True, help="Show the tombstones.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(ids: tuple[str, ...], file: Path, why: str | None, who: str, show: bool, yes: bool) -> None:
    """Erase captures (by SHA-256) or items (by id). There is no way back but a backup.

    With a capture go the items only it shows; with an item go the bytes of the captures it is on. What stays is a
    tombstone: digest or id, who, when, why. The same bytes are not taken in again.
    """
    with open_archive(file, create=False) as archive:
        if show or not ids:
            for stone in archive.curation.tombstones():
                click.echo(f"{stone.at}  {stone.kind}  {stone.id}  {stone.size:,}  {stone.who}: {stone.why}")
            return
        if not why:
            raise click.UsageError("tell --why: it stays on record")
        if not yes:
            click.confirm(f"Erase {', '.join(ids)} for good?", abort=True)
        run = archive.runs.begin("purge", ids)
        left = sum(archive.curation.purge(id_, Purge(who, why), run) for id_ in ids)
        run.end()
    click.echo(f"purged, {printing.plural(left, 'tombstone')} left")
