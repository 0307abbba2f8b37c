"""Bytes become text: marks, declarations, guesses, two encodings in one file."""

from __future__ import annotations

import pytest

from dateline.pages.decode import decode, is_binary

TEXT = "Kıyı Meclisi’nin toplantısı – §4, café, Москва"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_unicode_charsets(charset: str) -> None:
    assert decode(TEXT.encode(charset)).text == TEXT


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(charset: str) -> None:
    text = "The ferry of Split sails again at seven in the morning, said the harbour office."
    assert decode(text.encode(charset)).text == text
    assert not is_binary(text.encode(charset))


def test_declared_charset_of_the_header_and_of_the_page() -> None:
    text = "Заседание совета перенесено на вторник"
    assert decode(text.encode("koi8-r"), "text/plain; charset=koi8-r").text == text
    page = f'<html><head><meta charset="windows-1251"></head><body>{text}</body></html>'
    assert decode(page.encode("windows-1251")).text == page
    assert decode("5 € – “so”".encode("cp1252"), "text/html; charset=iso-8859-1").text == "5 € – “so”"


def test_two_encodings_in_one_file() -> None:
    data = "Sète\nMálaga\n".encode() + "Nîmes’s\n".encode("cp1252") + "Köln\n".encode()
    read = decode(data)
    assert read.text == "Sète\nMálaga\nNîmes’s\nKöln\n"
    assert read.charset.startswith("utf-8+")


def test_a_wrong_declaration_loses_to_valid_utf8() -> None:
    assert decode("Köln".encode(), "text/html; charset=iso-8859-1").text == "Köln"


def test_unknown_and_unreadable_never_raise() -> None:
    assert decode(b"abc\xff\xfe\x00", "text/plain; charset=no-such-thing").text
    assert decode(b"\xef\xbb\xbfa\xff").damaged == 1


def test_binary() -> None:
    assert is_binary(bytes(range(256)))
    assert not is_binary(TEXT.encode())
