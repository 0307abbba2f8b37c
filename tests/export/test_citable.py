"""What a reference manager, a feed reader and a person get for one item."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

from dateline.export import Entry, Feed, atom, bibtex, cite, csl, embedded, jsonfeed, ris, rss, sitemap
from dateline.records import Item, Outlet

OUTLET = Outlet("valley-wire", "Valley Wire", url="https://valleywire.example")


def entry(**changes):
    values = {
        "id": "0123456789abcdef",
        "outlet": "valley-wire",
        "published": "2017-05-23",
        "published_as": "23 May 2017",
        "headline": "Talks end & begin <again>",
        "body": "First paragraph.\n\nSecond & last.",
        "category": "Daily News",
        "language": "en",
        "credit": ("Media Office", "Agencies"),
    } | changes
    return Entry(
        Item(**values), OUTLET, "http://127.0.0.1:8017/item/0123456789abcdef", "ab" * 32, "2017-06-01T10:00:00Z"
    )


def test_four_styles_name_outlet_title_and_day():
    found = {c.style: c.plain_text for c in cite(entry(title="Talks end", headline="Talks end."))}
    assert list(found) == ["APA 7", "Chicago 17 (note)", "MLA 9", "Harvard"]
    assert found["APA 7"] == "Valley Wire. (2017, May 23). Talks end. http://127.0.0.1:8017/item/0123456789abcdef"
    assert found["Chicago 17 (note)"].startswith(
        "Valley Wire, “Talks end,” Valley Wire, May 23, 2017, accessed June 1, 2017, "
    )
    assert "23 May 2017, 127.0.0.1:8017/item/0123456789abcdef. Accessed 1 June 2017." in found["MLA 9"]
    assert found["Harvard"].startswith("Valley Wire (2017) ‘Talks end’, Valley Wire, 23 May. Available at: ")


def test_a_permalink_is_cited_and_the_archived_copy_named():
    text = cite(entry(url="https://valleywire.example/a/1"))[0].plain_text
    assert "https://valleywire.example/a/1" in text
    assert "Archived at http://127.0.0.1:8017/item/0123456789abcdef, version 1." in text


def test_an_undated_item_says_so_in_every_style():
    texts = [c.plain_text for c in cite(entry(published=None))]
    assert all(word in text for word, text in zip(["(n.d.)", "n.d.", "n.d.", "(no date)"], texts, strict=True))


def test_a_derived_headline_stands_in_brackets():
    assert "[Talks end" in cite(entry(headline_derived=True))[0].plain_text


def test_bibtex_escapes_what_latex_would_run():
    text = "".join(bibtex.write([entry(headline=r"100% \input{x} $a_b$ #1 & more")]))
    assert r"100\% \textbackslash{}input\{x\} \$a\_b\$ \#1 \& more" in text
    assert text.startswith("@misc{valley-wire-2017-05-23-012345,")
    assert "year = {2017}" in text


def test_ris_keeps_one_field_a_line():
    text = "".join(ris.write([entry(headline="One\r\nER  - two")]))
    assert "TI  - One ER - two\r\n" in text
    assert "DA  - 2017/05/23/\r\n" in text
    assert text.count("\r\nER  - ") == 1


def test_csl_is_one_array_also_when_empty():
    assert json.loads("".join(csl.write([]))) == []
    records = json.loads("".join(csl.write([entry(), entry(published=None)])))
    assert records[0]["issued"] == {"date-parts": [[2017, 5, 23]]}
    assert "issued" not in records[1]


HEAD = Feed("Valley & Wire", "http://x/feed.atom", "http://x/", "urn:x", next="http://x/feed.atom?page=2")


def test_atom_is_well_formed_with_hostile_text():
    text = "".join(atom.write(HEAD, [entry(body="a\x00b ]]> <script>", headline="\x1b[2J<b>")]))
    root = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2005/Atom}"
    assert root.find(f"{name}entry/{name}content").text == "ab ]]> <script>"
    assert [link.get("rel") for link in root.findall(f"{name}link")] == ["self", "alternate", "next"]


def test_rss_gives_html_readers_escaped_text():
    root = ElementTree.fromstring("".join(rss.write(HEAD, [entry(body="a <script>\n\nb")])))
    assert root.find("channel/item/description").text == "<p>a &lt;script&gt;</p><p>b</p>"
    assert root.find("channel/item/pubDate").text == "Tue, 23 May 2017 00:00:00 +0000"


def test_json_feed_holds_text_and_next_page():
    feed = json.loads("".join(jsonfeed.write(HEAD, [entry(), entry()])))
    assert feed["next_url"] == "http://x/feed.atom?page=2"
    assert [item["content_text"] for item in feed["items"]] == ["First paragraph.\n\nSecond & last."] * 2


def test_sitemap_escapes_addresses():
    text = "".join(sitemap.write([("http://x/?a=1&b=2", "2017-05-23"), ("http://x/", None)]))
    assert ElementTree.fromstring(text)[0][0].text == "http://x/?a=1&b=2"


def test_json_ld_cannot_end_its_script_element():
    text = embedded.json_ld(entry(headline="</script><script>alert(1)</script>"))
    assert "<" not in text
    record = json.loads(text)
    assert record["@type"] == "NewsArticle"
    assert record["dateline"] == "23 May 2017"
    assert record["isBasedOn"] == ["http://127.0.0.1:8017/capture/" + "ab" * 32]
    assert record["citation"] == ["Media Office", "Agencies"]


@pytest.mark.parametrize("name", ["citation_title", "citation_author", "citation_date", "citation_public_url"])
def test_meta_tags_for_zotero(name):
    assert dict(embedded.meta_tags(entry()))[name]


def test_coins_carries_title_and_source():
    assert "rft.source=Valley+Wire" in embedded.coins(entry())
