"""Killed at any moment, the archive is whole and the next run finishes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 200


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_random_moments_nothing_is_half_written(tmp_path: Path) -> None:
    script = Path(__file__).with_name("kills.py")
    done = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-W", "ignore", script, tmp_path, str(KILLS)],
        capture_output=True,
        text=True,
        timeout=850,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["killed"] >= KILLS
    assert found["between"] > 20, "most kills must hit a run in the middle of its work"
    assert found["finished"] > 0
