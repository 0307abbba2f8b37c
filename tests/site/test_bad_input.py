"""Forged addresses, greedy clients, an archive that goes away: a clear page with the right status, no stack trace."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser

import pytest

from dateline.archive import open_archive
from dateline.site.guards import Buckets

LOST = "<h1"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/items/?page=0", 400),
        ("/items/?page=-1", 400),
        ("/items/?page=x", 400),
        ("/items/?page=1000000000", 404),
        ("/items/?page=99999999999999999999", 400),
        ("/items/?page=٣", 400),
        ("/2017/13/", 404),
        ("/2017/02/31/", 404),
        ("/0000/", 404),
        ("/20171/", 404),
        ("/2017/05/23/12/", 404),
        ("/items/?from=yesterday", 400),
        ("/items/?" + "&".join(f"tag={n}" for n in range(70)), 400),
        ("/items/?tag=" + "a" * 301, 400),
        ("/items/?by=price", 400),
        ("/category/no-such/", 404),
        ("/outlet/no-such/", 404),
        ("/outlet/", 404),
        ("/item/../../etc/passwd", 404),
        ("/item/%00", 404),
        ("/item/x'%20OR%201=1--", 404),
        ("/item/x/v/0", 404),
        ("/capture/zz", 404),
        ("/capture/" + "0" * 64, 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/sitemap/201799-1.xml", 404),
        ("/nothing", 404),
        ("/search?q=" + "a" * 501, 400),
        ("/search?q=" + "a" * 5000, 414),
        ("/search?page=5&q=harbour", 404),
        ("/search?page=9&q=nothingatall", 404),
        ("/api/v1/items?page=0", 400),
        ("/api/v1/items?forged=1", 400),
        ("/api/v1/items?page=1&page=2", 400),
        ("/api/v1/items/none", 404),
        ("/api/none", 404),
    ],
)
def test_the_right_status_and_words(site, address, status):
    answer = site.get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert ('"remedy"' if "/api/" in address else LOST) in answer.text


@pytest.mark.parametrize(
    "query",
    ['"', '""', "(", ")", "()", "AND", "OR", "NOT", "a AND", "OR a", "a OR", "NOT a", "-", "-a", "*", "a**", "title:", "title:*", "nosuch:a",
     "((((((((((((((((((((((a", "a NEAR/3 b", "^a", "{title}:a", "a' OR 1=1 --", "year:abcd", "year:0000", "outlet:nope", "\x00", "a\x00b", "🙂", "٣",
     "(outlet:barid)", "title:(a OR b", "a " * 60, '"a b', "category:", "language:\"\"", "\u202eevil", "\ud800".encode("utf-8", "replace").decode()],
)  # fmt: skip
def test_a_malformed_search_is_answered(site, query):
    answer = site.get("/search", params={"q": query})
    assert answer.status_code in {200, 400, 404}
    assert LOST in answer.text
    assert "Traceback" not in answer.text
    assert "fts5" not in answer.text


def test_a_megabyte_of_cookies_is_refused_and_the_server_lives(site):
    answer = site.get("/", headers={"cookie": "a=" + "x" * 1_000_000})
    assert answer.status_code == 431
    assert "Delete this site’s cookies" in answer.text.replace("&#39;", "’")
    assert site.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "a b", "testserver:80:80", "<script>"])
def test_a_strange_host_is_refused(site, host):
    answer = site.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "<script>" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_cannot_be_written(site, method):
    answer = site.request(method, "/items/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_every_answer_has_strict_headers(site):
    for address in ("/", "/nothing", "/api/v1/stats", "/items/feed.atom", "/items/?page=0"):
        headers = site.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


class Tags(HTMLParser):
    """Collects what could run or style inline."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.seen = 0

    def handle_starttag(self, tag, attrs):
        self.seen += 1
        values = dict(attrs)
        self.found += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        self.found += [
            f"{tag} {value}" for value in values.values() if (value or "").strip().lower().startswith("javascript:")
        ]
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/ld+json"):
            self.found.append(tag)


def test_no_page_holds_inline_script_or_style(site):
    item = site.get("/api/v1/items?date=2017-04").json()["items"][0]["id"]
    for address in (
        "/",
        "/items/",
        "/2017/04/",
        f"/item/{item}",
        "/search?q=harbour",
        "/coverage",
        "/problems",
        "/about",
    ):
        tags = Tags()
        tags.feed(site.get(address).text)
        assert tags.seen > 20
        assert tags.found == [], address


def test_too_many_requests_wait(opened, archive_file):
    with opened(archive_file, rate=0.001, burst=3) as client:
        statuses = [client.get("/about").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert client.get("/about").headers["retry-after"]


def test_a_bucket_fills_again():
    now = [0.0]
    buckets = Buckets(2.0, 2, lambda: now[0])
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    assert buckets.take("b")
    now[0] = 0.6
    assert buckets.take("a")


def test_an_archive_replaced_while_served_is_read_anew(opened, archive_file, tmp_path):
    path = tmp_path / "swapped.db"
    with open_archive(path):
        pass
    with opened(path) as client:
        assert client.get("/api/v1/stats").json()["items"] == 0
        other = tmp_path / "other.db"
        with open_archive(archive_file) as archive:
            archive.database.copy(other)
        for ending in ("-wal", "-shm"):
            (tmp_path / f"swapped.db{ending}").unlink(missing_ok=True)
        other.replace(path)
        assert client.get("/api/v1/stats").json()["items"] == 93
        assert client.get("/outlet/valley-wire/").status_code == 200


def test_an_archive_that_grows_is_seen_at_once(opened, archive_file, tmp_path):
    path = tmp_path / "growing.db"
    with open_archive(archive_file) as archive:
        archive.database.copy(path)
    with opened(path) as client, open_archive(path) as archive:
        before = client.get("/api/v1/items?q=harbour").json()["total"]
        found = archive.browse.page(*_everything()).items[0]
        archive.curation.show_to(found.id, "withheld", archive.runs.begin("show-to"))
        assert client.get(f"/item/{found.id}").status_code == 404
        assert client.get("/api/v1/stats").json()["items"] == 92
        assert client.get("/api/v1/items?q=harbour").json()["total"] in {before, before - 1}


def test_what_is_kept_in_memory_ends_with_the_next_write(opened, archive_file, tmp_path):
    path = tmp_path / "kept.db"
    with open_archive(archive_file) as archive:
        archive.database.copy(path)
    with opened(path) as client, opened(path, "internal") as inside, open_archive(path) as archive:
        assert "Valley Wire" in client.get("/2016/").text
        assert "Reports" in client.get("/items/").text
        archive.curation.show_to("valley-wire", "internal", archive.runs.begin("show-to"))
        for address in ("/items/", "/", "/search?q=sfax", "/coverage"):
            assert "Valley Wire" not in client.get(address).text
            assert "Reports" not in client.get(address).text
        assert client.get("/outlet/valley-wire/").status_code == 404
        assert client.get("/category/reports/").status_code == 404
        assert client.get("/api/v1/calendar").json()["counts"][0]["day"] == "2017-05-01"
        assert "Valley Wire" in inside.get("/2016/").text


def test_an_archive_taken_away_is_told_and_comes_back(opened, archive_file, tmp_path):
    path = tmp_path / "gone.db"
    shutil.copy(archive_file, path)
    with opened(path) as client:
        assert client.get("/").status_code == 200
        path.rename(tmp_path / "away.db")
        answer = client.get("/")
        assert answer.status_code == 503
        assert "cannot be read just now" in answer.text
        assert str(tmp_path) not in answer.text
        (tmp_path / "away.db").rename(path)
        assert client.get("/").status_code == 200


def test_a_damaged_archive_is_told(opened, tmp_path):
    path = tmp_path / "damaged.db"
    path.write_bytes(b"this is no archive" * 500)
    with opened(path) as client:
        assert client.get("/").status_code == 503


def test_a_question_that_takes_too_long_is_stopped(opened, archive_file):
    with opened(archive_file, seconds=-1.0) as client:
        answer = client.get("/coverage")
        assert answer.status_code in {200, 503}
        assert client.get("/about").status_code in {200, 503}


def _everything():
    from dateline.archive import Filter

    return Filter(), "public"
