"""Takes lists of entities as files, gives decisions; takes entities, gives such files: CSV and FollowTheMoney lines.

A list is also an authority file: its spellings are one entity whenever they turn up.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import InputError
from dateline.records import Decision, Entity
from dateline.text import fold, make_id, squeeze

COLUMNS = ("id", "name", "kind", "aliases", "country", "international", "sectors", "wikidata")
_SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "Organization"}
_KINDS = {"person": "person", "organization": "body", "organisation": "body", "company": "body", "publicbody": "body"}
_KINDS |= {"legalentity": "body", "group": "body", "body": "body"}


def read_roster(path: Path, by: str) -> Iterator[Decision]:
    """A decision for each line of a CSV file or a file of FollowTheMoney entities.

    Raises InputError where the file cannot be read, columns are missing or a line is no entity.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the list cannot be read", where=str(path), remedy=str(error)) from error
    lines = _csv(text, path) if path.suffix.lower() == ".csv" else _ftm(text, path)
    for number, name, kind, aliases in lines:
        if not squeeze(name) or fold(kind) not in _KINDS:
            remedy = "give each line a name, and person, organisation or group as kind"
            raise InputError(f"line {number} is no person or body: {name!r}, {kind!r}", where=str(path), remedy=remedy)
        told = {
            "name": squeeze(name),
            "kind": _KINDS[fold(kind)],
            "aliases": sorted({squeeze(a) for a in aliases} - {""}),
        }
        new = json.dumps(told, ensure_ascii=False, sort_keys=True)
        yield Decision("", ("entity", make_id("list", new)), "import", by, "", new=new, reason=path.name)


def _csv(text: str, path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    rows = csv.DictReader(io.StringIO(text))
    missing = {"name", "kind"} - set(rows.fieldnames or ())
    if missing:
        what = f"the list has no column {' and '.join(sorted(missing))}"
        remedy = f"its first line names the columns: {', '.join(COLUMNS)}; name and kind are needed"
        raise InputError(what, where=str(path), remedy=remedy)
    for number, row in enumerate(rows, 2):
        yield number, row["name"] or "", row["kind"] or "", (row.get("aliases") or "").split(";")


def _ftm(text: str, path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            told = data["properties"]
            name, *more = told["name"]
            aliases = [*more, *told.get("alias", ()), *told.get("weakAlias", ()), *told.get("previousName", ())]
            yield number, str(name), str(data["schema"]), [str(a) for a in aliases]
        except (json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            remedy = 'a line is {"id": …, "schema": "Person", "properties": {"name": [...], "alias": [...]}}'
            raise InputError(f"line {number} is no FollowTheMoney entity", where=str(path), remedy=remedy) from error


def write_roster(entities: Iterable[Entity], form: str) -> Iterator[str]:
    """The lines of a file: `csv` or `ftm`."""
    if form == "ftm":
        yield from (f"{json.dumps(_as_ftm(e), ensure_ascii=False, sort_keys=True)}\n" for e in entities)
        return
    yield _row(COLUMNS)
    for e in entities:
        aliases = ";".join(a.text.replace(";", ",") for a in e.aliases)
        rest = (e.country or "", e.international or "", ";".join(e.sectors), e.wikidata or "")
        yield _row((e.id, e.name, e.kind, aliases, *rest))


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    guarded = [f"'{c}" if c[:1] in "=+-@\t\r" else c for c in cells]  # spreadsheets take such cells for formulas
    csv.writer(out, lineterminator="\n").writerow(guarded)
    return out.getvalue()


def _as_ftm(entity: Entity) -> dict[str, object]:
    properties = {
        "name": [entity.name],
        "alias": [a.text for a in entity.aliases if a.text != entity.name],
        "country": [entity.country] if entity.country else [],
        "wikidataId": [entity.wikidata] if entity.wikidata else [],
        "position": [r.words for r in entity.roles] if entity.kind == "person" else [],
    }
    schema = _SCHEMATA.get(entity.kind, "LegalEntity")
    return {"id": entity.id, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}
