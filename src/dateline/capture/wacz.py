"""The members of a WACZ → its WARCs, checked against the digests of its data package; reads no index, no page list.

Source: Web Archive Collection Zipped 1.1.1, specs.webrecorder.net/wacz.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.capture.digests import stream_matches
from dateline.capture.entry import Entry
from dateline.records import Problem

PACKAGE = "datapackage.json"
_SEAL = "datapackage-digest.json"
_FOLDER = "archive/"
_LARGEST_PACKAGE = 50_000_000
_REMEDY = "compare it with another copy before you rely on it"


def is_wacz(names: Iterable[str]) -> bool:
    """Whether a zip with these members is a WACZ: a data package and WARCs in `archive/`."""
    known = set(names)
    return PACKAGE in known and any(name.startswith(_FOLDER) for name in known)


def warcs(wacz: Entry, members: Iterable[Entry | Problem]) -> Iterator[Entry | Problem]:
    """The WARCs of `wacz`, after a Problem for every file that is missing, not listed or not what the package says."""
    files: dict[str, Entry] = {}
    for member in members:
        if isinstance(member, Problem):
            yield member
        else:
            files[member.name.removeprefix(f"{wacz.name}/")] = member
    yield from _sealed(wacz, files)
    listed = _resources(files.get(PACKAGE))
    if isinstance(listed, Problem):
        yield listed
    else:
        yield from _compared(wacz, files, listed)
    yield from (entry for name, entry in files.items() if name.startswith(_FOLDER))


def _compared(wacz: Entry, files: dict[str, Entry], listed: dict[str, str]) -> Iterator[Problem]:
    for path, declared in sorted(listed.items()):
        if path not in files:
            yield Problem(
                "missing", f"the package lists {path}, which is not in it", wacz.where, "fetch the WACZ again"
            )
        else:
            yield from _checked(files[path], declared)
    for path in files:
        if path.startswith(_FOLDER) and path not in listed:
            yield Problem("digest", f"{path} is not listed in the package", wacz.where, _REMEDY)


def _sealed(wacz: Entry, files: dict[str, Entry]) -> Iterator[Problem]:
    """The digest of the package itself, where it has one."""
    if _SEAL in files and PACKAGE in files:
        seal = _json(files[_SEAL])
        if isinstance(seal, dict) and isinstance(seal.get("hash"), str):
            yield from _checked(files[PACKAGE], seal["hash"])
        else:
            yield Problem("damaged", f"{_SEAL} names no digest", wacz.where, _REMEDY)


def _checked(entry: Entry, declared: str) -> Iterator[Problem]:
    with entry.open() as stream:
        if stream_matches(declared, stream) is False:
            yield Problem("digest", f"the bytes do not match {declared}", entry.where, _REMEDY)


def _resources(package: Entry | None) -> dict[str, str] | Problem:
    table = _json(package) if package else None
    resources = table.get("resources") if isinstance(table, dict) else None
    if package is None or not isinstance(resources, list):
        where = package.where if package else PACKAGE
        return Problem("damaged", "no readable list of files, so no digest was checked", where, _REMEDY)
    return {str(r["path"]): str(r.get("hash") or "") for r in resources if isinstance(r, dict) and "path" in r}


def _json(entry: Entry) -> Any:
    with entry.open() as stream:
        try:
            return json.loads(stream.read(_LARGEST_PACKAGE))
        except (ValueError, RecursionError):
            return None
