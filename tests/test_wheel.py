"""A built wheel carries everything it needs: data, templates, model; and its command runs by itself."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(out), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return next(out.glob("dateline-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys, dateline.cli; sys.argv[0] = 'dateline'; dateline.cli.main()"
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_every_data_file_is_in_the_wheel(installed: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "src/dateline"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [Path(line).relative_to("src") for line in tracked.stdout.splitlines()]
    assert len(files) > 50
    assert [str(f) for f in files if not (installed / f).exists()] == []


def test_the_wheel_makes_and_reads_an_archive(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "News\n3 May 2016 In News\n\nThe bridge at Zarzis was reopened.\n\n2 May 2016 In News\n\nTalks ended.\n"
    )
    added = run(
        installed, "add", str(page), "--outlet", "zarzis-gazette", "--archive", "a.db", "--no-code", cwd=tmp_path
    )
    assert added.returncode == 0, added.stderr
    shown = run(installed, "export", "items", "--archive", "a.db", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.splitlines()) == 2
    assert "Zarzis" in shown.stdout


def test_the_wheel_says_its_version(installed: Path, tmp_path: Path) -> None:
    shown = run(installed, "--version", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "dateline" in shown.stdout
