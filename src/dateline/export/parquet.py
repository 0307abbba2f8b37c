"""Takes records, writes Parquet: one column per field, typed; lists and parts as JSON. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from dateline.errors import MissingExtraError
from dateline.export.formats import Style
from dateline.export.rows import columns, flat

GROUP = 2_000  # rows held in memory


def write(records: Iterable[Any], out: BinaryIO, style: Style) -> int:
    """Write every record; gives their number. Raises MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        what = "Parquet needs a part that is not installed"
        raise MissingExtraError(what, remedy="pip install 'dateline[parquet]'") from None
    types = {"whole": pyarrow.int64(), "number": pyarrow.float64(), "flag": pyarrow.bool_()}
    schema = pyarrow.schema([(c.name, types.get(c.kind, pyarrow.string())) for c in columns(style.kind)])
    number = 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in _groups(records, style):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            number += len(rows)
    return number


def _groups(records: Iterable[Any], style: Style) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(records)
    while group := [_clean(flat(record, style.base)) for record in islice(waiting, GROUP)]:
        yield group


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    """Lone surrogates have no UTF-8; they are written as the other formats write them."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
        for name, value in row.items()
    }
