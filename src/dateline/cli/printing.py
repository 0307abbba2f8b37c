"""What several commands print: problems, counts, progress on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dateline.archive import Filed
from dateline.records import Problem

SHOWN = 20


def plural(number: int, one: str, many: str = "") -> str:
    """`1, "item" -> "1 item"`, `1200, "item" -> "1,200 items"`"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def summary(filed: Filed, known: int, again: int = 0) -> str:
    """What was new, how much was known, and how much of that was fetched again at a time now on record."""
    parts = [plural(filed.captures, "new capture"), plural(filed.items, "new item")]
    parts.append(plural(filed.versions, "new version"))
    if known:
        parts.append(f"{plural(known, 'capture')} known already" + (f" ({again:,} fetched again)" if again else ""))
    return ", ".join(parts)


def show_problems(problems: Iterable[Problem]) -> None:
    """The first problems in full and the rest by kind, on stderr."""
    found = list(problems)
    for problem in found[:SHOWN]:
        remedy = f" – {problem.remedy}" if problem.remedy else ""
        click.echo(f"{problem.where}: {problem.kind}: {problem.what}{remedy}", err=True)
    rest = Counter(problem.kind for problem in found[SHOWN:])
    for kind, many in rest.most_common():
        click.echo(f"… and {many:,} more: {kind}", err=True)


@contextmanager
def progress(what: str, quiet: bool, total: int | None = None) -> Iterator[Any]:
    """A bar on stderr while work goes on, where a person looks on: elsewhere nothing is printed."""
    from tqdm import tqdm

    shown = not quiet and sys.stderr.isatty()
    with tqdm(total=total, desc=what, unit="", file=sys.stderr, disable=not shown, leave=False) as bar:
        yield bar
