"""dateline: archived news pages in, a citable archive and a record of claims out."""

__version__ = "0.1.0"
