"""A file, plain or gzip in members → its bytes, with places to come back to; damage ends a read, never the file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from dateline.capture.limits import Limits

BREAK = "the file breaks off"
_STEP = 1 << 16
_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the file: `skip` bytes into what the gzip member at offset `member` unpacks to; 0 in a plain file."""

    member: int
    skip: int


class Inflated:
    """Reads like a file. A read that comes up short means end or damage; `damage` then says what, `resume` goes on."""

    def __init__(self, raw: BinaryIO, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        head = raw.read(len(_GZIP))
        self._gzip = head == _GZIP
        self.damage: str | None = None
        self._begin(0, head)

    def goto(self, place: Place) -> None:
        """Read on from `place`, which `tell` gave."""
        self.damage = None
        if self._gzip:
            self._raw.seek(place.member)
            self._begin(place.member)
            self.skip(place.skip)
        else:
            self._raw.seek(place.skip)
            self._begin(0)
            self._passed = place.skip

    def tell(self) -> Place:
        """Where the next byte lies."""
        self._has_more()
        return Place(self._member, self._passed + self._at)

    def read(self, count: int) -> bytes:
        """`count` bytes, fewer at the end or where damage begins."""
        parts = []
        while count > 0 and self._has_more():
            part = self._buffer[self._at : self._at + count]
            self._at += len(part)
            count -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, count: int) -> int:
        """Pass over `count` bytes; the number passed."""
        passed = 0
        while passed < count and (part := self.read(min(_STEP, count - passed))):
            passed += len(part)
        return passed

    def readline(self, limit: int = _STEP) -> bytes:
        """The next line with its end, at most `limit` bytes of it."""
        parts = []
        while limit > 0 and self._has_more():
            end = self._buffer.find(b"\n", self._at, self._at + limit) + 1
            part = self._buffer[self._at : end or self._at + limit]
            self._at += len(part)
            limit -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def resume(self) -> bool:
        """Go on behind damage at the next gzip member; False where there is none."""
        if self.damage is None:
            return False
        self.damage = None
        return self._seek_member(self._member + 1)

    def _begin(self, member: int, packed: bytes = b"") -> None:
        """Start on the member at offset `member`, of which `packed` has been read from the file."""
        self._member = member
        self._packed = packed
        self._buffer = b""
        self._at = 0
        self._passed = 0
        self._consumed = 0
        self._stream = zlib.decompressobj(zlib.MAX_WBITS + 16)
        self._ended = False

    def _has_more(self) -> bool:
        while self._at >= len(self._buffer) and not self._ended and self.damage is None:
            self._passed += len(self._buffer)
            self._buffer = b""
            self._at = 0
            if not self._gzip:
                self._buffer = self._packed or self._raw.read(_STEP)
                self._packed = b""
                self._ended = not self._buffer
            elif self._stream.eof:
                self._step_over()
            else:
                self._inflate()
        return self._at < len(self._buffer)

    def _inflate(self) -> None:
        fresh = self._packed or self._raw.read(_STEP)
        if not fresh:
            self.damage = BREAK
            return
        try:
            self._buffer = self._stream.decompress(fresh, _STEP)
        except zlib.error as error:
            self.damage = f"damaged gzip data ({error})"
            return
        self._packed = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        self._consumed += len(fresh) - len(self._packed)
        if self._limits.is_bomb(self._consumed, self._passed + len(self._buffer)):
            self._buffer = b""
            self.damage = f"{self._consumed:,} bytes unpack to more than {self._limits.ratio} times as many"

    def _step_over(self) -> None:
        """From the end of one member to the start of the next; padding with zero bytes is no damage."""
        start = self._member + self._consumed
        head = self._packed if len(self._packed) >= len(_GZIP) else self._packed + self._raw.read(_STEP)
        if head.startswith(_GZIP):
            self._begin(start, head)
        elif head.strip(b"\0"):
            self._begin(start)
            self.damage = "bytes that are no gzip member"
        elif head:
            self._seek_member(start + len(head))
        else:
            self._ended = True

    def _seek_member(self, start: int) -> bool:
        """Go to the next gzip header at or after offset `start`; False where there is none."""
        self._raw.seek(start)
        base, block = start, b""
        while more := self._raw.read(_STEP):
            base += max(0, len(block) - 2)
            block = block[-2:] + more
            found = block.find(_GZIP)
            if found >= 0:
                self._begin(base + found, block[found:])
                return True
        self._ended = True
        return False
