"""Takes the coded items on record, joins names into entities and reports of one happening into stories.

Only what is new is looked at again; decisions of people are put on top. Lists and pages show each audience what its own
items say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.linking import PublicRule, load_rule
from dateline.pipeline.entities import join_names
from dateline.pipeline.stories import join_stories
from dateline.review import Unapplied

__all__ = ["Joining", "join", "load_rule"]


@dataclass(frozen=True, slots=True)
class Joining:
    """How many entities and stories everybody may see now; `items` were taken up; decisions without effect."""

    entities: int
    stories: int
    items: int = 0
    unapplied: tuple[Unapplied, ...] = ()


def join(archive: Archive, rule: PublicRule | None = None, progress: Callable[[int], None] | None = None) -> Joining:
    """Join what was coded since the last time; what it gives is what joining everything anew gives."""
    knit = join_names(archive, rule, progress)
    join_stories(archive)
    entities, stories = archive.entities.count("public"), archive.stories.count("public")
    return Joining(entities, stories, knit.items, knit.unapplied)
