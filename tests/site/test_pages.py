"""What a reader sees on lists, items, searches and captures."""

from __future__ import annotations

import html
import json
import re

import pytest


def first(site, **filters):
    return site.get("/api/v1/items", params=filters).json()["items"][0]


def test_front_shows_newest_items_counts_and_ways_in(site):
    text = site.get("/").text
    assert "93 items of 2 outlets" in text
    assert text.index("Talks, round 20") < text.index("Talks, round 18")
    assert 'href="/outlet/valley-wire/"' in text
    assert 'href="/category/daily-news/"' in text
    assert "party: River Party" in text


def test_a_month_shows_its_days_gaps_hatched_and_the_published_position_as_evidence(site):
    text = site.get("/2017/05/").text
    assert 'aria-label="23 May 2017: 2 items, captured in part"' in text
    assert 'aria-label="1 May 2017: 0 items, not captured"' in text
    assert "captured page 2 of 5 of the outlet’s list; pages 1, 3–5 not captured" in html.unescape(
        re.sub(r"<[^>]+>", "", text)
    ).replace("\n", " ")
    assert "Page 1 of 1 of this archive’s list" in text


def test_a_day_inside_a_captured_page_is_no_gap(site):
    assert 'aria-label="21 May 2017: 2 items, fully captured"' in site.get("/outlet/valley-wire/2017/05/").text


@pytest.mark.parametrize(
    ("address", "total"),
    [
        ("/2016/", 80),
        ("/2016/03/", 7),
        ("/2017/05/23/", 2),
        ("/outlet/valley-wire/", 92),
        ("/outlet/valley-wire/2017/", 11),
        ("/category/daily-news/2017/05/", 10),
        ("/outlet/valley-wire/category/reports/2016/01/", 7),
        ("/items/?credit=Agencies", 5),
        ("/items/?tag=river", 10),
        ("/items/?language=ar", 1),
        ("/items/?outlet=barid&outlet=valley-wire", 93),
        ("/items/?from=2017-05-22&to=2017-05-23", 5),
        ("/undated/", 1),
    ],
)
def test_lists_count_what_they_show(site, address, total):
    text = site.get(address).text
    assert re.search(rf"\b{total:,} items?, newest first", text), address


def test_paging_keeps_every_filter_and_shows_every_item_once(site):
    seen, address = [], "/outlet/valley-wire/category/reports/2016/?language=en"
    pages = 0
    while address:
        text = site.get(address).text
        seen += re.findall(r'<h2[^>]*><a href="/item/([^"]+)"', text)
        pages += 1
        older = re.search(r'<a href="([^"]+)" rel="next"', text)
        address = html.unescape(older.group(1)) if older else None
        assert address is None or ("language=en" in address and "/category/reports/2016/" in address)
    assert pages == 4
    assert len(seen) == len(set(seen)) == 80


def test_the_cursor_of_the_api_walks_the_same_order(site):
    by_page = [i["id"] for n in (1, 2, 3) for i in site.get(f"/api/v1/items?size=20&page={n}").json()["items"]]
    answer, by_cursor = site.get("/api/v1/items?size=20").json(), []
    while len(by_cursor) < 60:
        by_cursor += [i["id"] for i in answer["items"]]
        answer = site.get(f"/api/v1/items?size=20&after={answer['next']}").json()
    assert by_cursor == by_page


def test_the_feed_of_a_list_has_exactly_its_items(site):
    text = site.get("/outlet/valley-wire/2017/05/?credit=Agencies").text
    address = html.unescape(re.search(r'href="([^"]*feed\.json[^"]*)"', text).group(1))
    feed = site.get(address).json()
    listed = set(re.findall(r'<h2[^>]*><a href="/item/([^"]+)"', text))
    assert len(listed) == 5
    assert {i["id"].rsplit(":", 1)[1] for i in feed["items"]} == listed


def test_a_long_feed_points_to_its_older_part(site):
    feed = site.get("/items/feed.json").json()
    older = site.get(feed["next_url"].replace("http://testserver", "")).json()
    assert len(feed["items"]) == 50
    assert not {i["id"] for i in feed["items"]} & {i["id"] for i in older["items"]}


def test_an_item_shows_where_it_comes_from(site):
    item = first(site, q='title:"round 18"')
    text = html.unescape(site.get(f"/item/{item['id']}").text)
    for words in (
        "“2017-05-22”",
        "2017-05-22",
        "valley.example/talks/18",
        "Media Office",
        "(printed “(Source: Media Office + Agencies)”)",
        "party: River Party",
    ):
        assert words in text
    assert re.search(r"May 2017, page 2\s+of 5, entry 3", re.sub(r"<[^>]+>", "", text))
    assert "Seen 2 times" in text


def test_an_item_is_embedded_for_machines(site):
    item = first(site, q='title:"round 18"')
    text = site.get(f"/item/{item['id']}").text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1))
    assert data["@type"] == "NewsArticle"
    assert data["dateline"] == "2017-05-22"
    assert data["isBasedOn"][0] == "https://valley.example/talks/18"
    assert '<meta name="citation_title" content="Talks, round 18">' in text
    assert all(style in text for style in ("APA 7", "Chicago 17", "MLA 9", "Harvard"))
    assert "rft.source=Valley+Wire" in site.get("/2017/05/").text


def test_versions_are_kept_and_their_difference_is_readable(site):
    item = first(site, q='title:"round 20"')
    assert item["version"] == 2
    assert "This is version 1 of 2" in site.get(f"/item/{item['id']}/v/1").text
    text = site.get(f"/item/{item['id']}/diff").text
    assert "<ins>a last </ins>round<del> 20</del>" in text
    assert '<p dir="auto">A second paragraph' in text


def test_neighbours_lead_through_an_outlet(site):
    item = first(site, q='title:"round 18"')
    text = site.get(f"/item/{item['id']}").text
    newer, older = (re.search(rf'class="{way}" href="/item/([^"]+)"', text).group(1) for way in ("newer", "older"))
    assert "round 19" in site.get(f"/item/{newer}").text
    assert "round 17" in site.get(f"/item/{older}").text


@pytest.mark.parametrize("query", ["احمد", "أحمد", "إن", "صفـاقس", "قالت AND الهيئة", "language:ar"])
def test_arabic_is_found_with_and_without_marks(site, query):
    answer = site.get("/api/v1/items", params={"q": query}).json()
    assert [i["title"] for i in answer["items"]] == ["أخبار الوادي"]


def test_hits_are_marked_in_the_words_as_captured(site):
    assert "<mark>أحمد</mark>" in site.get("/search", params={"q": "احمد"}).text
    assert "<mark>Valletta</mark>" in site.get("/search", params={"q": "vallet*"}).text


def test_arabic_runs_right_to_left(site):
    item = first(site, language="ar")
    text = site.get(f"/item/{item['id']}").text
    assert 'class="text" dir="auto" lang="ar"' in text


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ('"second paragraph"', 10),
        ("harbour sfax", 80),
        ("talks OR harbour", 90),
        ("report NOT harbour", 0),
        ("title:talks -body:last", 9),
        ("(talks OR dam) Medenine", 1),
        ("year:2016", 80),
        ("category:daily-news", 10),
        ("outlet:barid", 1),
        ("credit:agencies", 5),
        ("harb*", 80),
    ],
)
def test_the_query_language(site, query, total):
    assert site.get("/api/v1/items", params={"q": query}).json()["total"] == total


def test_search_facets_count_all_matches(site):
    facets = site.get("/api/v1/facets", params={"q": "river"}).json()
    assert {f["value"]: f["items"] for f in facets["credits"]} == {"Media Office": 10, "Agencies": 5}
    assert [(f["name"], f["items"]) for f in facets["years"]] == [("2017", 10)]


def test_captured_markup_is_shown_as_text_everywhere(site):
    item = first(site, date="2017-04")
    version = site.get(f"/api/v1/items/{item['id']}").json()
    for address in (f"/item/{item['id']}", "/2017/04/", f"/capture/{version['capture']}", "/search?q=alert", "/"):
        text = site.get(address).text
        assert "<script>alert(1)" not in text, address
        assert "<img src=x" not in text, address


def test_an_original_is_inert(site):
    item = first(site, date="2017-04")
    capture = site.get(f"/api/v1/items/{item['id']}").json()["capture"]
    answer = site.get(f"/capture/{capture}/raw")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    import hashlib

    assert hashlib.sha256(answer.content).hexdigest() == capture


def test_problems_say_where_and_what_to_do(site):
    text = site.get("/problems").text
    assert all(words in text for words in ("the bytes are no text", "pages/broken.html", "save the page again"))


def test_coverage_names_the_pages_that_are_missing(site):
    text = html.unescape(re.sub(r"<[^>]+>", " ", site.get("/coverage").text))
    assert "2 of 5" in text
    assert "1, 3–5" in text


def test_the_look_can_be_chosen_without_javascript(site):
    answer = site.post("/theme", data={"theme": "dark", "back": "//evil.example/x"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/x") or answer.headers["location"] == "/"
    assert 'data-theme="dark"' in site.get("/about", headers={"cookie": "theme=dark"}).text
    site.cookies.clear()


@pytest.mark.parametrize(
    "address", ["/items/", "/items/feed.atom", "/items/items.bib", "/api/v1/items", "/sitemap.xml"]
)
def test_who_holds_a_page_already_is_not_sent_it_again(site, inside, address):
    first = site.get(address)
    mark = first.headers["etag"]
    again = site.get(address, headers={"if-none-match": f'"other", {mark}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == mark
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert "content-security-policy" in again.headers
    assert site.get(address, headers={"if-none-match": '"other"'}).content == first.content
    if address != "/sitemap.xml":
        assert inside.get(address, headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("/2017/05/01/", "/2017/04/30/", "/2017/05/02/"),
        ("/2017/01/", "/2016/12/", "/2017/02/"),
        ("/2016/", "/2015/", "/2017/"),
        ("/outlet/valley-wire/2017/05/", "/outlet/valley-wire/2017/04/", "/outlet/valley-wire/2017/06/"),
    ],
)
def test_the_time_before_and_after_is_one_step_away_and_keeps_the_filter(site, address, before, after):
    text = site.get(address).text
    assert f'<a href="{before}" rel="nofollow">← ' in text
    assert f'<a href="{after}" rel="nofollow">' in text
    assert site.get(before).status_code == site.get(after).status_code == 200
    assert "Before and after" not in site.get("/items/").text
    assert site.get("/0001/01/01/").status_code == 200
