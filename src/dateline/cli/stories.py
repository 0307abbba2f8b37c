"""`dateline stories`: happenings that several reports tell of."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.archive import open_archive
from dateline.cli import deciding, flags, printing
from dateline.errors import InputError
from dateline.pipeline import deciding as decide
from dateline.pipeline import stories


@click.group("stories")
def command() -> None:
    """Happenings that two reports or more tell of. Claims stay apart; nothing is averaged or confirmed.

    Decisions are kept for ever and outlive re-runs. Titles are made of type, place and date, so there is no renaming.
    """


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
    for d in view.decisions:
        click.echo(f"  decision {d.id}: {d.action} by {d.by}, {d.at}{': ' + d.reason if d.reason else ''}")


@command.command("merge")
@click.argument("one")
@click.argument("into")
@deciding.signed
def merge(one: str, into: str, file: Path, by: str, reason: str | None) -> None:
    """Story ONE tells of the same as INTO; the id of an event stands for a report that is in no story."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.merge(archive, "story", (one, into), decide.Signed(by, reason)))


@command.command("split")
@click.argument("id_", metavar="ID")
@click.option("--event", "events", multiple=True, help="The report of this event; may be given several times.")
@click.option("--item", "items", multiple=True, help="All reports of this item; may be given several times.")
@click.option("--outlet", "outlets", multiple=True, help="All reports of this outlet; may be given several times.")
@deciding.signed
def split(
    id_: str,
    events: tuple[str, ...],
    items: tuple[str, ...],
    outlets: tuple[str, ...],
    file: Path,
    by: str,
    reason: str | None,
) -> None:
    """Some reports of story ID tell of something else."""
    marks = {"events": events, "items": items, "outlets": outlets}
    with open_archive(file, create=False) as archive:
        deciding.told(decide.split_story(archive, id_, dict(marks), decide.Signed(by, reason)))


@command.command("undo")
@click.argument("decision")
@deciding.signed
def undo(decision: str, file: Path, by: str, reason: str | None) -> None:
    """Take a decision back; both stay on record. An undo can be undone."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.undo(archive, decision, decide.Signed(by, reason), "story"))


@command.command("decisions")
@flags.archive
def decisions(file: Path) -> None:
    """All decisions about happenings in their order, and why some have no effect."""
    with open_archive(file, create=False) as archive:
        lost = {u.decision.id: u.why for u in stories.rulings_of(archive).unapplied}
        for d in archive.decisions.all("story"):
            told = f"{d.id}  {d.at}  {d.by}  {d.action} {d.about[1]} {d.new or d.undoes or ''}"
            click.echo(f"{told.rstrip()}{'  – no effect: ' + lost[d.id] if d.id in lost else ''}")
