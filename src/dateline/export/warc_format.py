"""Takes captures, writes them as WARC/1.1 under the door of a format; the records themselves are `warc`'s."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.export.formats import Style
from dateline.export.warc import write_warc
from dateline.records import Capture


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write every capture; gives their number. Raises InputError for any other kind of record."""
    if style.kind is not Capture:
        raise InputError("WARC holds captures only", remedy="use `dateline export captures --format warc`")
    return write_warc(records, out)
