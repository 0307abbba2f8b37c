"""`dateline code`: text in, events out as JSON lines; no archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import click

from dateline.cli import printing
from dateline.errors import InputError
from dateline.export import Claimed, line
from dateline.records import Item, Problem
from dateline.settings import value


@click.command("code")
@click.argument("source", metavar="[FILE|-]", required=False)
@click.option("--published", help="The day of the text (YYYY-MM-DD); it anchors “on Monday”.")
@click.option(
    "--jsonl", "many", metavar="IN", help="Many texts as JSON lines {id, text, published, title}; - is standard input."
)
@click.option("--statements", type=click.Path(dir_okay=False, path_type=Path), help="Write the statements here.")
@click.option("--codebook", default=lambda: value("codebook"), help="The codebook: a shipped one by name, or a path.")
@click.option("--reader", default=lambda: value("reader"), help="The reader; else the shipped one.")
@click.option("--workers", default=1, show_default=True, help="Processes, with --jsonl.")
def command(
    source: str | None,
    published: str | None,
    many: str | None,
    statements: Path | None,
    **how: Any,
) -> None:
    """Say who does what to whom, where, when, how many and according to whom in a text: events as JSON lines.

    `confidence` is that the text says this; it says nothing about whether it happened.
    """
    from dateline import pipeline

    if (source is None) == (many is None):
        raise click.UsageError("give one FILE (- is standard input), or --jsonl IN")
    problems: list[Problem] = []
    tools = pipeline.Tools(how["reader"], how["codebook"], float(value("item_seconds")))
    items = _lines(many, problems) if many is not None else iter([_single(source or "-", published)])
    with ExitStack() as stack:
        beside = stack.enter_context(statements.open("w", encoding="utf-8")) if statements else None
        for worked in pipeline.code_many(items, tools, how["workers"]):
            spoken = {statement.id: statement for statement in worked.coded.statements}
            for event in worked.coded.events:
                _write(sys.stdout, Claimed.of(event, spoken))
            for statement in worked.coded.statements:
                _write(beside, statement)
            problems += worked.coded.problems
    printing.show_problems(problems)
    if problems:
        raise SystemExit(1)


def _write(out: IO[str] | None, record: object) -> None:
    if out is not None:
        out.write(json.dumps(line(record), ensure_ascii=False) + "\n")


def _single(source: str, published: str | None) -> Item:
    """One text from a file or standard input."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=source, remedy="check the path") from error
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Item(id="" if source == "-" else Path(source).name, body=text, published=published)


def _lines(source: str, problems: list[Problem]) -> Iterator[Item]:
    """One item per line; a line that is none is a Problem, and the run goes on."""
    with ExitStack() as stack:
        try:
            out = sys.stdin.buffer if source == "-" else stack.enter_context(Path(source).open("rb"))
        except OSError as error:
            raise InputError(error.strerror or "cannot be read", where=source, remedy="check the path") from error
        for number, raw in enumerate(out, 1):
            if not raw.strip():
                continue
            try:
                data = json.loads(raw)
                text = str(data["text"]).replace("\r\n", "\n").replace("\r", "\n")
                told = {"title": data.get("title"), "published": data.get("published")}
                yield Item(id=str(data.get("id", number)), body=text, **told)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                what = f"no JSON object with a text ({type(error).__name__}: {error})"
                problems.append(
                    Problem("bad line", what, f"{source}:{number}", "one {id, text, published, title} per line")
                )
