"""Feeds and sitemaps are pages: entries are items with dates, categories, credits; a sitemap gives links."""

from __future__ import annotations

import json

from dateline.pages import split

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Delta Wire</title><link>https://delta.example/</link><description>News of the delta</description><language>en</language>
<item><title>Canal &amp; quay cleaned</title><link>https://delta.example/1</link><pubDate>Tue, 23 May 2017 10:00:00 +0300</pubDate>
<category>Water</category><category>Works</category><dc:creator>Ilse Maron</dc:creator><description>Short text…</description>
<content:encoded><![CDATA[<p>Workers cleaned the canal.</p><p>It took nine days. (Source: Delta Office + Agencies)</p>]]></content:encoded></item>
<item><link>https://delta.example/2</link><pubDate>22 May 2017</pubDate><description>Only a summary of what happened at the quay</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Littoral</title><link rel="next" href="https://littoral.example/feed?page=2"/>
<entry><title>Réunion</title><id>x</id><link href="https://littoral.example/1"/><updated>2017-05-23T18:30:02+02:00</updated>
<author><name>A. Kermo</name></author><content type="html">&lt;p&gt;Le conseil s’est réuni.&lt;/p&gt;</content></entry></feed>"""


def test_rss_entries_are_items() -> None:
    page = split(RSS.encode(), "application/rss+xml")
    assert (page.kind, page.title, page.language, len(page.items)) == ("feed", "Delta Wire", "en", 2)
    first, second = page.items
    assert (first.title, first.url, first.published) == (
        "Canal & quay cleaned",
        "https://delta.example/1",
        "2017-05-23T10:00:00+03:00",
    )
    assert first.body == "Workers cleaned the canal.\n\nIt took nine days."
    assert (first.credit, first.credit_as) == (("Delta Office", "Agencies"), "(Source: Delta Office + Agencies)")
    assert (first.category, first.tags, first.authors, first.completeness) == (
        "Water",
        ("Water", "Works"),
        ("Ilse Maron",),
        "full",
    )
    assert (second.title, second.headline_derived, second.completeness) == (None, True, "teaser")
    assert second.published == "2017-05-22"
    assert [link.url for link in page.links] == ["https://delta.example/1", "https://delta.example/2"]


def test_atom_with_a_next_page() -> None:
    page = split(ATOM.encode(), "")
    assert page.next == "https://littoral.example/feed?page=2"
    (item,) = page.items
    assert (item.title, item.body, item.authors) == ("Réunion", "Le conseil s’est réuni.", ("A. Kermo",))
    assert (item.published, "updated" in item.published_flags) == ("2017-05-23T18:30:02+02:00", True)


def test_json_feed() -> None:
    entry = {
        "id": "1",
        "url": "https://d.example/1",
        "title": "Ferry",
        "content_text": "The ferry sails.",
        "date_published": "2017-05-23T10:00:00Z",
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "D",
        "next_url": "https://d.example/2.json",
        "items": [{**entry, "tags": ["Sea"]}],
    }
    page = split(json.dumps(feed).encode(), "application/feed+json")
    (item,) = page.items
    assert (item.title, item.body, item.published, item.category) == (
        "Ferry",
        "The ferry sails.",
        "2017-05-23T10:00:00+00:00",
        "Sea",
    )
    assert (page.next, page.kind) == ("https://d.example/2.json", "feed")


def test_sitemap_gives_links_only() -> None:
    sitemap = "<urlset><url><loc>https://a.example/1?x=1&amp;y=2</loc></url><url><loc>https://a.example/2</loc></url></urlset>"
    page = split(sitemap.encode(), "application/xml")
    assert [(link.url, link.kind) for link in page.links] == [
        ("https://a.example/1?x=1&y=2", "permalink"),
        ("https://a.example/2", "permalink"),
    ]
    assert (page.items, page.kind, bool(page.reason)) == ((), "sitemap", True)
    index = split(b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>", "text/xml")
    assert [link.kind for link in index.links] == ["page"]
