"""What is packed comes back unaltered, whichever version packed it."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.bodies import pack_body, unpack_body
from dateline.archive.packing import DENSE, DamagedError, pack, unpack


@given(st.binary(max_size=3000))
def test_bytes_come_back(data: bytes) -> None:
    assert unpack(pack(data)) == data == unpack(pack(data, DENSE))


@given(st.text(max_size=600))
def test_texts_come_back(text: str) -> None:
    assert unpack_body(pack_body(text)) == text


def test_what_older_versions_packed_is_read() -> None:
    text = "The council met in the hall. " * 20
    assert unpack_body(zlib.compress(text.encode(), 1)) == text


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-4], lambda b: b[:5] + b"\xff\xff\xff\xff" + b[9:], lambda b: b"\x28\xb5\x2f\xfd"]
)
def test_damage_is_told(damage) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DamagedError):
        unpack(damage(pack(bytes(range(256)) * 40)))
