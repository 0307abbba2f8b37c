"""What the tests of the archive share: an empty archive and pages made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.archive import Archive, Filed, Filing, open_archive
from dateline.records import Capture, Item, Outlet, Page
from dateline.text import digest

COUNCIL = Outlet("council-news", "Council News")
WIRE = Outlet("harbour-wire", "Harbour Wire")


def entry(opening: str, day: str | None = "2016-03-14", **fields: object) -> Item:
    """An item as a page gives it, with a body of two paragraphs."""
    body = f"{opening} The delegates of Marrowdale met for two days.\n\nA second round is planned for April, they said."
    values = {"published": day, "headline": opening, "headline_derived": True, "body": body} | fields
    return Item(**values)  # type: ignore[arg-type]


class Desk:
    """Files pages into an archive the way the pipeline does."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.run = archive.runs.begin("test")
        self._captures = 0

    def file(self, *items: Item, outlet: Outlet = COUNCIL, data: bytes | None = None, **page: object) -> Filed:
        """File a page with these items, as new bytes unless `data` is given."""
        self._captures += 1
        body = data if data is not None else f"page {self._captures}".encode()
        capture = Capture(digest(body), body, "text/plain", url=page.pop("url", None), file_name="page.txt")  # type: ignore[arg-type]
        made = Page(capture=capture.sha256, items=items, **page)  # type: ignore[arg-type]
        return self.archive.intake.store(capture, made, Filing(outlet, self.run, "1"))

    def items(self, audience: str = "public") -> list[Item]:
        """Everything on record."""
        return list(self.archive.items.all(audience))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)
