"""Files of a codebook or lexicon → tables whose every row knows its file and line. Judges only their outer shape."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import CodebookError

_HEADER = re.compile(r"^\s*\[\[\s*([\w.-]+)\s*\]\]")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file: its fields as written, where it stands, and the typed look-ups that name that place."""

    fields: dict[str, Any]
    file: str
    line: int

    def fail(self, what: str, remedy: str = "") -> CodebookError:
        """An error that names this row."""
        return CodebookError(what, where=f"{self.file}:{self.line}", remedy=remedy)

    def text(self, key: str) -> str:
        """A field that must be there and be text."""
        value = self.fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"the entry has no {key!r}", f"add {key} with a text value")
        return value.strip()

    def optional(self, key: str) -> str | None:
        """A text field that may be missing or empty."""
        value = self.fields.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise self.fail(f"{key!r} is not text")
        return value.strip()

    def number(self, key: str) -> float:
        """A field that must be a number."""
        value = self.fields.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.fail(f"{key!r} is not a number")
        return float(value)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a text with semicolons (as in CSV) is one as well. Missing is empty."""
        value = self.fields.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            value = value.split(";")
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(f"{key!r} is not a list of texts")
        return tuple(v.strip() for v in value if v.strip())

    def flag(self, key: str) -> bool:
        """A field that is true or false; missing is false."""
        value = self.fields.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(f"{key!r} is neither true nor false")
        return value


def read_toml(path: Path) -> dict[str, list[Row]]:
    """The tables of a TOML file by name; plain keys at the top are the one row named ``""``.

    Raises CodebookError with file and line where the file cannot be read or is no TOML.
    """
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise CodebookError(
            f"not valid TOML: {error}", where=f"{path}:{line.group(1) if line else 1}", remedy="correct the line"
        ) from None
    lines: dict[str, list[int]] = {}
    for number, content in enumerate(text.splitlines(), 1):
        header = _HEADER.match(content)
        if header:
            lines.setdefault(header.group(1), []).append(number)
    tables: dict[str, list[Row]] = {"": [Row({k: v for k, v in data.items() if not _is_table(v)}, str(path), 1)]}
    for name, value in data.items():
        if _is_table(value):
            tables[name] = [Row(v, str(path), n) for v, n in zip(value, lines.get(name, []), strict=False)]
    return tables


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with a header; lines that start with `#` are remarks."""
    numbered = [(n, x) for n, x in enumerate(_text(path).splitlines(), 1) if x.strip() and not x.startswith("#")]
    reader = csv.reader(x for _, x in numbered)
    header: list[str] | None = None
    for (number, _), cells in zip(numbered, reader, strict=False):
        if header is None:
            header = [c.strip() for c in cells]
            continue
        row = Row(dict(zip(header, (c.strip() for c in cells), strict=False)), str(path), number)
        if len(cells) != len(header):
            raise row.fail(f"{len(cells)} cells where the header has {len(header)}", "add or remove commas")
        yield row


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from None
    except UnicodeDecodeError as error:
        raise CodebookError("is not UTF-8", where=f"{path}, byte {error.start}", remedy="save it as UTF-8") from None
