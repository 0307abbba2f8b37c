"""The doors of visibility: one test for each, named as in docs/security.md. A withheld item is nowhere for the public."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SECRET = "zanzibarite"  # as in conftest.py

DOORS = {
    "item page": "/item/{id}",
    "item print view": "/item/{id}/print",
    "item version": "/item/{id}/v/1",
    "item difference": "/item/{id}/diff",
    "item citation": "/item/{id}.bib",
    "item citation in RIS": "/item/{id}.ris",
    "item citation in CSL": "/item/{id}.csl.json",
    "capture page": "/capture/{capture}",
    "capture bytes": "/capture/{capture}/raw",
    "API item": "/api/v1/items/{id}",
    "API versions": "/api/v1/items/{id}/versions",
    "API version": "/api/v1/items/{id}/versions/1",
    "API sightings": "/api/v1/items/{id}/sightings",
    "API citations": "/api/v1/items/{id}/citations",
    "API capture": "/api/v1/captures/{capture}",
    "event page": "/event/{event}",
    "API event": "/api/v1/events/{event}",
    "API claims": "/api/v1/items/{id}/claims",
    "outlet list": "/outlet/quiet-desk/",
    "category list": f"/category/category-{SECRET}/",
}
WORDS = {
    "front page": "/",
    "list": "/items/",
    "day list": "/2017/05/21/",
    "month list": "/2017/05/",
    "facet": "/outlet/valley-wire/",
    "search snippet": f"/search?q={SECRET}*",
    "events table": "/events",
    "events feed": "/events/feed.atom",
    "API events": "/api/v1/events",
    "coverage page": "/coverage",
    "problems page": "/problems",
    "feed Atom": "/2017/05/feed.atom",
    "feed RSS": "/2017/05/feed.rss",
    "feed JSON": "/2017/05/feed.json",
    "search feed": f"/search/feed.atom?q={SECRET}",
    "export BibTeX": "/items/items.bib",
    "export RIS": "/items/items.ris",
    "export CSL": "/items/items.csl.json",
    "API list": "/api/v1/items?size=100",
    "API facets": "/api/v1/facets",
    "API outlets": "/api/v1/outlets",
    "API categories": "/api/v1/categories",
    "API coverage": "/api/v1/coverage",
    "API problems": "/api/v1/problems",
}


@pytest.mark.parametrize("door", DOORS)
def test_what_is_hidden_is_not_there(door, site, inside, secret):
    address = DOORS[door].format(**secret)
    assert inside.get(address, follow_redirects=False).status_code in {200, 303}, "the test must knock at a real door"
    assert site.get(address, follow_redirects=False).status_code == 404
    assert SECRET not in site.get(address).text.replace(address, "").replace(f"category-{SECRET}", "")


@pytest.mark.parametrize("door", WORDS)
def test_what_is_hidden_is_not_mentioned(door, site, inside, secret):
    address = WORDS[door]
    assert inside.get(address).status_code == 200
    answer = site.get(address)
    text = re.sub(rf"(q=|value=\"|Search: |Search%3A\+?){SECRET}\*?", "", answer.text)
    assert answer.status_code == 200
    assert SECRET not in text
    assert "Quiet Desk" not in text
    assert "quiet-desk" not in text
    assert secret["id"] not in text


def test_sitemap_leaves_it_out(site, inside, secret):
    assert secret["id"] in inside.get("/sitemap/201705-1.xml").text
    assert secret["id"] not in site.get("/sitemap/201705-1.xml").text


def test_counts_leave_it_out(site, inside):
    public, whole = (c.get("/api/v1/stats").json() for c in (site, inside))
    assert whole["items"] - public["items"] == 2
    months = [sum(c["items"] for c in client.get("/api/v1/calendar").json()["counts"]) for client in (site, inside)]
    assert months[1] - months[0] == 2


def test_calendar_days_leave_it_out(site, inside):
    days = [
        {c["day"]: c["items"] for c in x.get("/api/v1/calendar?date=2017-05").json()["counts"]} for x in (site, inside)
    ]
    assert days[1]["2017-05-21"] - days[0]["2017-05-21"] == 1


def test_search_finds_nothing_of_it(site, inside):
    assert inside.get("/api/v1/items", params={"q": SECRET}).json()["total"] == 2
    for query in (SECRET, f"{SECRET[:5]}*", f"title:{SECRET}", f'credit:"{SECRET}"'):
        assert site.get("/api/v1/items", params={"q": query}).json()["total"] == 0


def test_neighbours_step_over_it(site, secret):
    day = site.get("/api/v1/items?date=2017-05-21").json()["items"]
    assert day
    assert all(secret["id"] not in site.get(f"/item/{i['id']}").text for i in day)


def test_a_page_with_something_hidden_gives_no_bytes(site, inside, secret):
    assert inside.get(f"/capture/{secret['capture']}/raw").status_code == 200
    assert site.get(f"/capture/{secret['capture']}/raw").status_code == 404


def test_each_door_is_in_the_table():
    table = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")
    assert DOORS
    missing = [door for door in (*DOORS, *WORDS) if f"| {door} |" not in table]
    assert missing == []
