"""Undoing what servers pack with: right, bounded, and never anything but the two errors agreed."""

from __future__ import annotations

import contextlib
import gzip
import random
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture import Limits
from dateline.capture.decoding import dechunk, decode, gunzip
from dateline.errors import CaptureError, RefusedError

PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda d: brotli.compress(d, quality=4),
    "zstd": zstandard.compress,
}
CODINGS = st.sampled_from(sorted(PACK))


@pytest.mark.parametrize("coding", sorted(PACK))
def test_a_large_body_comes_back_whole(coding: str) -> None:
    body = random.Random(3).randbytes(900_000).hex().encode()
    assert decode(PACK[coding](body), coding, Limits()) == body


@given(CODINGS, st.binary(max_size=2000))
def test_what_was_packed_comes_back(coding: str, body: bytes) -> None:
    assert decode(PACK[coding](body), coding.upper(), Limits()) == body


@pytest.mark.parametrize("coding", sorted(PACK))
def test_growth_out_of_proportion_is_refused(coding: str) -> None:
    with pytest.raises(RefusedError):
        decode(PACK[coding](bytes(20_000_000)), coding, Limits())
    with pytest.raises(RefusedError):
        decode(PACK[coding](random.Random(3).randbytes(5000)), coding, Limits(size=1000))


@pytest.mark.parametrize("coding", sorted(PACK))
def test_a_body_that_breaks_off_is_told(coding: str) -> None:
    packed = PACK[coding](random.Random(4).randbytes(3000))
    with pytest.raises(CaptureError, match="damaged"):
        decode(packed[: len(packed) // 2], coding, Limits())


def test_an_unknown_coding_is_told_by_name() -> None:
    with pytest.raises(CaptureError, match="'pack200'"):
        decode(b"abc", "pack200", Limits())


def test_gzip_members_one_after_the_other_are_one_body() -> None:
    assert gunzip(gzip.compress(b"ab") + gzip.compress(b"cd") + b"\0\0", Limits()) == b"abcd"
    frames = zstandard.compress(b"ab" * 400) + zstandard.compress(b"cd")
    assert decode(frames, "zstd", Limits()) == b"ab" * 400 + b"cd"


@given(CODINGS, st.binary(max_size=300), st.data())
def test_damage_never_gives_another_error(coding: str, body: bytes, data: st.DataObject) -> None:
    packed = bytearray(PACK[coding](body))
    at = data.draw(st.integers(0, len(packed) - 1))
    packed[at : at + 3] = data.draw(st.binary(max_size=5))
    with contextlib.suppress(CaptureError):
        decode(bytes(packed), coding, Limits())


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=5))
def test_chunks_are_joined(parts: list[bytes]) -> None:
    sent = b"".join(b"%X\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\nTrailer: 1\r\n\r\n"
    assert dechunk(sent) == b"".join(parts)


@given(st.binary(max_size=60))
def test_what_is_not_chunked_is_left_alone_or_told(data: bytes) -> None:
    with contextlib.suppress(CaptureError):
        assert dechunk(data) is not None
