"""Takes the command line, runs one command, turns dateline's errors into a line on stderr and exit code 1."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import click

from dateline import __version__
from dateline.errors import DatelineError

_NOT_COMMANDS = frozenset({"deciding", "group", "flags", "printing"})


class Commands(click.Group):
    """Loads the module of a command when it is asked for, so that each starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every module of this folder that holds a command."""
        import dateline.cli

        return sorted(m.name for m in pkgutil.iter_modules(dateline.cli.__path__) if m.name not in _NOT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"dateline.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; trouble of the program is one line with place and remedy."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            click.echo(f"dateline: {error}", err=True)
            ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """From archived news pages to a citable archive and a record of events: who did what to whom, according to whom."""
