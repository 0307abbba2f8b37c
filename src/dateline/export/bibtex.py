"""Entries → BibTeX, one `@misc` each with the fields that BibTeX and biblatex both know; streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.export.entry import Entry
from dateline.text import slug, squeeze

MEDIA_TYPE = "application/x-bibtex"
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One BibTeX record per entry, in the order given."""
    for entry in entries:
        yield _record(entry)


def key(entry: Entry) -> str:
    """The citation key: outlet, day and the start of the id. `coalition-news-2017-05-23-1f00ab`"""
    day = entry.day.isoformat() if entry.day else "undated"
    return f"{slug(entry.outlet.name, 30) or 'outlet'}-{day}-{entry.item.id[:6]}"


def _record(entry: Entry) -> str:
    day = entry.day
    fields = [
        ("author", " and ".join("{" + _escape(name) + "}" for name in entry.authors)),
        ("title", "{" + _escape(entry.title) + "}"),
        ("howpublished", _escape(entry.outlet.name)),
        ("year", str(day.year) if day else ""),
        ("month", str(day.month) if day else ""),
        ("day", str(day.day) if day else ""),
        ("date", day.isoformat() if day else ""),
        ("url", _address(entry.url)),
        ("urldate", entry.accessed.isoformat() if entry.accessed else ""),
        ("langid", entry.item.language or ""),
        ("keywords", _escape(", ".join(filter(None, (entry.item.category, *entry.item.tags))))),
        ("note", _escape(entry.evidence)),
    ]
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@misc{{{key(entry)},\n{lines}\n}}\n\n"


def _escape(text: str) -> str:
    return squeeze(text).translate(_SPECIAL)


def _address(url: str) -> str:
    """Braces and blanks would end the field; everything else is literal in a `url`."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
