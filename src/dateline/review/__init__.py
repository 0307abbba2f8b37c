"""Decisions of people: what stands, what it does to entities and stories, what has no effect. It changes no record."""

from dateline.review.happenings import StoryRulings, Teller, rule_stories
from dateline.review.rulings import Ground, Rulings, Unapplied, rule, standing

__all__ = ["Ground", "Rulings", "StoryRulings", "Teller", "Unapplied", "rule", "rule_stories", "standing"]
