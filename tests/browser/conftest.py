"""Chromium over the sample site of tests/site, served on a real socket; skipped with a reason where it is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def chromium() -> str | None:
    """The browser of this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One browser for all tests; missing is a failure where CI is set."""
    if chromium() is None:
        reason = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site."""
    from dateline.archive import open_archive
    from dateline.site import Options
    from dateline.site.server import configuration

    sample = _sample()
    path = tmp_path_factory.mktemp("browser") / "sample.db"
    with open_archive(path) as archive:
        sample.fill(archive)
        sample.hide(archive)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(configuration(path, Options(rate=0.0)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(browser, root) -> Iterator[object]:
    """A fresh page; every request to another machine is noted and fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    strange: list[str] = []
    found.on("request", lambda request: strange.append(request.url) if not request.url.startswith(root) else None)
    yield found
    context.close()
    assert strange == []


def _sample():
    where = Path(__file__).parents[1] / "site" / "conftest.py"
    spec = importlib.util.spec_from_file_location("sample_site", where)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
