"""Takes records, writes CSV after RFC 4180: UTF-8, a header, lists and parts as JSON in their cell.

A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.export.formats import Style
from dateline.export.rows import columns, flat

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write a header and a row per record; gives the number of records."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    rows, number = csv.writer(text, lineterminator="\r\n"), 0
    names = [column.name for column in columns(style.kind)]
    rows.writerow(names)
    for number, record in enumerate(records, 1):  # noqa: B007 – the last number is the count
        row = flat(record, style.base)
        rows.writerow([harmless(row.get(name)) for name in names])
    text.detach()
    return number


def harmless(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula. `"=1+1" -> "'=1+1"`, `-3 -> -3`"""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
