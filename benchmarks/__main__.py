"""`python -m benchmarks [NAME …]`: runs every module here that has a `run()`, prints its rows; decides nothing.

`run() -> Iterable[tuple[str, float, str]]`: what was measured, the value, its unit.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Run the benchmarks named, or all."""
    found = [
        m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]) if not m.ispkg and not m.name.startswith("_")
    ]
    for name in sorted(names or found):
        for what, value, unit in importlib.import_module(f"benchmarks.{name}").run():
            print(f"{name:12} {what:48} {value:12,.1f} {unit}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
