"""`dateline search`: full-text search in the archive."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dateline.archive import Filter, Slice
from dateline.cli import flags, printing


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@flags.archive
@click.option("--outlet", multiple=True, help="Only this outlet (its id); may be given several times.")
@click.option("--from", "start", help="Only items from this day on (YYYY-MM-DD).")
@click.option("--to", "end", help="Only items up to this day (YYYY-MM-DD).")
@click.option("--by", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True, help="Order.")
@click.option("--limit", default=20, show_default=True, help="Items shown at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@flags.audience
def command(  # noqa: PLR0913, PLR0917 – one parameter per flag
    words: tuple[str, ...],
    file: Path,
    outlet: tuple[str, ...],
    start: str | None,
    end: str | None,
    by: str,
    limit: int,
    as_json: bool,
    audience: str,
) -> None:
    """Find items by their words.

    Words side by side must all occur; "a phrase", word*, OR, NOT, title: and credit: are understood. Case, accents,
    tatweel and forms of alef make no difference. Exit code 1 when nothing was found.
    """
    wanted = Filter(outlets=outlet, start=start, end=end)
    with flags.opened_to_read(file) as archive:
        found = archive.search.find(" ".join(words), wanted, audience, Slice(size=limit), by)
    for item in found.listing.items:
        if as_json:
            row = {"id": item.id, "outlet": item.outlet, "published": item.published, "headline": item.headline}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{item.id}  {item.published or 'undated':10}  {item.outlet}  {item.headline}")
    if not as_json:
        least = "at least " if found.listing.capped else ""
        click.echo(f"{least}{printing.plural(found.listing.total, 'item')} found", err=True)
    if not found.listing.items:
        raise SystemExit(1)
