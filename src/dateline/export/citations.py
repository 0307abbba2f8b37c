"""An entry → one sentence in each of four styles: APA 7, Chicago 17 (notes), MLA 9, Harvard (Cite Them Right 12).

A citation is a row of pieces, each set upright or in italics; `plain_text` joins them. Undated items say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.export.entry import MONTHS, Entry


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a citation; `italic` where the style sets a title or a container so."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """`style` is what a person calls it; the pieces in order make the sentence."""

    style: str
    pieces: tuple[Piece, ...]

    @property
    def plain_text(self) -> str:
        """The sentence without type faces."""
        return "".join(piece.text for piece in self.pieces)


def cite(entry: Entry) -> tuple[Citation, ...]:
    """The entry in all four styles, always in the same order."""
    return (_apa(entry), _chicago(entry), _mla(entry), _harvard(entry))


def _apa(entry: Entry) -> Citation:
    day = f"{entry.day.year}, {MONTHS[entry.day.month - 1]} {entry.day.day}" if entry.day else "n.d."
    pieces = (
        Piece(f"{_stop(_and(entry.authors, '&'))} ({day}). "),
        Piece(_unstopped(entry.title), italic=True),
        Piece(f". {_container(entry)}{entry.url}{_copy(entry)}"),
    )
    return Citation("APA 7", pieces)


def _chicago(entry: Entry) -> Citation:
    day = _american(entry.day) if entry.day else "n.d."
    seen = f", accessed {_american(entry.accessed)}" if entry.accessed else ""
    pieces = (
        Piece(f"{_and(entry.authors, 'and')}, “{_unstopped(entry.title)},” "),
        Piece(entry.outlet.name, italic=True),
        Piece(f", {day}{seen}, {entry.url}.{_copy(entry)}"),
    )
    return Citation("Chicago 17 (note)", pieces)


def _mla(entry: Entry) -> Citation:
    day = f"{entry.day.day} {_short(entry.day)} {entry.day.year}" if entry.day else "n.d."
    seen = f" Accessed {entry.accessed.day} {_short(entry.accessed)} {entry.accessed.year}." if entry.accessed else ""
    pieces = (
        Piece(f"{_stop(_and(entry.authors, 'and'))} “{_unstopped(entry.title)}.” "),
        Piece(entry.outlet.name, italic=True),
        Piece(f", {day}, {_bare(entry.url)}.{seen}{_copy(entry)}"),
    )
    return Citation("MLA 9", pieces)


def _harvard(entry: Entry) -> Citation:
    year = str(entry.day.year) if entry.day else "no date"
    day = f", {entry.day.day} {MONTHS[entry.day.month - 1]}" if entry.day else ""
    seen = f" (Accessed: {_british(entry.accessed)})" if entry.accessed else ""
    pieces = (
        Piece(f"{_and(entry.authors, 'and')} ({year}) ‘{_unstopped(entry.title)}’, "),
        Piece(entry.outlet.name, italic=True),
        Piece(f"{day}. Available at: {entry.url}{seen}.{_copy(entry)}"),
    )
    return Citation("Harvard", pieces)


def _copy(entry: Entry) -> str:
    """Where the archived copy is, when the citation itself points to the outlet."""
    return f" Archived at {entry.page}, version {entry.item.version}." if entry.url != entry.page else ""


def _container(entry: Entry) -> str:
    return "" if entry.authors == (entry.outlet.name,) else f"{entry.outlet.name}. "


def _and(names: tuple[str, ...], word: str) -> str:
    """`("A", "B", "C"), "and" -> "A, B, and C"`"""
    if len(names) < 3:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])}, {word} {names[-1]}"


def _stop(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _unstopped(title: str) -> str:
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://")


def _american(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _british(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(day: date) -> str:
    name = MONTHS[day.month - 1]
    return name if len(name) < 5 else "Sept." if day.month == 9 else f"{name[:3]}."
