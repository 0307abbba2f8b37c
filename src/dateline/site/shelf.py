"""Lends open archives to requests, a few at a time, and notices when the file was replaced while it is served."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.archive import Archive, open_archive
from dateline.errors import ArchiveError, BusyError, InputError
from dateline.site.absent import NotThere

LENT = 3
Mark = tuple[int, int]


class Shelf:
    """At most `LENT` read-only connections; each is used by one request at a time."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._free: list[tuple[Mark, Archive]] = []
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(LENT)

    @contextmanager
    def lend(self, wait: float = 10.0) -> Iterator[Archive]:
        """An archive for one request. Raises BusyError when all stay in use, ArchiveError when it cannot be opened."""
        if not self._turns.acquire(timeout=wait):
            raise BusyError("the server is busy", where=str(self.path), remedy="try again in a moment")
        try:
            mark, archive = self._take()
            try:
                yield archive
            except (NotThere, InputError):
                self._give_back(mark, archive)
                raise
            except BaseException:
                archive.close()
                raise
            self._give_back(mark, archive)
        finally:
            self._turns.release()

    def close(self) -> None:
        """Give every connection back."""
        with self._lock:
            for _, archive in self._free:
                archive.close()
            self._free.clear()

    def _give_back(self, mark: Mark, archive: Archive) -> None:
        with self._lock:
            self._free.append((mark, archive))

    def _take(self) -> tuple[Mark, Archive]:
        mark = self._look()
        with self._lock:
            while self._free:
                known, archive = self._free.pop()
                if known == mark:
                    return known, archive
                archive.close()
        return mark, open_archive(self.path, create=False, readonly=True, wait=5.0)

    def _look(self) -> Mark:
        try:
            found = os.stat(self.path)
        except OSError as error:
            what = "the archive is not where it was"
            raise ArchiveError(
                what, where=self.path.name, remedy="put the file back; the server goes on then"
            ) from error
        return found.st_dev, found.st_ino
