"""A feed is judged by its bytes: what its server or file name calls it is no trouble."""

import pytest

from dateline.pages import split

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Chott</title><item><title>Rain</title>
<link>https://chott.example/1</link><pubDate>Fri, 18 Mar 2016 11:30:00 +0100</pubDate>
<description>It rained in Tozeur.</description></item></channel></rss>"""


@pytest.mark.parametrize(
    "media_type", ["application/rss+xml", "application/xml", "text/xml", "text/plain", "text/html", ""]
)
def test_the_declared_type_of_a_feed_is_no_trouble(media_type: str) -> None:
    page = split(FEED, media_type)
    assert [item.title for item in page.items] == ["Rain"]
    assert page.problems == ()
