"""The only module that knows the order of the rooms: capture, split, store, read, code, join.

It skips what the same versions have done before, catches trouble at the boundary of one input, and stores it as a
Problem. Rooms are loaded when they are first needed, so that a search does not wait for the reader.
"""

from __future__ import annotations

from dateline.pipeline.adding import Adding, Report, add, file_captures, policy
from dateline.pipeline.coding import code_many, code_text
from dateline.pipeline.exporting import records
from dateline.pipeline.following import Following
from dateline.pipeline.joining import Joining, join, load_rule
from dateline.pipeline.processing import Processed, Processing, process
from dateline.pipeline.watching import Watching, watch
from dateline.pipeline.work import Tools

__all__ = [
    "Adding",
    "Following",
    "Joining",
    "Processed",
    "Processing",
    "Report",
    "Tools",
    "Watching",
    "add",
    "code_many",
    "code_text",
    "file_captures",
    "join",
    "load_rule",
    "policy",
    "process",
    "records",
    "watch",
]
