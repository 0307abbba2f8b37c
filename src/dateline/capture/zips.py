"""A zip → its files as Entries, sorted by name; refuses bombs before unpacking; writes nothing to disk by name."""

from __future__ import annotations

import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from dateline.capture.entry import Entry
from dateline.capture.limits import Limits
from dateline.capture.window import window
from dateline.records import Problem

DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError)
_SPOOL = 16_000_000
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
_REMEDY_BOMB = "unpack it yourself if you trust it, and add the folder"


@dataclass(slots=True)
class Unpacking:
    """What one run has taken out of zips so far; `stack` keeps open the zips whose WARCs may be read once more."""

    limits: Limits
    unpacked: int = 0
    stack: ExitStack = field(default_factory=ExitStack)


def entries(entry: Entry, run: Unpacking, depth: int) -> Iterator[Entry | Problem]:
    """The files in the zip `entry`, which lies `depth` zips deep; a zip or member that is refused is a Problem."""
    if depth >= run.limits.depth:
        yield Problem("bomb", f"zips nested more than {run.limits.depth} deep", entry.where, _REMEDY_BOMB)
        return
    with ExitStack() as open_now:
        try:
            archive = open_zip(entry, open_now)
        except DAMAGE as error:
            yield Problem("damaged", f"not a readable zip: {error}", entry.where, "fetch or pack it again")
            return
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if refused := _refused(entry, members, run.limits):
            yield refused
            return
        if any(".warc" in m.filename for m in members):
            run.stack.push(open_now.pop_all())  # a revisit may need an earlier record again
        for member in members:
            if not _is_hidden(member.filename):
                yield _member(entry, archive, member, run)


def names(entry: Entry) -> list[str]:
    """The names of the members of a zip; empty where it is damaged, which `entries` tells."""
    with ExitStack() as stack:
        try:
            return open_zip(entry, stack).namelist()
        except DAMAGE:
            return []


def open_zip(entry: Entry, stack: ExitStack) -> zipfile.ZipFile:
    """The zip in `entry`, open until `stack` closes; a zip inside a zip is copied first, as it is read from its end."""
    stream = stack.enter_context(entry.open())
    if isinstance(stream, zipfile.ZipExtFile):
        copy = cast(BinaryIO, stack.enter_context(SpooledTemporaryFile(_SPOOL)))  # noqa: SIM115
        shutil.copyfileobj(stream, copy)
        stream = copy
    try:
        return stack.enter_context(zipfile.ZipFile(stream))
    except (ValueError, OverflowError, struct.error) as error:
        raise zipfile.BadZipFile(f"its directory is damaged: {error}") from error


def _refused(entry: Entry, members: list[zipfile.ZipInfo], limits: Limits) -> Problem | None:
    if any(m.filename in _DOCUMENTS for m in members):
        return Problem("unsupported", "an office document", entry.where, "save it as text or HTML, add that")
    if len(members) > limits.members:
        what = f"{len(members):,} files, at most {limits.members:,} are taken"
        return Problem("bomb", what, entry.where, _REMEDY_BOMB)
    unpacked = sum(m.file_size for m in members)
    if limits.is_bomb(entry.size, unpacked):
        what = f"{entry.size:,} bytes would unpack to {unpacked:,}: more than {limits.ratio} times"
        return Problem("bomb", what, entry.where, _REMEDY_BOMB)
    return None


def _member(entry: Entry, archive: zipfile.ZipFile, member: zipfile.ZipInfo, run: Unpacking) -> Entry | Problem:
    name = _name(member)
    where = f"{entry.where}/{name}"
    if member.flag_bits & 1:
        return Problem(
            "encrypted", "a member locked with a password", where, "unpack it with the password, add the folder"
        )
    if run.limits.is_bomb(member.compress_size, member.file_size):
        what = f"{member.compress_size:,} bytes would unpack to {member.file_size:,}"
        return Problem("bomb", what, where, _REMEDY_BOMB)
    run.unpacked += member.file_size
    if run.unpacked > run.limits.unpacked:
        what = f"more than {run.limits.unpacked:,} bytes would come out of zips"
        return Problem("bomb", what, where, _REMEDY_BOMB)
    if ".warc" in name:
        opener = _seekable(archive, member, run.stack)
    else:
        opener = partial(_open, archive, member)
    return Entry(f"{entry.name}/{name}", where, member.file_size, opener, _modified(member))


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """Open a member. Raises BadZipFile for every contradiction between its header and the directory."""
    try:
        return cast(BinaryIO, archive.open(member))
    except NotImplementedError:
        raise  # a way of packing Python does not know: the file is sound
    except (ValueError, RuntimeError, OverflowError, struct.error) as error:
        raise zipfile.BadZipFile(f"its header is damaged: {error}") from error


def _seekable(archive: zipfile.ZipFile, member: zipfile.ZipInfo, stack: ExitStack) -> Callable[[], BinaryIO]:
    """A WARC is read at many places: in place where it is stored, from one unpacked copy where it is packed."""

    @cache
    def source() -> tuple[IO[bytes], int]:
        if member.compress_type == zipfile.ZIP_STORED and archive.fp is not None:
            archive.fp.seek(member.header_offset + 26)
            lengths = struct.unpack("<HH", archive.fp.read(4))
            return archive.fp, member.header_offset + 30 + sum(lengths)
        copy = stack.enter_context(SpooledTemporaryFile(_SPOOL))  # noqa: SIM115
        with _open(archive, member) as packed:
            shutil.copyfileobj(packed, copy)
        return copy, 0

    return lambda: window(*source(), member.file_size)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag zipfile reads it as cp437, which many packers never meant."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _modified(member: zipfile.ZipInfo) -> str | None:
    """The time in the zip, which has no zone."""
    try:
        return datetime(*member.date_time).isoformat()
    except ValueError:
        return None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
