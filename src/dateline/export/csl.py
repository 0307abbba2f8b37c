"""Entries → CSL-JSON, the form Zotero, pandoc and citeproc read; streams one array."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dateline.export.entry import Entry

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON array of `article-newspaper` records, in the order given."""
    before = "[\n"
    for entry in entries:
        yield before + json.dumps(_record(entry), ensure_ascii=False, indent=1)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _record(entry: Entry) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": entry.item.id,
        "type": "article-newspaper",
        "title": entry.title,
        "author": [{"literal": name} for name in entry.authors],
        "container-title": entry.outlet.name,
        "URL": entry.url,
        "archive_location": entry.page,
        "note": entry.evidence,
    }
    if entry.day:
        record["issued"] = _date(entry.day)
    if entry.accessed:
        record["accessed"] = _date(entry.accessed)
    if entry.item.language:
        record["language"] = entry.item.language
    if entry.item.category:
        record["section"] = entry.item.category
    return record


def _date(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
