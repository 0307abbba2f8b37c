"""The exceptions of the program itself.

    DatelineError              anything dateline raises on purpose
    ├── InputError             an input cannot be used at all (a path that is not there, flags that contradict)
    ├── CaptureError           an address or file could not be fetched or opened
    │   ├── RefusedError       it was refused on purpose: private address, robots.txt, too large, too many redirects
    │   └── LaterError         the server asks to come back later; says in how many seconds
    ├── ArchiveError           the archive file cannot be opened, read or written
    │   ├── SchemaError        it was made by a newer dateline
    │   └── BusyError          another process holds it longer than the time allowed
    ├── ModelError             a model file is missing, damaged or of another kind
    ├── CodebookError          a codebook or lexicon file has a fault; names file and line
    ├── GazetteerError         a gazetteer file has a fault; names file and line
    └── MissingExtraError      a part that is an optional extra is not installed; names the command that installs it

Trouble of one input while a run goes on is no exception for the user but a `Problem` record.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything dateline raises on purpose: one sentence, with `where` it happened and the `remedy`."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" – {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class InputError(DatelineError):
    """An input cannot be used at all."""


class CaptureError(DatelineError):
    """An address or file could not be fetched or opened."""


class RefusedError(CaptureError):
    """A fetch was refused on purpose: private address, robots.txt, size, redirects."""


class LaterError(CaptureError):
    """The server asks to come back in `seconds`."""

    def __init__(self, what: str, *, seconds: float, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.seconds = seconds


class ArchiveError(DatelineError):
    """The archive file cannot be opened, read or written."""


class SchemaError(ArchiveError):
    """The archive was made by a newer dateline."""


class BusyError(ArchiveError):
    """Another process holds the archive longer than the time allowed."""


class ModelError(DatelineError):
    """A model file is missing, damaged or of another kind."""


class CodebookError(DatelineError):
    """A codebook or lexicon file has a fault."""


class GazetteerError(DatelineError):
    """A gazetteer file has a fault."""


class MissingExtraError(DatelineError):
    """An optional extra is not installed."""
