"""A named run of bytes before it is a Capture: a file on disk or a member of a zip; opened when needed, not before."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from dateline.capture.limits import Limits
from dateline.records import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is stored with the capture, `where` is what a person is told; `open` gives a fresh stream each time."""

    name: str
    where: str
    size: int
    open: Callable[[], BinaryIO]
    modified: str | None = None

    def head(self, count: int) -> bytes:
        """The first `count` bytes. Raises what opening raises."""
        with self.open() as stream:
            return stream.read(count)


def too_large(where: str, size: int | None, limits: Limits) -> Problem:
    """The Problem for an input above `limits.size`; `size` None where it was not read to its end."""
    told = f"{size:,} bytes" if size is not None else "more"
    what = f"larger than allowed: {told}, at most {limits.size:,} are taken"
    return Problem("too large", what, where, "split it, or raise DATELINE_MAX_BYTES")


def unreadable(where: str, error: Exception) -> Problem:
    """The Problem for an input the system or its own packing does not let us read."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Problem(
        "unreadable", f"cannot be read: {reason}", where, "check the file and its permissions, then add it again"
    )


def memory(data: bytes) -> Callable[[], BinaryIO]:
    """An `open` for bytes already at hand."""
    return lambda: io.BytesIO(data)
