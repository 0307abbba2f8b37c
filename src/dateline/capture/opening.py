"""A path → Captures and Problems: files, folders, zips, WARC, WACZ; one bad file never stops the rest. No network."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.capture import folder, wacz, zips
from dateline.capture.decoding import gunzip
from dateline.capture.entry import Entry, memory, too_large, unreadable
from dateline.capture.inflated import Inflated
from dateline.capture.limits import Limits
from dateline.capture.media import HEAD, by_content, is_page, media_type
from dateline.capture.saved import page
from dateline.capture.warc import WarcReader
from dateline.capture.zips import Unpacking
from dateline.errors import CaptureError, InputError, RefusedError
from dateline.records import Capture, Problem
from dateline.text import digest

Found = Iterator[Capture | Problem]


def open_path(path: str | os.PathLike[str], limits: Limits | None = None) -> Found:
    """Every capture at `path`, in name order, and a Problem for each input that gave none.

    Files that are no pages (pictures, styles …) inside folders and containers are left out and told once, as a Problem
    of kind `left out`, which is no failure. Raises InputError where there is nothing at `path`.
    """
    root = Path(path)
    if not os.path.lexists(root):
        raise InputError("no such file or folder", where=str(root), remedy="check the spelling of the path")
    return _Opening(limits or Limits(), str(root)).walk(root)


class _Opening:
    """One call of `open_path`: what it has unpacked and left out so far."""

    def __init__(self, limits: Limits, where: str) -> None:
        self.limits = limits
        self.where = where
        self.unpacking = Unpacking(limits)
        self.left_out: Counter[str] = Counter()
        self.warcs = WarcReader(limits, self.left_out)

    def walk(self, root: Path) -> Found:
        with self.unpacking.stack:
            for found in folder.entries(root):
                yield from self.take(found, 0, alone=root.is_file())
            yield from self.warcs.rest()
            if self.left_out:
                yield self.summary()

    def take(self, found: Entry | Problem, depth: int, *, alone: bool = False) -> Found:
        """What one entry holds: captures of a container, or the capture it is."""
        if isinstance(found, Problem):
            yield found
            return
        try:
            kind = by_content(found.head(HEAD))
            if kind == "application/zip":
                for member in self.members(found, depth):
                    yield from self.take(member, depth + 1)
            elif kind == "application/warc" or found.name.endswith((".warc", ".warc.gz")):
                yield from self.warcs.read(found)
            elif found.size > self.limits.size:
                yield too_large(found.where, found.size, self.limits)
            elif kind == "application/gzip":
                yield from self.packed(found, depth)
            else:
                yield from self.single(found, alone)
        except zips.DAMAGE as error:
            yield unreadable(found.where, error)

    def members(self, entry: Entry, depth: int) -> Iterator[Entry | Problem]:
        """The files in a zip, of a WACZ only its WARCs."""
        members = zips.entries(entry, self.unpacking, depth)
        return wacz.warcs(entry, members) if wacz.is_wacz(zips.names(entry)) else members

    def packed(self, entry: Entry, depth: int) -> Found:
        """A gzip file: a WARC under another name, else the one file it holds."""
        if depth >= self.limits.depth:
            remedy = "unpack it yourself if you trust it, and add the folder"
            yield Problem("bomb", f"packed more than {depth} times over", entry.where, remedy)
            return
        with entry.open() as stream:
            if Inflated(stream, self.limits).read(5) == b"WARC/":
                yield from self.warcs.read(entry)
                return
        try:
            data = gunzip(self.whole(entry), self.limits)
        except CaptureError as error:
            kind = "bomb" if isinstance(error, RefusedError) else "damaged"
            yield Problem(kind, error.what, entry.where, error.remedy)
            return
        inner = replace(entry, name=entry.name.removesuffix(".gz"), size=len(data), open=memory(data))
        yield from self.take(inner, depth + 1)

    def single(self, entry: Entry, alone: bool) -> Found:
        """The capture of a plain file; `alone` when the user named this very file."""
        body = self.whole(entry)
        if not body:
            yield Problem("empty", "the file is empty", entry.where, "save the page again")
            return
        kind = media_type(body, entry.name)
        if is_page(kind):
            yield _page(entry, body, kind)
        elif alone or kind == "application/octet-stream":
            yield Problem("unsupported", f"not a page but {kind}", entry.where, "add the page as text or HTML")
        else:
            self.left_out[kind] += 1

    def whole(self, entry: Entry) -> bytes:
        with entry.open() as stream:
            return stream.read(self.limits.size)

    def summary(self) -> Problem:
        """One line for all files that are no pages."""
        counts = ", ".join(f"{n:,} {kind}" for kind, n in sorted(self.left_out.items()))
        what = f"files that are no pages were left out: {counts}"
        return Problem("left out", what, self.where, "nothing to do, unless one of them holds a text you need")


def _page(entry: Entry, data: bytes, kind: str) -> Capture:
    """The capture of a page on disk."""
    saved = page(data, kind)
    return Capture(
        sha256=digest(saved.body),
        body=saved.body,
        media_type=saved.media_type,
        url=saved.origin.url,
        file_name=entry.name,
        fetched=saved.origin.at,
        modified=entry.modified,
        headers=saved.notes,
        received=saved.received,
    )
