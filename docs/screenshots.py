"""Take the screenshots of the README: wide, phone, dark, right-to-left. `python docs/screenshots.py ARCHIVE [FOLDER]`.

Serves the archive on a free port, opens it in Chromium, writes PNG files. Needs Playwright and Chromium, no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PORT = 8019


@dataclass(frozen=True)
class Shot:
    """One picture: `path` on the site (or a function of the API's items), window, colours."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    whole: bool = False


def main(archive: Path, folder: Path) -> None:
    """Serve, shoot, stop."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "dateline.cli", "serve", "--archive", str(archive), "--port", str(PORT)]
    if shutil.which("dateline", path=str(Path(sys.executable).parent)):
        command = [str(Path(sys.executable).parent / "dateline"), *command[3:]]
    server = subprocess.Popen(command)  # noqa: S603 – our own command
    try:
        shoot(f"http://127.0.0.1:{PORT}", folder)
    finally:
        server.terminate()
        server.wait(10)


def shoot(root: str, folder: Path) -> None:
    """Every picture of `shots`."""
    from playwright.sync_api import sync_playwright

    items = get(f"{root}/api/v1/items?size=100")["items"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for shot in shots(root, items):
            page = browser.new_page(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.dark else "light",
            )
            page.goto(root + shot.path)
            page.screenshot(path=str(folder / f"{shot.name}.png"), full_page=shot.whole)
            page.close()
            print(folder / f"{shot.name}.png")
        browser.close()


def shots(root: str, items: list[dict]) -> list[Shot]:
    """What to show, from what the archive holds."""
    told = get(f"{root}/api/v1/events")["events"]
    event, coded = next(((e["id"], e["item"]) for e in told if e["according_to"]), ("", items[0]["id"]))
    item = f"/item/{coded}"
    month = "/" + next(i["published"] for i in items if i["published"])[:7].replace("-", "/") + "/"
    arabic = next((f"/item/{i['id']}" for i in items if (i["language"] or "").startswith("ar")), item)
    found = [
        Shot("front", "/"),
        Shot("list", month, height=1100),
        Shot("item", item, height=1100),
        Shot("item-dark", item, dark=True),
        Shot("list-dark", month, dark=True),
        Shot("phone-front", "/", 390, 844),
        Shot("phone-item", item, 390, 844),
        Shot("arabic", arabic),
        Shot("search", "/search?q=council*&by=relevance"),
        Shot("coverage", "/coverage"),
        Shot("events", "/events"),
        Shot("event", f"/event/{event}" if event else "/events", height=1100),
    ]
    extra = os.environ.get("SHOTS", "")
    return found + [Shot(f"extra-{n}", path, whole=True) for n, path in enumerate(extra.split()) if path]


def get(url: str) -> dict:
    """JSON from the site, waiting for it to come up."""
    import json

    for _ in range(100):
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 – the address of our own server
                return json.load(answer)
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site did not come up")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/screenshots"))
