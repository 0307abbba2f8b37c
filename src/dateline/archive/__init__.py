"""records ↔ one SQLite file; with review the only room with SQL; every query applies visibility. It derives nothing."""
