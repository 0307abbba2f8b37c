"""A disk without room, made by the system's own limit on file sizes: the site serves on, an addition says what to do."""

from __future__ import annotations

import http.client
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 60.0
ADD = "from dateline.cli import main; main()"
ENTRIES = "\n\n\n".join(
    f"Notice {n}\n\nMay {n + 1}, 2017\n\nThe office of the valley opens at {n} and closes again. {'Nothing else is known. ' * 40}"
    for n in range(20)
)


def full(size: int) -> None:
    """From here on this process can make no file larger than `size` bytes; it is told so, not killed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def dateline(*arguments: str, room: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command, on a full disk where `room` says how large a file may be."""
    limit = None if room is None else lambda: full(room)
    command = [sys.executable, "-c", ADD, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, preexec_fn=limit, check=False)


@contextmanager
def served(path: Path) -> Iterator[tuple[int, int]]:
    """`dateline serve` as a process of its own; gives its port and its number."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", ADD, "serve", "--archive", str(path), "--port", str(port), "--rate", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield port, process.pid
        finally:
            process.terminate()


def get(port: int, address: str) -> tuple[int, str]:
    """Status and text of a page."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    client.request("GET", address)
    answer = client.getresponse()
    return answer.status, answer.read().decode()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that brings twenty items."""
    path = tmp_path / "page.txt"
    path.write_text(ENTRIES, encoding="utf-8")
    return path


def test_the_site_serves_on_while_an_addition_finds_no_room(archive_file, tmp_path, page):
    path = tmp_path / "archive.db"
    shutil.copy(archive_file, path)
    add = ("add", str(page), "--outlet", "Notices", "--no-code", "--archive", str(path))
    with served(path) as (port, _):
        before = get(port, "/api/v1/stats")
        assert before[0] == 200
        failed = dateline(*add, room=20_000)
        assert failed.returncode != 0
        assert "disk is full" in failed.stderr + failed.stdout
        assert "Traceback" not in failed.stderr
        assert get(port, "/api/v1/stats") == before
        assert get(port, "/items/")[0] == 200
        assert dateline(*add).returncode in {0, 1}
        assert get(port, "/api/v1/stats") != before
        assert "Notices" in get(port, "/")[1]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux changes the limits of a running process")
def test_a_disk_that_fills_up_before_the_first_page_stops_none(archive_file, tmp_path):
    path = tmp_path / "archive.db"
    shutil.copy(archive_file, path)
    with served(path) as (port, pid):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
        assert get(port, "/nothing")[0] == 404
        for address in ("/", "/items/", "/search?q=harbour", "/coverage", "/api/v1/facets"):
            assert get(port, address)[0] == 200
