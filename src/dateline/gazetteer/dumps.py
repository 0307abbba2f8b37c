"""GeoNames dumps (`SY.txt`, `SY.zip`) → Entries; reads the format of download.geonames.org, fetches nothing.

One place a line, nineteen columns parted by tabs, as described in GeoNames' readme. Taken: populated places,
administrative divisions, regions, mountains, waters, and single spots such as airports and camps.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.candidate import CITY, COUNTRY, DISTRICT, PROVINCE, SUB_CITY
from dateline.gazetteer.entry import Entry

COLUMNS = 19
_CLASSES = {"A": DISTRICT, "P": CITY, "L": DISTRICT, "T": DISTRICT, "H": DISTRICT, "S": SUB_CITY, "R": SUB_CITY}
_CODES = {"PCLI": COUNTRY, "PCLD": COUNTRY, "PCLS": COUNTRY, "PCL": COUNTRY, "ADM1": PROVINCE, "PPLX": SUB_CITY}
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH", "PCLH"})


def read_dump(path: Path, alpha3: dict[str, str]) -> Iterator[Entry]:
    """The places of one dump; divisions name what lies in them. Raises GazetteerError naming file and line."""
    rows = [(n, _row(line, path.name, n)) for n, line in enumerate(_lines(path), 1) if line.strip()]
    first = {(r[8], r[10]): r[1] for _, r in rows if r[7] == "ADM1"}
    second = {(r[8], r[10], r[11]): r[1] for _, r in rows if r[7] == "ADM2"}
    for number, row in rows:
        if row[6] not in _CLASSES or row[7] in _GONE:
            continue
        if row[8] not in alpha3:
            remedy = "give ISO 3166-1 alpha-2 in column 9"
            raise GazetteerError(f"{row[8]!r} is no country", where=f"{path.name}:{number}", remedy=remedy)
        yield _entry(row, f"{path.name}:{number}", alpha3, (first, second))


def _lines(path: Path) -> list[str]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as bundle:
                member = next(m for m in bundle.namelist() if m.endswith(".txt") and "readme" not in m.lower())
                data = bundle.read(member)
        else:
            data = path.read_bytes()
        return io.StringIO(data.decode("utf-8"), newline="\n").read().split("\n")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, StopIteration) as error:
        remedy = "give a country file of download.geonames.org/export/dump, as .txt or .zip"
        raise GazetteerError("not a GeoNames dump", where=str(path), remedy=remedy) from error


def _row(line: str, name: str, number: int) -> list[str]:
    row = line.rstrip("\r").split("\t")
    if len(row) != COLUMNS:
        remedy = "give an unchanged GeoNames dump"
        raise GazetteerError(f"{len(row)} columns instead of {COLUMNS}", where=f"{name}:{number}", remedy=remedy)
    return row


_Names = tuple[dict[tuple[str, str], str], dict[tuple[str, str, str], str]]


def _entry(row: list[str], where: str, alpha3: dict[str, str], divisions: _Names) -> Entry:
    try:
        geonameid, lat, lon, population = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as error:
        remedy = "give an unchanged GeoNames dump"
        raise GazetteerError(f"a number that is none ({error})", where=where, remedy=remedy) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"a point off the globe ({lat}, {lon})", where=where, remedy="give decimal degrees")
    others = [row[2], *row[3].split(",")]
    return Entry(
        name=row[1],
        resolution=_CODES.get(row[7], _CLASSES[row[6]]),
        country=alpha3[row[8]],
        admin1_code=row[10] or None,
        admin1=divisions[0].get((row[8], row[10])),
        admin2=divisions[1].get((row[8], row[10], row[11])),
        lat=lat,
        lon=lon,
        population=population,
        geonameid=geonameid,
        names=tuple(dict.fromkeys(n for n in others if n and n != row[1])),
        capital=row[7] == "PPLC",
    )
