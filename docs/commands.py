"""Writes docs/commands.md from the commands themselves: `python docs/commands.py`; a test keeps it current."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import main

TARGET = Path(__file__).with_name("commands.md")
HEAD = """# Commands

Written by `python docs/commands.py` from the commands themselves; edit their help, not this page.

Every command exits with 0 when all went through, with 1 when anything did not (what and why is on standard error, and
on record as a Problem), with 2 when it was called wrongly. Defaults come from the environment where a variable is
named.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(main, info_name="dateline")
    names = main.list_commands(context)
    parts = [HEAD, "\n".join(f"- [`dateline {name}`](#dateline-{name})" for name in names)]
    return "\n".join([*parts, *(section(context, name) for name in names)])


def section(parent: click.Context, name: str) -> str:
    """One command: its call, what it does, its options."""
    command = main.get_command(parent, name)
    if command is None:
        raise LookupError(name)
    context = click.Context(command, info_name=f"dateline {name}")
    usage = " ".join([f"dateline {name}", *command.collect_usage_pieces(context)])
    lines = [f"\n## dateline {name}\n", f"    {usage}\n", prose(command.help or "")]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    rows = [row for option in options if (row := option.get_help_record(context))]
    if rows:
        lines += ["", "| option | |", "|---|---|"]
        lines += [f"| `{cell(option)}` | {cell(told)} |" for option, told in rows]
    return "\n".join(lines)


def prose(text: str) -> str:
    """A help text as paragraphs, each on one line."""
    paragraphs = text.replace("\b", "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def cell(text: str) -> str:
    """Text that does not break a table."""
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    TARGET.write_text(page() + "\n", encoding="utf-8")
