"""`dateline stats`: what an archive holds, and what is known to be missing."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dateline.cli import flags


@click.command("stats")
@flags.archive
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@flags.audience
def command(file: Path, as_json: bool, audience: str) -> None:
    """Count captures, items, versions, outlets, claims, missing pages and problems."""
    with flags.opened_to_read(file) as archive:
        counts = archive.stats.counts(audience)
        problems = archive.problems.count(audience)
    if as_json:
        click.echo(json.dumps({**dict(counts), "problems": problems}, ensure_ascii=False))
        return
    width = max(len(name) for name, _ in counts)
    for name, number in counts:
        click.echo(f"{name.replace('_', ' '):{width}}  {number:>14,}")
    for kind, many in problems.items():
        click.echo(f"{'problem: ' + kind:{width}}  {many:>14,}")
