"""WARCs for the tests, written by warcio: another program's files, not our own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = b"<!doctype html><title>River News</title><p>The council of Al Qunaytirah met on Monday.</p>"
DATE = "2017-05-23T10:04:00Z"


@dataclass
class Made:
    """A WARC in the making; `starts` holds the offset of each record."""

    gzip: bool = True
    out: io.BytesIO = field(default_factory=io.BytesIO)
    starts: list[int] = field(default_factory=list)

    def add(
        self,
        uri: str,
        body: bytes = HTML,
        headers: list[tuple[str, str]] | None = None,
        status: str = "200 OK",
        kind: str = "response",
        **warc: str,
    ) -> Made:
        writer = WARCWriter(self.out, gzip=self.gzip, warc_version="1.1")
        http = StatusAndHeaders(status, headers or [("Content-Type", "text/html")], protocol="HTTP/1.1")
        identity = f"<urn:uuid:00000000-0000-4000-8000-{len(self.starts):012}>"
        fields = {"WARC-Date": DATE, "WARC-Record-ID": identity} | {
            name.replace("_", "-"): value for name, value in warc.items()
        }
        record = writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http if kind in ("response", "revisit") else None,
            warc_content_type=headers[0][1] if kind == "resource" and headers else "",
            warc_headers_dict=fields,
        )
        self.starts.append(self.out.tell())
        writer.write_record(record)
        return self

    def info(self) -> Made:
        writer = WARCWriter(self.out, gzip=self.gzip, warc_version="1.1")
        self.starts.append(self.out.tell())
        writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "warcio"}))
        return self

    @property
    def data(self) -> bytes:
        return self.out.getvalue()


def wacz(warcs: dict[str, bytes], resources: list[dict[str, str]] | None = None, seal: str | None = None) -> bytes:
    """A WACZ around `warcs`; `resources` as the data package lists them, by default rightly."""
    import hashlib
    import json

    if resources is None:
        resources = [
            {"name": n, "path": f"archive/{n}", "hash": f"sha256:{hashlib.sha256(d).hexdigest()}"}
            for n, d in warcs.items()
        ]
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in warcs.items():
            archive.writestr(f"archive/{name}", data)
        archive.writestr("datapackage.json", package)
        archive.writestr("indexes/index.cdx.gz", b"\x1f\x8b\x08 no real index")
        archive.writestr("pages/pages.jsonl", b'{"format": "json-pages-1.0"}\n')
        seal = seal or f"sha256:{hashlib.sha256(package).hexdigest()}"
        archive.writestr("datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": seal}))
    return out.getvalue()
