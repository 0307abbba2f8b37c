"""A path → Captures and Problems: files, folders and zips of them; one bad file never stops the rest. No network."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dateline.capture import folder, zips
from dateline.capture.entry import Entry, too_large, unreadable
from dateline.capture.limits import Limits
from dateline.capture.media import HEAD, by_content, is_page, media_type
from dateline.capture.zips import Unpacking
from dateline.errors import InputError
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

    def walk(self, root: Path) -> Found:
        with self.unpacking.stack:
            for found in folder.entries(root):
                yield from self.take(found, 0, alone=root.is_file())
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
                for member in zips.entries(found, self.unpacking, depth):
                    yield from self.take(member, depth + 1)
            else:
                yield from self.single(found, alone)
        except zips.DAMAGE as error:
            yield unreadable(found.where, error)

    def single(self, entry: Entry, alone: bool) -> Found:
        """The capture of a plain file; `alone` when the user named this very file."""
        if entry.size > self.limits.size:
            yield too_large(entry.where, entry.size, self.limits)
            return
        with closing(entry.open()) as stream:
            body = stream.read(self.limits.size + 1)
        if len(body) > self.limits.size:
            yield too_large(entry.where, None, self.limits)
            return
        if not body:
            yield Problem("empty", "the file is empty", entry.where, "save the page again")
            return
        kind = media_type(body, entry.name)
        if is_page(kind):
            yield Capture(digest(body), body, kind, file_name=entry.name, modified=entry.modified)
        elif alone or kind == "application/octet-stream":
            yield Problem("unsupported", f"not a page but {kind}", entry.where, "add the page as text or HTML")
        else:
            self.left_out[kind] += 1

    def summary(self) -> Problem:
        """One line for all files that are no pages."""
        counts = ", ".join(f"{n:,} {kind}" for kind, n in sorted(self.left_out.items()))
        what = f"files that are no pages were left out: {counts}"
        return Problem("left out", what, self.where, "nothing to do, unless one of them holds a text you need")
