"""`python -m benchmarks.gazetteer`: seconds to build and open the index, look-ups a second; decides nothing."""

from __future__ import annotations

import tempfile
import time

from dateline import gazetteer

NAMES = (
    "Homs", "Khan Sheikhoun", "خان شيخون", "Idlib province", "Springfield", "London", "Deir Ezzor", "Nowhere at all", "Хомс",
    "Syria", "Georgia", "San José", "Lamar County", "Salamiya", "the town of Saraqeb", "Kyiv", "N'Djamena", "Calif.", "Gaza", "Aden",
)  # fmt: skip


def main() -> None:
    """Print the three figures."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        gazetteer.load(folder)
        built = time.perf_counter()
        places = gazetteer.load(folder)
        opened = time.perf_counter()
        print(f"build {built - began:.1f} s, open {1000 * (opened - built):.1f} ms, {len(places)} places")
        warm = _rate(places, NAMES * 500)
        print(f"look-ups: {_uncached(places):,.0f} a second uncached, {warm:,.0f} repeated")


def _rate(places: gazetteer.Gazetteer, names: tuple[str, ...]) -> float:
    began = time.perf_counter()
    for name in names:
        places.candidates(name)
    return len(names) / (time.perf_counter() - began)


def _uncached(places: gazetteer.Gazetteer) -> float:
    began = time.perf_counter()
    for _ in range(200):
        for name in NAMES:
            places._find(name)
    return 200 * len(NAMES) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
