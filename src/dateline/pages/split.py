"""Takes the bytes of a capture and what is known of it, gives a Page; does not fetch, store or assign ids.

What the bytes are is decided by looking at them first and by the declared media type second.
"""

from __future__ import annotations

from dateline.records import Page


def split(data: bytes, media_type: str, url: str | None = None, *, fetched: str | None = None) -> Page:
    """Split one capture into its items. Bad input gives a Page with `reason` and `problems`, never an exception.

    `media_type` as declared (`text/html; charset=utf-8`), may be empty; `fetched` is the ISO time of the capture,
    the anchor for dates such as “3 days ago”. Items come with `id=""` and `outlet=""`.
    """
    from dateline.pages import html

    text = data.decode("utf-8", "replace")
    if "html" in media_type:
        return html.split_html(text, url, fetched=fetched)
    from dateline.pages.text_split import split_text

    return split_text(text, url, fetched=fetched)
