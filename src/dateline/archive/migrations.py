"""Takes a connection, gives it the newest schema: each numbered SQL file is one transaction. It changes no record.

`migrations/NNNN_name.sql` is applied when `PRAGMA user_version` is below NNNN; files are never edited once released.
"""

from __future__ import annotations

import sqlite3
from importlib import resources
from typing import Any

from dateline.errors import SchemaError

APPLICATION = 0x444C4E45  # "DLNE": what `file` and PRAGMA application_id show


def steps() -> list[tuple[int, Any]]:
    """All migrations in order, as (number, file)."""
    folder = resources.files("dateline.archive") / "migrations"
    files = [f for f in folder.iterdir() if f.name.endswith(".sql")]
    return sorted(((int(f.name[:4]), f) for f in files), key=lambda step: step[0])


def newest() -> int:
    """The schema version this program writes."""
    return steps()[-1][0]


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check(connection: sqlite3.Connection, where: str) -> bool:
    """True when the file is at the newest version, False when it is older. Raises SchemaError when it is newer."""
    found, known = version(connection), newest()
    if found > known:
        what = f"this archive has schema {found}, and this dateline knows schemas up to {known}"
        raise SchemaError(what, where=where, remedy="update dateline (pip install --upgrade dateline) and try again")
    return found == known


def migrate(connection: sqlite3.Connection) -> int:
    """Apply what is missing, each step in one transaction; safe when two processes do it at once. Gives the version."""
    for number, file in steps():
        if version(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) < number:
                for statement in statements(file.read_text(encoding="utf-8")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return version(connection)


def statements(script: str) -> list[str]:
    """The single statements of an SQL script. `"A; B;" -> ["A;", "B;"]`"""
    found, start = [], ""
    for line in script.splitlines(keepends=True):
        start += line
        if sqlite3.complete_statement(start):
            found.append(start.strip())
            start = ""
    return [s for s in found if s]
