"""A file or folder on disk → its files as Entries, sorted by name; reads no file and looks at no content."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from os import stat_result
from pathlib import Path

from dateline.capture.entry import Entry, unreadable
from dateline.records import Problem

_REMEDY_LOOP = "remove the link, or add the folder it points to by itself"
Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """A path still to be looked at, and the folders above it."""

    path: Path
    name: str
    above: tuple[Identity, ...]


def entries(root: Path) -> Iterator[Entry | Problem]:
    """Every regular file at or below `root`, folders in name order, hidden names left out.

    Links are followed; a folder is entered once, a link back to a folder above it is a Problem of kind `loop`.
    """
    seen: set[Identity] = set()
    pending = [_Step(root, _clean(root.name or root.resolve().name), ())]
    while pending:
        step = pending.pop()
        try:
            status = step.path.stat()
            if stat.S_ISREG(status.st_mode):
                yield _entry(step, status)
            elif not stat.S_ISDIR(status.st_mode):
                yield Problem("special file", "neither a file nor a folder", str(step.path), "add regular files only")
            elif (status.st_dev, status.st_ino) in step.above:
                yield Problem("loop", "a link leads back to a folder above it", str(step.path), _REMEDY_LOOP)
            elif (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                pending.extend(_below(step, (status.st_dev, status.st_ino)))
        except OSError as error:
            yield _broken(step.path, error)


def _below(step: _Step, identity: Identity) -> list[_Step]:
    """What lies in a folder, the last name first, as it is taken from the end."""
    names = sorted((child.name for child in step.path.iterdir() if not child.name.startswith(".")), reverse=True)
    above = (*step.above, identity)
    return [_Step(step.path / name, f"{step.name}/{_clean(name)}", above) for name in names]


def _entry(step: _Step, status: stat_result) -> Entry:
    return Entry(step.name, str(step.path), status.st_size, lambda: step.path.open("rb"), _modified(status))


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
