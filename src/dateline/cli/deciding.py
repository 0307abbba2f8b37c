"""What commands that keep decisions share: who decides and why, the id printed, what has no effect."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dateline.cli import flags, printing
from dateline.pipeline.deciding import Decided
from dateline.review import Unapplied

F = TypeVar("F", bound=Callable[..., Any])


def signed(function: F) -> F:
    """The flags `--archive`, `--by` and `--reason`."""
    by = click.option("--by", default=getpass.getuser, show_default="the user", help="Who decides.")
    reason = click.option("--reason", help="Why; kept with the decision.")
    return by(reason(flags.archive(function)))


def told(decided: Decided) -> None:
    """Print the id of a decision, and why it has no effect if so."""
    warn(tuple(u for u in decided.unapplied if u.decision.id == decided.decision.id))
    click.echo(decided.decision.id)


def warn(unapplied: tuple[Unapplied, ...]) -> None:
    """Name decisions without effect on standard error."""
    for lost in unapplied[: printing.SHOWN]:
        what = f"{lost.decision.action} {lost.decision.id}"
        click.echo(f"{what} has no effect: {lost.why}; it is kept", err=True)
