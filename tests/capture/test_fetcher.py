"""Fetching from a real server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from server import HTML, Handler, Site, busy, redirect, robots, running

from dateline.capture import Fetcher, Policy, World
from dateline.errors import CaptureError, InputError, LaterError, RefusedError
from dateline.export import write_warc

NOW = datetime(2017, 5, 23, 10, 4, tzinfo=UTC)
HERE = Policy(allow_private=True, delay=0.0, timeout=5.0)


@dataclass
class Time:
    """A clock that only moves when somebody sleeps; `slept` holds each wait."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += seconds

    def clock(self) -> float:
        return self.at

    def world(self) -> World:
        return World(sleep=self.sleep, clock=self.clock, now=lambda: NOW)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def fetcher(clock: Time) -> Iterator[Fetcher]:
    with Fetcher(HERE, clock.world()) as fetcher:
        yield fetcher


def notes(capture, name: str) -> list[str]:
    return [v for n, v in capture.headers if n == f":{name}"]


def test_a_page_comes_back_with_bytes_digest_headers_and_time(site: Site, fetcher: Fetcher) -> None:
    capture = fetcher.get(site.url("/news#part"))
    assert capture.body == HTML
    assert capture.sha256 == hashlib.sha256(HTML).hexdigest()
    assert capture.url == site.url("/news")
    assert (capture.status, capture.media_type) == (200, "text/html; charset=utf-8")
    assert capture.fetched == "2017-05-23T10:04:00+00:00"
    assert notes(capture, "status") == ["HTTP/1.1 200 OK"]
    assert notes(capture, "WARC-IP-Address") == ["127.0.0.1"]
    assert ("Content-Type", "text/html; charset=utf-8") in capture.headers
    assert capture.received is None


def test_the_request_says_who_asks_and_wants_no_packing(site: Site, fetcher: Fetcher) -> None:
    fetcher.get(site.url("/news"))
    _, sent = site.requests[-1]
    assert sent["User-Agent"].startswith("dateline/")
    assert "+https://" in sent["User-Agent"]
    assert sent["Accept-Encoding"] == "identity"
    assert sent["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in sent


def test_redirects_are_followed_and_kept(site: Site, fetcher: Fetcher) -> None:
    capture = fetcher.get(site.url("/moved"))
    assert capture.url == site.url("/news?from=m%C3%B6ved")
    assert notes(capture, "redirect") == [f"301 {site.url('/moved')}"]


@pytest.mark.parametrize("path", ["/loop-a", "/self"])
def test_a_redirect_loop_ends(site: Site, fetcher: Fetcher, path: str) -> None:
    with pytest.raises(RefusedError, match="circle") as caught:
        fetcher.get(site.url(path))
    assert caught.value.where == site.url(path)
    assert len(site.paths) <= 4


def test_redirects_are_counted(site: Site, clock: Time) -> None:
    for n in range(5):
        site.routes[f"/{n}"] = redirect(f"/{n + 1}")
    site.routes["/5"] = site.routes["/news"]
    assert Fetcher(replace(HERE, redirects=5), clock.world()).get(site.url("/0")).body == HTML
    with pytest.raises(RefusedError, match="more than 4"):
        Fetcher(replace(HERE, redirects=4), clock.world()).get(site.url("/0"))


def test_a_redirect_to_a_file_or_to_nothing_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(RefusedError, match="only http"):
        fetcher.get(site.url("/file"))
    with pytest.raises(CaptureError, match="no address"):
        fetcher.get(site.url("/nowhere"))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_drips_is_left_in_time(site: Site, clock: Time, path: str) -> None:
    policy = replace(HERE, timeout=0.4, retries=0, robots=False)
    with Fetcher(policy, clock.world()) as fetcher, pytest.raises(CaptureError, match=r"within 0\.4 seconds"):
        fetcher.get(site.url(path))


@pytest.mark.parametrize("path", ["/endless", "/huge"])
def test_a_huge_body_is_not_taken(site: Site, clock: Time, path: str) -> None:
    with Fetcher(replace(HERE, size=50_000), clock.world()) as fetcher, pytest.raises(RefusedError, match="larger"):
        fetcher.get(site.url(path))


def test_half_an_answer_is_no_page(site: Site, clock: Time) -> None:
    with Fetcher(replace(HERE, retries=1), clock.world()) as fetcher:
        with pytest.raises(CaptureError, match="connection failed"):
            fetcher.get(site.url("/short"))
        assert site.paths.count("/short") == 2
        with pytest.raises(CaptureError, match="connection failed"):
            fetcher.get(site.url("/no-http"))


def test_chunks_are_joined(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.get(site.url("/chunked")).body == HTML


def test_packing_the_server_insists_on_is_undone_and_kept(site: Site, fetcher: Fetcher) -> None:
    capture = fetcher.get(site.url("/gzip"))
    assert capture.body == HTML
    assert capture.received == gzip.compress(HTML, mtime=0)
    assert notes(capture, "received") == [f"sha256:{hashlib.sha256(capture.received).hexdigest()}"]


def test_a_packed_sitemap_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    capture = fetcher.get(site.url("/sitemap.xml.gz"))
    assert (capture.media_type, capture.body[:5]) == ("application/xml", b"<?xml")
    assert capture.received is not None


def test_a_gzip_bomb_is_refused(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(RefusedError, match="unpack") as caught:
        fetcher.get(site.url("/bomb"))
    assert caught.value.where == site.url("/bomb")


def test_a_charset_of_the_server_reaches_the_reader(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.get(site.url("/arabic")).media_type == "text/html; charset=windows-1256"


@pytest.mark.parametrize(("path", "said"), [("/picture", "image/png"), ("/empty", "empty"), ("/gone", "404 Not Found")])
def test_what_is_no_page_is_told(site: Site, fetcher: Fetcher, path: str, said: str) -> None:
    with pytest.raises(CaptureError, match=said) as caught:
        fetcher.get(site.url(path))
    assert caught.value.where == site.url(path)
    assert caught.value.remedy


def test_news_only_is_asked_for_and_nothing_new_is_304(site: Site, fetcher: Fetcher) -> None:
    first = fetcher.get(site.url("/conditional"))
    assert first.modified == "2017-05-23T09:00:00+00:00"
    second = fetcher.get(site.url("/conditional"), first)
    assert (second.status, second.sha256, second.body) == (304, first.sha256, HTML)
    assert site.requests[-1][1]["If-None-Match"] == '"v1"'
    assert fetcher.get(site.url("/was-conditional"), first).status == 304
    assert "If-None-Match" not in site.requests[-2][1]


def test_a_changed_page_comes_back_whole(site: Site, fetcher: Fetcher) -> None:
    first = fetcher.get(site.url("/conditional"))
    old = replace(first, headers=(("ETag", '"v0"'),))
    assert fetcher.get(site.url("/conditional"), old).status == 200


# ── robots.txt ──


def test_what_robots_txt_forbids_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = robots(
        "User-agent: dateline\nDisallow: /*?print=\nDisallow: /inner/\nAllow: /inner/news\n"
    )
    site.routes["/inner/news"] = site.routes["/news"]
    assert fetcher.get(site.url("/inner/news")).body == HTML
    for path in ("/inner/x", "/news?print=1"):
        with pytest.raises(RefusedError, match=r"robots\.txt"):
            fetcher.get(site.url(path))
    assert site.paths == ["/robots.txt", "/inner/news"]


def test_robots_txt_binds_where_a_redirect_leads_too(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /news")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        fetcher.get(site.url("/moved"))


def test_robots_txt_is_asked_for_once_a_day(site: Site, fetcher: Fetcher, clock: Time) -> None:
    for _ in range(3):
        fetcher.get(site.url("/news"))
    assert site.paths.count("/robots.txt") == 1
    clock.at += 90_000
    fetcher.get(site.url("/news"))
    assert site.paths.count("/robots.txt") == 2


def test_no_robots_txt_allows_and_one_in_trouble_forbids(site: Site, clock: Time) -> None:
    with Fetcher(replace(HERE, retries=0), clock.world()) as fetcher:
        site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /", 503)
        with pytest.raises(CaptureError, match="status 503"):
            fetcher.get(site.url("/news"))
        assert site.paths == ["/robots.txt"]
        site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /", 404)
        assert fetcher.get(site.url("/news")).body == HTML


def test_robots_txt_in_a_redirect_loop_is_as_good_as_none(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = redirect("/robots.txt")
    assert fetcher.get(site.url("/news")).body == HTML


def test_robots_txt_can_be_passed_over_by_the_owner(site: Site, clock: Time) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /")
    with Fetcher(replace(HERE, robots=False), clock.world()) as fetcher:
        assert fetcher.get(site.url("/news")).body == HTML


# ── turns ──


def test_there_is_a_pause_between_two_requests_to_a_host(site: Site, clock: Time) -> None:
    with Fetcher(replace(HERE, delay=2.0, robots=False), clock.world()) as fetcher:
        for _ in range(3):
            fetcher.get(site.url("/news"))
    assert clock.slept == [2.0, 2.0]


def test_a_crawl_delay_is_kept(site: Site, clock: Time) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7\nDisallow:")
    with Fetcher(replace(HERE, delay=1.0), clock.world()) as fetcher:
        for _ in range(3):
            fetcher.get(site.url("/news"))
    assert clock.slept == [1.0, 7.0, 7.0]


def test_a_request_rate_is_kept(site: Site, clock: Time) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nRequest-rate: 1/9\nDisallow:")
    with Fetcher(HERE, clock.world()) as fetcher:
        fetcher.get(site.url("/news"))
        fetcher.get(site.url("/news"))
    assert clock.slept == [9.0]


def test_a_crawl_delay_beyond_patience_puts_the_fetch_off(site: Site, fetcher: Fetcher) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 3600\nDisallow:")
    fetcher.get(site.url("/news"))
    with pytest.raises(LaterError) as caught:
        fetcher.get(site.url("/news"))
    assert caught.value.seconds == 3600


def test_many_threads_still_ask_one_host_one_at_a_time(site: Site) -> None:
    inside, most = [0], [0]

    def slow(handler: Handler) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.005)
        inside[0] -= 1
        handler.answer()

    site.routes["/news"] = slow
    with Fetcher(replace(HERE, robots=False)) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(site.url("/news"),)) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(site.paths) == 12
    assert most == [1]


# ── trouble and back-off ──


def test_a_busy_server_is_asked_again_when_it_says(site: Site, fetcher: Fetcher, clock: Time) -> None:
    site.routes["/news"] = busy(2, Retry_After="20")
    assert fetcher.get(site.url("/news")).body == HTML
    assert clock.slept == [20.0, 20.0]


def test_retry_after_may_be_a_date(site: Site, fetcher: Fetcher, clock: Time) -> None:
    site.routes["/news"] = busy(1, 503, Retry_After="Tue, 23 May 2017 10:04:30 GMT")
    assert fetcher.get(site.url("/news")).body == HTML
    assert clock.slept == [30.0]


def test_without_a_word_the_pause_doubles(site: Site, fetcher: Fetcher, clock: Time) -> None:
    site.routes["/news"] = busy(3, 502)
    assert fetcher.get(site.url("/news")).body == HTML
    assert clock.slept == [1.0, 2.0, 4.0]
    with pytest.raises(CaptureError, match="500"):
        fetcher.get(site.url("/broken"))
    assert site.paths.count("/broken") == 4


def test_a_long_retry_after_puts_the_fetch_off_and_the_host_is_left_alone(
    site: Site, fetcher: Fetcher, clock: Time
) -> None:
    site.routes["/news"] = busy(1, Retry_After="86400")
    with pytest.raises(LaterError) as caught:
        fetcher.get(site.url("/news"))
    assert caught.value.seconds == 86400
    with pytest.raises(LaterError, match="left alone"):
        fetcher.get(site.url("/"))
    assert site.paths.count("/") == 0
    clock.at += 86400
    assert fetcher.get(site.url("/news")).body == HTML


def test_a_server_that_is_not_there_is_tried_and_told(clock: Time) -> None:
    with running() as site:
        url = site.url("/news")
    with (
        Fetcher(replace(HERE, retries=2), clock.world()) as fetcher,
        pytest.raises(CaptureError, match="connection failed"),
    ):
        fetcher.get(url)
    assert clock.slept == [1.0, 2.0]


# ── which addresses ──


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("ftp://river.example/", RefusedError),
        ("file:///etc/hostname", RefusedError),
        ("http://user:secret@river.example/", RefusedError),
        ("http://", CaptureError),
        ("http://[::1", CaptureError),
    ],
)
def test_only_plain_web_addresses_are_fetched(fetcher: Fetcher, url: str, error: type[CaptureError]) -> None:
    with pytest.raises(error) as caught:
        fetcher.get(url)
    assert not isinstance(caught.value, InputError)


PRIVATE_FORMS = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "017700000001",
    "0x7f.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "0.0.0.0",
    "169.254.169.254",
    "[fe80::1]",
    "[fc00::1]",
]


@pytest.mark.parametrize("host", PRIVATE_FORMS)
def test_private_addresses_are_refused_in_every_form(site: Site, clock: Time, host: str) -> None:
    with Fetcher(Policy(), clock.world()) as fetcher, pytest.raises(RefusedError, match="public internet") as caught:
        fetcher.get(site.url("/news", host))
    assert "--allow-private" in caught.value.remedy
    assert site.requests == []


def at(*addresses: str) -> World:
    """A world whose name server gives each of `addresses` in turn, then the last again."""
    left = list(addresses)
    return World(resolve=lambda host, port: [left.pop(0) if len(left) > 1 else left[0]], sleep=lambda _: None)


def only_here(address: str) -> bool:
    """For these tests this machine is the public internet, and nothing else is."""
    return address == "127.0.0.1"


def test_a_name_that_leads_inside_is_refused(site: Site) -> None:
    with Fetcher(Policy(), at("10.0.0.7")) as fetcher, pytest.raises(RefusedError, match=r"10\.0\.0\.7"):
        fetcher.get("http://river.example/")


def test_a_redirect_inside_is_refused(site: Site) -> None:
    site.routes["/inside"] = redirect(site.url("/news", "inside.example"))
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == "river.example" else ["192.168.1.1"]

    with (
        Fetcher(Policy(robots=False, delay=0), World(resolve, only_here)) as fetcher,
        pytest.raises(RefusedError, match="inside"),
    ):
        fetcher.get(site.url("/inside", "river.example"))
    assert asked == ["river.example", "inside.example"]
    assert site.paths == ["/inside"]


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    """The name server says something else the second time: every request is resolved once and checked by itself."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    with Fetcher(Policy(robots=False, delay=0), World(resolve, only_here)) as fetcher:
        capture = fetcher.get(site.url("/news", "rebinding.example"))
        assert asked == ["rebinding.example"]
        assert site.requests[0][1]["Host"] == f"rebinding.example:{site.port}"
        assert notes(capture, "WARC-IP-Address") == ["127.0.0.1"]
        with pytest.raises(RefusedError, match=r"10\.0\.0\.7"):
            fetcher.get(site.url("/news", "rebinding.example"))
    assert len(site.requests) == 1


def test_of_several_addresses_only_the_public_ones_are_tried(site: Site) -> None:
    world = World(lambda host, port: ["10.255.255.1", "127.0.0.9", "127.0.0.1"], lambda a: a.startswith("127."))
    with Fetcher(Policy(robots=False, delay=0), world) as fetcher:
        assert notes(fetcher.get(site.url("/news", "river.example")), "WARC-IP-Address") == ["127.0.0.1"]


def test_octal_parts_are_no_address_at_all(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(CaptureError, match="not an address"):
        fetcher.get(site.url("/news", "0177.0.0.1"))


def test_over_tls_the_name_is_asked_for_at_the_checked_address() -> None:
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _, name, __: names.append(name)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with contextlib.suppress(ssl.SSLError, OSError):
                context.wrap_socket(connection, server_side=True)
            connection.close()

        thread = threading.Thread(target=greet)
        thread.start()
        policy = Policy(robots=False, retries=0)
        world = World(lambda host, port: ["127.0.0.1"], only_here)
        with Fetcher(policy, world) as fetcher, pytest.raises(CaptureError, match="connection failed"):
            fetcher.get(f"https://river.example:{server.getsockname()[1]}/")
        thread.join()
    assert names == ["river.example"]


def test_a_name_without_address_is_told(clock: Time) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    world = replace(clock.world(), resolve=resolve)
    with Fetcher(Policy(), world) as fetcher, pytest.raises(CaptureError, match="Name or service not known"):
        fetcher.get("http://river.example/")
    assert clock.slept == []


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
def test_ipv6_is_spoken(clock: Time) -> None:
    with running("::1") as site, Fetcher(HERE, clock.world()) as fetcher:
        assert fetcher.get(site.url("/news", "[::1]")).body == HTML


def test_a_live_capture_goes_out_as_warc_and_comes_back(site: Site, fetcher: Fetcher, tmp_path) -> None:
    from dateline.capture import open_path

    captures = [fetcher.get(site.url(path)) for path in ("/moved", "/gzip", "/chunked", "/sitemap.xml.gz")]
    out = io.BytesIO()
    write_warc(captures, out)
    (tmp_path / "live.warc.gz").write_bytes(out.getvalue())
    found = list(open_path(tmp_path / "live.warc.gz"))
    assert [(f.sha256, f.body, f.received, f.url, f.fetched) for f in found] == [
        (c.sha256, c.body, c.received, c.url, c.fetched) for c in captures
    ]
    assert notes(found[0], "redirect") == notes(captures[0], "redirect")
