"""`dateline verify`: whether the archive is still what was stored."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import flags, printing


@click.command("verify")
@flags.archive
@flags.quiet
def command(file: Path, quiet: bool) -> None:
    """Re-check the SHA-256 of every capture, the structure of the file and its references.

    Exit code 1 on any trouble.
    """
    with flags.opened_to_read(file) as archive:
        found, checked = list(archive.checks.structure()), 0
        with printing.progress("checking digests", quiet, archive.captures.count("withheld")) as bar:
            for problem in archive.checks.digests():
                checked += 1
                bar.update(1)
                if problem is not None:
                    found.append(problem)
    printing.show_problems(found)
    if not quiet:
        click.echo(f"{printing.plural(checked, 'capture')} checked, {printing.plural(len(found), 'problem')}")
    if found:
        raise SystemExit(1)
