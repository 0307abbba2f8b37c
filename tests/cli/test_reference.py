"""The command reference names every command and option, and is current."""

from __future__ import annotations

import runpy
from pathlib import Path

import click

from dateline.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_current() -> None:
    page = runpy.run_path(str(DOCS / "commands.py"))["page"]()
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == page + "\n", "run `python docs/commands.py`"


def test_every_command_and_option_is_in_it() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    context = click.Context(main)
    names = main.list_commands(context)
    assert len(names) > 10
    for name in names:
        command = main.get_command(context, name)
        assert command is not None
        assert f"## dateline {name}\n" in text
        section = text.partition(f"## dateline {name}\n")[2].partition("\n## ")[0]
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert f"`{option}" in section or f", {option}" in section, (name, option)
