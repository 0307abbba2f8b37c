"""The parts of addresses that are not any text: numbers of versions and months, endings of feeds and exports."""

from __future__ import annotations

from starlette.convertors import Convertor, StringConvertor, register_url_convertor


class Version(Convertor[int]):
    """A small whole number."""

    regex = "[0-9]{1,6}"

    def convert(self, value: str) -> int:
        """`"2" -> 2`"""
        return int(value)

    def to_string(self, value: int) -> str:
        """`2 -> "2"`"""
        return str(value)


class Feed(StringConvertor):
    """The ending of a feed."""

    regex = "atom|rss|json"


class Export(StringConvertor):
    """The ending of an export of citations."""

    regex = r"bib|ris|csl\.json"


def register() -> None:
    """Make the names known to the router; safe to call again."""
    register_url_convertor("version", Version())
    register_url_convertor("fed", Feed())
    register_url_convertor("exported", Export())
