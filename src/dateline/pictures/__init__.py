"""records → charts, maps and networks as SVG and tables. It queries nothing."""

from dateline.pictures.bars import COVERED, MISSING, PARTIAL, Bar, Frame, draw, rows

__all__ = ["COVERED", "MISSING", "PARTIAL", "Bar", "Frame", "draw", "rows"]
