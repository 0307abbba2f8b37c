"""records → file formats; streams, one format per file. It queries nothing."""

from dateline.export import atom, bibtex, csl, embedded, jsonfeed, ris, rss, sitemap
from dateline.export.citations import Citation, Piece, cite
from dateline.export.entry import Entry
from dateline.export.feed import Feed
from dateline.export.formats import Style
from dateline.export.formats import load as load_format
from dateline.export.formats import names as format_names
from dateline.export.rows import CLAIMS, KINDS, Claimed, address, line
from dateline.export.warc import write_warc

__all__ = [
    "CLAIMS",
    "KINDS",
    "Citation",
    "Claimed",
    "Entry",
    "Feed",
    "Piece",
    "Style",
    "address",
    "atom",
    "bibtex",
    "cite",
    "csl",
    "embedded",
    "format_names",
    "jsonfeed",
    "line",
    "load_format",
    "ris",
    "rss",
    "sitemap",
    "write_warc",
]
