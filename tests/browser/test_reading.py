"""The site in a real browser: accessible, usable by keyboard, with and without JavaScript, in both directions."""

from __future__ import annotations

import json
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def api(root: str, call: str) -> dict:
    with urllib.request.urlopen(f"{root}/api/v1/{call}") as answer:
        return json.load(answer)


def addresses(root: str) -> list[str]:
    item = api(root, "items?date=2017-05-23")["items"][0]["id"]
    arabic = api(root, "items?language=ar")["items"][0]["id"]
    changed = next(i["id"] for i in api(root, "items?date=2017-05")["items"] if i["version"] == 2)
    capture = api(root, f"items/{item}")["capture"]
    event = api(root, "events")["events"][0]
    return ["/events", f"/event/{event['id']}", f"/item/{event['item']}", "/", "/items/", "/2017/05/", f"/item/{item}", f"/item/{arabic}", f"/item/{changed}/diff", f"/item/{item}/print",
            f"/capture/{capture}", "/search?q=river", "/search", "/coverage", "/problems", "/about", "/nothing"]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser, root, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    tried = 0
    for address in addresses(root):
        page.goto(root + address)
        results = Axe().run(page, options=RULES)
        found = [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in results.response["violations"]]
        assert found == [], address
        tried += 1
    context.close()
    assert tried >= 14


@pytest.mark.parametrize("width", [320, 390, 768, 1920])
def test_no_page_is_wider_than_its_window(browser, root, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in addresses(root):
        page.goto(root + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_keys(page, root):
    page.goto(f"{root}/items/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(
        "document.activeElement.closest('[data-entry]') === document.querySelectorAll('[data-entry]')[1]"
    )
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    page.keyboard.press("j")
    page.wait_for_function(f"location.href !== {first!r}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "finder"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.is_visible("#keys")


def test_everything_by_tab_with_focus_to_be_seen(page, root):
    page.goto(f"{root}/2017/05/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return [e.tagName, s.outlineStyle, s.outlineWidth, !!e.querySelector('.target')]; })()"
        )
        assert focused[0] != "BODY"
        assert focused[1] != "none" or focused[3], focused


def test_the_look_is_switched_and_kept(page, root):
    page.goto(root)
    page.click("button[value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.wait_for_timeout(200)
    page.goto(f"{root}/about")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"


def test_reading_searching_and_paging_need_no_javascript(browser, root):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    page.fill("#finder", "harbour")
    page.click(".finder button")
    assert "80 items match" in page.inner_text(".tally")
    page.click('.pager a[rel="next"]')
    assert "Page 2 of 4" in page.inner_text(".tally")
    page.fill("#page-number", "4")
    page.click(".pager button")
    assert "Page 4 of 4" in page.inner_text(".tally")
    page.click(".entry h2 a")
    assert page.inner_text("article h1").startswith("Report")
    page.click("button[value=dark]")
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_a_bar_leads_to_its_day(page, root):
    page.goto(f"{root}/outlet/valley-wire/2017/05/")
    page.click('svg.bars a[aria-label^="22 May 2017"]')
    page.wait_for_url(f"{root}/outlet/valley-wire/2017/05/22/")


def test_arabic_stands_on_the_right_of_an_english_page(page, root):
    item = api(root, "items?language=ar")["items"][0]["id"]
    page.goto(f"{root}/item/{item}")
    assert page.evaluate("getComputedStyle(document.querySelector('.text p')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.banner')).direction") == "ltr"


def test_hostile_text_runs_nothing(page, root):
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    item = api(root, "items?date=2017-04")["items"][0]["id"]
    capture = api(root, f"items/{item}")["capture"]
    for address in (f"/item/{item}", f"/capture/{capture}", "/2017/04/", "/search?q=alert", f"/item/{item}/print"):
        page.goto(root + address)
    assert ran == []


def test_no_page_breaks_its_own_policy(page, root):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for address in addresses(root)[:-1]:
        page.goto(root + address)
    assert said == []
