"""`dateline watch`: revisit sources on a schedule."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dateline.archive import Source, open_archive
from dateline.cli import flags, printing
from dateline.settings import value


@click.command("watch")
@click.argument("urls", nargs=-1, metavar="[URL...]")
@flags.archive
@click.option("--outlet", default=lambda: value("outlet"), help="Whose pages these are; else told by host or page.")
@click.option("--once", is_flag=True, help="Visit what is due now and stop: for cron and timers.")
@click.option("--forget", is_flag=True, help="Watch these addresses no longer; what they gave stays.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@flags.quiet
def command(
    urls: tuple[str, ...], file: Path, outlet: str, once: bool, forget: bool, allow_private: bool, quiet: bool
) -> None:
    """Watch addresses – lists, feeds, sitemaps – and take in what is new on them.

    How often each is visited follows from how often it changed; a source that fails is left alone twice as long each
    time. Without URL everything watched so far is watched on. Stop with Ctrl-C; nothing is lost.
    """
    from dateline import pipeline

    now = datetime.now(UTC).isoformat(timespec="seconds")
    failed = False
    with open_archive(file) as archive:
        for url in urls:
            if forget:
                archive.sources.remove(url)
            else:
                archive.sources.add(Source(url, outlet), now)
        if forget:
            return
        adding = pipeline.Adding(outlet=outlet, policy=pipeline.policy(allow_private), command="watch")
        try:
            for report in pipeline.watch(archive, pipeline.Watching(adding, rounds=1 if once else None)):
                failed = failed or report.failed
                printing.show_problems(report.problems)
                if not quiet:
                    click.echo(printing.summary(report.filed, report.known, report.again))
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
    if failed:
        raise SystemExit(1)
