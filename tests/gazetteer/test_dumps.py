import zipfile

import pytest

from dateline import gazetteer
from dateline.errors import GazetteerError
from dateline.gazetteer.dumps import read_dump
from dateline.gazetteer.supplement import COLUMNS

ALPHA3 = {"SY": "SYR"}


def row(geonameid, name, lat, lon, kind="P", code="PPL", population=0, also="", admin1="12", admin2="1201"):
    cells = [geonameid, name, name, also, lat, lon, kind, code, "SY", "", admin1, admin2, "", "", population, "", 300]
    return "\t".join(str(c) for c in [*cells, "Asia/Damascus", "2020-01-01"])


DUMP = "\n".join(
    [
        row(1, "Muhafazat Namuna", 35.9, 36.6, "A", "ADM1", also="Namuna", admin2=""),
        row(2, "Mintaqat Mithal", 35.8, 36.5, "A", "ADM2"),
        row(3, "Tall Mithal", 35.81, 36.52, population=900, also="Tell Mithal,تل مثال"),
        row(4, "Hayy ash Sharqi", 35.82, 36.53, "P", "PPLX"),
        row(5, "Old Ruin", 35.0, 36.0, "P", "PPLQ"),
    ]
)


def test_a_dump_gives_places_with_the_divisions_they_lie_in(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(DUMP + "\n", "utf-8")
    entries = {e.name: e for e in read_dump(path, ALPHA3)}
    assert "Old Ruin" not in entries
    town = entries["Tall Mithal"]
    assert (town.resolution, town.admin1, town.admin2) == (4, "Muhafazat Namuna", "Mintaqat Mithal")
    assert "تل مثال" in town.names
    assert entries["Muhafazat Namuna"].resolution == 2
    assert entries["Mintaqat Mithal"].resolution == 3
    assert entries["Hayy ash Sharqi"].resolution == 5


@pytest.mark.slow
def test_a_zipped_dump_and_a_file_of_the_user_are_added_and_found(tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("readme.txt", "not places")
        bundle.writestr("SY.txt", DUMP)
    cache = tmp_path / "cache"
    assert gazetteer.add_dump([path], cache) == ("SY.zip",)
    mine = tmp_path / "mine.csv"
    mine.write_text(f"{','.join(COLUMNS)}\nHayy al-Mithal,حي المثال,sub-city,SYR,Homs,,,,\n", "utf-8")
    places = gazetteer.load(cache, supplements=[mine])
    [found] = places.candidates("حي المثال")
    assert (found.name, found.resolution, found.admin1) == ("Hayy al-Mithal", 5, "Homs")
    [town] = places.candidates("Tell Mithal")
    assert (town.country, town.geonameid, town.admin2) == ("SYR", 3, "Mintaqat Mithal")
    assert places.candidates("Aleppo")[0].country == "SYR"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("1\tonly\tthree", "3 columns"),
        (row("x", "Mithal", 35, 36), "a number that is none"),
        (row(9, "Mithal", 95, 36), "off the globe"),
        (row(9, "Mithal", 35, 36).replace("\tSY\t", "\tQQ\t"), "no country"),
    ],
)
def test_a_fault_names_file_and_line_and_nothing_is_taken(tmp_path, line, what):
    path = tmp_path / "SY.txt"
    path.write_text(DUMP + "\n" + line + "\n", "utf-8")
    with pytest.raises(GazetteerError, match=what) as raised:
        gazetteer.add_dump([path], tmp_path / "cache")
    assert raised.value.where == "SY.txt:6"
    assert raised.value.remedy
    assert not (tmp_path / "cache" / "dumps").exists()


def test_what_is_no_dump_is_refused(tmp_path):
    for name, data in (("SY.zip", b"no zip"), ("LB.txt", b"\xff\xfe\x00"), ("JO.txt", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(GazetteerError):
            gazetteer.add_dump([path], tmp_path / "cache")
    with pytest.raises(GazetteerError):
        gazetteer.add_dump([tmp_path / "nowhere.txt"], tmp_path / "cache")
