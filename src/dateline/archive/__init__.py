"""records ↔ one SQLite file; with review the only room with SQL; every query applies visibility. It derives nothing."""

from dateline.archive.archive import Archive, open_archive
from dateline.archive.intake import Filed, Filing
from dateline.archive.runs import Run

__all__ = ["Archive", "Filed", "Filing", "Run", "open_archive"]
