"""Supplement files (CSV) → Entries; the linter of what a person edits. It resolves nothing.

Columns: name, also (spellings parted by `|`), kind (region, country, province, district, city, sub-city), country
(ISO 3166-1 alpha-3, empty for regions), near (a city of the gazetteer in that country, whose point and division the
place takes), lat, lon, population, geonameid. Lines that start with `#` are remarks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.candidate import CITY, COUNTRY, DISTRICT, PROVINCE, REGION, SUB_CITY
from dateline.gazetteer.entry import Entry

COLUMNS = ("name", "also", "kind", "country", "near", "lat", "lon", "population", "geonameid")
KINDS = {
    "region": REGION,
    "country": COUNTRY,
    "province": PROVINCE,
    "district": DISTRICT,
    "city": CITY,
    "sub-city": SUB_CITY,
}
_RANGES = {"lat": 90.0, "lon": 180.0}


def read_supplement(path: Path, countries: frozenset[str]) -> Iterator[Entry]:
    """The places of one supplement file. Raises GazetteerError naming file and line for the first fault."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "give a readable file in UTF-8"
        raise GazetteerError(f"cannot be read: {error}", where=str(path), remedy=remedy) from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    header = tuple(next(csv.reader([numbered[0][1]]))) if numbered else ()
    if header != COLUMNS:
        where = f"{path.name}:{numbered[0][0] if numbered else 1}"
        raise GazetteerError("not the columns of a supplement", where=where, remedy=f"start with {','.join(COLUMNS)}")
    for number, line in numbered[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(COLUMNS):
            what = f"{len(cells)} columns instead of {len(COLUMNS)}"
            raise GazetteerError(what, where=f"{path.name}:{number}", remedy="put every comma of the header")
        row = dict(zip(COLUMNS, (c.strip() for c in cells), strict=True))
        yield _entry(row, f"{path.name}:{number}", countries)


def _entry(row: dict[str, str], where: str, countries: frozenset[str]) -> Entry:
    if not row["name"]:
        raise GazetteerError("a place without a name", where=where, remedy="fill the first column")
    if row["kind"] not in KINDS:
        raise GazetteerError(f"{row['kind']!r} is no kind", where=where, remedy=f"use one of {', '.join(KINDS)}")
    if row["kind"] != "region" and row["country"] not in countries:
        remedy = "give the ISO 3166-1 alpha-3 code in capitals"
        raise GazetteerError(f"{row['country']!r} is no country", where=where, remedy=remedy)
    lat, lon = _degrees(row, "lat", where), _degrees(row, "lon", where)
    if (lat is None) != (lon is None):
        raise GazetteerError("one half of a point", where=where, remedy="give both lat and lon, or neither")
    return Entry(
        name=row["name"],
        resolution=KINDS[row["kind"]],
        country=row["country"] or None,
        lat=lat,
        lon=lon,
        population=_count(row, "population", where) or 0,
        geonameid=_count(row, "geonameid", where),
        names=tuple(s for s in (n.strip() for n in row["also"].split("|")) if s),
        near=row["near"] or None,
        where=where,
    )


def _degrees(row: dict[str, str], column: str, where: str) -> float | None:
    if not row[column]:
        return None
    try:
        value = float(row[column])
    except ValueError:
        value = float("nan")
    limit = _RANGES[column]
    if not -limit <= value <= limit:
        remedy = f"give decimal degrees between -{limit:.0f} and {limit:.0f}"
        raise GazetteerError(f"{row[column]!r} is no {column}", where=where, remedy=remedy)
    return value


def _count(row: dict[str, str], column: str, where: str) -> int | None:
    if not row[column]:
        return None
    if not row[column].isdecimal():
        raise GazetteerError(f"{row[column]!r} is no {column}", where=where, remedy="give a whole number")
    return int(row[column])
