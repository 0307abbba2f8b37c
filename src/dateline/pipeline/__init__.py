"""The only module that knows the order of the rooms: capture, split, store, read, code, join.

It skips what the same versions have done before, catches trouble at the boundary of one input, and stores it as a
Problem. Rooms are loaded when they are first needed, so that a search does not wait for the reader.
"""

from __future__ import annotations

from dateline.pipeline.adding import Adding, Report, add, file_captures, policy
from dateline.pipeline.exporting import records
from dateline.pipeline.following import Following

__all__ = ["Adding", "Following", "Report", "add", "file_captures", "policy", "records"]
