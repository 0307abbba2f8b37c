"""`python -m evals [TASK …] [--pin TASK]`: runs the tasks, prints one table, fails below a floor.

Takes DATELINE_DATA; where it is unset, tasks that need it are "not measured", which is a failure when CI is set.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from evals._frame import Row, digest, files, judge, pin, read_floors, table, tasks


def main(arguments: list[str] | None = None) -> int:
    """Run the evals named and return 0, or 1 where one failed."""
    parser = argparse.ArgumentParser(prog="evals", description="Accuracy against public data and our own gold.")
    parser.add_argument("task", nargs="*")
    parser.add_argument("--pin", action="store_true", help="write floors for the tasks named; never lowers one")
    parser.add_argument("--margin", type=float, default=0.3, help="how far under the score a new floor stands")
    options = parser.parse_args(arguments)
    data = Path(os.environ["DATELINE_DATA"]) if os.environ.get("DATELINE_DATA") else None
    rows: list[Row] = []
    for name, task in tasks(options.task).items():
        if getattr(task, "DATA", ()) and data is None:
            rows.append(Row(name, "–", None, None, "not measured", "DATELINE_DATA is unset"))
            continue
        scores, found = list(task.measure(data or Path())), digest(files(task, data))
        if options.pin:
            pin(name, scores, found, options.margin)
        rows += judge(name, scores, found, read_floors().get(name, {}))
    print(table(rows))
    unmeasured = any(r.verdict == "not measured" for r in rows)
    return int(not rows or any(r.failed for r in rows) or (unmeasured and bool(os.environ.get("CI"))))


if __name__ == "__main__":
    sys.exit(main())
