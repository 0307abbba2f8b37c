"""`dateline process`: read and code what is stored and not yet coded by these versions."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.archive import Archive, open_archive
from dateline.cli import flags, printing
from dateline.settings import value


@click.command("process")
@flags.archive
@click.option("--reader", default=lambda: value("reader"), help="The reader; else the shipped one.")
@click.option("--codebook", default=lambda: value("codebook"), help="The codebook: a shipped one by name, or a path.")
@click.option(
    "--workers", type=int, default=lambda: os.cpu_count() or 1, show_default="one per core", help="Processes."
)
@click.option("--limit", type=int, help="Items at most.")
@flags.quiet
def command(file: Path, reader: str, codebook: str, workers: int, limit: int | None, quiet: bool) -> None:
    """Read and code every item whose latest version these tools have not coded yet.

    Claims of an earlier coding are replaced; their ids stay. Exit code 1 when anything did not go through.
    """
    with open_archive(file, create=False) as archive:
        failed = run(archive, (reader, codebook), workers, (limit, quiet))
    if failed:
        raise SystemExit(1)


def run(archive: Archive, tools: tuple[str, str], workers: int, how: tuple[int | None, bool] = (None, False)) -> bool:
    """Process and tell what was done; whether anything did not go through."""
    from dateline import pipeline

    limit, quiet = how
    kit = pipeline.Tools(*tools, seconds=float(value("item_seconds")))
    with printing.progress("reading and coding", quiet, archive.items.count("withheld")) as bar:
        done = pipeline.process(archive, pipeline.Processing(kit, workers, limit, bar.update))
        joined = pipeline.join(archive) if done.items else None
    printing.show_problems(done.problems)
    if not quiet:
        counts = (printing.plural(done.events, "event"), printing.plural(done.statements, "statement"))
        click.echo(f"{printing.plural(done.items, 'item')} read and coded: {', '.join(counts)}")
        if joined is not None:
            stories = printing.plural(joined.stories, "story", "stories")
            click.echo(f"joined: {printing.plural(joined.entities, 'entity', 'entities')}, {stories}")
    return done.failed
