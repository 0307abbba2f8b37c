"""The language of a text, and what is not read."""

import pytest

from dateline.reading import Reader
from dateline.reading.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council of the town said on Sunday that the road had been closed.", "en"),
        ("أعلن المجلس المحلي في المدينة يوم الأحد إغلاق الطريق المؤدي إلى الشمال.", "ar"),
        ("Le conseil de la ville a annoncé dimanche que la route du nord était fermée depuis trois jours.", "fr"),
        ("Der Rat der Stadt teilte am Sonntag mit, die Straße nach Norden sei seit drei Tagen gesperrt.", "de"),
        ("Belediye meclisi pazar günü kuzeye giden yolun üç gündür kapalı olduğunu açıkladı.", "tr"),
        ("Idlib: 12 killed", "en"),
        ("12.05.2017 – 14:30", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert identify(text) == language


def test_another_language_is_passed_on_unread_with_its_reason(reader: Reader) -> None:
    text = "أعلن المجلس المحلي في المدينة يوم الأحد إغلاق الطريق المؤدي إلى الشمال."
    reading = reader.read(text, "i1", 2)
    assert (reading.item, reading.item_version, reading.language) == ("i1", 2, "ar")
    assert reading.sentences == ()
    assert reading.reason == "language: ar"
    assert [p.text for p in reading.paragraphs] == [text]
