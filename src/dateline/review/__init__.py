"""Decisions of people: queue, rules of two reviewers, accounts. It changes no record."""
