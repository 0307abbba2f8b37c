"""Events as PLOVER JSON and GeoJSON: the names and the order that loaders expect, nothing invented."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from dateline import export
from dateline.errors import InputError
from dateline.records import Event, Item, Mention, Place, Quantity, Span, When

BODY = "Soldiers shelled Zarzis and Sfax on Monday, killing three; 4,000 have died in the war."
ITEM = Item(
    id="a1", outlet="council", published="2016-03-16T10:00", headline="Report", body=BODY, url="https://c.example/1", language="en"
)  # fmt: skip
WHO = Mention(Span("Soldiers", 0, 8), "group", "", (Span("of the north", 0, 12),), country="TUN", sectors=("MIL",))
ZARZIS = Place("at", Span("Zarzis", 17, 23), "Zarzis", "TUN", "Médenine", lat=33.5, lon=11.1, geonameid=7, resolution=4)
SFAX = Place("at", Span("Sfax", 28, 32), "Sfax", "TUN", lat=34.7, lon=10.8, resolution=4)
EVENT = Event(
    "e1", "a1", 1, 0, "ASSAULT", Span("shelled", 9, 16), "heavy-weapons", ("military",), 4, -9.0, actors=(WHO,), places=(ZARZIS, SFAX),
    when=When("2016-03-14", "2016-03-14", basis="relative"), confidence=0.8, reader="r", codebook="plover-1",
    quantities=(
        Quantity("killed", Span("4,000", 58, 63), low=4000, scope="cumulative"), Quantity("killed", Span("three", 52, 57), low=3)
    ),
)  # fmt: skip
NOWHERE = Event("e2", "a1", 1, 0, "CONSULT", Span("met", 0, 3))


def written(name: str, *events: Event) -> str:
    out = io.BytesIO()
    claimed = [
        export.Claimed(e, ("residents", None) if e is EVENT else (), ITEM if e is EVENT else None) for e in events
    ]
    assert export.load_format(name)(claimed, out, export.Style(Event)) == len(events)
    return out.getvalue().decode()


def test_plover_has_the_fields_of_the_manual_in_their_order() -> None:
    lines: list[dict[str, Any]] = [json.loads(x) for x in written("plover", EVENT, NOWHERE).splitlines()]
    fields = (
        "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode"
        " context size link text text_info cite_info coder coded_date coded_time comment"
    )
    assert all(list(one) == fields.split() for one in lines)
    first = lines[0]
    entity = "code sector entity_text identifier_id identifier_text religion ethnicity office gender age"
    assert list(first["actor"][0]) == entity.split()
    assert list(first["text_info"]) == ["sequence", "start", "end", "text_story"]
    cite = "corpus citation url title language publication license copyright coder codebook version"
    assert list(first["cite_info"]) == cite.split()
    located = (
        "extracted_place resolved_place geonameid lat lon city district province country country_code feature_class"
        " feature_code resolution"
    )
    assert list(first["event_loc"][0]) == located.split()


def test_plover_values_are_those_of_the_record() -> None:
    first, second = (json.loads(x) for x in written("plover", EVENT, NOWHERE).splitlines())
    assert (first["event"], first["mode"], first["quad_code"], first["event_scale"]) == (
        ["ASSAULT"],
        ["heavy-weapons"],
        4,
        -9,
    )
    assert (first["date"], first["actor"][0]["code"], first["actor"][0]["sector"]) == ("2016-03-14", "TUN", ["MIL"])
    assert first["size"] == {"dead": 3, "injured": None, "arrested": None}, "the total of a war is none of its size"
    assert first["text"][first["text_info"]["start"] : first["text_info"]["end"]] == "shelled"
    assert first["comment"].startswith("asserted; according to residents < somebody not named; confidence 0.80")
    assert (second["date"], second["actor"], second["event_loc"], second["mode"]) == ("", [], [], [])


def test_geojson_is_a_collection_with_longitude_first() -> None:
    found = json.loads(written("geojson", EVENT, NOWHERE))
    assert found["type"] == "FeatureCollection"
    first, second = found["features"]
    assert first["geometry"] == {"type": "MultiPoint", "coordinates": [[11.1, 33.5], [10.8, 34.7]]}
    assert second["geometry"] is None
    assert (first["id"], first["properties"]["address"]) == ("e1", "dateline:event/e1")
    assert first["properties"]["according_to_names"] == ["residents", None]
    assert [p["words"] for p in first["properties"]["places"]] == ["Zarzis", "Sfax"]
    assert json.loads(written("geojson"))["features"] == []


@pytest.mark.parametrize("name", ["plover", "geojson"])
def test_other_records_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="events only"):
        export.load_format(name)([ITEM], io.BytesIO(), export.Style(Item))
