"""path, URL, WARC or WACZ → Capture; the only room with a network client. It parses no page and stores nothing."""

from dateline.capture.fetcher import Fetcher, World
from dateline.capture.limits import Limits, Policy
from dateline.capture.opening import open_path
from dateline.capture.schedule import Plan, Rhythm, failed, plan_visits, visited
from dateline.capture.urls import sendable

__all__ = [
    "Fetcher",
    "Limits",
    "Plan",
    "Policy",
    "Rhythm",
    "World",
    "failed",
    "is_url",
    "open_path",
    "plan_visits",
    "sendable",
    "visited",
]


def is_url(text: str) -> bool:
    """Whether `text` is an address, not a path. `"https://example.org/news" -> True`, `"saved/page.html" -> False`."""
    scheme, mark, rest = text.partition("://")
    return bool(mark and rest) and scheme.isalnum()
