"""`dateline export`: records of the archive into a file, in any installed format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from dateline import export, pipeline
from dateline.cli import flags, printing

KINDS = (*export.KINDS, *export.CLAIMS)


@click.command("export")
@click.argument("kind", type=click.Choice(KINDS))
@flags.archive
@click.option(
    "--format",
    "name",
    help="jsonl, csv, parquet, geojson, plover (events), warc (captures); else told by the ending of -o, else jsonl.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file; else standard output.")
@click.option("--base-url", default="dateline:", show_default=True, help="What the address in every row begins with.")
@flags.audience
@flags.quiet
def command(
    kind: str, file: Path, name: str | None, output: Path | None, base_url: str, audience: str, quiet: bool
) -> None:
    """Write every record of one kind, with a stable address in each row.

    Exports stream: their size is bounded by the disk only. `confidence` in claims is that the text says this; it says
    nothing about whether it happened.
    """
    write = export.load_format(name or _ending(output))
    style = export.Style({**export.KINDS, **export.CLAIMS}[kind], base_url)
    with flags.opened_to_read(file) as archive, printing.progress(f"exporting {kind}", quiet) as bar:
        records = pipeline.records(archive, kind, audience)
        with _opened(output) as out:
            number = write(bar_over(records, bar), out, style)
    if output is not None and not quiet:
        click.echo(f"{printing.plural(number, kind.removesuffix('s'), kind)} written to {output}", err=True)


def bar_over(records: Iterator[object], bar: object) -> Iterator[object]:
    """The records, each moving the bar on."""
    for record in records:
        bar.update(1)  # type: ignore[attr-defined]
        yield record


def _ending(output: Path | None) -> str:
    """`items.csv -> "csv"`, `items.jsonl -> "jsonl"`; without an ending JSON lines."""
    endings = [part.removeprefix(".") for part in (output.suffixes if output else [])]
    return next((ending for ending in endings if ending in export.format_names()), "jsonl")


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """The file under a passing name until all of it is written, so that no half export is taken for a whole one."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        os.replace(part, output)
    finally:
        part.unlink(missing_ok=True)
