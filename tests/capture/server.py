"""A real HTTP server on this machine, with a page for every way a server can behave."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = b"<!doctype html><title>River News</title><p>The council met on Monday.</p>"
Headers = dict[str, str]


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; what came in is kept in `site.requests`."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        site = self.site
        with site.guard:
            site.requests.append((self.path, dict(self.headers)))
        with suppress(BrokenPipeError, ConnectionResetError):
            site.routes.get(self.path.partition("?")[0], missing)(self)

    def answer(self, body: bytes = HTML, status: int = 200, headers: Headers | None = None) -> None:
        """A whole answer; `headers` replace the usual ones."""
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | (headers or {})
        self.send_response(status)
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


Route = Callable[[Handler], None]


@dataclass
class Site:
    """A running server. `routes` may be changed while it runs."""

    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[tuple[str, Headers]] = field(default_factory=list)
    port: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


@contextmanager
def running(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site(dict(ROUTES))
    kind = type("Bound", (ThreadingHTTPServer,), {"address_family": socket.AF_INET6 if ":" in host else socket.AF_INET})
    server = kind((host, 0), type("Own", (Handler,), {"site": site}))
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def missing(handler: Handler) -> None:
    handler.answer(b"<html>not here", 404)


def redirect(target: str, status: int = 302) -> Route:
    return lambda handler: handler.answer(b"", status, {"Location": target})


def robots(text: str, status: int = 200) -> Route:
    return lambda handler: handler.answer(text.encode(), status, {"Content-Type": "text/plain"})


def conditional(handler: Handler) -> None:
    tags = {"ETag": '"v1"', "Last-Modified": "Tue, 23 May 2017 09:00:00 GMT"}
    known = handler.headers["If-None-Match"] == '"v1"' or handler.headers["If-Modified-Since"] == tags["Last-Modified"]
    handler.answer(b"" if known else HTML, 304 if known else 200, tags)


def busy(times: int, status: int = 429, **headers: str) -> Route:
    """Busy so often, then well again."""
    left = [times]

    def route(handler: Handler) -> None:
        left[0] -= 1
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.answer(b"busy", status, named) if left[0] >= 0 else handler.answer()

    return route


def drip(handler: Handler) -> None:
    """Sends a byte now and then, for as long as anybody listens."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        handler.wfile.write(b"X-%d: 1\r\n" % n)
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 10_000)


def short(handler: Handler) -> None:
    """Promises more than it sends."""
    handler.answer(HTML, headers={"Content-Length": str(len(HTML) + 500)})
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_WR)


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01 this is no answer\r\n\r\n")
    handler.close_connection = True


def chunked(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (9, HTML[:9], len(HTML) - 9, HTML[9:]))


def packed(body: bytes, kind: str = "text/html", **headers: str) -> Route:
    sent = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(body, headers=sent)


ROUTES: dict[str, Route] = {
    "/": Handler.answer,
    "/news": Handler.answer,
    "/moved": redirect("/news?from=m%C3%B6ved#top", 301),
    "/loop-a": redirect("/loop-b"),
    "/loop-b": redirect("/loop-a"),
    "/self": redirect("/self"),
    "/file": redirect("file:///etc/hostname"),
    "/nowhere": redirect("http://[bad"),
    "/conditional": conditional,
    "/was-conditional": redirect("/conditional"),
    "/drip": drip,
    "/drip-headers": drip_headers,
    "/endless": endless,
    "/huge": lambda handler: handler.answer(b"x", headers={"Content-Length": "999999999"}),
    "/short": short,
    "/no-http": no_http,
    "/chunked": chunked,
    "/gzip": packed(gzip.compress(HTML, mtime=0), Content_Encoding="gzip"),
    "/bomb": packed(gzip.compress(bytes(4_000_000)), Content_Encoding="gzip"),
    "/sitemap.xml.gz": packed(gzip.compress(b"<?xml version='1.0'?><urlset/>", mtime=0), "application/x-gzip"),
    "/picture": packed(b"\x89PNG\r\n\x1a\n", "image/png"),
    "/empty": lambda handler: handler.answer(b""),
    "/arabic": packed("<html>أخبار".encode("cp1256"), "text/html; charset=windows-1256"),
    "/broken": lambda handler: handler.answer(b"oops", 500),
}
