"""Items, captures, coverage and claims come out as JSON lines, CSV and Parquet, each row with its address."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import export
from dateline.errors import InputError
from dateline.records import (
    Capture,
    Coverage,
    Event,
    Item,
    Mention,
    Problem,
    Sighting,
    Span,
    Statement,
    from_dict,
)

ITEM = Item(
    id="a1", outlet="council", published="2016-03-14", headline="=SUM(1)", body='Two\n\nparagraphs, "quoted".',
    credit=("Press Office", "Agencies"), sightings=(Sighting("f" * 64, 2, 5, "March 2016", 3, "News", ("Home", "News")),),
    reposts=("b2",),
)  # fmt: skip
WHO = Mention(Span("She", 0, 3), "person", "R. Tide")
SAID = Statement("s1", "a1", 1, 0, "said", Span("said", 4, 8), speakers=(WHO,))
EVENT = Event("e1", "a1", 1, 0, "AGREE", Span("agreed", 9, 15), actors=(WHO,), according_to=("s1", "s0"))


def written(name: str, records: list[object], kind: type, base: str = "dateline:") -> bytes:
    out = io.BytesIO()
    assert export.load_format(name)(records, out, export.Style(kind, base)) == len(records)
    return out.getvalue()


def test_a_line_is_the_whole_record_with_its_address_and_first_page() -> None:
    (row,) = map(json.loads, written("jsonl", [ITEM], Item).splitlines())
    assert row["address"] == "dateline:item/a1"
    assert row["page"] == {
        "title": "News", "filter": "March 2016", "number": 2, "of": 5, "breadcrumb": ["Home", "News"], "position": 3,
    }  # fmt: skip
    assert from_dict(Item, row) == ITEM


def test_addresses_can_stand_under_a_base() -> None:
    (row,) = map(json.loads, written("jsonl", [ITEM], Item, "https://archive.example").splitlines())
    assert row["address"] == "https://archive.example/item/a1"


def test_captures_come_without_their_bytes() -> None:
    capture = Capture("c" * 64, b"bytes", "text/html", url="https://c.example/", headers=(("A", "1"),))
    (row,) = map(json.loads, written("jsonl", [capture], Capture).splitlines())
    assert (row["address"], row["size"], "body" in row) == (f"dateline:capture/{'c' * 64}", 5, False)


def test_an_event_names_its_sources() -> None:
    claimed = export.Claimed.of(EVENT, {"s1": SAID})
    (row,) = map(json.loads, written("jsonl", [claimed], Event).splitlines())
    assert (row["address"], row["according_to_names"]) == ("dateline:event/e1", ["R. Tide", None])
    assert from_dict(Event, row) == EVENT
    (flat,) = csv.DictReader(io.StringIO(written("csv", [claimed], Event).decode()))
    assert json.loads(flat["according_to_names"]) == ["R. Tide", None]


def test_a_table_has_one_row_an_item_and_survives_quotes_and_line_ends() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", [ITEM, ITEM], Item).decode())))
    assert len(rows) == 2
    assert rows[0]["body"] == ITEM.body
    assert json.loads(rows[0]["credit"]) == ["Press Office", "Agencies"]
    assert (rows[0]["page_number"], rows[0]["page_of"], rows[0]["title"]) == ("2", "5", "")


def test_no_cell_is_run_as_a_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", [ITEM], Item).decode()))
    assert row["headline"] == "'=SUM(1)"


@pytest.mark.parametrize("kind", [*export.KINDS.values(), *export.CLAIMS.values()])
def test_an_empty_export_still_has_its_columns(kind: type) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    header = written("csv", [], kind).decode().strip().split(",")
    assert header[0] == "address"
    assert parquet.read_schema(io.BytesIO(written("parquet", [], kind))).names == header


def test_parquet_keeps_types_and_text(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    odd = Item(id="b2", headline="lone \ud800", body="x" * 100_000)
    path = tmp_path / "items.parquet"
    path.write_bytes(written("parquet", [ITEM, odd], Item))
    rows = parquet.read_table(path).to_pylist()
    assert (rows[0]["version"], rows[0]["headline_derived"], rows[0]["page_of"]) == (1, False, 5)
    assert (rows[0]["body"], rows[1]["headline"]) == (ITEM.body, "lone \\ud800")


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
def test_exports_stream(name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    sizes: list[int] = []
    out = io.BytesIO()

    def items() -> Iterator[Item]:
        for number in range(6_000):
            yield Item(id=f"{number:x}", headline=str(number * 7919), body=str(number**9) * 9)
            sizes.append(out.tell())

    assert export.load_format(name)(items(), out, export.Style(Item)) == 6_000
    assert 0 < sizes[4_500] < out.tell(), "what was read first is written before the last is read"


def test_the_same_records_give_the_same_bytes() -> None:
    for name in ("jsonl", "csv", "parquet"):
        assert written(name, [ITEM], Item) == written(name, [ITEM], Item)


def test_warc_takes_captures_only() -> None:
    assert written("warc", [Capture("c" * 64, b"bytes", "text/html")], Capture)[:2] == b"\x1f\x8b"
    with pytest.raises(InputError, match="captures only"):
        written("warc", [ITEM], Item)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        export.load_format("docx")
    assert "csv, geojson, jsonl, parquet, plover, warc" in caught.value.remedy


def test_every_kind_has_a_stable_address() -> None:
    whole, day = Coverage("council", None, "March 2016"), Coverage("council", "2016-03-14")
    assert export.address(whole) != export.address(day)
    assert export.address(day) == "dateline:coverage/council/2016-03-14"
    assert export.address(Problem("no items", "what", "where", "remedy")).startswith("dateline:problem/")
