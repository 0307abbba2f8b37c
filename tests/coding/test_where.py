import pytest

from dateline import coding
from dateline.coding import where
from dateline.records import Name, Reading, Sentence, Span


def spans(text, *names):
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append((at, at + len(name)))
        at += len(name)
    return found


def placed(text, *names):
    return coding.locate(text, spans(text, *names))


def test_a_name_takes_the_division_told_after_it():
    [springfield, _] = placed("The council of Springfield, Illinois, met.", "Springfield", "Illinois")
    assert (springfield.country, springfield.admin1, springfield.resolution) == ("USA", "Illinois", 4)
    [paris, _] = placed("A fair in Paris, Texas, was called off.", "Paris", "Texas")
    assert paris.admin1 == "Texas"
    [paris, _] = placed("A fair in Paris, France, was called off.", "Paris", "France")
    assert paris.country == "FRA"


def test_the_other_places_of_a_text_decide():
    [tripoli, *_] = placed("Roads from Tripoli to Sidon and Beirut were closed.", "Tripoli", "Sidon", "Beirut")
    assert tripoli.country == "LBN"
    [tripoli, *_] = placed("Roads from Tripoli to Misrata and Benghazi were closed.", "Tripoli", "Misrata", "Benghazi")
    assert tripoli.country == "LBY"


def test_names_that_are_not_asked_for_help_as_context():
    [athens] = placed("The Georgia Department of Roads, in Atlanta, closed a bridge in Athens.", "Athens")
    assert (athens.country, athens.admin1) == ("USA", "Georgia")


def test_spellings_of_one_town_are_one_place():
    found = placed("Khan Sheikhoun, Khān Shaykhūn, خان شيخون", "Khan Sheikhoun", "Khān Shaykhūn", "خان شيخون")
    assert len({p.geonameid for p in found}) == 1
    assert {p.country for p in found} == {"SYR"}


def test_an_unknown_place_keeps_its_words_and_takes_what_encloses_it():
    text = "Shells hit the village of Tall Xyzzan in eastern rural Hama, not far from Homs."
    [village, hama, homs] = placed(text, "Tall Xyzzan", "Hama", "Homs")
    assert village.words == Span("Tall Xyzzan", 26, 37)
    assert (village.name, village.basis, village.resolution) == ("Tall Xyzzan", "enclosing place", 2)
    assert (village.admin1, village.lat) == (hama.admin1, hama.lat)
    assert (homs.country, homs.resolution, homs.basis) == ("SYR", 4, "stated")


def test_neighbourhoods_of_a_list_lie_in_the_city_named_last():
    text = "They left Xyzzabad, Barzah and Qaboun in northeastern Damascus."
    [unknown, barzah, qaboun, damascus] = placed(text, "Xyzzabad", "Barzah", "Qaboun", "Damascus")
    assert (unknown.resolution, unknown.lat) == (damascus.resolution, damascus.lat)
    assert barzah.resolution == qaboun.resolution == 5


def test_one_unknown_loses_nothing_else_and_nothing_known_gives_none():
    [unknown, homs] = placed("From Xyzzabad to Homs.", "Xyzzabad", "Homs")
    assert homs.country == "SYR"
    assert unknown.words.text == "Xyzzabad"
    assert placed("Nobody knows Xyzzabad.", "Xyzzabad") == [None]
    assert coding.locate("", []) == []


def test_province_and_city_of_one_name():
    [city] = placed("The army entered Idlib.", "Idlib")
    [province] = placed("They went to Idlib province.", "Idlib")
    [countryside] = placed("Shelling in rural Aleppo went on.", "Aleppo")
    assert (city.resolution, province.resolution, countryside.resolution) == (4, 2, 2)


def test_a_name_told_with_its_country_is_one_place():
    [seoul] = placed("A conference in Seoul, South Korea on Wednesday", "Seoul, South Korea")
    assert (seoul.country, seoul.resolution) == ("KOR", 4)


def test_a_county_without_a_point_says_how_it_got_one():
    text = "Deputies of Rapides Parish, Louisiana, came from Alexandria and Pineville."
    [parish, *_] = placed(text, "Rapides Parish", "Louisiana", "Alexandria", "Pineville")
    assert (parish.admin1, parish.resolution, parish.basis) == ("Louisiana", 3, "context")
    assert abs(parish.lat - 31.3) < 0.3


def test_same_text_same_answer_and_words_are_the_text():
    text = "Police in Mosul, Iraq, and in Gaza; a camp near Dohuk."
    wanted = spans(text, "Mosul", "Iraq", "Gaza", "Dohuk")
    first, second = coding.locate(text, wanted), coding.locate(text, wanted)
    assert first == second
    assert [text[p.words.start : p.words.end] for p in first] == [p.words.text for p in first]
    assert all(0 <= p.confidence <= 1 for p in first)


@pytest.mark.parametrize("text", ["\0\0\0", "A" * 5000, "ريف دمشق Дамаск 大马士革", "((((", "  ,, "])
def test_any_text_is_survived(text):
    assert len(coding.locate(text, [(0, len(text))])) == 1


def test_places_of_a_reading():
    body = "Syrian activists met in Homs. The Mithal Front left Homs. Mithal is no town."
    names = [("Syrian", "nationality"), ("Homs", "place"), ("Mithal Front", "organisation"), ("Homs", "place")]
    marks, at = [], 0
    for word, kind in names:
        at = body.index(word, at)
        marks.append(Name(Span(word, at, at + len(word)), kind, 0, 0))
        at += len(word)
    reading = Reading("i", 1, "r", "en", (), (Sentence(body, 0, len(body), names=tuple(marks)),))
    found = where.places_of(body, reading, where._default())
    assert [p.words.text for p in found] == ["Homs", "Homs"]
    assert {p.country for p in found} == {"SYR"}
    assert where.within(found, 0, 29) == found[:1]


def test_what_the_reader_mostly_takes_for_a_person_is_no_place():
    body = "Nasib spoke. Nasib left. Nasib"
    kinds = ["person", "person", "place"]
    starts = [0, 13, 25]
    marks = tuple(Name(Span("Nasib", s, s + 5), k, 0, 0) for s, k in zip(starts, kinds, strict=True))
    reading = Reading("i", 1, "r", "en", (), (Sentence(body, 0, len(body), names=marks),))
    assert where.mentions_of(reading) == []
