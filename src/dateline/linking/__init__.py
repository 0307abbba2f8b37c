"""Names and events of many items → Entities, Stories. It codes nothing and stores nothing."""

from dateline.linking.entities import join_names
from dateline.linking.public import PublicRule
from dateline.linking.reports import Report
from dateline.linking.sightings import Assigned, Join, Joined, Seen
from dateline.linking.stories import StoryJoin, Told, join_reports

__all__ = [
    "Assigned",
    "Join",
    "Joined",
    "PublicRule",
    "Report",
    "Seen",
    "StoryJoin",
    "Told",
    "join_names",
    "join_reports",
]
