"""Where the pages of the WARCs of one run lie → the place a revisit record refers to; remembers places, not bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.capture.entry import Entry
from dateline.capture.inflated import Place
from dateline.capture.warc_records import Record


@dataclass(frozen=True, slots=True)
class Located:
    """A record in a file."""

    entry: Entry
    place: Place


@dataclass(slots=True)
class Revisits:
    """What is known so far, and the revisits that refer to something not yet seen."""

    known: dict[str, Located] = field(default_factory=dict)
    waiting: list[tuple[Entry, Record]] = field(default_factory=list)

    def remember(self, entry: Entry, record: Record) -> None:
        """Note where a response or resource lies; of two with one key the first is kept."""
        located = Located(entry, record.place)
        uri = record.get("WARC-Target-URI") or ""
        keys = (
            record.get("WARC-Record-ID"),
            record.get("WARC-Payload-Digest"),
            f"{uri} {record.get('WARC-Date')}",
            uri,
        )
        for key in keys:
            if key:
                self.known.setdefault(key, located)

    def find(self, revisit: Record) -> Located | None:
        """What `revisit` refers to: by record id, by address and time, by digest; if unmodified, by address alone."""
        uri, date = revisit.get("WARC-Refers-To-Target-URI"), revisit.get("WARC-Refers-To-Date")
        keys = [revisit.get("WARC-Refers-To"), f"{uri} {date}" if uri and date else None]
        keys.append(revisit.get("WARC-Payload-Digest"))
        if "not-modified" in (revisit.get("WARC-Profile") or ""):
            keys.append(revisit.get("WARC-Target-URI"))
        return next((self.known[key] for key in keys if key in self.known), None)
