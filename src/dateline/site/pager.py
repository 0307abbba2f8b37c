"""A page number and how many there are → the numbers a pager shows. Knows no address."""

from __future__ import annotations


def window(number: int, pages: int, around: int = 2) -> tuple[int | None, ...]:
    """First, last, the neighbours, and None for what is left out. `6, 20 -> (1, None, 4, 5, 6, 7, 8, None, 20)`"""
    wanted = sorted({1, pages, *range(max(1, number - around), min(pages, number + around) + 1)})
    shown: list[int | None] = []
    for page in wanted:
        last = shown[-1] if shown else None
        if last is not None and page - last == 2:
            shown.append(page - 1)
        elif last is not None and page - last > 2:
            shown.append(None)
        shown.append(page)
    return tuple(shown)
