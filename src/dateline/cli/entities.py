"""`dateline entities`: the persons and bodies of an archive; joining, parting and naming them by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline import pipeline
from dateline.archive import open_archive
from dateline.archive.entities import EntityQuery
from dateline.cli import deciding, flags, printing
from dateline.errors import InputError
from dateline.pipeline import deciding as decide
from dateline.pipeline import entities, rosters


@click.group("entities")
def command() -> None:
    """Persons in a public role and bodies, joined across items. Decisions are kept for ever and outlive re-runs."""


@command.command("join")
@flags.archive
@click.option("--rule", type=click.Path(dir_okay=False, path_type=Path), help="Who is public; else the shipped rule.")
@flags.quiet
def join(file: Path, rule: Path | None, quiet: bool) -> None:
    """Join what was coded since the last time: names into entities, reports into stories."""
    public = pipeline.load_rule(rule) if rule else None
    with open_archive(file, create=False) as archive, printing.progress("joining", quiet) as bar:
        done = pipeline.join(archive, public, bar.update)
    deciding.warn(done.unapplied)
    if not quiet:
        click.echo(f"{done.items:,} items taken up; {done.entities:,} entities, {done.stories:,} stories")


@command.command("list")
@click.argument("words", required=False, default="")
@flags.archive
@flags.audience
@click.option("--kind", type=click.Choice(["person", "body"]), help="Only persons, or only bodies.")
@click.option("--page", "number", default=1, show_default=True, help="Which page of fifty.")
def list_(words: str, file: Path, audience: str, kind: str | None, number: int) -> None:
    """List entities by how many items name them; WORDS must be part of a spelling."""
    with open_archive(file, create=False) as archive:
        found = archive.entities.page(EntityQuery(words, kind, number), audience)
    for row in found.rows:
        click.echo(f"{row.id}  {row.kind:6}  {row.items:6,} items  {row.name}")
    click.echo(f"{found.total:,} entities, page {found.number} of {found.pages}", err=True)


@command.command("show")
@click.argument("id_", metavar="ID")
@flags.archive
@flags.audience
def show(id_: str, file: Path, audience: str) -> None:
    """Everything known of one entity."""
    with open_archive(file, create=False) as archive:
        view = entities.entity(archive, id_, audience)
    if view is None:
        raise InputError("there is no such entity", where=id_, remedy="look it up with `dateline entities list WORDS`")
    e = view.entity
    click.echo(f"{e.name}  ({e.kind}, {e.id})")
    click.echo(f"named in {printing.plural(view.items, 'item')}, {printing.plural(view.mentions, 'mention')}")
    for alias in e.aliases:
        click.echo(f"  spelled {alias.text}: {printing.plural(alias.count, 'mention')}")
    for role in e.roles:
        click.echo(f"  role {role.words}: {role.first or '?'} to {role.last or '?'}")
    for outlet, items in view.outlets:
        click.echo(f"  outlet {outlet}: {printing.plural(items, 'item')}")
    for part in view.parts:
        click.echo(f"  {part.role}: {printing.plural(part.count, part.claim)}")
    for why in view.why:
        click.echo(f"  because: {why}")
    for why, items in view.apart:
        click.echo(f"  left apart in {printing.plural(items, 'item')}: {why}")
    for d in view.decisions:
        click.echo(f"  decision {d.id}: {d.action} by {d.by}, {d.at}{': ' + d.reason if d.reason else ''}")


@command.command("merge")
@click.argument("one")
@click.argument("into")
@deciding.signed
def merge(one: str, into: str, file: Path, by: str, reason: str | None) -> None:
    """Entity ONE is the same as INTO; its id leads there."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.merge(archive, "entity", (one, into), decide.Signed(by, reason)))


@command.command("split")
@click.argument("id_", metavar="ID")
@click.option("--name", "names", multiple=True, help="Items that spell the name so; may be given several times.")
@click.option("--item", "items", multiple=True, help="The item of this id; may be given several times.")
@deciding.signed
def split(id_: str, names: tuple[str, ...], items: tuple[str, ...], file: Path, by: str, reason: str | None) -> None:
    """Some of what was joined to entity ID is somebody else."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.split_entity(archive, id_, (names, items), decide.Signed(by, reason)))


@command.command("rename")
@click.argument("id_", metavar="ID")
@click.argument("name")
@deciding.signed
def rename(id_: str, name: str, file: Path, by: str, reason: str | None) -> None:
    """Show entity ID under NAME; its spellings stay as they are."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.rename(archive, id_, name, decide.Signed(by, reason)))


@command.command("hide")
@click.argument("id_", metavar="ID")
@deciding.signed
def hide(id_: str, file: Path, by: str, reason: str | None) -> None:
    """Entity ID has no public role: no page, no list."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.hide(archive, id_, decide.Signed(by, reason)))


@command.command("undo")
@click.argument("decision")
@deciding.signed
def undo(decision: str, file: Path, by: str, reason: str | None) -> None:
    """Take a decision back; both stay on record. An undo can be undone."""
    with open_archive(file, create=False) as archive:
        deciding.told(decide.undo(archive, decision, decide.Signed(by, reason), "entity"))


@command.command("decisions")
@flags.archive
def decisions(file: Path) -> None:
    """All decisions about entities in their order, and why some have no effect."""
    with open_archive(file, create=False) as archive:
        lost = {u.decision.id: u.why for u in entities.rulings_of(archive).unapplied}
        for d in archive.decisions.all("entity"):
            told = f"{d.id}  {d.at}  {d.by}  {d.action} {d.about[1]} {d.new or d.undoes or ''}"
            click.echo(f"{told.rstrip()}{'  – no effect: ' + lost[d.id] if d.id in lost else ''}")


@command.command("import")
@click.argument("path", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@deciding.signed
def import_(path: Path, file: Path, by: str, reason: str | None) -> None:
    """Take a list of entities (CSV or FollowTheMoney JSON lines): the spellings of each line are one, now and later."""
    with open_archive(file, create=False) as archive:
        known = {d.about for d in archive.decisions.all("entity") if d.action == "import"}
        told = [d for d in rosters.read_roster(path, by) if d.about not in known]
        with archive.transaction():
            for decision in told:
                archive.decisions.add(decision)
            lost = entities.apply(archive)
    deciding.warn(tuple(u for u in lost if u.decision.action == "import"))
    click.echo(f"{printing.plural(len(told), 'line')} taken from {path.name}")


@command.command("export")
@flags.archive
@flags.audience
@click.option("--format", "form", type=click.Choice(["csv", "ftm"]), default="csv", show_default=True)
def export(file: Path, audience: str, form: str) -> None:
    """Write all entities as CSV or as FollowTheMoney JSON lines to standard output."""
    with open_archive(file, create=False) as archive:
        for line in rosters.write_roster(entities.entities(archive, audience), form):
            sys.stdout.write(line)
