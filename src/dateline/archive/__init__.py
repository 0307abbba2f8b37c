"""records ↔ one SQLite file; with review the only room with SQL; every query applies visibility. It derives nothing."""

from dateline.archive.archive import Archive, open_archive
from dateline.archive.browse import Listing, Slice
from dateline.archive.calendar import Count
from dateline.archive.chronicle import EventCount, ItemClaims, Report, Reports
from dateline.archive.claim_filters import EventFilter
from dateline.archive.claims import Versions
from dateline.archive.columns import Packed, as_kept, pack, unpack
from dateline.archive.curation import Purge
from dateline.archive.facets import Facet, Facets
from dateline.archive.filters import Filter
from dateline.archive.history import Holding, Seen, Tombstone, Version
from dateline.archive.intake import Filed, Filing
from dateline.archive.query import Query, Term
from dateline.archive.runs import Run
from dateline.archive.search import Found
from dateline.archive.sources import Source
from dateline.archive.spans import OutletList

__all__ = [
    "Archive",
    "Count",
    "EventCount",
    "EventFilter",
    "Facet",
    "Facets",
    "Filed",
    "Filing",
    "Filter",
    "Found",
    "Holding",
    "ItemClaims",
    "Listing",
    "OutletList",
    "Packed",
    "Purge",
    "Query",
    "Report",
    "Reports",
    "Run",
    "Seen",
    "Slice",
    "Source",
    "Term",
    "Tombstone",
    "Version",
    "Versions",
    "as_kept",
    "open_archive",
    "pack",
    "unpack",
]
