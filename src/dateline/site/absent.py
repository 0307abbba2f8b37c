"""The one error of the site itself: what was asked for is not there, or not for this audience, which reads the same."""

from __future__ import annotations

from dateline.errors import DatelineError


class NotThere(DatelineError):
    """There is no such page, item, date or filter for this audience."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy=remedy)
