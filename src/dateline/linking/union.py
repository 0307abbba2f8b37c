"""Things and the joins between them → groups; each join keeps its reason. Knows no record."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint groups; the first member in the order of adding founds a group.

    >>> g = Groups(["a", "b", "c"]); g.join("c", "a"); g.members()
    [['a', 'c'], ['b']]
    """

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {}
        self._order: dict[T, int] = {}
        for thing in things:
            self.add(thing)

    def add(self, thing: T) -> None:
        """Make `thing` a group of its own, unless it is known."""
        if thing not in self._parent:
            self._parent[thing] = thing
            self._order[thing] = len(self._order)

    def founder(self, thing: T) -> T:
        """The member of its group that was added first."""
        root = thing
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[thing] != root:
            self._parent[thing], thing = root, self._parent[thing]
        return root

    def join(self, one: T, other: T) -> bool:
        """Make two groups one; False where they were one already."""
        a, b = self.founder(one), self.founder(other)
        if a == b:
            return False
        if self._order[b] < self._order[a]:
            a, b = b, a
        self._parent[b] = a
        return True

    def members(self) -> list[list[T]]:
        """All groups, each in the order of adding, ordered by founder."""
        groups: dict[T, list[T]] = {}
        for thing in self._order:
            groups.setdefault(self.founder(thing), []).append(thing)
        return list(groups.values())
