"""A coverage-guided fuzz target over `split`: any bytes must give a Page, quickly, with nothing of a text lost.

Run by hand (`pip install atheris`), inputs that fail are kept in `tests/broken/pages` under the name of their fault:

    python tests/fuzz/fuzz_split.py -max_total_time=300 -max_len=4000 CORPUS tests/pages/text
"""

from __future__ import annotations

import sys
from collections import Counter

import atheris

with atheris.instrument_imports(include=["dateline.pages"]):
    from dateline.pages import split
    from dateline.pages.text_split import split_text
    from dateline.records import Page

TYPES = ("text/plain", "", "text/html; charset=utf-8", "application/rss+xml", "application/json")


def lost(text: str, page: Page) -> Counter[str]:
    """The characters of the text that stand neither in an item nor in furniture."""
    seen: Counter[str] = Counter()
    for item in page.items:
        fields = (
            item.title,
            item.body,
            item.credit_as,
            item.published_as,
            item.category,
            item.number,
            item.kind,
            *item.authors,
        )
        seen.update("".join(value for value in fields if value))
    seen.update("".join(one.text for one in page.furniture))
    return Counter(c for c in text if not c.isspace()) - seen


def one(data: bytes) -> None:
    """The first byte chooses the media type, the rest is the page."""
    media_type = TYPES[data[0] % len(TYPES)] if data else ""
    page = split(data[1:], media_type, "https://fuzz.example/2017/05/", fetched="2020-01-02T03:04:05")
    assert page.items or page.reason
    assert not any(problem.kind == "unreadable" for problem in page.problems), page.reason
    if media_type == "text/plain":
        text = data[1:].decode("utf-8", "ignore")
        assert not lost(text, split_text(text, fetched="2020-01-02"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
