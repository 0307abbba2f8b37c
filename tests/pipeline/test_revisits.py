"""A page fetched again and found unaltered: when, from where and with which headers is on record, shown and exported."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from tests.pipeline.conftest import text_page
from warcio.archiveiterator import ArchiveIterator

from dateline import pipeline
from dateline.archive import Archive, Purge, open_archive
from dateline.export import write_warc
from dateline.records import Capture, Revisit
from dateline.text import digest

BODY = text_page().encode()
URL = "https://council.example/news"
FIRST = Capture(
    digest(BODY), BODY, "text/plain", url=URL, fetched="2017-05-01T08:00:00+00:00", status=200,
    headers=((":status", "HTTP/1.1 200 OK"), ("Date", "Mon, 01 May 2017 08:00:00 GMT"), ("ETag", '"a1"')),
)  # fmt: skip
LATER = replace(
    FIRST, fetched="2017-05-03T08:00:00+00:00",
    headers=((":status", "HTTP/1.1 200 OK"), ("Date", "Wed, 03 May 2017 08:00:00 GMT")),
)  # fmt: skip
UNCHANGED = replace(
    FIRST, fetched="2017-05-04T08:00:00+00:00", status=304, headers=((":status", "HTTP/1.1 304 Not Modified"),)
)


def seen(archive: Archive) -> tuple[Revisit, ...]:
    (capture,) = archive.captures.all()
    return capture.revisits


def test_a_later_fetch_of_the_same_bytes_is_on_record_and_brings_no_item(archive: Archive) -> None:
    pipeline.file_captures(archive, [FIRST])
    items = list(archive.items.all())
    report = pipeline.file_captures(archive, [LATER, UNCHANGED])
    assert (report.known, report.again, report.filed.items) == (2, 2, 0)
    assert list(archive.items.all()) == items
    assert [(r.fetched, r.status) for r in seen(archive)] == [(LATER.fetched, 200), (UNCHANGED.fetched, 304)]
    assert seen(archive)[0].headers == LATER.headers
    assert dict(archive.stats.counts())["revisits"] == 2
    (sighting, *_) = archive.history.sightings(items[0].id, "public")
    assert sighting.again == UNCHANGED.fetched


def test_both_times_of_one_run_are_on_record(archive: Archive) -> None:
    assert pipeline.file_captures(archive, [FIRST, LATER]).again == 1
    assert [r.fetched for r in seen(archive)] == [LATER.fetched]


def test_the_same_fetch_given_twice_changes_nothing(archive: Archive) -> None:
    pipeline.file_captures(archive, [FIRST, LATER])
    before = archive.database.state
    report = pipeline.file_captures(archive, [FIRST, LATER, LATER])
    assert (report.known, report.again, archive.database.state) == (3, 0, before)


def test_the_same_bytes_from_a_second_address_are_known_by_it(archive: Archive) -> None:
    other = replace(LATER, url="https://mirror.example/news")
    pipeline.file_captures(archive, [FIRST, other])
    assert [r.url for r in seen(archive)] == [other.url]
    assert archive.captures.has_url("https://mirror.example/news")
    assert archive.history.holding(FIRST.sha256, "public").origins == (other.url,)


def test_a_purge_leaves_no_headers_of_later_fetches(archive: Archive) -> None:
    pipeline.file_captures(archive, [FIRST, LATER])
    run = archive.runs.begin("test")
    archive.curation.purge(FIRST.sha256, Purge("R. Tide", "asked to"), run)
    assert archive.database.value("SELECT headers FROM revisits") == "[]"
    assert dict(archive.stats.counts())["revisits"] == 0


def test_a_warc_holds_them_and_gives_them_back(archive: Archive, tmp_path: Path) -> None:
    pipeline.file_captures(archive, [FIRST, LATER, UNCHANGED])
    out = io.BytesIO()
    assert write_warc(archive.captures.all(), out) == 1
    records = [(r.rec_type, r.rec_headers["WARC-Date"]) for r in ArchiveIterator(io.BytesIO(out.getvalue()))]
    assert [kind for kind, _ in records] == ["response", "revisit", "revisit"]
    assert records[1][1] == "2017-05-03T08:00:00Z"
    path = tmp_path / "out.warc.gz"
    path.write_bytes(out.getvalue())
    with open_archive(tmp_path / "other.db") as other:
        report = pipeline.add(other, [str(path)])
        assert (report.filed.captures, report.again, report.failed) == (1, 2, False)
        mine, theirs = seen(archive), seen(other)
        assert [(r.fetched, r.url, r.status) for r in theirs] == [(r.fetched, r.url, r.status) for r in mine]
    assert pipeline.add(archive, [str(path)]).again == 0
