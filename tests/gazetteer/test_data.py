"""The linter of `data/gazetteer/`: every file a person edits."""

import csv
import tomllib

import pytest

from dateline import gazetteer
from dateline.errors import GazetteerError
from dateline.gazetteer.derive import complete
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gazetteer import DATA
from dateline.gazetteer.supplement import COLUMNS, read_supplement

COUNTRIES = frozenset({"SYR", "USA"})
HEAD = ",".join(COLUMNS)


def test_every_shipped_file_is_read_and_every_near_is_known(places):
    from dateline.gazetteer.cities import alpha3_codes

    known = frozenset(alpha3_codes().values())
    read = {path.name: list(read_supplement(path, known)) for path in sorted(DATA.glob("*.csv"))}
    assert set(read) >= {"supplement.csv", "divisions.csv", "countries.csv", "demonyms.csv"}
    for name, entries in read.items():
        assert entries, name
        for entry in entries:
            if entry.resolution:
                assert places.candidates(entry.name), f"{name}: {entry.name}"


def test_no_line_is_told_twice():
    for path in sorted(DATA.glob("*.csv")):
        lines = [r for r in csv.reader(path.read_text("utf-8").splitlines()) if r and not r[0].startswith("#")]
        keys = [(r[0], r[2], r[3]) for r in lines[1:]]
        assert len(keys) == len(set(keys)), path.name


def test_types_are_words_with_a_resolution():
    data = tomllib.loads((DATA / "types.toml").read_text("utf-8"))
    assert set(data["types"]) <= {"1", "2", "3", "4", "5"}
    assert all(w == w.lower() for words in data["types"].values() for w in words)
    assert len(data["romanised"]["countries"]) > 20


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("A,,town,SYR,,,,,", "no kind"),
        ("A,,city,XXX,,,,,", "no country"),
        ("A,,city,SYR,,95,36,,", "no lat"),
        ("A,,city,SYR,,x,36,,", "no lat"),
        ("A,,city,SYR,,35,,,", "one half of a point"),
        ("A,,city,SYR,,35,36,many,", "no population"),
        (",,city,SYR,,35,36,,", "without a name"),
        ("A,city,SYR", "3 columns"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, line, what):
    path = tmp_path / "mine.csv"
    path.write_text(f"# mine\n{HEAD}\nGood,,city,SYR,,35,36,,\n{line}\n", "utf-8")
    with pytest.raises(GazetteerError, match=what) as raised:
        list(read_supplement(path, COUNTRIES))
    assert raised.value.where == "mine.csv:4"
    assert raised.value.remedy


def test_another_table_and_a_file_that_is_none(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(GazetteerError, match="columns of a supplement"):
        list(read_supplement(path, COUNTRIES))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GazetteerError):
        list(read_supplement(path, COUNTRIES))
    with pytest.raises(GazetteerError):
        list(read_supplement(tmp_path / "nowhere.csv", COUNTRIES))


def test_a_near_that_is_unknown_is_told(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text(f"{HEAD}\nHayy al-Mithal,,sub-city,SYR,Nosuchcity,,,,\n", "utf-8")
    homs = Entry("Homs", 4, "SYR", "11", lat=34.7, lon=36.7)
    with pytest.raises(GazetteerError, match="Nosuchcity") as raised:
        complete([homs], read_supplement(mine, COUNTRIES))
    assert raised.value.where == "mine.csv:2"
    with pytest.raises(GazetteerError):
        gazetteer.load(tmp_path, supplements=[tmp_path / "nowhere.csv"])
