"""Names and events of many items → Entities, Stories. It codes nothing and stores nothing."""

from dateline.linking.entities import entity_of, groups_of, join_names
from dateline.linking.forms import chains_of, form_of_name
from dateline.linking.grouping import group
from dateline.linking.names import BLOCK_LIMIT, Link, block_keys, link
from dateline.linking.public import PublicRule, load_rule, shipped
from dateline.linking.reports import Report, compare
from dateline.linking.sightings import Assigned, Group, Join, Joined, Seen
from dateline.linking.stories import STORY_BLOCK, StoryJoin, Told, is_like, join_reports, report_keys, story_of

__all__ = [
    "BLOCK_LIMIT",
    "STORY_BLOCK",
    "Assigned",
    "Group",
    "Join",
    "Joined",
    "Link",
    "PublicRule",
    "Report",
    "Seen",
    "StoryJoin",
    "Told",
    "block_keys",
    "chains_of",
    "compare",
    "entity_of",
    "form_of_name",
    "group",
    "groups_of",
    "is_like",
    "join_names",
    "join_reports",
    "link",
    "load_rule",
    "report_keys",
    "shipped",
    "story_of",
]
