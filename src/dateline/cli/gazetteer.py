"""`dateline gazetteer`: take in GeoNames dumps, look a name up, check a supplement."""

from __future__ import annotations

from pathlib import Path

import click

from dateline import gazetteer as places
from dateline.errors import InputError

_LEVELS = {0: "region", 1: "country", 2: "province", 3: "district", 4: "town", 5: "part of a town"}


@click.group(name="gazetteer", help="Take in GeoNames dumps, or look a name up.")
def command() -> None:
    """What one does with a gazetteer."""


@command.command(name="add")
@click.argument("dumps", nargs=-1, required=True, metavar="CODE|FILE...")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where the dumps of country codes lie, as SY.zip or SY.txt.  [default: this folder]",
)
def add(dumps: tuple[str, ...], folder: Path) -> None:
    """Take GeoNames country dumps into the gazetteer: SY LB looks for SY.zip or SY.txt. Nothing is fetched.

    A dump with a fault is named with its line, and nothing is taken.
    """
    for name in places.add_dump([_dump(word, folder) for word in dumps]):
        click.echo(f"{name} taken")
    places.load()
    click.echo("the index is built; items coded from now on use it")


def _dump(word: str, folder: Path) -> Path:
    """The file a word stands for: itself, or the dump of a country code."""
    candidates = [Path(word), folder / f"{word.upper()}.zip", folder / f"{word.upper()}.txt"]
    found = next((path for path in candidates if path.is_file()), None)
    if found is None:
        remedy = "get it from https://download.geonames.org/export/dump/ and say with --from where it lies"
        raise InputError(f"no dump {word.upper()}.zip or {word.upper()}.txt", where=str(folder), remedy=remedy)
    return found


@command.command(name="find")
@click.argument("name")
@click.option("--country", help="ISO 3166-1 alpha-3, e.g. SYR.")
@click.option("--limit", default=10, show_default=True, help="How many at most.")
def find(name: str, country: str | None, limit: int) -> None:
    """List the places NAME may stand for, the likeliest first; exit code 1 when there is none."""
    found = places.load().candidates(name, country, limit=limit)
    for place in found:
        inside = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
        point = "" if place.lat is None or place.lon is None else f"{place.lat:.4f} {place.lon:.4f}"
        click.echo(f"{place.name}  {_LEVELS[place.resolution]}  {inside}  {point}  {place.geonameid or ''}".rstrip())
    if not found:
        raise click.exceptions.Exit(1)
