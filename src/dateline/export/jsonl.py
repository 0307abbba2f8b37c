"""Takes records, writes JSON lines: UTF-8, one record a line with all its parts, its address first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.export.formats import Style
from dateline.export.rows import line


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write every record; gives their number."""
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 – the last number is the count
        text = json.dumps(line(record, style.base), ensure_ascii=False)
        out.write(text.encode("utf-8", "backslashreplace") + b"\n")
    return number
