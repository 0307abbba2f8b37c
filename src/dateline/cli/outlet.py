"""`dateline outlet`: what is known of an outlet, as told by the user."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import click

from dateline.archive import open_archive
from dateline.cli import flags
from dateline.records import Outlet


@click.command("outlet")
@click.argument("id_", metavar="[ID]", required=False)
@flags.archive
@click.option("--name", help="The name shown.")
@click.option("--url", help="Its own address.")
@click.option("--language", help="BCP 47, e.g. en or ar.")
@click.option("--country", help="ISO 3166-1 alpha-3, e.g. SYR.")
@click.option("--party", help="The party it speaks for; shown wherever its claims are. Never guessed.")
@click.option("--site", "sites", multiple=True, help="A host it publishes on; may be given several times.")
def command(id_: str | None, file: Path, sites: tuple[str, ...], **told: Any) -> None:
    """Set what is known of outlet ID; without any other option show it, without ID show all."""
    given = {name: value for name, value in told.items() if value is not None}
    with open_archive(file, create=bool(id_ and (given or sites))) as archive:
        if id_ is None:
            for outlet in archive.outlets.all("withheld"):
                _show(outlet)
            return
        outlet = archive.outlets.get(id_, "withheld") or Outlet(id_, id_)
        if given or sites:
            outlet = dataclasses.replace(outlet, **given)
            outlet = dataclasses.replace(outlet, sites=tuple(sites)) if sites else outlet
            archive.outlets.put(outlet)
    _show(outlet)


def _show(outlet: Outlet) -> None:
    parts = [
        outlet.id,
        outlet.name,
        outlet.party and f"party: {outlet.party}",
        outlet.language,
        outlet.country,
        outlet.url,
    ]
    click.echo("  ".join(part for part in parts if part))
