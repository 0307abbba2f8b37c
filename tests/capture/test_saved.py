"""Pages as browsers save them: they say themselves where and when."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.capture import open_path
from dateline.export import write_warc
from dateline.records import Capture, Problem

URL = "https://river.example/news?page=2"
PAGE = "<html><head><title>أخبار النهر</title></head><body><p>The council met.</p></body></html>"

MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Subject: News
Date: Tue, 23 May 2017 12:04:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64
Content-Location: {URL}

{__import__("base64").b64encode(PAGE.encode()).decode()}
------part
Content-Type: image/png
Content-Location: https://river.example/a.png

no picture
------part--
""".replace("\n", "\r\n").encode()


def opened(tmp_path: Path, name: str, data: bytes) -> Capture | Problem:
    (tmp_path / name).write_bytes(data)
    (found,) = open_path(tmp_path / name)
    return found


@pytest.mark.parametrize(
    ("comment", "url", "at"),
    [
        (f"<!-- saved from url=({len(URL):04}){URL} -->", URL, None),
        (
            f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Tue May 23 2017 12:04:00 GMT+0200 (CEST)\n-->",
            URL,
            "2017-05-23T10:04:00+00:00",
        ),
        (
            "<!-- Mirrored from river.example/news by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 23 May 2017 10:04:00 GMT -->",
            "http://river.example/news",
            "2017-05-23T10:04:00+00:00",
        ),
        ("<!-- nothing said -->", None, None),
    ],
)
def test_a_saved_page_says_where_it_came_from(tmp_path: Path, comment: str, url: str | None, at: str | None) -> None:
    data = f"<!DOCTYPE html>\n{comment}\n{PAGE}".encode()
    capture = opened(tmp_path, "page.html", data)
    assert (capture.url, capture.fetched, capture.file_name) == (url, at, "page.html")
    assert capture.body == data


@pytest.mark.parametrize("name", ["page.mhtml", "page"])
def test_an_mhtml_is_the_page_inside_and_kept_whole(tmp_path: Path, name: str) -> None:
    capture = opened(tmp_path, name, MHTML)
    assert capture.body == PAGE.encode()
    assert capture.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert capture.media_type == "text/html; charset=utf-8"
    assert (capture.url, capture.fetched) == (URL, "2017-05-23T10:04:00+00:00")
    assert capture.received == MHTML
    assert capture.headers == ((":received", f"sha256:{hashlib.sha256(MHTML).hexdigest()}"),)


def test_an_mhtml_without_a_page_is_kept_as_it_is(tmp_path: Path) -> None:
    capture = opened(tmp_path, "page.mhtml", MHTML.replace(b"text/html; charset", b"text/css; charset"))
    assert (capture.media_type, capture.received) == ("multipart/related", None)


def test_an_mhtml_goes_out_as_it_came_and_comes_back(tmp_path: Path) -> None:
    capture = opened(tmp_path, "page.mhtml", MHTML)
    assert isinstance(capture, Capture)
    with (tmp_path / "export.warc.gz").open("wb") as out:
        write_warc([capture], out)
    (found,) = open_path(tmp_path / "export.warc.gz")
    assert isinstance(found, Capture)
    assert replace(found, headers=()) == replace(capture, headers=())
    assert found.headers[0] == capture.headers[0]


def test_parts_in_parts_without_end_are_no_page(tmp_path: Path) -> None:
    deep = b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000)
    )
    found = opened(tmp_path, "deep.mhtml", deep)
    assert isinstance(found, Capture)
    assert found.body == deep
