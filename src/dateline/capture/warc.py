"""A WARC → Captures: responses, resources and revisits, decoded and their digests checked; requests are passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from dateline.capture import http_message
from dateline.capture.digests import matches
from dateline.capture.entry import Entry
from dateline.capture.http_message import Headers, Response, note
from dateline.capture.limits import Limits
from dateline.capture.media import is_page, media_type
from dateline.capture.payload import unpack
from dateline.capture.revisits import Revisits
from dateline.capture.saved import page
from dateline.capture.warc_records import Record, record_at, records
from dateline.errors import CaptureError, RefusedError
from dateline.records import Capture, Problem
from dateline.text import digest

Found = Iterator[Capture | Problem]
_BLOCK, _PAYLOAD = "WARC-Block-Digest", "WARC-Payload-Digest"
_EXTENSION = "dateline-"
_OWN_NOTES = {f"{_EXTENSION}{name}": name for name in ("redirect", "received", "source-record")}
_FRAMING = ("content-type", "content-length")
_NO_PAGE = frozenset({204, 205, 206})


@dataclass(slots=True)
class WarcReader:
    """Reads the WARCs of one run; `left_out` counts what is no page, `revisits` what later records may refer to."""

    limits: Limits
    left_out: Counter[str]
    revisits: Revisits = field(default_factory=Revisits)

    def read(self, entry: Entry) -> Found:
        """Every page of the WARC `entry`; a revisit of something not yet seen waits for `rest`."""
        with entry.open() as raw:
            for record in records(raw, entry.where, self.limits):
                if isinstance(record, Problem):
                    yield record
                elif (record.get("WARC-Type") or "").lower() == "revisit":
                    yield from _told(self._revisit(entry, record, last=False), _where(entry, record))
                else:
                    yield from self._own(entry, record)

    def rest(self) -> Found:
        """The revisits whose original came after them, and a Problem for each whose original never came."""
        waiting, self.revisits.waiting = self.revisits.waiting, []
        for entry, record in waiting:
            yield from _told(self._revisit(entry, record, last=True), _where(entry, record))

    def _own(self, entry: Entry, record: Record) -> Found:
        for found in _told(self._read(entry, record), _where(entry, record)):
            if isinstance(found, Capture):
                self.revisits.remember(entry, record)
            yield found

    def _read(self, entry: Entry, record: Record) -> Found:
        kind = (record.get("WARC-Type") or "").lower()
        where = _where(entry, record)
        if kind == "resource":
            yield from self._resource(record, where)
        elif kind == "response" and _is_http(record):
            yield from self._response(record, where)
        elif kind == "continuation" or (kind == "response" and ":" not in (_address(record) or "")):
            what = "a part of a record" if kind == "continuation" else "a response without address"
            yield Problem("unsupported", what, where, "capture the page again")
        elif kind == "response":
            self.left_out["answers that are not HTTP"] += 1

    def _response(self, record: Record, where: str) -> Found:
        response = http_message.parse(record.block)
        if response is None:
            yield Problem("damaged", "a response that does not start like one", where, "capture the page again")
            return
        if not 200 <= response.status < 300 or response.status in _NO_PAGE:
            self.left_out[f"answers with status {response.status}"] += 1
            return
        if not response.payload:
            self.left_out["empty answers"] += 1
            return
        capture = _capture(record, response, self.limits)
        if not is_page(capture.media_type):
            self.left_out[capture.media_type] += 1
            return
        yield from _checked(record, capture, (response.payload, response.sent, capture.body), where)

    def _resource(self, record: Record, where: str) -> Found:
        capture = _resource(record)
        if is_page(capture.media_type):
            yield from _checked(record, capture, (record.block,), where)
        else:
            self.left_out[capture.media_type] += 1

    def _revisit(self, entry: Entry, record: Record, *, last: bool) -> Found:
        response = http_message.parse(record.block)
        declared = http_message.value(response.headers, "Content-Type") if response else ""
        located = self.revisits.find(record)
        if located is None and declared and not is_page(media_type(b"", "", declared)):
            self.left_out[declared.partition(";")[0]] += 1
        elif located is None and last:
            remedy = "add the WARC that holds the original, in one folder with this one"
            yield Problem("revisit", "the record it repeats is not here", _where(entry, record), remedy)
        elif located is None:
            self.revisits.waiting.append((entry, record))
        else:
            with located.entry.open() as raw:
                original = record_at(raw, located.place, located.entry.where, self.limits)
            if isinstance(original, Record):
                same = record.get(_PAYLOAD) == original.get(_PAYLOAD)
                for capture in self._read(located.entry, original):
                    if isinstance(capture, Capture):
                        repeated = _repeated(capture, record, response)
                        payloads = None if same else _payloads(capture)
                        yield from _checked(record, repeated, payloads, _where(entry, record))


def _capture(record: Record, response: Response, limits: Limits) -> Capture:
    payload = unpack(response.payload, response.headers, _address(record) or "", limits)
    notes = (note("status", response.line), *payload.notes, *_notes(record))
    return Capture(
        sha256=digest(payload.body),
        body=payload.body,
        media_type=payload.media_type,
        url=_address(record),
        fetched=_fetched(record),
        modified=http_message.iso_date(http_message.value(response.headers, "Last-Modified")),
        status=response.status,
        headers=(*notes, *http_message.restored(response.headers)),
        received=payload.received,
    )


def _resource(record: Record) -> Capture:
    address = _address(record) or ""
    file_name = unquote(record.get("Dateline-File-Name") or "") or None
    if address.startswith("file:"):
        file_name, address = unquote(address.removeprefix("file://").lstrip("/")), ""
    elif address.startswith("urn:sha256:"):
        address = ""
    declared = record.get("Content-Type") or ""
    kind = media_type(record.block, file_name or address.partition("?")[0], declared)
    saved = page(record.block, kind)
    return Capture(
        sha256=digest(saved.body),
        body=saved.body,
        media_type=saved.media_type,
        url=address or None,
        file_name=file_name,
        fetched=_fetched(record),
        modified=record.get("Dateline-Modified"),
        headers=(*saved.notes, *_notes(record)),
        received=saved.received,
    )


def _repeated(original: Capture, revisit: Record, response: Response | None) -> Capture:
    """The capture a revisit stands for: the original's bytes at its own address, time and headers."""
    line = (note("status", response.line),) if response else original.headers[:1]
    headers = response.headers if response and response.status != 304 else _server_headers(original)
    address = _address(revisit) or original.url
    status = response.status if response else original.status
    found = (*line, *_notes(revisit), *headers)
    return replace(original, url=address, fetched=_fetched(revisit), status=status, headers=found)


def _payloads(capture: Capture) -> tuple[bytes, ...]:
    return (capture.body,) if capture.received is None else (capture.received, capture.body)


def _server_headers(capture: Capture) -> Headers:
    return tuple((n, v) for n, v in capture.headers if not http_message.is_note(n))


def _told(found: Found, where: str) -> Found:
    """What was found, up to a body that cannot be read, which is a Problem."""
    try:
        yield from found
    except CaptureError as error:
        refused = isinstance(error, RefusedError)
        yield Problem("bomb" if refused else "damaged", error.what, where, error.remedy)


def _checked(record: Record, capture: Capture, payloads: tuple[bytes, ...] | None, where: str) -> Found:
    """The capture, after a Problem for each digest that does not hold and for a body cut by the crawler.

    `payloads` are the bytes the payload digest may be of, None where it was checked before.
    """
    remedy = "compare it with another copy before you rely on it"
    for name, candidates in ((_BLOCK, (record.block,)), (_PAYLOAD, payloads)):
        declared = record.get(name)
        if declared and candidates is not None and matches(declared, candidates) is False:
            yield Problem("digest", f"the bytes do not match their {name} {declared}", where, remedy)
    if cut := record.get("WARC-Truncated"):
        yield Problem("truncated", f"the crawler cut it short: {cut}", where, "capture the page again")
    yield capture


def _notes(record: Record) -> Headers:
    """The headers of the WARC record as notes, without those that only frame it."""
    own = tuple(note(_OWN_NOTES[n.lower()], v) for n, v in record.headers if n.lower() in _OWN_NOTES)
    return own + tuple(note(n, v) for n, v in record.headers if not n.lower().startswith((_EXTENSION, *_FRAMING)))


def _address(record: Record) -> str | None:
    uri = record.get("WARC-Target-URI")
    return uri.removeprefix("<").removesuffix(">") if uri else None


def _fetched(record: Record) -> str | None:
    """The time of capture, with a numeric offset as everywhere in the archive."""
    if record.get("Dateline-Fetched") == "unknown":
        return None
    date = record.get("Dateline-Fetched") or record.get("WARC-Date")
    return f"{date[:-1]}+00:00" if date and date.endswith("Z") else date


def _is_http(record: Record) -> bool:
    return (_address(record) or "").lower().startswith(("http:", "https:"))


def _where(entry: Entry, record: Record) -> str:
    return f"{entry.where} ({_address(record) or record.get('WARC-Record-ID') or 'a record without address'})"
