"""`dateline stories`: happenings that several reports tell of."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.archive import open_archive
from dateline.cli import flags, printing
from dateline.errors import InputError
from dateline.pipeline import stories


@click.group("stories")
def command() -> None:
    """Happenings that two reports or more tell of. Claims stay apart; nothing is averaged or confirmed."""


@command.command("list")
@flags.archive
@flags.audience
@click.option("--page", "number", default=1, show_default=True, help="Which page of 25.")
def list_(file: Path, audience: str, number: int) -> None:
    """List happenings, the latest first."""
    with open_archive(file, create=False) as archive:
        found = archive.stories.page(audience, number)
        for row in found.rows:
            view = stories.story(archive, row.id, audience)
            title = view.story.title if view else ""
            counts = f"{printing.plural(row.reports, 'report')}, {printing.plural(row.outlets, 'outlet')}"
            click.echo(f"{row.id}  {title}  ({counts})")
    click.echo(f"{found.total:,} happenings, page {found.number} of {found.pages}", err=True)


@command.command("show")
@click.argument("id_", metavar="ID")
@flags.archive
@flags.audience
def show(id_: str, file: Path, audience: str) -> None:
    """The reports of one happening side by side, and where they differ."""
    with open_archive(file, create=False) as archive:
        view = stories.story(archive, id_, audience)
    if view is None:
        raise InputError("there is no such story", where=id_, remedy="look it up with `dateline stories list`")
    click.echo(f"{view.story.title}  ({view.story.id})")
    click.echo(f"{printing.plural(len(view.reports), 'report')}; at most {printing.plural(view.sources, 'source')}")
    for told in view.reports:
        click.echo(f"  {told.outlet}, {told.day or '?'} [{told.event.id}]: {told.text}")
    for difference in view.story.differences:
        click.echo(f"  they differ in {difference.field}: {' | '.join(difference.values)}")
    for one, other, sure, why in view.why:
        click.echo(f"  {one} and {other} joined ({sure:.2f}): {why}")
