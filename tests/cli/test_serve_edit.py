"""`dateline serve --edit` takes decisions on this machine only."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.archive import open_archive
from dateline.cli import main
from dateline.cli.serve import is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])
def test_pages_that_take_decisions_are_never_served_to_a_network(tmp_path: Path, host: str) -> None:
    open_archive(tmp_path / "a.db").close()
    told = CliRunner().invoke(main, ["serve", "--archive", str(tmp_path / "a.db"), "--host", host, "--edit", "ana"])
    assert told.exit_code == 1
    assert "this machine only" in told.output


def test_what_is_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "localhost", "::1", "[::1]")))
