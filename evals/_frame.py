"""Takes task modules and floors, gives rows of a table and a verdict; measures nothing itself.

A task is a module `evals/NAME.py` with
    DATA = ("ud/en_ewt-dev.conllu.xz",)     files below DATELINE_DATA; empty where all gold is our own
    OWN = ("gold/sentences.jsonl",)         files below evals/; optional
    def measure(data: Path) -> Iterable[Score]
`floors.json` holds per task the digest of those files and a floor for each measure.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. `floored` false: printed, never judged (speed). `lower` true: the floor is a ceiling."""

    measure: str
    value: float
    note: str = ""
    floored: bool = True
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `verdict`: ok, below floor, no floor, data changed, not measured, missing."""

    task: str
    measure: str
    value: float | None
    floor: float | None
    verdict: str
    note: str = ""

    @property
    def failed(self) -> bool:
        """Whether this line turns the run into a failure."""
        return self.verdict in {"below floor", "data changed", "missing", "no floor"}


def tasks(names: list[str]) -> dict[str, ModuleType]:
    """The task modules by name, all where none is named. Raises SystemExit for a name that is no task."""
    found = sorted(m.name for m in pkgutil.iter_modules([str(HERE)]) if not m.name.startswith("_"))
    unknown = set(names) - set(found)
    if unknown:
        raise SystemExit(f"no such eval: {', '.join(sorted(unknown))}; there are {', '.join(found)}")
    return {n: importlib.import_module(f"evals.{n}") for n in (names or found)}


def files(task: ModuleType, data: Path | None) -> list[Path]:
    """Every file whose content the task's figures depend on."""
    public = [data / f for f in getattr(task, "DATA", ())] if data else []
    return public + [HERE / f for f in getattr(task, "OWN", ())]


def digest(paths: list[Path]) -> str:
    """One SHA-256 over the names and bytes of the files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def judge(task: str, scores: list[Score], found: str, pinned: dict[str, Any]) -> list[Row]:
    """Hold the scores of one task against its floors; a floor without a score is a failure too."""
    floors = pinned.get("floors", {})
    changed = bool(pinned) and pinned.get("data") != found
    rows = [_row(task, s, floors.get(s.measure), changed) for s in scores]
    seen = {s.measure for s in scores}
    return rows + [Row(task, m, None, f, "missing") for m, f in floors.items() if m not in seen]


def _row(task: str, score: Score, floor: float | None, changed: bool) -> Row:
    if not score.floored:
        verdict = "ok"
    elif changed:
        verdict = "data changed"
    elif floor is None:
        verdict = "no floor"
    else:
        good = score.value <= floor if score.lower else score.value >= floor
        verdict = "ok" if good else "below floor"
    return Row(task, score.measure, score.value, floor, verdict, score.note)


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """The pinned floors, empty where there is no file yet."""
    floors: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return floors


def pin(task: str, scores: list[Score], found: str, margin: float, path: Path = FLOORS) -> None:
    """Write floors `margin` under the scores; a floor that stands higher on the same data is kept."""
    floors = read_floors(path)
    before = floors.get(task, {})
    kept = before.get("floors", {}) if before.get("data") == found else {}
    new = {s.measure: _pinned(s, kept.get(s.measure), margin) for s in scores if s.floored}
    floors[task] = {"data": found, "floors": new}
    path.write_text(json.dumps(floors, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def _pinned(score: Score, before: float | None, margin: float) -> float:
    if score.lower:
        value = round(score.value + margin, 2)
        return value if before is None else min(before, value)
    value = round(score.value - margin, 2)
    return value if before is None else max(before, value)


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    head = ("task", "measure", "value", "floor", "verdict", "note")
    cells = [head, *((r.task, r.measure, _number(r.value), _number(r.floor), r.verdict, r.note) for r in rows)]
    widths = [max(len(c[i]) for c in cells) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in cells)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
