"""Clients that send or take their bytes one by one, on a real socket: the server drops them and serves the others."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn

from dateline.site import Options
from dateline.site.patience import CONNECTIONS, LARGEST_HEAD, Patient
from dateline.site.server import configuration

HEAD = b"GET /about HTTP/1.1\r\nHost: 127.0.0.1\r\n"
PATIENCE = 30.0  # seconds a test waits before it gives up


class Hasty(Patient):
    """The same connection with deadlines a test can wait for."""

    request_seconds = 0.6
    taking_seconds = 0.6


@contextmanager
def listening(path: Path, protocol: type[Patient]) -> Iterator[int]:
    """The site on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(configuration(path, Options(rate=0.0), protocol))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield int(listener.getsockname()[1])
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="module")
def port(archive_file: Path) -> Iterator[int]:
    """A server whose clients must be quick."""
    with listening(archive_file, Hasty) as found:
        yield found


def connect(port: int) -> socket.socket:
    """A client."""
    client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def answered(port: int, address: str = "/about") -> int:
    """The status a quick client gets."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    client.request("GET", address)
    status = client.getresponse().status
    client.close()
    return status


def drip(client: socket.socket, text: bytes) -> bytes:
    """Send a byte at a time until the other side ends it; gives what it said."""
    for byte in text:
        try:
            client.send(bytes([byte]))
        except OSError:
            break
        time.sleep(0.05)
    said = b""
    try:
        while more := client.recv(65_536):
            said += more
    except ConnectionError:
        pass
    return said


def ended(client: socket.socket) -> bool:
    """Whether the other side has ended it, once everything on its way is taken."""
    try:
        while client.recv(65_536):
            pass
    except ConnectionError:
        pass
    return True


def test_a_head_that_comes_byte_by_byte_is_given_up(port):
    with connect(port) as client:
        assert b"408" in drip(client, HEAD + b"X-Slow: " + b"a" * 40)
    assert answered(port) == 200


def test_a_head_that_never_ends_is_given_up(port):
    with connect(port) as client:
        client.sendall(HEAD)
        assert b"408" in client.recv(1000)
        assert client.recv(1000) == b""


def test_a_second_request_has_the_same_deadline(port):
    with connect(port) as client:
        client.sendall(HEAD + b"\r\n")
        assert client.recv(65_536).startswith(b"HTTP/1.1 200")
        assert b"408" in drip(client, HEAD + b"X-Slow: " + b"a" * 40)


def test_a_body_that_comes_byte_by_byte_is_given_up(port):
    with connect(port) as client:
        client.sendall(b"POST /theme HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\n")
        assert drip(client, b"theme=dark" * 5) == b""
    assert answered(port) == 200


def test_a_body_without_an_end_is_refused(port):
    with connect(port) as client:
        client.sendall(b"POST /theme HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(200):
                client.sendall(b"400\r\n" + b"a" * 1024 + b"\r\n")
        except ConnectionError:
            pass
        assert client.recv(100).startswith(b"HTTP/1.1 413")


def test_a_head_without_an_end_is_refused(port):
    with connect(port) as client:
        said = b""
        try:
            client.sendall(HEAD + b"X-Large: ")
            for _ in range(2 * LARGEST_HEAD // 50_000):
                client.sendall(b"a" * 50_000)
            said = client.recv(1000)
        except ConnectionError:
            pass
        assert said == b"" or said.startswith(b"HTTP/1.1 4")
    assert answered(port) == 200


def test_a_client_that_takes_nothing_away_is_given_up(port):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.settimeout(PATIENCE)
    with client:
        client.connect(("127.0.0.1", port))
        for _ in range(200):
            client.sendall(b"GET /items/?page=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(2.0)
        assert ended(client)
    assert answered(port) == 200


@pytest.mark.parametrize(
    "junk", [b"\x00\xff\x16\x03\x01" * 20, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 50]
)
def test_what_is_no_request_is_refused(port, junk):
    with connect(port) as client:
        client.sendall(junk)
        said = client.recv(1000)
        assert said.startswith(b"HTTP/1.1 4")
        assert b"Traceback" not in said
    assert answered(port) == 200


def test_more_slow_clients_than_connections_shut_nobody_out(archive_file):
    """The deadline is the real one, so all of them stay for the length of the test."""
    with listening(archive_file, Patient) as port, ExitStack() as open_ones:
        for n in range(CONNECTIONS + 60):
            client = open_ones.enter_context(connect(port))
            client.sendall(HEAD if n % 2 else b"G")
        for _ in range(10):
            assert answered(port) == 200
            assert answered(port, "/items/") == 200
