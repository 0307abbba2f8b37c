"""A stretch of an open file → a file of its own that can seek: a WARC stored in a zip is read in place."""

from __future__ import annotations

import io
from typing import IO, BinaryIO, cast


def window(shared: IO[bytes], start: int, size: int) -> BinaryIO:
    """The `size` bytes of `shared` from `start` on; closing it leaves `shared` open."""
    return cast(BinaryIO, io.BufferedReader(_Window(shared, start, size), 1 << 16))


class _Window(io.RawIOBase):
    def __init__(self, shared: IO[bytes], start: int, size: int) -> None:
        self._shared = shared
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = max(0, min(len(buffer), self._size - self._at))
        self._shared.seek(self._start + self._at)
        data = self._shared.read(count)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
