"""Addresses as they are sent."""

from __future__ import annotations

import pytest

from dateline.capture.urls import host, joined, sendable
from dateline.errors import CaptureError, RefusedError


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (" HTTPS://River.Example/News#top ", "https://river.example/News"),
        ("http://river.example", "http://river.example/"),
        ("http://river.example:80/a%2Fb?c=%26#d", "http://river.example/a%2Fb?c=%26"),
        ("http://münchen.example/ä b?q=ü", "http://xn--mnchen-3ya.example/%C3%A4%20b?q=%C3%BC"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_an_address_is_written_one_way(typed: str, sent: str) -> None:
    assert sendable(typed) == sent
    assert sendable(sent) == sent


def test_a_location_may_be_relative_or_in_utf8_bytes() -> None:
    assert joined("http://a.example/x/y?z=1", "../w") == "http://a.example/w"
    assert joined("http://a.example/x", "//b.example/") == "http://b.example/"
    assert joined("http://a.example/", "/ä".encode().decode("latin-1")) == "http://a.example/%C3%A4"
    with pytest.raises(RefusedError):
        joined("http://a.example/", "javascript:alert(1)")
    with pytest.raises(CaptureError):
        joined("http://a.example/", "http://a:b:c/")


def test_the_host_has_no_port() -> None:
    assert host("http://a.example:8080/x") == "a.example"
