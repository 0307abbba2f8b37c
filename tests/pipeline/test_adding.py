"""Paths and addresses become items; what does not go through is told, stored, and the rest is done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.capture.server import Site
from tests.pipeline.conftest import BODIES, adding, article, feed, serve, text_page

from dateline import pipeline
from dateline.archive import Archive
from dateline.errors import ArchiveError
from dateline.pipeline import adding as module
from dateline.records import Capture, Outlet, Page
from dateline.text import digest


def test_a_text_page_becomes_items_with_coverage(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text_page(2, 5))
    report = pipeline.add(archive, [str(tmp_path / "page.txt")])
    assert (report.filed.items, report.failed) == (3, False)
    items = list(archive.items.all())
    assert [item.body for item in items] == list(BODIES)
    assert {item.outlet for item in items} == {"council-news"}
    assert [c.pages_missing for c in archive.coverage.all() if c.day is None] == [(1, 3, 4, 5)]


def test_adding_again_changes_no_byte_of_the_file(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text_page())
    pipeline.add(archive, [str(page)])
    before = archive.database.all("SELECT * FROM runs"), archive.database.state
    report = pipeline.add(archive, [str(page), str(page)])
    assert (report.known, report.filed.captures, report.failed) == (2, 0, False)
    assert archive.database.all("SELECT * FROM runs") == before[0]
    assert archive.database.state == before[1]


def test_every_run_that_changed_something_is_on_record_with_its_versions(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text_page())
    pipeline.add(archive, [str(tmp_path / "page.txt")])
    row = archive.database.one("SELECT * FROM runs")
    assert row is not None
    assert (row["command"], '"dateline"' in row["versions"], "page.txt" in row["arguments"]) == ("add", True, True)
    assert row["ended"] >= row["started"]


def test_trouble_of_one_input_does_not_stop_the_rest(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text_page())
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 cut off")
    report = pipeline.add(archive, [str(tmp_path / "missing.txt"), str(tmp_path)])
    assert report.failed
    assert report.filed.items == 3
    told = {problem.where.rpartition("/")[2]: problem.remedy for problem in report.problems}
    assert {"missing.txt", "b.html", "c.zip"} <= set(told)
    assert all(told.values()), "every problem tells what to do"
    assert len(list(archive.problems.all())) == len(report.problems)


def test_a_problem_is_closed_when_its_input_goes_through(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    assert pipeline.add(archive, [str(page)]).failed
    assert len(list(archive.problems.all())) == 1
    page.write_text(text_page())
    assert not pipeline.add(archive, [str(page)]).failed
    assert list(archive.problems.all()) == []
    assert len(list(archive.problems.all(resolved=True))) == 1


def test_a_page_without_items_is_kept_and_says_why(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>About</title><body><p>Hello</p></body>")
    report = pipeline.add(archive, [str(tmp_path / "page.html")])
    assert report.filed.captures == 1
    assert report.filed.items == 0
    assert [problem.kind for problem in report.problems] != []


def test_the_outlet_is_told_by_the_user_first(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text_page())
    pipeline.add(archive, [str(tmp_path / "page.txt")], pipeline.Adding(outlet="Marrowdale Council"))
    assert [(o.id, o.name) for o in archive.outlets.all()] == [("marrowdale-council", "Marrowdale Council")]


def captured(url: str | None, page: Page, archive: Archive) -> str:
    from dateline.pipeline.naming import outlet_of

    return outlet_of(archive, "", Capture("0" * 64, b"", "text/html", url=url), page)[0].id


def test_else_by_a_host_the_archive_knows_the_host_the_page(archive: Archive) -> None:
    page = Page(title="Latest news", outlet="Harbour Wire")
    assert captured("https://www.council.example/news", page, archive) == "council-example"
    archive.outlets.put(Outlet("marrowdale", "Marrowdale", sites=("council.example",)))
    assert captured("https://www.council.example/news", page, archive) == "marrowdale"
    assert captured(None, page, archive) == "harbour-wire"
    assert captured(None, Page(title="Latest news"), archive) == "latest-news"


def test_an_outlet_nothing_tells_is_a_problem(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"14 March 2016\n\n{BODIES[0]}\n\n13 March 2016\n\n{BODIES[1]}\n")
    report = pipeline.add(archive, [str(tmp_path / "page.txt")])
    assert [problem.kind for problem in report.problems] == ["no outlet"]
    assert {item.outlet for item in archive.items.all()} == {"unknown"}


def test_a_fault_of_the_splitter_keeps_the_bytes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.pages

    def faulty(*_: object, **__: object) -> Page:
        raise RuntimeError("boom")

    monkeypatch.setattr(dateline.pages, "split", faulty)
    capture = Capture(digest(b"x"), b"x", "text/plain", file_name="x.txt")
    report = pipeline.file_captures(archive, [capture])
    assert [problem.kind for problem in report.problems] == ["not split"]
    assert archive.captures.get(capture.sha256) is not None


def test_a_page_that_cannot_be_filed_keeps_its_bytes_and_the_others_are_filed(archive: Archive) -> None:
    odd = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Odd \\ud800", "items": [{"id": "1", "title": "Odd \\ud800",'
    odd += b' "url": "https://odd.example/1", "content_text": "Lone halves are no text.", "date_published": "2016-03-14"}]}'
    good = text_page().encode()
    captures = [Capture(digest(odd), odd, "application/feed+json", url="https://odd.example/feed"),
                Capture(digest(good), good, "text/plain", file_name="page.txt")]  # fmt: skip
    report = pipeline.file_captures(archive, captures)
    assert archive.captures.get(digest(odd)) is not None
    assert {item.body for item in archive.items.all()} >= set(BODIES)
    assert list(archive.checks.structure()) == []
    assert report.filed.captures == 2


def test_a_full_disk_stops_the_run_and_the_next_one_finishes(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH_CAPTURES", 1)
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(text_page(number + 1, 12, (os.urandom(30_000).hex(), BODIES[0])))
    archive.database.run(f"PRAGMA max_page_count = {archive.database.value('PRAGMA page_count') + 150}")
    with pytest.raises(ArchiveError, match="disk is full"):
        pipeline.add(archive, [str(tmp_path)])
    stored = archive.captures.count()
    assert 0 < stored < 12
    archive.database.run("PRAGMA max_page_count = 1000000")
    assert pipeline.add(archive, [str(tmp_path)]).known == stored
    assert archive.captures.count() == 12 + 0 * stored
    assert [c.pages_missing for c in archive.coverage.all() if c.day is None] == [()]


def test_a_feed_and_the_articles_it_announces(archive: Archive, site: Site) -> None:
    serve(site, "/feed", feed(site, "Budget", "Ferries"), "application/rss+xml")
    serve(site, "/budget", article("Budget", BODIES[0] + " " + BODIES[1]))
    report = pipeline.add(archive, [site.url("/feed")], adding(following=pipeline.Following()))
    found = {item.title: item for item in archive.items.all()}
    assert set(found) == {"Budget", "Ferries"}
    assert (found["Budget"].version, found["Budget"].completeness) == (2, "full")
    assert len(found["Budget"].sightings) == 2
    assert [p.where for p in report.problems if p.kind == "not captured"] == [site.url("/ferries")]
    assert found["Budget"].outlet == "127-0-0-1"


def test_permalinks_on_record_are_not_fetched_again(archive: Archive, site: Site) -> None:
    serve(site, "/feed", feed(site, "Budget"), "application/rss+xml")
    serve(site, "/budget", article("Budget", BODIES[0]))
    for _ in range(2):
        pipeline.add(archive, [site.url("/feed")], adding(following=pipeline.Following()))
    assert [path for path in site.paths if path != "/robots.txt"] == ["/feed", "/budget", "/feed"]


def test_following_is_bounded_and_stays_on_the_host(archive: Archive, site: Site) -> None:
    elsewhere = feed(site, "A", "B", "C").replace(site.url("/c").encode(), b"http://elsewhere.invalid/c")
    serve(site, "/feed", elsewhere, "application/rss+xml")
    for name in ("a", "b"):
        serve(site, f"/{name}", article(name.upper(), BODIES[1]))
    pipeline.add(archive, [site.url("/feed")], adding(following=pipeline.Following(articles=1)))
    assert [path for path in site.paths if path != "/robots.txt"] == ["/feed", "/a"]


def test_private_addresses_are_refused_by_default(archive: Archive, site: Site) -> None:
    report = pipeline.add(archive, [site.url("/feed")], pipeline.Adding(policy=pipeline.policy()))
    assert report.failed
    assert site.requests == []


def test_watching_takes_in_only_what_is_new(archive: Archive, site: Site) -> None:
    from datetime import UTC, datetime, timedelta

    from dateline.archive import Source

    clock = [datetime.now(UTC)]
    archive.sources.add(Source(site.url("/feed"), "Council"), clock[0].isoformat())
    serve(site, "/feed", feed(site, "Budget"), "application/rss+xml")
    serve(site, "/budget", article("Budget", BODIES[0]))
    watching = pipeline.Watching(adding(command="watch"), rounds=1, now=lambda: clock[0])
    (first,) = pipeline.watch(archive, watching)
    assert first.filed.items == 1
    assert list(pipeline.watch(archive, watching)) == [], "not due yet"
    clock[0] += timedelta(days=30)
    serve(site, "/feed", feed(site, "Ferries", "Budget"), "application/rss+xml")
    serve(site, "/ferries", article("Ferries", BODIES[1]))
    (second,) = pipeline.watch(archive, watching)
    assert second.filed.items == 1
    assert [v.outcome for v in archive.sources.visits()] == ["changed", "changed"]
    assert site.paths.count("/budget") == 1
    assert {item.outlet for item in archive.items.all()} == {"council"}


def test_a_source_that_fails_is_noted_and_left_alone(archive: Archive, site: Site) -> None:
    from dateline.archive import Source

    archive.sources.add(Source(site.url("/nowhere")), "2016-03-14T00:00:00+00:00")
    watching = pipeline.Watching(adding(command="watch"), rounds=1)
    (report,) = pipeline.watch(archive, watching)
    assert report.failed
    assert [v.outcome for v in archive.sources.visits()] == ["failed"]
    assert list(pipeline.watch(archive, watching)) == []


def test_failures_are_counted_for_their_outlet(archive: Archive, site: Site) -> None:
    serve(site, "/feed", feed(site, "Budget"), "application/rss+xml")
    pipeline.add(archive, [site.url("/feed")], adding(following=pipeline.Following()))
    open_problems = [problem for problem in archive.problems.all() if problem.kind == "not captured"]
    assert [problem.where for problem in open_problems] == [site.url("/budget")]
    assert sum(row.failures for row in archive.coverage.all() if row.outlet == "127-0-0-1") >= 1
