"""Names and events of many items → Entities, Stories. It codes nothing and stores nothing."""

from dateline.linking.alone import lone_of
from dateline.linking.entities import bearers_of, entity_of, join_names
from dateline.linking.forms import chains_of, form_of_name
from dateline.linking.grouping import group
from dateline.linking.names import (
    BLOCK_LIMIT,
    SURNAME,
    SURNAME_LIMIT,
    Link,
    block_keys,
    link,
    surname_blocks,
    surname_links,
)
from dateline.linking.public import PublicRule, load_rule, shipped
from dateline.linking.reports import Report, compare
from dateline.linking.sightings import Assigned, Group, Join, Joined, Lone, Seen
from dateline.linking.stories import STORY_BLOCK, StoryJoin, Told, is_like, join_reports, report_keys, story_of

__all__ = [
    "BLOCK_LIMIT",
    "STORY_BLOCK",
    "SURNAME",
    "SURNAME_LIMIT",
    "Assigned",
    "Group",
    "Join",
    "Joined",
    "Link",
    "Lone",
    "PublicRule",
    "Report",
    "Seen",
    "StoryJoin",
    "Told",
    "bearers_of",
    "block_keys",
    "chains_of",
    "compare",
    "entity_of",
    "form_of_name",
    "group",
    "is_like",
    "join_names",
    "join_reports",
    "link",
    "load_rule",
    "lone_of",
    "report_keys",
    "shipped",
    "story_of",
    "surname_blocks",
    "surname_links",
]
