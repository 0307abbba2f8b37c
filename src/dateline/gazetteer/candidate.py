"""What a look-up gives: one record; knows no index and no text."""

from __future__ import annotations

from dataclasses import dataclass

COUNTRY, PROVINCE, DISTRICT, CITY, SUB_CITY = 1, 2, 3, 4, 5
REGION = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for.

    `resolution`: 5 sub-city, 4 city, 3 district, 2 first-level division, 1 country, 0 a region across countries.
    `country` is ISO 3166-1 alpha-3; `admin1` and `admin2` are names; `admin1_code` is GeoNames' code.
    `lat`, `lon` in degrees WGS 84, None where the gazetteer has no point. `match`: 1.0 its main name, 0.9 an alternate
    name, below that a transliteration by likeness. `geonameid` is None for places of the supplement without one.
    """

    index: int
    name: str
    resolution: int
    country: str | None
    admin1_code: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    geonameid: int | None
    match: float
    capital: bool = False
