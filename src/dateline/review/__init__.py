"""Decisions of people: what stands, what it does to entities, what cannot be applied. It changes no record."""

from dateline.review.rulings import Ground, Rulings, Unapplied, rule, standing

__all__ = ["Ground", "Rulings", "Unapplied", "rule", "standing"]
