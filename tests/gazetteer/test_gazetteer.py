import os

import pytest

from dateline import gazetteer
from dateline.errors import GazetteerError
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.index import Index, write_index


@pytest.mark.parametrize("name", ["Khan Sheikhoun", "Khān Shaykhūn", "خان شيخون", "khan-shaykhun", "KHAN SHEIKHOUN"])
def test_one_town_under_many_spellings(places, name):
    best = places.candidates(name)[0]
    assert (best.country, best.admin1, best.resolution) == ("SYR", "Idlib", 4)
    assert abs(best.lat - 35.44) < 0.1


def test_a_romanisation_that_is_listed_nowhere_is_found_by_its_sound(places):
    best = places.candidates("Salamiya")[0]
    assert (best.country, best.admin1) == ("SYR", "Hama")
    assert best.match < 0.9


def test_an_exact_look_up_takes_no_spelling_that_is_only_alike(places):
    assert places.candidates("Salamiya")
    assert places.candidates("Salamiya", exact=True) == ()
    assert places.candidates("Khan Sheikhoun", exact=True) == places.candidates("Khan Sheikhoun")


def test_cyrillic_and_the_word_of_a_kind(places):
    assert places.candidates("Хомс")[0].country == "SYR"
    idlib = places.candidates("Idlib province")
    assert [(c.name, c.resolution) for c in idlib] == [("Idlib", 2)]
    assert {c.resolution for c in places.candidates("the town of Salamiya")} == {4}


def test_divisions_have_points_and_cities_know_their_division(places):
    states = [c for c in places.candidates("Calif.") if c.resolution == 2]
    assert 34 < states[0].lat < 40
    assert -123 < states[0].lon < -116
    assert places.candidates("Sacramento")[0].admin1 == "California"
    assert {c.admin1 for c in places.candidates("Lamar County")} == {"Alabama", "Georgia", "Mississippi", "Texas"}


def test_countries_by_name_short_name_and_people(places):
    for name in ("Syria", "Syrian", "Syrians", "سوريا", "Сирия"):
        assert ("SYR", 1) in {(c.country, c.resolution) for c in places.candidates(name)}, name
    assert places.candidates("U.S.")[0].country == "USA"
    assert places.candidates("Kosovo")[0].country == "KOS"


def test_a_country_can_be_asked_for_and_the_unknown_is_empty(places):
    assert {c.country for c in places.candidates("Tripoli", country="LBN")} == {"LBN"}
    assert places.candidates("Xyzzanqubba") == ()
    assert places.candidates("") == ()


def test_the_index_is_built_once_and_left_whole(places):
    from dateline.gazetteer.gazetteer import _cache

    indexes = {p: p.stat().st_mtime_ns for p in _cache().glob("gazetteer-*.index")}
    again = gazetteer.load()
    assert indexes
    assert {p: p.stat().st_mtime_ns for p in _cache().glob("gazetteer-*.index")} == indexes
    assert again.version == places.version
    assert len(again) == len(places) > 230_000


def test_an_index_of_a_few_entries_is_written_whole_and_read_back(tmp_path):
    path = tmp_path / "folder" / "few.index"
    write_index(
        path, [Entry("Al-Mithal", 4, "SYR", "11", "Homs", None, 34.5, 36.5, 900, 7, ("المثال",))], frozenset({"SYR"})
    )
    index = Index(path)
    assert [p.name for p in path.parent.iterdir()] == ["few.index"]
    for found in ("al mithal", "mithal", "المثال"):
        [(slot, kind, _)] = index.postings(found)
        place = index.place(slot, 1.0)
        assert (place.name, place.geonameid, place.lat, place.admin1) == ("Al-Mithal", 7, 34.5, "Homs"), kind
    assert list(index.postings("homs")) == []
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(GazetteerError, match="cut short"):
        Index(path)


def test_a_broken_index_says_what_to_do(tmp_path):
    path = tmp_path / "gazetteer-1.index"
    path.write_bytes(b"not an index")
    with pytest.raises(GazetteerError, match="delete it"):
        Index(path)


def test_the_cache_folder_can_be_set(monkeypatch, tmp_path):
    from dateline.gazetteer.gazetteer import _cache

    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    assert _cache() == tmp_path
    monkeypatch.delenv("DATELINE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert _cache() == tmp_path / "dateline"
