"""`python -m benchmarks.peers [NAME …]`: runs every peer here, prints its rows beside ours; decides nothing.

`run(cache: Path) -> Iterable[tuple[str, str, float, str]]`: tool, what was measured, the value, its unit.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

CACHE = Path(".cache/peers")


def main(names: list[str]) -> None:
    """Run the peers named, or all."""
    found = [m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]) if not m.name.startswith("_")]
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in sorted(names or found):
        for tool, what, value, unit in importlib.import_module(f"benchmarks.peers.{name}").run(CACHE):
            print(f"{name:10} {what:44} {tool:28} {value:10,.1f} {unit}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
