"""records ↔ one SQLite file; with review the only room with SQL; every query applies visibility. It derives nothing."""

from dateline.archive.archive import Archive, open_archive

__all__ = ["Archive", "open_archive"]
