"""Digests as WARC and WACZ write them (`sha1:BASE32`, `sha256:hex`) → do these bytes match; computes, reads no file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import BinaryIO

_KNOWN = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s"})


def matches(declared: str, candidates: Iterable[bytes]) -> bool | None:
    """Whether any of `candidates` has the digest `declared`; None where its algorithm is not known.

    `"sha1:…", [b"body"] -> True`. Several candidates, because tools disagree on whether a chunked payload is digested
    before or after its chunks are joined (ISO 28500 says after, many write before).
    """
    algorithm, value = _parts(declared)
    if algorithm is None:
        return None
    return any(_same(value, hashlib.new(algorithm, data, usedforsecurity=False).digest()) for data in candidates)


def stream_matches(declared: str, stream: BinaryIO) -> bool | None:
    """Whether all that is left in `stream` has the digest `declared`; None where its algorithm is not known."""
    algorithm, value = _parts(declared)
    if algorithm is None:
        return None
    running = hashlib.new(algorithm, usedforsecurity=False)
    while block := stream.read(1 << 20):
        running.update(block)
    return _same(value, running.digest())


def _parts(declared: str) -> tuple[str | None, str]:
    name, _, value = declared.strip().partition(":")
    name = name.lower().replace("-", "")
    return (name if name in _KNOWN else None), value.strip()


def _same(value: str, raw: bytes) -> bool:
    spellings = (
        raw.hex(),
        base64.b32encode(raw).decode().rstrip("=").lower(),
        base64.b64encode(raw).decode().rstrip("="),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
    )
    bare = value.rstrip("=")
    return bare.lower() in spellings[:2] or bare in spellings[2:]
