"""What `write_warc` gives back: our own reader and warcio both find the same bytes in it."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcs import HTML, Made

from dateline.capture import open_path
from dateline.capture.media import media_type
from dateline.export import write_warc
from dateline.records import Capture, Problem
from dateline.text import digest

LIVE = Capture(
    sha256=digest(HTML),
    body=HTML,
    media_type="text/html; charset=utf-8",
    url="https://river.example/news?page=2",
    fetched="2017-05-23T10:04:00+00:00",
    status=200,
    headers=(
        (":status", "HTTP/1.1 200 Fine"),
        (":redirect", "301 https://river.example/"),
        (":WARC-IP-Address", "192.0.2.7"),
        ("content-TYPE", "text/html; charset=utf-8"),
        ("Set-Cookie", "a=\xe9"),
        ("Set-Cookie", "b=2"),
    ),
)
SAVED = Capture(digest(b"words"), b"words", "text/plain", file_name="a b/نص.txt", modified="2017-05-23T10:04:00")


def written(*captures: Capture) -> bytes:
    out = io.BytesIO()
    assert write_warc(captures, out) == len(captures)
    return out.getvalue()


def back(folder: Path, data: bytes) -> list[Capture | Problem]:
    path = folder / "export.warc.gz"
    path.write_bytes(data)
    return list(open_path(path))


def plain(capture: Capture) -> Capture:
    """Without the notes that only say in which record it was."""
    kept = (":status", ":redirect", ":received", ":WARC-IP-Address")
    return replace(capture, headers=tuple(h for h in capture.headers if not h[0].startswith(":") or h[0] in kept))


def test_a_live_capture_comes_back_whole(tmp_path: Path) -> None:
    (found,) = back(tmp_path, written(LIVE))
    assert sorted(plain(found).headers) == sorted(LIVE.headers)
    assert replace(found, headers=()) == replace(LIVE, headers=())


def test_a_file_comes_back_under_its_name(tmp_path: Path) -> None:
    (found,) = back(tmp_path, written(SAVED))
    assert plain(found) == SAVED


def test_a_saved_page_with_an_address_keeps_both(tmp_path: Path) -> None:
    saved = replace(SAVED, url="https://river.example/1")
    (found,) = back(tmp_path, written(saved))
    assert plain(found) == saved


def test_bytes_of_unknown_origin_come_back(tmp_path: Path) -> None:
    bare = Capture(digest(b"words"), b"words", "text/plain")
    assert [plain(f) for f in back(tmp_path, written(bare))] == [bare]


def test_received_bytes_are_written_as_they_came(tmp_path: Path) -> None:
    packed = gzip.compress(HTML, mtime=0)
    sent = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))]
    (first,) = back(tmp_path, Made().add("https://river.example/", packed, sent).data)
    data = written(first)
    (second,) = back(tmp_path, data)
    assert (second.received, second.body) == (packed, HTML)
    assert packed in gzip.decompress(data)
    assert [h for h in second.headers if h[0][0] != ":"] == sent


def test_headers_that_no_longer_hold_are_moved_aside_and_come_back(tmp_path: Path) -> None:
    headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "3"))
    (found,) = back(tmp_path, written(replace(LIVE, headers=headers)))
    assert plain(found).headers[-3:] == headers
    assert found.body == HTML
    record = next(iter(ArchiveIterator(io.BytesIO(written(replace(LIVE, headers=headers))))))
    assert record.content_stream().read() == HTML
    assert record.http_headers.get_header("X-Orig-Content-Encoding") == "gzip"


def test_another_program_reads_the_same_and_finds_every_digest_right() -> None:
    data = written(LIVE, SAVED, LIVE)
    seen = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        seen.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()))
        assert record.rec_headers.protocol == "WARC/1.1"
        assert record.rec_headers.get_header("WARC-Date").endswith("Z")
    assert seen[0] == ("response", LIVE.url, HTML)
    assert seen[1][0] == "resource"
    assert len(seen) == 3


def test_record_ids_hang_on_the_capture_and_never_repeat() -> None:
    ids = [
        record.rec_headers.get_header("WARC-Record-ID")
        for data in (written(LIVE, SAVED, LIVE), written(SAVED, LIVE))
        for record in ArchiveIterator(io.BytesIO(data))
    ]
    assert len(set(ids[:3])) == 3
    assert (ids[0], ids[1]) == (ids[4], ids[3])


def test_line_ends_in_a_header_cannot_start_another(tmp_path: Path) -> None:
    (found,) = back(tmp_path, written(replace(LIVE, headers=(("A", "b\r\nEvil: 1"),))))
    assert ("A", "b  Evil: 1") in found.headers


tokens = st.text("ABCabc-019", min_size=1, max_size=12)
values = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x7f\x85\xa0"), max_size=20)
bodies = st.one_of(st.binary(min_size=1, max_size=300), st.text(min_size=1).map(str.encode))


@st.composite
def live(draw: st.DrawFn) -> Capture:
    body = b"<!doctype html>" + draw(bodies)
    charset = draw(st.sampled_from(["", "; charset=utf-8", "; charset=windows-1256"]))
    headers = draw(st.lists(st.tuples(tokens.map("X-".__add__), values), max_size=5))
    return Capture(
        sha256=digest(body),
        body=body,
        media_type=media_type(body, "", f"text/html{charset}"),
        url=f"https://river.example/{draw(tokens)}",
        fetched=draw(st.datetimes()).isoformat() + "+00:00",
        status=200,
        headers=((":status", "HTTP/1.1 200 OK"), ("Content-Type", f"text/html{charset}"), *headers),
    )


@st.composite
def saved(draw: st.DrawFn) -> Capture:
    body = b"23 May 2017\n" + draw(st.text("abc é\n").map(str.encode))
    name = draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=10))
    name = "n" + name.replace("/", "_").replace(".", "_")
    return Capture(digest(body), body, media_type(body, name), file_name=name, modified="2017-05-23T10:04:00+00:00")


@settings(max_examples=120, deadline=None)
@given(captures=st.lists(st.one_of(live(), saved()), min_size=1, max_size=5))
def test_captures_survive_the_way_out_and_back(
    tmp_path_factory: pytest.TempPathFactory, captures: list[Capture]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    data = written(*captures)
    found = back(folder, data)
    assert [plain(f) for f in found] == captures
    assert all(digest(f.body) == f.sha256 for f in found)
    assert written(*captures) == data


@settings(max_examples=40, deadline=None)
@given(captures=st.lists(st.one_of(live(), saved()), min_size=1, max_size=3))
def test_writing_again_what_was_read_gives_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, captures: list[Capture]
) -> None:
    folder = tmp_path_factory.mktemp("again")
    data = written(*captures)
    assert written(*[f for f in back(folder, data) if isinstance(f, Capture)]) == data
