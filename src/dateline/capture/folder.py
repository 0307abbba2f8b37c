"""A file or folder on disk → its files as Entries, sorted by name; reads no file and looks at no content."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from os import stat_result
from pathlib import Path

from dateline.capture.entry import Entry, unreadable
from dateline.records import Problem

_REMEDY_LOOP = "remove the link, or add the folder it points to by itself"
Identity = tuple[int, int]


def entries(root: Path) -> Iterator[Entry | Problem]:
    """Every regular file at or below `root`, folders in name order, hidden names left out.

    Links are followed; a folder is entered once, a link back to a folder above it is a Problem of kind `loop`.
    """
    name = _clean(root.name or root.resolve().name)
    yield from _at(root, name, (), set())


def _at(path: Path, name: str, above: tuple[Identity, ...], seen: set[Identity]) -> Iterator[Entry | Problem]:
    try:
        status = path.stat()
    except OSError as error:
        yield _broken(path, error)
        return
    if stat.S_ISREG(status.st_mode):
        yield Entry(name, str(path), status.st_size, lambda: path.open("rb"), _modified(status))
    elif stat.S_ISDIR(status.st_mode):
        yield from _below(path, name, above, seen)
    else:
        yield Problem("special file", "neither a file nor a folder", str(path), "add regular files only")


def _below(path: Path, name: str, above: tuple[Identity, ...], seen: set[Identity]) -> Iterator[Entry | Problem]:
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        yield Problem("loop", "a link leads back to a folder above it", str(path), _REMEDY_LOOP)
        return
    if identity in seen:
        return
    seen.add(identity)
    try:
        names = sorted(child.name for child in path.iterdir())
    except OSError as error:
        yield unreadable(str(path), error)
        return
    for child in names:
        if not child.startswith("."):
            yield from _at(path / child, f"{name}/{_clean(child)}", (*above, identity), seen)


def _broken(path: Path, error: OSError) -> Problem:
    if path.is_symlink():
        kind = "loop" if "symbolic links" in str(error) else "unreadable"
        return Problem(kind, f"a link that leads nowhere: {error.strerror}", str(path), "remove or mend the link")
    return unreadable(str(path), error)


def _clean(name: str) -> str:
    """A name whose bytes are no UTF-8, spelt so that it can be stored. `b"caf\\xe9.txt" -> "caf\\\\xe9.txt"`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _modified(status: stat_result) -> str:
    return datetime.fromtimestamp(int(status.st_mtime), UTC).isoformat()
