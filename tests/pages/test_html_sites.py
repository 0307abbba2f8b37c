"""The declarations of sites: every file is sound, dated readers are picked by the day of the capture."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from dateline.errors import DatelineError
from dateline.pages.html import split_html
from dateline.pages.html_furniture import hints, kind_of_name
from dateline.pages.html_select import compiled, select
from dateline.pages.html_tree import parse
from dateline.pages.html_words import fields_of, table
from dateline.pages.sites import SELECTORS, read_declaration, readers

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FILES = sorted(p.name for p in (files("dateline.data") / "sites").iterdir() if p.name.endswith(".toml"))


def test_there_are_many_declarations():
    assert len(FILES) > 20
    assert len({r.name for r in readers()}) > 18


@pytest.mark.parametrize("reader", readers(), ids=lambda r: f"{r.name}-{r.marks[:1]}")
def test_a_reader_is_sound(reader):
    assert reader.marks or reader.hosts or reader.generator
    assert reader.item or reader.article
    assert all(compiled(getattr(reader, name)) is not None for name in SELECTORS)
    assert all(not day or DAY.fullmatch(day) for day in (reader.since, reader.until))
    assert not (reader.since and reader.until) or reader.since < reader.until
    assert reader.order in ("", "dmy", "mdy")


def test_a_faulty_declaration_names_its_file():
    with pytest.raises(DatelineError, match=r"mine\.toml"):
        read_declaration('name = "x"\n[[reader]]\nitme = ".a"', "mine.toml")


def test_the_word_lists_can_be_read():
    assert hints().parts
    assert all(table(s) for s in ("fields", "not", "pager", "filter", "kinds", "article", "labels"))
    assert kind_of_name("post-share-bar", "") == "share"
    assert kind_of_name("entry-content", "") is None
    assert fields_of("post-date") == ("date",)
    assert fields_of("update-date") == ()


def test_selectors_pick_by_tag_class_id_attribute_and_place():
    tree = parse('<div id="a" class="x y"><p class="y">1</p><p data-k="v1">2</p></div><p class="y">3</p>')
    words = lambda selector: [tree.words(n) for n in select(tree, selector)]  # noqa: E731
    assert words(".x p.y") == ["1"]
    assert words("p.y") == ["1", "3"]
    assert words("#a [data-k^=v], .none") == ["2"]
    assert words("[data-k=v1]") == ["2"]
    with pytest.raises(ValueError, match="not a selector"):
        compiled("p:first-child")


NEWS = '<html><body><ol class="document-list"><li class="document-row"><h3><a href="/a">A ferry is late again</a></h3><time datetime="2017-05-23" class="public_timestamp">23 May 2017</time></li><li class="document-row"><h3><a href="/b">A market is moved</a></h3><time class="public_timestamp" datetime="2017-05-22">22 May 2017</time></li><li class="document-row"><h3><a href="/c">A school has a new roof</a></h3><time class="public_timestamp" datetime="2017-05-21">21 May 2017</time></li></ol></body></html>'


def test_an_old_capture_is_read_with_the_reader_of_its_day():
    assert split_html(NEWS, "https://a.example/", fetched="2017-06-01T00:00:00").reader == "GOV.UK 2012-10-17"
    assert split_html(NEWS, "https://a.example/", fetched="2024-06-01T00:00:00").reader != "GOV.UK 2012-10-17"


def test_without_a_declaration_structure_finds_the_same_items():
    old = split_html(NEWS, "https://a.example/", fetched="2017-06-01T00:00:00")
    new = split_html(NEWS, "https://a.example/", fetched="2024-06-01T00:00:00")
    assert len(old.items) == 3
    assert [(i.title, i.published, i.url) for i in new.items] == [(i.title, i.published, i.url) for i in old.items]
