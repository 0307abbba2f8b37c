"""What a source tells of one place before it is indexed; knows no file."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a source. `names` are all its other spellings; `near` a city whose point and division it takes,
    `where` the line that tells of it."""

    name: str
    resolution: int
    country: str | None
    admin1_code: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonameid: int | None = None
    names: tuple[str, ...] = ()
    near: str | None = None
    where: str = ""
    capital: bool = False


def midpoint(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the ground that the points cover: the mean of the quarter-degree squares that hold one.

    Squares and not points are averaged, so that crowded corners do not pull the middle towards them. Degrees WGS 84;
    longitudes are averaged on the circle. Raises ValueError where there is no point.
    """
    squares: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        squares[math.floor(lat * 4), math.floor(lon * 4)].append((lat, lon))
    if not squares:
        raise ValueError("no point to take the middle of")
    means = [(sum(p[0] for p in s) / len(s), sum(p[1] for p in s) / len(s)) for s in squares.values()]
    east = sum(math.sin(math.radians(lon)) for _, lon in means)
    north = sum(math.cos(math.radians(lon)) for _, lon in means)
    return round(sum(lat for lat, _ in means) / len(means), 5), round(math.degrees(math.atan2(east, north)), 5)
