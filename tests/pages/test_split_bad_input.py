"""Bad input gives a Page that says why, never an exception; what can be read is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.pages import split

BROKEN = Path(__file__).parents[1] / "broken" / "pages"
FILES = sorted(p for p in BROKEN.iterdir() if p.is_file())


def test_there_are_broken_files() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@pytest.mark.parametrize("media_type", ["", "text/plain", "text/html", "application/xml"])
def test_every_broken_file_gives_a_page(path: Path, media_type: str) -> None:
    page = split(path.read_bytes(), media_type, "https://broken.example/", fetched="2020-01-02T03:04:05")
    assert page.items or page.reason
    assert not any(problem.kind == "unreadable" for problem in page.problems), page.reason


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", b"\xef\xbb\xbf"])
def test_empty(data: bytes) -> None:
    page = split(data, "text/plain")
    assert page.items == ()
    assert page.reason


def test_pictures_and_packages_are_refused_with_a_remedy() -> None:
    for data in (b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x89PNG\r\n", b"\x1f\x8b\x08"):
        page = split(data, "text/plain")
        assert page.reason
        assert page.problems[0].remedy


def test_two_encodings_give_all_items_and_a_problem() -> None:
    page = split((BROKEN / "mixed-utf8-and-cp1252.txt").read_bytes(), "text/plain")
    assert [item.published for item in page.items] == ["2017-05-23", "2017-05-22", "2017-05-21"]
    assert "café of Sète" in page.items[0].body
    assert "naïve painter’s garden in Nîmes" in page.items[1].body
    assert [problem.kind for problem in page.problems] == ["encoding"]


def test_undeclared_charsets_are_told() -> None:
    arabic = split((BROKEN / "arabic-cp1256-undeclared.txt").read_bytes(), "text/plain")
    assert "مجلس المدينة" in arabic.items[0].body
    assert arabic.items[0].published == "2017-05-23"
    wide = split((BROKEN / "utf16-without-mark.txt").read_bytes(), "text/plain")
    assert wide.items[0].published == "2017-05-23"


def test_a_feed_cut_off_gives_its_readable_entries_and_a_problem() -> None:
    page = split((BROKEN / "feed-cut-off.xml").read_bytes(), "application/rss+xml")
    assert page.items[0].title == "Ferry late"
    assert page.problems[0].kind == "feed"


def test_a_page_of_dates_without_text_says_so() -> None:
    page = split((BROKEN / "only-dates.txt").read_bytes(), "text/plain")
    assert (page.items, page.reason) == ((), "the page holds dates but no text")
    assert len(page.furniture) == 4


@pytest.mark.slow
def test_large_pages_are_read_in_line_with_their_size() -> None:
    entry = "23 May 2017 In Notices\n\n" + "The water office of Sandholm announces an interruption. " * 20 + "\n\n"
    page = split((entry * 4000).encode(), "text/plain")
    assert len(page.items) == 4000
    one_line = split(b"a " * 2_000_000, "text/plain")
    assert one_line.items or one_line.reason
    dots = split(b"( " * 500_000 + b"1." * 500_000, "text/plain")
    assert dots.items or dots.reason
