"""records → file formats; streams, one format per file. It queries nothing."""

from dateline.export import atom, bibtex, csl, embedded, jsonfeed, ris, rss, sitemap
from dateline.export.citations import Citation, Piece, cite
from dateline.export.entry import Entry
from dateline.export.feed import Feed
from dateline.export.warc import write_warc

__all__ = [
    "Citation",
    "Entry",
    "Feed",
    "Piece",
    "atom",
    "bibtex",
    "cite",
    "csl",
    "embedded",
    "jsonfeed",
    "ris",
    "rss",
    "sitemap",
    "write_warc",
]
