"""Takes a path, gives a connection with transactions and errors a person can read. It knows no table.

Every statement of the room goes through `Database`: SQLite's errors become `ArchiveError`, `BusyError`, `SchemaError`.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.archive import migrations
from dateline.errors import ArchiveError, BusyError, InputError, SchemaError

Values = Sequence[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mode:
    """How a file is opened. `wait` is in seconds: how long another process may hold the archive."""

    create: bool = True
    readonly: bool = False
    wait: float = 60.0
    cache_mib: int = 64


class Database:
    """One connection to one archive file; use it from one thread at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._later: list[tuple[str, Values]] = []

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute one statement; gives the number of rows it changed."""
        return self._do(sql, values).rowcount

    def insert(self, sql: str, values: Values = ()) -> int:
        """Execute one INSERT; gives the number of the new row."""
        return int(self._do(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Execute one statement for many rows."""
        with translated(self.path):
            self._connection.executemany(sql, rows)

    def _do(self, sql: str, values: Values) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def later(self, sql: str, values: Values) -> None:
        """Execute a statement when the transaction ends, after all others.

        For the full-text index: it writes out what it has gathered at every savepoint, and SQLite makes one for each
        statement with a trigger, so that words written in between cost many times as much.
        """
        self._later.append((sql, values))
        if not self._connection.in_transaction:
            self._settle()

    def _settle(self) -> None:
        waiting, self._later = self._later, []
        for sql, values in waiting:
            self.run(sql, values)

    def one(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        try:
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        return row

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    def all(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows at once: for small answers."""
        with translated(self.path):
            return self._connection.execute(sql, values).fetchall()

    def rows(self, sql: str, values: Values = ()) -> Iterator[sqlite3.Row]:
        """Rows one by one: for exports of any size."""
        with translated(self.path):
            yield from self._connection.execute(sql, values)

    @property
    def state(self) -> tuple[int, int]:
        """Changes whenever this or another connection has written: what was computed before may be out of date."""
        return int(self.value("PRAGMA data_version")), self._connection.total_changes

    @property
    def in_transaction(self) -> bool:
        """Whether something is written that is not yet committed."""
        return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, on disk when it ends; inside another transaction it joins that one."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self._settle()
            self.run("COMMIT")
        except BaseException:
            self._later.clear()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Inside a transaction: all or nothing for one input, the rest of the transaction stands."""
        self.run("SAVEPOINT piece")
        waiting = len(self._later)
        try:
            yield
        except BaseException:
            del self._later[waiting:]
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO piece")
                self._connection.execute("RELEASE piece")
            raise
        self.run("RELEASE piece")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one state, whatever others write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def stop_after(self, seconds: float | None) -> None:
        """Stop any statement that still runs `seconds` from now with a BusyError; None: let them take their time."""
        if seconds is None:
            self._connection.set_progress_handler(None, 0)
            return
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: int(time.monotonic() > end), 20_000)

    def copy(self, target: Path) -> None:
        """Write a complete copy while others read and write (SQLite's online backup)."""
        with translated(target):
            other = sqlite3.connect(target)
            try:
                self._connection.backup(other, pages=-1)
            finally:
                other.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


def connect(path: Path, mode: Mode | None = None) -> Database:
    """Open or create an archive file. Raises ArchiveError, BusyError, SchemaError; InputError when there is none."""
    mode = mode or Mode()
    if not mode.create and not path.is_file():
        raise InputError("there is no archive here", where=str(path), remedy="make one with `dateline add`")
    with translated(path):
        connection = _open(path, mode)
    try:
        with translated(path):
            _prepare(connection, path, mode)
    except BaseException:
        connection.close()
        raise
    return Database(path, connection)


def _open(path: Path, mode: Mode) -> sqlite3.Connection:
    if not mode.readonly:
        path.parent.mkdir(parents=True, exist_ok=True)
    kind = "ro" if mode.readonly else "rwc" if mode.create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={kind}"
    if mode.readonly and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        uri += "&immutable=1"  # on read-only media WAL's shared memory cannot be made, and nobody can write
    connection = sqlite3.connect(uri, uri=True, timeout=mode.wait, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, mode: Mode) -> None:
    connection.execute(f"PRAGMA cache_size = -{mode.cache_mib * 1024}")
    connection.execute("PRAGMA foreign_keys = ON")
    if mode.readonly:
        connection.execute("PRAGMA query_only = ON")
        if not migrations.check(connection, str(path)):
            what = "this archive was made by an older dateline and cannot be updated read-only"
            raise SchemaError(what, where=str(path), remedy="open it once for writing, e.g. `dateline stats`")
        return
    migrations.check(connection, str(path))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    migrations.migrate(connection)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, with the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OSError as error:
        what = f"the archive cannot be opened: {error.strerror or error}"
        remedy = "free some space" if error.errno == errno.ENOSPC else "check the folder and its permissions"
        raise ArchiveError(what, where=str(path), remedy=remedy) from error


def explain(error: sqlite3.Error, path: Path) -> ArchiveError:
    """The error a person can act on, for one of SQLite's."""
    text, where = str(error), str(path)
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_INTERRUPT"):
        return BusyError("the question took too long and was stopped", where=where, remedy="ask for less at once")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError("another process holds the archive", where=where, remedy="wait for it to end and try again")
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE" or "disk I/O error" in text:
        remedy = "free some space and run the same command again: what was stored stays, the rest is done then"
        return ArchiveError("the disk is full or cannot be written", where=where, remedy=remedy)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or "readonly" in text:
        remedy = "make the file and its folder writable, or copy them to where they are"
        return ArchiveError("the archive is read-only", where=where, remedy=remedy)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        remedy = "check the path; `dateline verify` tells what is damaged, `dateline backup` makes a copy in good time"
        return ArchiveError(f"this is no archive, or it is damaged ({text})", where=where, remedy=remedy)
    if name.startswith("SQLITE_CANTOPEN"):
        remedy = "check that the folder exists and may be written"
        return ArchiveError("the archive cannot be opened", where=where, remedy=remedy)
    return ArchiveError(
        f"the archive could not be read or written ({text})", where=where, remedy="run `dateline verify`"
    )
