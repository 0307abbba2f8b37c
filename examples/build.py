"""Builds the sample archive from `pages/` and `outlets.toml` and prints what is in it. The happenings are invented."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline import pipeline
from dateline.archive import Archive, open_archive
from dateline.capture import Limits, open_path
from dateline.records import Capture, Outlet, Problem

HERE = Path(__file__).parent


def main() -> int:
    """Build the archive anew; exit code 1 when anything did not go through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=Path("demo/archive.db"))
    path = parser.parse_args().archive
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    with open_archive(path) as archive:
        problems = list(build(archive))
        summary(archive, path)
    for problem in problems:
        print(f"{problem.where}: {problem.what} – {problem.remedy}", file=sys.stderr)
    return 1 if problems else 0


def build(archive: Archive) -> Iterator[Problem]:
    """File every outlet's pages as they were captured then, and code them."""
    for told in tomllib.loads((HERE / "outlets.toml").read_text(encoding="utf-8"))["outlet"]:
        files = told.pop("files")
        outlet = Outlet(**told)
        archive.outlets.put(outlet)
        captures = [capture for file in files for capture in captures_of(file)]
        report = pipeline.file_captures(archive, captures, pipeline.Adding(outlet=outlet.id))
        yield from report.problems
    yield from pipeline.process(archive).problems
    pipeline.join(archive)


def captures_of(file: dict[str, str]) -> Iterator[Capture | Problem]:
    """The capture of one sample page, with the address and time told for it."""
    for found in open_path(HERE / file["path"], Limits()):
        if isinstance(found, Capture):
            yield replace(found, url=file.get("url"), fetched=file["fetched"], file_name=file["path"])
        else:
            yield found


def summary(archive: Archive, path: Path) -> None:
    """Print what a visitor of the sample will find."""
    print(f"{path}: a sample of invented outlets, persons and happenings on real ground")
    for name, number in archive.stats.counts("public"):
        print(f"  {name.replace('_', ' '):16} {number:>9,}")


if __name__ == "__main__":
    raise SystemExit(main())
