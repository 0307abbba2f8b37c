"""Media types by content, declaration and extension."""

from __future__ import annotations

import pytest

from dateline.capture.media import is_page, is_text, kinds, media_type

CONTENT = [
    (b"<!DOCTYPE html><html><p>x", "text/html"),
    (b"\xef\xbb\xbf  <!-- saved -->\n<!doctype HTML>\n<p>x", "text/html"),
    ("\ufeff<html dir=rtl>".encode("utf-16-le"), "text/html"),
    (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', "application/xhtml+xml"),
    (b'<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0">', "application/rss+xml"),
    (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', "application/rss+xml"),
    (b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml"),
    (b'<?xml version="1.0"?><urlset xmlns="x">', "application/xml"),
    (b'<?xml version="1.0"?><novelty/>', "application/xml"),
    (b'{"version": "https://jsonfeed.org/version/1.1"}', "application/feed+json"),
    (b'{"title": "x"}', "application/json"),
    (b"%PDF-1.7", "application/pdf"),
    (b"PK\x03\x04rest", "application/zip"),
    (b"\x1f\x8b\x08rest", "application/gzip"),
    (b"WARC/1.1\r\n", "application/warc"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\0\0\0\x18ftypmp42", "video/mp4"),
    (b"23 May 2017 In News\n\nThe council met.", "text/plain"),
    ("23 أيار 2017\n".encode("cp1256"), "text/plain"),
    (b"\x07\x00\x01\x02", "application/octet-stream"),
    (b"", "text/plain"),
    (b"OTTO von der Au spoke on Monday.", "text/plain"),
    (b"OTTO\x00\x0b\x00\x80", "font/otf"),
    (b"%PDF-1.4 all text", "application/pdf"),
]


@pytest.mark.parametrize(("data", "expected"), CONTENT)
def test_bytes_show_what_they_are(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_content_beats_declaration_and_name() -> None:
    assert media_type(b"<html><body>", "notes.txt", "text/plain") == "text/html"
    assert media_type(b"<rss version='2.0'>", "feed", "text/html") == "application/rss+xml"


def test_a_declaration_decides_where_the_bytes_do_not_tell() -> None:
    assert media_type(b"body { margin: 0 }", "", "text/css") == "text/css"
    assert media_type(b"The council met.", "page.html", "application/octet-stream") == "text/html"
    assert media_type(b'{"@context": "x"}', "", "application/ld+json") == "application/ld+json"


def test_the_extension_comes_last() -> None:
    assert media_type(b"Just words", "a/b.HTM") == "text/html"
    assert media_type(b"h1 {}", "site.css") == "text/css"


def test_a_declared_charset_stays_with_a_page() -> None:
    assert media_type(b"<html>", "", 'text/html; Charset="Windows-1256"') == "text/html; charset=windows-1256"
    assert media_type(b"\x89PNG\r\n", "", "text/html; charset=utf-8") == "image/png"


def test_binary_bytes_are_no_page_whatever_they_claim() -> None:
    assert media_type(b"\0\1\2\3\4\5" * 50, "page.html", "text/html") == "application/octet-stream"


def test_what_is_a_page() -> None:
    assert is_page("text/html; charset=utf-8")
    assert not is_page("image/png")
    assert is_text("نص".encode("utf-16"))


def test_the_table_is_sound() -> None:
    table = kinds()
    assert len(table.magic) > 10
    assert len(table.extension) > 20
    for kind in [k for _, k in table.magic] + list(table.root.values()) + list(table.extension.values()):
        assert kind == kind.lower()
        assert kind.count("/") == 1
    assert all(key == key.lower() and "." not in key for key in table.extension)
