"""Capture → Page → Items; the only room with an HTML parser. It fetches nothing and stores nothing."""

from __future__ import annotations

from dateline.pages.split import split

__all__ = ["split"]
