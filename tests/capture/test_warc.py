"""WARC and WACZ made by another program, whole and broken."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcs import DATE, HTML, Made, wacz

from dateline.capture import Limits, open_path
from dateline.records import Capture, Problem

BROKEN = Path(__file__).parents[1] / "broken"
NEWS = "https://river.example/news"


def opened(tmp_path: Path, data: bytes, name: str = "crawl.warc.gz", limits: Limits | None = None):
    (tmp_path / name).write_bytes(data)
    found = list(open_path(tmp_path / name, limits))
    return [f for f in found if isinstance(f, Capture)], [f for f in found if isinstance(f, Problem)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_is_a_capture_with_its_headers_and_time(tmp_path: Path, packed: bool) -> None:
    sent = [
        ("content-TYPE", "text/html; charset=utf-8"),
        ("ETag", '"a"'),
        ("Last-Modified", "Tue, 23 May 2017 09:00:00 GMT"),
    ]
    made = Made(packed).info().add(NEWS, headers=sent, WARC_IP_Address="192.0.2.7")
    (capture,), problems = opened(tmp_path, made.data)
    assert problems == []
    assert capture.body == HTML
    assert capture.sha256 == hashlib.sha256(HTML).hexdigest()
    assert (capture.url, capture.status, capture.media_type) == (NEWS, 200, "text/html; charset=utf-8")
    assert (capture.fetched, capture.modified) == ("2017-05-23T10:04:00+00:00", "2017-05-23T09:00:00+00:00")
    assert [h for h in capture.headers if not h[0].startswith(":")] == sent
    assert capture.headers[0] == (":status", "HTTP/1.1 200 OK")
    assert (":WARC-IP-Address", "192.0.2.7") in capture.headers
    assert capture.received is None


def test_a_whole_file_in_one_gzip_member_is_read(tmp_path: Path) -> None:
    plain = Made(gzip=False).add(f"{NEWS}/1").add(f"{NEWS}/2").data
    captures, problems = opened(tmp_path, gzip.compress(plain))
    assert [c.url for c in captures] == [f"{NEWS}/1", f"{NEWS}/2"]
    assert problems == []


def test_a_warc_is_known_by_its_content(tmp_path: Path) -> None:
    assert len(opened(tmp_path, Made().add(NEWS).data, "crawl.bin")[0]) == 1
    assert len(opened(tmp_path, Made(gzip=False).add(NEWS).data, "crawl.txt")[0]) == 1


CODINGS = {
    "gzip": gzip.compress(HTML),
    "x-gzip": gzip.compress(HTML),
    "deflate": zlib.compress(HTML),
    "br": brotli.compress(HTML),
    "zstd": zstandard.compress(HTML),
    "gzip, br": brotli.compress(gzip.compress(HTML)),
}


@pytest.mark.parametrize("coding", CODINGS)
def test_content_codings_are_undone_and_what_was_received_is_kept(tmp_path: Path, coding: str) -> None:
    made = Made().add(NEWS, CODINGS[coding], [("Content-Type", "text/html"), ("Content-Encoding", coding)])
    (capture,), problems = opened(tmp_path, made.data)
    assert problems == []
    assert capture.body == HTML
    assert capture.received == CODINGS[coding]
    assert (":received", f"sha256:{hashlib.sha256(CODINGS[coding]).hexdigest()}") in capture.headers
    assert ("Content-Encoding", coding) in capture.headers


def test_bare_deflate_and_headers_left_after_decoding_are_understood(tmp_path: Path) -> None:
    packer = zlib.compressobj(wbits=-15)
    bare = packer.compress(HTML) + packer.flush()
    made = Made().add(f"{NEWS}/1", bare, [("Content-Encoding", "deflate")])
    for coding in ("gzip", "br", "deflate"):
        made.add(f"{NEWS}/{coding}", HTML, [("Content-Encoding", coding)])
    captures, problems = opened(tmp_path, made.data)
    assert [c.body for c in captures] == [HTML] * 4
    assert problems == []


def test_chunks_are_joined_and_both_ways_to_digest_them_hold(tmp_path: Path) -> None:
    chunked = b"%x\r\n%b\r\n%x;note=1\r\n%b\r\n0\r\n\r\n" % (10, HTML[:10], len(HTML) - 10, HTML[10:])
    sent = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")]
    after = f"sha1:{hashlib.sha1(HTML).hexdigest()}"
    made = Made().add(f"{NEWS}/1", chunked, sent).add(f"{NEWS}/2", chunked, sent, WARC_Payload_Digest=after)
    made.add(f"{NEWS}/3", HTML, sent)
    captures, problems = opened(tmp_path, made.data)
    assert [c.body for c in captures] == [HTML] * 3
    assert problems == []


def test_a_body_cut_inside_a_chunk_is_a_problem(tmp_path: Path) -> None:
    made = Made().add(NEWS, b"ff\r\nshort", [("Transfer-Encoding", "chunked")])
    captures, (problem,) = opened(tmp_path, made.data)
    assert captures == []
    assert (problem.kind, NEWS in problem.where) == ("damaged", True)


def test_a_bomb_inside_a_record_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(3_000_000))
    made = Made().add(f"{NEWS}/bomb", bomb, [("Content-Encoding", "gzip")]).add(NEWS)
    captures, problems = opened(tmp_path, made.data)
    assert [c.url for c in captures] == [NEWS]
    assert [p.kind for p in problems] == ["bomb"]


def test_a_record_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    made = Made().add(f"{NEWS}/bomb", b"<p>" + bytes(3_000_000)).add(NEWS)
    captures, problems = opened(tmp_path, made.data)
    assert [c.url for c in captures] == [NEWS]
    assert "250 times" in problems[0].what


def test_a_digest_that_does_not_hold_is_told_and_the_page_kept(tmp_path: Path) -> None:
    made = Made().add(NEWS, WARC_Payload_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    captures, (problem,) = opened(tmp_path, made.data)
    assert len(captures) == 1
    assert (problem.kind, "WARC-Payload-Digest" in problem.what) == ("digest", True)


def test_digests_are_read_in_every_spelling(tmp_path: Path) -> None:
    made = Made()
    for spelling in (
        "sha256:" + hashlib.sha256(HTML).hexdigest().upper(),
        "sha-512:" + hashlib.sha512(HTML).hexdigest(),
        "crc99:1",
    ):
        made.add(NEWS, WARC_Payload_Digest=spelling)
    assert opened(tmp_path, made.data)[1] == []


def test_answers_that_are_no_page_are_counted_once(tmp_path: Path) -> None:
    made = (
        Made().info().add(NEWS).add(f"{NEWS}/gone", status="404 Not Found").add(f"{NEWS}/old", b"", status="301 Moved")
    )
    made.add(f"{NEWS}/a.png", b"\x89PNG\r\n\x1a\n", [("Content-Type", "image/png")]).add(
        NEWS, b"GET / HTTP/1.1\r\n\r\n", kind="request"
    )
    captures, (problem,) = opened(tmp_path, made.data)
    assert len(captures) == 1
    assert problem.kind == "left out"
    for part in ("1 answers with status 404", "1 answers with status 301", "1 image/png"):
        assert part in problem.what


def test_a_resource_record_is_a_capture_without_status(tmp_path: Path) -> None:
    made = Made().add("urn:page:1", b"23 May 2017\n\nWords.", [("Content-Type", "text/plain")], kind="resource")
    (capture,), problems = opened(tmp_path, made.data)
    assert (capture.status, capture.media_type, capture.body) == (None, "text/plain", b"23 May 2017\n\nWords.")
    assert problems == []


def test_a_revisit_is_the_page_seen_again(tmp_path: Path) -> None:
    digest = f"sha256:{hashlib.sha256(HTML).hexdigest()}"
    made = Made().add(NEWS, WARC_Payload_Digest=digest)
    again = {"WARC_Date": "2017-06-01T00:00:00Z", "WARC_Payload_Digest": digest}
    made.add(f"{NEWS}?copy", b"", [("Content-Type", "text/html"), ("Age", "3")], kind="revisit", **again)
    (first, second), problems = opened(tmp_path, made.data)
    assert problems == []
    assert second.sha256 == first.sha256
    assert (second.url, second.fetched) == (f"{NEWS}?copy", "2017-06-01T00:00:00+00:00")
    assert ("Age", "3") in second.headers
    assert (":WARC-Type", "revisit") in second.headers


def test_a_revisit_of_a_chunked_page_carries_the_digest_its_crawler_took(tmp_path: Path) -> None:
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML)
    before = f"sha1:{hashlib.sha1(chunked).hexdigest()}"
    sent = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")]
    made = Made().add(NEWS, chunked, sent, WARC_Payload_Digest=before)
    made.add(NEWS, b"", sent, kind="revisit", WARC_Payload_Digest=before)
    captures, problems = opened(tmp_path, made.data)
    assert [c.body for c in captures] == [HTML, HTML]
    assert problems == []


@pytest.mark.parametrize("packed", [True, False])
def test_a_revisit_in_an_earlier_file_finds_its_original_in_a_later_one(tmp_path: Path, packed: bool) -> None:
    refers = {"WARC_Refers_To_Target_URI": NEWS, "WARC_Refers_To_Date": DATE, "WARC_Payload_Digest": "sha1:x"}
    (tmp_path / "1.warc").write_bytes(Made(packed).add(NEWS, b"", kind="revisit", **refers).data)
    (tmp_path / "2.warc").write_bytes(Made(packed).add(f"{NEWS}/0").add(NEWS).data)
    found = list(open_path(tmp_path))
    assert [f.kind if isinstance(f, Problem) else f.url for f in found] == [f"{NEWS}/0", NEWS, "digest", NEWS]


def test_an_unmodified_page_is_the_last_one_of_its_address(tmp_path: Path) -> None:
    profile = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    made = Made().add(NEWS).add(NEWS, b"", [], "304 Not Modified", "revisit", WARC_Profile=profile)
    (first, second), problems = opened(tmp_path, made.data)
    assert (second.body, second.status) == (first.body, 304)
    assert ("Content-Type", "text/html") in second.headers
    assert problems == []


def test_a_revisit_without_its_original_is_a_problem(tmp_path: Path) -> None:
    made = Made().add(NEWS, b"", [("Content-Type", "text/html")], kind="revisit", WARC_Payload_Digest="sha1:ABC")
    made.add(f"{NEWS}/a.png", b"", [("Content-Type", "image/png")], kind="revisit", WARC_Payload_Digest="sha1:DEF")
    captures, problems = opened(tmp_path, made.data)
    assert captures == []
    assert [p.kind for p in problems] == ["revisit", "left out"]


def test_a_cut_by_the_crawler_is_told(tmp_path: Path) -> None:
    captures, (problem,) = opened(tmp_path, Made().add(NEWS, WARC_Truncated="length").data)
    assert len(captures) == 1
    assert problem.kind == "truncated"


def test_a_record_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    made = Made().add(f"{NEWS}/large", HTML * 50).add(NEWS)
    captures, problems = opened(tmp_path, made.data, limits=Limits(size=1000))
    assert [c.url for c in captures] == [NEWS]
    assert [p.kind for p in problems] == ["too large"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("back", [1, 5, 40, 200])
def test_a_truncated_tail_costs_the_last_record_only(tmp_path: Path, packed: bool, back: int) -> None:
    made = (
        Made(packed).add(f"{NEWS}/1").add(f"{NEWS}/2").add(f"{NEWS}/3", random.Random(2).randbytes(300).hex().encode())
    )
    captures, problems = opened(tmp_path, made.data[:-back])
    urls = [c.url for c in captures]
    assert urls[:2] == [f"{NEWS}/1", f"{NEWS}/2"]
    if len(urls) == 2:
        assert [p.kind for p in problems] == ["truncated"]
        assert f"byte {made.starts[2]}" in problems[0].where
    else:
        assert back <= 5


@pytest.mark.parametrize("packed", [True, False])
def test_garbage_between_records_is_told_with_its_place(tmp_path: Path, packed: bool) -> None:
    one, two = Made(packed).add(f"{NEWS}/1").data, Made(packed).add(f"{NEWS}/2").data
    captures, problems = opened(tmp_path, one + b"lost words\nmore of them\n" * 3 + two)
    assert [c.url for c in captures] == [f"{NEWS}/1", f"{NEWS}/2"]
    assert [p.kind for p in problems] == ["damaged"]
    assert f"byte {len(one)}" in problems[0].where


def test_a_flipped_bit_costs_one_record(tmp_path: Path) -> None:
    made = Made().add(f"{NEWS}/1").add(f"{NEWS}/2").add(f"{NEWS}/3")
    data = bytearray(made.data)
    data[made.starts[1] + 60] ^= 0x10
    captures, problems = opened(tmp_path, bytes(data))
    assert [c.url for c in captures] == [f"{NEWS}/1", f"{NEWS}/3"]
    assert len(problems) == 1


@pytest.mark.parametrize("claimed", [20, 100_000])
def test_a_record_with_a_wrong_length_does_not_swallow_the_next(tmp_path: Path, claimed: int) -> None:
    one, two = Made(gzip=False).add(f"{NEWS}/1").data, Made(gzip=False).add(f"{NEWS}/2").data
    length = next(line for line in one.split(b"\r\n") if line.startswith(b"Content-Length"))
    captures, problems = opened(tmp_path, one.replace(length, b"Content-Length: %d" % claimed) + two)
    assert [c.url for c in captures] == [f"{NEWS}/2"]
    assert len(problems) == 1


def test_the_broken_files_give_what_is_whole_in_them() -> None:
    found = list(open_path(BROKEN / "warc-truncated.warc.gz"))
    assert [type(f) for f in found] == [Capture, Problem]
    found = list(open_path(BROKEN / "warc-garbage-between-records.warc"))
    assert [type(f) for f in found] == [Capture, Problem, Capture]
    found = list(open_path(BROKEN / "warc-garbage-between-records.warc.gz"))
    assert [type(f) for f in found] == [Capture, Problem, Capture]


@settings(max_examples=150, deadline=None)
@given(st.data(), st.booleans())
def test_no_damage_stops_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, packed: bool
) -> None:
    made = Made(packed).add(f"{NEWS}/1").add(f"{NEWS}/2", CODINGS["br"], [("Content-Encoding", "br")]).add(f"{NEWS}/3")
    raw = bytearray(made.data)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        cut = data.draw(st.integers(0, 30))
        raw[at : at + cut] = data.draw(st.binary(max_size=30))
    path = tmp_path_factory.mktemp("damage") / "x.warc.gz"
    path.write_bytes(bytes(raw))
    found = list(open_path(path))
    whole = [f for f in found if isinstance(f, Capture)]
    assert len(whole) == 3 or any(isinstance(f, Problem) for f in found) or not raw


def test_a_wacz_gives_the_pages_of_its_warcs(tmp_path: Path) -> None:
    data = wacz({"1.warc.gz": Made().add(f"{NEWS}/1").data, "2.warc": Made(gzip=False).add(f"{NEWS}/2").data})
    for name in ("crawl.wacz", "crawl.zip"):
        captures, problems = opened(tmp_path, data, name)
        assert [c.url for c in captures] == [f"{NEWS}/1", f"{NEWS}/2"]
        assert problems == []


def test_a_wacz_with_a_revisit_in_place_and_packed(tmp_path: Path) -> None:
    digest = f"sha256:{hashlib.sha256(HTML).hexdigest()}"
    first = Made(gzip=False).add(NEWS, WARC_Payload_Digest=digest).data
    second = Made().add(f"{NEWS}?2", b"", kind="revisit", WARC_Payload_Digest=digest).data
    captures, problems = opened(tmp_path, wacz({"a.warc.gz": second, "b.warc": first}), "crawl.wacz")
    assert sorted(c.url for c in captures) == [NEWS, f"{NEWS}?2"]
    assert problems == []


def test_what_a_wacz_says_of_its_files_is_checked(tmp_path: Path) -> None:
    one = Made().add(NEWS).data
    listed = [
        {"path": "archive/1.warc.gz", "hash": "sha256:" + "0" * 64},
        {"path": "archive/2.warc.gz", "hash": "sha256:0"},
    ]
    captures, problems = opened(
        tmp_path, wacz({"1.warc.gz": one, "3.warc.gz": one}, listed, "sha256:" + "1" * 64), "x.wacz"
    )
    assert len(captures) == 2
    assert [p.kind for p in problems] == ["digest", "digest", "missing", "digest"]
    assert "datapackage.json" in problems[0].where


@pytest.mark.parametrize("package", [b"{", b"[]", b'{"resources": 3}', b"[" * 100_000])
def test_a_wacz_with_an_unreadable_package_still_gives_its_pages(tmp_path: Path, package: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/1.warc.gz", Made().add(NEWS).data)
        archive.writestr("datapackage.json", package)
    captures, (problem,) = opened(tmp_path, out.getvalue(), "x.wacz")
    assert [c.url for c in captures] == [NEWS]
    assert (problem.kind, "no digest was checked" in problem.what) == ("damaged", True)


def test_a_packed_warc_in_a_zip_is_read_with_its_revisits(tmp_path: Path) -> None:
    digest = f"sha256:{hashlib.sha256(HTML).hexdigest()}"
    made = Made(gzip=False).add(NEWS, WARC_Payload_Digest=digest)
    made.add(f"{NEWS}?2", b"", kind="revisit", WARC_Payload_Digest=digest)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("crawl/1.warc", made.data)
        archive.writestr("page.html", HTML)
    captures, problems = opened(tmp_path, out.getvalue(), "x.zip")
    assert [c.url for c in captures] == [NEWS, f"{NEWS}?2", None]
    assert problems == []


def test_a_gzip_file_is_the_file_inside_and_never_without_end(tmp_path: Path) -> None:
    (capture,), _ = opened(tmp_path, gzip.compress(HTML), "page.html.gz")
    assert (capture.body, capture.file_name) == (HTML, "page.html")
    nested = HTML
    for _ in range(5):
        nested = gzip.compress(nested)
    assert [p.kind for p in opened(tmp_path, nested, "deep.gz")[1]] == ["bomb"]
    assert [p.kind for p in opened(tmp_path, gzip.compress(bytes(5_000_000)), "bomb.gz")[1]] == ["bomb"]
    assert [p.kind for p in opened(tmp_path, gzip.compress(HTML)[:-9], "cut.gz")[1]] == ["damaged"]
