"""`dateline codebook`: check a codebook for faults, or explain which rules a word can trigger."""

from __future__ import annotations

import click

from dateline import codebook as books
from dateline.errors import DatelineError


@click.group(name="codebook", help="Check a codebook, or ask what a word can mean in it.")
def command() -> None:
    """The two questions one asks a codebook."""


@command.command(name="check")
@click.argument("book", default="plover")
def check(book: str) -> None:
    """List every fault of BOOK (a shipped name or a folder), with file and line; exit code 1 if there is one."""
    try:
        faults = books.check(book)
    except DatelineError as error:
        raise click.ClickException(str(error)) from None
    for fault in faults:
        click.echo(str(fault))
    if faults:
        raise click.exceptions.Exit(1)
    loaded = books.load(book)
    predicates = sum(len(f.verbs) + len(f.nouns) + len(f.adjectives) for f in loaded.frames)
    cases = sum(len(f.cases) for f in loaded.frames)
    counts = f"{len(loaded.types)} types, {len(loaded.frames)} frames, {predicates} predicates, {cases} cases"
    click.echo(f"{loaded.title}: {counts}: no faults")


@command.command(name="explain")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--codebook", "book", default="plover", show_default=True, help="A shipped codebook by name, or a folder."
)
def explain(words: tuple[str, ...], book: str) -> None:
    """Tell which rules WORDS can trigger, with the roles their syntax gives and worked cases."""
    try:
        for line in books.explain(books.load(book), " ".join(words)):
            click.echo(line)
    except DatelineError as error:
        raise click.ClickException(str(error)) from None
