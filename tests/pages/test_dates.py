"""Printed dates: the forms, the languages, the calendars, what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.pages.dates import date_in_url, decide_order, find_dates, parse_date, with_order, with_year

ANCHOR = "2026-02-02T10:00:00"
FORMS = [
    ("23 May 2017", "2017-05-23"), ("07 May 2018", "2018-05-07"), ("3 Aug. 2017", "2017-08-03"), ("22 OCt 2013", "2013-10-22"),
    ("Monday 14 September 2009", "2009-09-14"), ("15th October, 2018", "2018-10-15"), ("July 3, 2018", "2018-07-03"),
    ("Sept 9 , 2018", "2018-09-09"), ("23.01.2020", "2020-01-23"), ("24 01 2012", "2012-01-24"), ("2023.5.30.", "2023-05-30"),
    ("24-1-2026", "2026-01-24"), ("24/06/2024 às 12:21", "2024-06-24T12:21"), ("18 мая 2013, 18:08", "2013-05-18T18:08"),
    ("janvier 29, 2022", "2022-01-29"), ("01 Ocak 2026 Perşembe - 00:10:25", "2026-01-01T00:10:25"),
    ("Τετάρτη, 11 Ιουνίου 2008", "2008-06-11"), ("30 تشرين الأول/أكتوبر 2018", "2018-10-30"), ("٣٠ تشرين أول ٢٠١٨", "2018-10-30"),
    ("30 أكتوبر 2018 12:06 م", "2018-10-30T12:06"), ("30 أكتوبر 2018 03:06 مساء", "2018-10-30T15:06"),
    ("2017-05-23T10:00:00+03:00", "2017-05-23T10:00:00+03:00"), ("Tue, 23 May 2017 10:00:00 +0300", "2017-05-23T10:00:00+03:00"),
    ("23 May 2017 10:00 GMT+3", "2017-05-23T10:00+03:00"), ("May 23rd, 2017 | 4:05 pm", "2017-05-23T16:05"),
    ("12:30 AM, 23 May 2017", "2017-05-23T00:30"), ("23 May 2017 10:00 UTC", "2017-05-23T10:00+00:00"),
    ("23-May-17", "2017-05-23"), ("23 May '17", "2017-05-23"), ("23. Mai 2017, 14:30 Uhr", "2017-05-23T14:30"),
    ("23 mai 2017 à 18h30", "2017-05-23T18:30"), ("10.5.2017 kl. 14.30", "2017-05-10T14:30"), ("20170523", "2017-05-23"),
]  # fmt: skip
LANGUAGES = [
    ("ar", "23 أيار 2017"), ("ar", "23 مايو 2017"), ("ar", "٢٣ ماي ٢٠١٧"), ("az", "23 may 2017"), ("be", "23 мая 2017"), ("bg", "23 май 2017 г."),
    ("bn", "২৩ মে ২০১৭"), ("ca", "23 de maig de 2017"), ("cs", "23. května 2017"), ("da", "23. maj 2017"), ("de", "Dienstag, 23. Mai 2017"),
    ("el", "Τρίτη 23 Μαΐου 2017"), ("en", "Tue 23 May 2017"), ("es", "martes, 23 de mayo de 2017"), ("et", "23. mai 2017"),
    ("eu", "2017ko maiatzaren 23a"), ("fa", "۲۳ مه ۲۰۱۷"), ("fi", "23. toukokuuta 2017"), ("fr", "mardi 23 mai 2017"), ("he", "23 במאי 2017"),
    ("hi", "२३ मई २०१७"), ("hr", "23. svibnja 2017."), ("hu", "2017. május 23."), ("hy", "23 մայիսի, 2017"), ("id", "Selasa, 23 Mei 2017"),
    ("it", "martedì 23 maggio 2017"), ("ja", "2017年5月23日"), ("ka", "23 მაისი 2017"), ("kk", "23 мамыр 2017"), ("ko", "2017년 5월 23일"),
    ("lt", "2017 m. gegužės 23 d."), ("lv", "2017. gada 23. maijs"), ("mk", "23 мај 2017"), ("nb", "23. mai 2017"), ("nl", "dinsdag 23 mei 2017"),
    ("pl", "23 maja 2017 r."), ("pt", "23 de maio de 2017"), ("ro", "23 mai 2017"), ("ru", "23 мая 2017 года"), ("sk", "23. mája 2017"),
    ("sl", "23. maj 2017"), ("sq", "23 maj 2017"), ("sr", "23. мај 2017."), ("sv", "den 23 maj 2017"), ("sw", "23 Mei 2017"),
    ("ta", "23 மே 2017"), ("th", "23 พฤษภาคม 2560"), ("tr", "23 Mayıs 2017 Salı"), ("uk", "23 травня 2017 р."), ("ur", "23 مئی 2017"),
    ("vi", "23 tháng 5 năm 2017"), ("zh", "2017年5月23日 星期二"), ("ku", "23 Gulan 2017"), ("ckb", "٢٣ ئایار ٢٠١٧"), ("uz", "23 may 2017"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "iso"), FORMS)
def test_forms(words: str, iso: str) -> None:
    printed = parse_date(words, anchor=ANCHOR)
    assert printed is not None
    assert printed.iso == iso
    assert "ambiguous" not in printed.flags


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
def test_languages(language: str, words: str) -> None:
    printed = parse_date(words, languages=(language,))
    assert printed is not None
    assert printed.iso == "2017-05-23"
    assert not {"ambiguous", "weekday_differs", "invalid"} & set(printed.flags)


def test_more_than_twenty_languages() -> None:
    assert len({language for language, _ in LANGUAGES}) >= 40


@pytest.mark.parametrize(
    ("words", "iso", "flag"),
    [
        ("4 شعبان 1447", "2026-01-23", "hijri"), ("14 Sha'ban 1438 AH", "2017-05-10", "hijri"), ("۲ خرداد ۱۳۹۶", "2017-05-23", "persian"),
        ("113.5.21.", "2024-05-21", "juche"), ("Juche 113(2024) 5.21", "2024-05-21", "juche"), ("令和5年5月30日", "2023-05-30", "era"),
        ("30 اسفند 1399", "2021-03-20", "persian"), ("23 พฤษภาคม 2560", "2017-05-23", "buddhist"),
    ],
)  # fmt: skip
def test_other_calendars(words: str, iso: str, flag: str) -> None:
    printed = parse_date(words)
    assert printed is not None
    assert (printed.iso, flag in printed.flags) == (iso, True)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("3 days ago", "2026-01-30"), ("14 horas hace", "2026-02-01"), ("hace 14 horas", "2026-02-01"), ("il y a 3 jours", "2026-01-30"),
        ("vor 2 Wochen", "2026-01-19"), ("3 дня назад", "2026-01-30"), ("منذ 3 أيام", "2026-01-30"), ("منذ يومين", "2026-01-31"),
        ("há 3 dias", "2026-01-30"), ("3 gün önce", "2026-01-30"), ("3 天前", "2026-01-30"), ("3 日前", "2026-01-30"), ("yesterday", "2026-02-01"),
        ("gestern, 14:30", "2026-02-01T14:30"), ("2 months ago", "2025-12-02"), ("1 year ago", "2025-02-02"),
    ],
)  # fmt: skip
def test_relative_dates_count_back_from_the_capture(words: str, iso: str) -> None:
    printed = parse_date(words, anchor=ANCHOR)
    assert printed is not None
    assert (printed.iso, "relative" in printed.flags) == (iso, True)
    bare = parse_date(words)
    assert bare is not None
    assert (bare.iso, "no_anchor" in bare.flags) == (None, True)


@pytest.mark.parametrize("words", ["31 February 2017", "31/02/2017", "30 اسفند 1400", "30 فبراير 2018"])
def test_days_that_do_not_exist_are_flagged(words: str) -> None:
    printed = parse_date(words)
    assert printed is not None
    assert (printed.iso, "invalid" in printed.flags) == (None, True)


def test_weekday_settles_the_order_and_is_checked() -> None:
    thursday = parse_date("Thursday, 04/05/2017")
    assert thursday is not None
    assert thursday.iso == "2017-05-04"
    wednesday = parse_date("Wednesday, 04/05/2017")
    assert wednesday is not None
    assert wednesday.iso == "2017-04-05"
    wrong = parse_date("Friday 23 May 2017")
    assert wrong is not None
    assert wrong.flags == ("weekday_differs",)


def test_an_open_order_is_flagged_and_settled_by_language_or_page() -> None:
    printed = parse_date("04/06/2024")
    assert printed is not None
    assert (printed.iso, printed.flags) == ("2024-06-04", ("ambiguous",))
    assert with_order(printed, "mdy").iso == "2024-04-06"
    french = parse_date("04/06/2024", languages=("fr",))
    assert french is not None
    assert french.flags == ()
    told = parse_date("04/06/2024", order="mdy")
    assert told is not None
    assert told.iso == "2024-04-06"


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["04/06/2024", "13/06/2024"], "dmy"),
        (["04/06/2024", "06/13/2024"], "mdy"),
        (["01/09/18", "01/08/18", "01/05/18", "01/02/18"], "mdy"),
        (["09/01/18", "08/01/18", "05/01/18"], "dmy"),
        (["04/06/2024", "05/06/2024"], None),
        (["13/06/2024", "06/13/2024"], None),
        ([], None),
    ],
)
def test_the_page_decides_the_order(words: list[str], order: str | None) -> None:
    assert decide_order([printed for w in words for printed in find_dates(w)]) == order


def test_missing_years_are_supplied_with_a_flag() -> None:
    printed = parse_date("29 February")
    assert printed is not None
    assert printed.flags == ("no_year",)
    assert with_year(printed, 2016, "from_url").iso == "2016-02-29"
    assert with_year(printed, 2015, "from_url").flags == ("from_url", "invalid")


def test_zones_that_stand_for_several_are_not_guessed() -> None:
    printed = parse_date("24 Nov, 2025, 04.34 PM IST")
    assert printed is not None
    assert (printed.iso, printed.flags) == ("2025-11-24T16:34", ("zone_unknown",))


def test_a_date_after_the_capture_is_flagged() -> None:
    printed = parse_date("23 May 2017", anchor="2016-01-01")
    assert printed is not None
    assert printed.flags == ("future",)


def test_shared_month_names_are_settled_by_language() -> None:
    for language, iso in (("hr", "2018-10-11"), ("pl", "2018-11-11"), ("cs", "2018-11-11")):
        printed = parse_date("11. listopadu 2018" if language == "cs" else "11 listopada 2018", languages=(language,))
        assert printed is not None
        assert (printed.iso, printed.flags) == (iso, ())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The 2017 harvest",
        "Resolution 2254",
        "1.234.567",
        "In 24 villages",
        "99/99/2017",
        "Room 12 30",
        "10:30",
        "7-9",
    ],
)
def test_what_is_no_date(line: str) -> None:
    assert find_dates(line) == []


def test_several_dates_keep_their_places() -> None:
    line = "Published: 23/05/2017 Updated: 24/05/2017 10:30"
    found = find_dates(line)
    assert [line[d.start : d.end] for d in found] == ["23/05/2017", "24/05/2017 10:30"]
    assert all(d.words == line[d.start : d.end] for d in found)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2017/05/23/title", "2017-05-23"), ("https://a.example/date/2017/5/22.html?catid=16", "2017-05-22"),
        ("https://a.example/2017/05/", None), ("https://a.example/news-2017-02-31", None), (None, None), ("https://a.example/12017-05-23", None),
    ],
)  # fmt: skip
def test_days_in_addresses(url: str | None, day: str | None) -> None:
    assert date_in_url(url) == day


@given(st.text(max_size=80) | st.text(alphabet="0123456789/-.: مayhd年月日,APM+", max_size=40))
@settings(max_examples=400, deadline=None)
def test_no_line_raises(line: str) -> None:
    for printed in find_dates(line, anchor=ANCHOR):
        assert line[printed.start : printed.end] == printed.words
