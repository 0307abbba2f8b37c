"""`dateline add`: pages from files and addresses into the archive."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.archive import Filed, open_archive
from dateline.cli import flags, printing, process
from dateline.settings import value


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL...")
@flags.archive
@click.option("--outlet", default=lambda: value("outlet"), help="Whose pages these are; else told by host or page.")
@click.option("--follow", is_flag=True, help="Walk the pager and the permalinks of addresses.")
@click.option("--pages", default=500, show_default=True, help="With --follow: pages of a list at most.")
@click.option("--articles", default=5000, show_default=True, help="With --follow: permalinks at most.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option("--code/--no-code", default=True, help="Read, code and join what is new; --no-code stops after storing.")
@click.option(
    "--workers", type=int, default=lambda: os.cpu_count() or 1, show_default="one per core", help="Processes that code."
)
@flags.quiet
def command(  # noqa: PLR0913, PLR0917 – one parameter per flag
    sources: tuple[str, ...],
    file: Path,
    outlet: str,
    follow: bool,
    pages: int,
    articles: int,
    allow_private: bool,
    code: bool,
    workers: int,
    quiet: bool,
) -> None:
    """Capture pages, split them into entries and store them.

    PATH is a text file as copied from a browser, HTML, a feed, a folder, a zip, WARC or WACZ. The same bytes twice
    change nothing. Exit code 1 when anything did not go through; what and why is printed and stays on record.
    """
    from dateline import pipeline

    following = pipeline.Following(pages=pages, articles=articles) if follow else None
    with open_archive(file) as archive, printing.progress("adding", quiet) as bar:

        def step(where: str, filed: Filed) -> None:
            bar.set_postfix_str(where[-40:], refresh=False)
            bar.update(1)

        adding = pipeline.Adding(
            outlet=outlet,
            following=following,
            policy=pipeline.policy(allow_private),
            progress=step,
            max_bytes=int(value("max_bytes")),
        )
        report = pipeline.add(archive, sources, adding)
    printing.show_problems(report.problems)
    if not quiet:
        click.echo(printing.summary(report.filed, report.known, report.again))
    failed = report.failed
    if code:
        with open_archive(file) as archive:
            tools = (str(value("reader")), str(value("codebook")))
            failed = process.run(archive, tools, workers, (None, quiet)) or failed
    if failed:
        raise SystemExit(1)
