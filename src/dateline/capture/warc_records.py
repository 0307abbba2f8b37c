"""A WARC file → its records, each with its place; a broken one costs only itself. Knows no HTTP and no digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline.capture.inflated import BREAK, Inflated, Place
from dateline.capture.limits import Limits
from dateline.records import Problem

_START = b"WARC/"
_HEADER_LINES = 1000
_WANTED = frozenset({"response", "resource", "revisit"})
_TYPES = _WANTED | {"warcinfo", "request", "metadata", "conversion", "continuation"}
_REMEDY = "fetch or copy the file again; the records around the damage were taken"


@dataclass(frozen=True, slots=True)
class Record:
    """`headers` as written, in order; `block` is everything below them, empty for types that hold no page."""

    place: Place
    headers: tuple[tuple[str, str], ...]
    block: bytes

    def get(self, name: str) -> str | None:
        """The value of the first header of that name, in any case."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)


def records(raw: BinaryIO, where: str, limits: Limits) -> Iterator[Record | Problem]:
    """Every record of a WARC file – gzip per record, gzip as a whole or plain; damage is a Problem naming the byte."""
    stream = Inflated(raw, limits)
    reader = _Reader(stream, where, limits)
    while (found := reader.next()) is not None:
        yield found
        if isinstance(found, Problem) and stream.damage is not None and not stream.resume():
            return


def record_at(raw: BinaryIO, place: Place, where: str, limits: Limits) -> Record | Problem | None:
    """The one record at `place`; None where the file ends there."""
    stream = Inflated(raw, limits)
    stream.goto(place)
    return _Reader(stream, where, limits).next()


class _Reader:
    def __init__(self, stream: Inflated, where: str, limits: Limits) -> None:
        self.stream = stream
        self.where = where
        self.limits = limits

    def next(self) -> Record | Problem | None:
        """The next record or trouble; None at the end."""
        place, line = self.first_line()
        if not line:
            damage = self.stream.damage
            return self.trouble("truncated" if damage == BREAK else "damaged", damage, place) if damage else None
        if not line.startswith(_START):
            return self.pass_over(place, len(line))
        headers = self.headers()
        length = next((v for n, v in headers or () if n.lower() == "content-length"), "")
        if headers is None or not length.isdigit():
            cut = self.stream.damage == BREAK or headers is None
            return self.trouble("truncated" if cut else "damaged", "a record without a whole header", place)
        if not any(n.lower() == "warc-type" and v.lower() in _TYPES for n, v in headers):
            self.stream.skip(int(length))
            return self.trouble("damaged", "a record of a type that does not exist", place)
        return self.block(place, headers, int(length))

    def first_line(self) -> tuple[Place, bytes]:
        while True:
            place = self.stream.tell()
            line = self.stream.readline()
            if not line or line.strip():
                return place, line

    def headers(self) -> tuple[tuple[str, str], ...] | None:
        """The named fields up to the blank line; None where it never comes."""
        found: list[tuple[str, str]] = []
        for _ in range(_HEADER_LINES):
            line = self.stream.readline()
            if not line.endswith(b"\n"):
                return None
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if not text:
                return tuple(found)
            if text[0] in " \t" and found:
                found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
            else:
                name, _, value = text.partition(":")
                found.append((name.strip(), value.strip()))
        return None

    def block(self, place: Place, headers: tuple[tuple[str, str], ...], length: int) -> Record | Problem:
        record = Record(place, headers, b"")
        start = self.stream.tell()
        wanted = (record.get("WARC-Type") or "").lower() in _WANTED
        large = wanted and length > self.limits.size
        data = self.stream.read(length) if wanted and not large else b""
        passed = len(data) if wanted and not large else self.stream.skip(length)
        if passed < length or not self.is_followed_by_blank_lines():
            return self.cut(place, start, passed, length)
        if large:
            what = f"a record of {length:,} bytes, at most {self.limits.size:,} are taken"
            return Problem("too large", what, self.at(place), "raise DATELINE_MAX_BYTES")
        return Record(place, headers, data)

    def is_followed_by_blank_lines(self) -> bool:
        """Two line ends close a record; one that ends with the file or its gzip member is let pass."""
        end = self.stream.read(4)
        return end == b"\r\n\r\n" or not end.strip(b"\r\n")

    def cut(self, place: Place, start: Place, passed: int, length: int) -> Problem:
        """A record that is shorter than it says, or longer; reading goes on right below its header."""
        if passed < length:
            what = f"a record breaks off: {passed:,} of {length:,} bytes"
        else:
            what = f"a record goes on behind the {length:,} bytes it claims"
        damage = self.stream.damage
        if damage is None:
            self.stream.goto(start)
            self.to_next_record()
        return self.trouble(
            "truncated" if passed < length else "damaged", f"{what} ({damage})" if damage else what, place
        )

    def pass_over(self, place: Place, length: int) -> Problem:
        length += self.to_next_record()
        return self.trouble("damaged", f"{length:,} bytes that belong to no record", place)

    def to_next_record(self) -> int:
        """Read up to the next line that starts a record; the number of bytes passed."""
        passed = 0
        while True:
            place = self.stream.tell()
            line = self.stream.readline()
            if line.startswith(_START) and line[5:6].isdigit():
                self.stream.goto(place)
                return passed
            if not line:
                return passed
            passed += len(line)

    def trouble(self, kind: str, what: str | None, place: Place) -> Problem:
        return Problem(kind, what or "damage", self.at(place), _REMEDY)

    def at(self, place: Place) -> str:
        inside = f"+{place.skip}" if place.member and place.skip else ""
        return f"{self.where} (byte {place.member or place.skip}{inside})"
