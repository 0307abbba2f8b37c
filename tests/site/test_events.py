"""Claims on the site: marked, listed, explained, filtered – and never shown as facts."""

from __future__ import annotations

import html
import re

import pytest


@pytest.fixture(scope="module")
def coded(site):
    return next(i for i in site.get("/api/v1/items", params={"q": 'title:"round 18"'}).json()["items"])


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def test_claims_are_marked_in_the_text_and_can_be_switched_off(site, coded):
    text = site.get(f"/item/{coded['id']}").text
    assert re.search(r'<a class="claim"[^>]*href="/event/e-[^"]+"[^>]*>met</a>', text)
    assert re.search(r'<a class="said"[^>]*>says</a>', text)
    off = site.get(f"/item/{coded['id']}?claims=off").text
    assert 'class="claim"' not in off
    assert "Mark claims in the text" in off


def test_claims_are_listed_in_reading_order_with_who_says_so(site, coded):
    text = plain(site.get(f"/item/{coded['id']}").text)
    order = [text.index(words) for words in ("Consult (multilateral):", "delegates said", "Assault:")]
    assert order == sorted(order)
    assert "According to delegates, as reported by Valley Wire" in text
    assert "According to Valley Wire itself, crediting Media Office" in text


def test_an_event_page_gives_each_value_its_words_the_chain_and_the_meaning_of_confidence(site, coded):
    text = site.get(f"/event/e-{coded['id']}").text
    anchor = re.search(r'href="#(w-\d+-\d+)">“Valletta”', text).group(1)
    assert f'<mark class="claim" id="{anchor}">Valletta</mark>' in text
    said = plain(text)
    for words in (
        "delegates said (“says”)",
        "0.84. How sure the program is that the text says this",
        "It says nothing about whether it happened",
        "plover/consult:meet (subject→actor)",
        "the day the item is dated; the text names none",
        "Machine coding",
        "Valley Wire, crediting Media Office",
    ):
        assert words in said


def test_what_an_outlet_says_of_its_own_party_is_marked(site, coded):
    assert "Self-reported:" in site.get(f"/event/f-{coded['id']}").text
    assert "Self-reported:" not in site.get(f"/event/e-{coded['id']}").text


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 2),
        ("event=CONSULT", 1),
        ("mode=multilateral", 1),
        ("status=denied", 1),
        ("actor=River+Party", 1),
        ("recipient=river+PARTY", 1),
        ("voice=delegates", 1),
        ("attributed=yes", 1),
        ("attributed=no", 1),
        ("country=MLT", 1),
        ("sector=PTY", 2),
        ("outlet=valley-wire", 2),
        ("outlet=barid", 0),
        ("date=2017-05", 2),
        ("date=2016", 0),
        ("confidence=0.6", 1),
        ("place=2562305", 1),
        ("event=CONSULT&status=denied", 0),
    ],
)
def test_events_are_filtered(site, query, total):
    assert site.get(f"/api/v1/events?{query}").json()["total"] == total
    assert site.get(f"/events?{query}").status_code == 200


def test_the_table_says_that_it_shows_no_facts_and_keeps_its_filter(site):
    text = site.get("/events?event=CONSULT&confidence=0.5").text
    assert "not that it happened" in plain(text)
    assert "/events/feed.atom?event=CONSULT&amp;confidence=0.5" in text
    assert 'name="event" value="CONSULT"' in text
    entry = site.get("/events/feed.json?event=CONSULT").json()["items"][0]
    assert entry["content_text"].startswith("Machine coding of a report")


def test_a_private_person_heads_no_list(site):
    text = site.get("/events").text
    assert "recipient=Quilla" not in text
    assert "actor=River+Party" in text
    assert site.get("/api/v1/events?recipient=Quilla+Farmhand").json()["total"] == 0


@pytest.mark.parametrize(
    "query", ["page=0", "confidence=2", "confidence=x", "attributed=maybe", "event=" + "a" * 300, "place=x"]
)
def test_a_filter_that_cannot_be_meant_is_refused(site, query):
    assert site.get(f"/events?{query}").status_code == 400


def test_unknown_events_are_not_there(site):
    assert site.get("/event/none").status_code == 404
    assert site.get("/events?page=9").status_code == 404


def test_claims_of_a_title_are_marked_in_it():
    from dateline.records import Event, Span
    from dateline.site.claim_text import marks, paragraphs, title_pieces

    title, body = "Rangers free ten men", "Rangers met the mayor."
    events = [
        Event("b", "i", 1, 0, "CONSULT", Span("met", 8, 11)),
        Event("t", "i", 1, 0, "CONCEDE", Span("free", 8, 12, "title")),
    ]
    found = marks(events, [], {})
    assert [m.ref for m in found] == ["t", "b"]
    assert [(p.text, p.mark and p.mark.ref) for p in title_pieces(title, found)] == [
        ("Rangers ", None), ("free", "t"), (" ten men", None),
    ]  # fmt: skip
    assert [p.mark.ref for line in paragraphs(body, found) for p in line if p.mark] == ["b"]
