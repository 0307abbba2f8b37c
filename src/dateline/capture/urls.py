"""Addresses as typed or as a server gave them → addresses as they are sent; refuses what is never fetched."""

from __future__ import annotations

import contextlib

import httpx

from dateline.errors import CaptureError, RefusedError


def sendable(url: str) -> str:
    """The address without fragment, its host in ASCII. `" https://Example.org#b" -> "https://example.org/"`.

    Raises CaptureError where it is none, RefusedError for other schemes than http and https and for passwords.
    """
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise CaptureError(f"not an address: {error}", where=url, remedy="check the spelling") from error
    if parsed.scheme not in ("http", "https"):
        raise RefusedError("only http and https are fetched", where=url, remedy="save the page and add the file")
    if not parsed.host:
        raise CaptureError("an address without host", where=url, remedy="check the spelling")
    if parsed.userinfo:
        raise RefusedError("an address with a password would be stored", where=url, remedy="leave the password out")
    path = parsed.raw_path.partition(b"#")[0] or b"/"
    return str(parsed.copy_with(fragment=None, raw_path=path))


def joined(url: str, location: str) -> str:
    """Where a Location header leads; its bytes may be UTF-8. `"https://a.org/x/", "../y" -> "https://a.org/y"`."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = httpx.URL(url).join(location)
    except httpx.InvalidURL as error:
        remedy = "check the address in a browser"
        raise CaptureError(f"a redirect to no address: {error}", where=url, remedy=remedy) from error
    return sendable(str(target))


def host(url: str) -> str:
    """The host of an address, without port. `"https://example.org:8080/a" -> "example.org"`."""
    return httpx.URL(url).host
