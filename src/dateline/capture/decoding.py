"""Payload as sent → bytes a reader needs: chunks joined, gzip, deflate, brotli and zstd undone, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

from dateline.capture.limits import Limits
from dateline.capture.media import by_content
from dateline.errors import CaptureError, RefusedError

_STEP = 1 << 18
_SLICE = 512
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_REMEDY = "capture the page again"


def dechunk(data: bytes) -> bytes:
    """Join HTTP chunks; what is not chunked comes back as it is. `b"3\\r\\nabc\\r\\n0\\r\\n\\r\\n" -> b"abc"`.

    Raises CaptureError where the chunks break off.
    """
    parts: list[bytes] = []
    at = 0
    while True:
        line_end = data.find(b"\r\n", at)
        try:
            size = int(data[at:line_end].split(b";")[0], 16) if line_end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 and not parts:
            return data
        if size == 0:
            return b"".join(parts)
        start = line_end + 2
        if size < 0 or start + size > len(data):
            raise CaptureError("the chunks of the body break off", remedy=_REMEDY)
        parts.append(data[start : start + size])
        at = start + size + 2


def decode(data: bytes, encodings: str, limits: Limits) -> bytes:
    """Undo the codings of a Content-Encoding header, the last first. `gzip(b"abc"), "gzip" -> b"abc"`.

    Bytes that were decoded before but kept the header come back as they are. Raises CaptureError where they are
    damaged or the coding is unknown, RefusedError where they would grow out of all proportion.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    for name in reversed(names):
        if name in ("", "identity", "none") or not data:
            continue
        if name not in _DECODERS:
            raise CaptureError(f"unknown Content-Encoding {name!r}", remedy=_REMEDY)
        data = _undo(data, name, limits)
    return data


def gunzip(data: bytes, limits: Limits) -> bytes:
    """The content of a gzip file. Raises as `decode` does."""
    return _undo(data, "gzip", limits)


def _undo(data: bytes, name: str, limits: Limits) -> bytes:
    if name in ("gzip", "x-gzip") and not data.startswith(_GZIP):
        return data
    try:
        return _collect(_DECODERS[name](data), len(data), limits)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        if by_content(data) is not None and not data.startswith((_GZIP, _ZSTD)):
            return data
        raise CaptureError(f"damaged {name} content: {error}", remedy=_REMEDY) from error


def _collect(blocks: Iterator[bytes], packed: int, limits: Limits) -> bytes:
    parts = []
    size = 0
    for block in blocks:
        size += len(block)
        if size > limits.size or limits.is_bomb(packed, size):
            what = f"{packed:,} packed bytes unpack to {size:,} and more"
            raise RefusedError(what, remedy="raise DATELINE_MAX_BYTES if you trust it")
        parts.append(block)
    return b"".join(parts)


def _inflate(data: bytes, window: int) -> Iterator[bytes]:
    """All members in `data`; ends with EOFError where the last breaks off."""
    while data:
        stream = zlib.decompressobj(window)
        while not stream.eof:
            block = stream.decompress(data, _STEP)
            data = stream.unconsumed_tail
            yield block
            if not block and not data and not stream.eof:
                raise EOFError("it breaks off")
        data = stream.unused_data
        if window < 0 or not data.startswith(_GZIP):
            return


def _gzip(data: bytes) -> Iterator[bytes]:
    return _inflate(data, zlib.MAX_WBITS + 16)


def _deflate(data: bytes) -> Iterator[bytes]:
    """RFC 9110 means zlib's format, but some servers send the bare stream."""
    zlib_header = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    return _inflate(data, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


def _brotli(data: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(data, output_buffer_limit=_STEP)
    while not stream.is_finished():
        block = stream.process(b"", output_buffer_limit=_STEP)
        if not block and stream.can_accept_more_data():
            raise EOFError("it breaks off")
        yield block


def _zstd(data: bytes) -> Iterator[bytes]:
    """Fed in small slices, because one block of four bytes can unpack to 128 kB."""
    at = 0
    while at < len(data):
        stream = zstandard.ZstdDecompressor().decompressobj()
        while not stream.eof:
            if at >= len(data):
                raise EOFError("it breaks off")
            yield stream.decompress(data[at : at + _SLICE])
            at += _SLICE
        at = min(at, len(data)) - len(stream.unused_data)
        if not data.startswith(_ZSTD, at):
            return


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
