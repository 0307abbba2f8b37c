"""A small archive with everything a page must show or hide, and a client for each audience."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive, Filing, open_archive
from dateline.archive.claims import Versions
from dateline.records import Capture, Coded, Event, Item, Mention, Outlet, Page, Place, Problem, Span, Statement, When
from dateline.site import Options, build

WIRE = Outlet("valley-wire", "Valley Wire", url="https://valley.example", language="en", party="River Party")
BARID = Outlet("barid", "بريد الوادي", language="ar")
HIDDEN = Outlet("quiet-desk", "Quiet Desk", language="en")
SECRET = "zanzibarite"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def item(day: str | None, title: str | None, body: str, **more: object) -> Item:
    """An item as a page gives it."""
    headline = title or body.split(". ", maxsplit=1)[0]
    values = {
        "published": day,
        "published_as": day,
        "title": title,
        "headline": headline,
        "body": body,
        "language": "en",
    }
    return Item(**(values | {"headline_derived": title is None} | more))  # type: ignore[arg-type]


def file(archive: Archive, outlet: Outlet, items: list[Item], fetched: str, **page: object) -> str:
    """File a captured page with these items; gives the digest of its bytes."""
    body = "\n\n".join(f"{i.title or ''}\n{i.body}" for i in items).encode() + fetched.encode()
    sha = hashlib.sha256(body).hexdigest()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture(
        sha, body, "text/html", url=f"https://{outlet.id}.example/list?{fetched}", fetched=fetched, headers=headers
    )
    run = archive.runs.begin("add")
    archive.intake.store(capture, Page(capture=sha, items=tuple(items), **page), Filing(outlet, run, "test 1"))  # type: ignore[arg-type]
    return sha


def fill(archive: Archive) -> None:
    """Three outlets, ninety and more items, versions, a hostile one, Arabic ones, hidden ones."""
    may = [
        item(
            f"2017-05-{23 - n // 2:02d}",
            f"Talks, round {20 - n}",
            f"Delegates met in Valletta for round {20 - n} of the talks.\n\nA second paragraph says that the river rose.",
            category="Daily News",
            credit=("Media Office",) if n % 2 else ("Media Office", "Agencies"),
            credit_as="(Source: Media Office)" if n % 2 else "(Source: Media Office + Agencies)",
            tags=("river",),
            url=f"https://valley.example/talks/{20 - n}",
        )
        for n in range(10)
    ]
    file(archive, WIRE, may, "2017-06-01T10:00:00+00:00", title="May", filter="May 2017", number=2, of=5)
    changed = replace(
        may[0],
        body="Delegates met in Valletta for a last round of the talks.\n\nA second paragraph says that the river rose.",
    )
    file(
        archive, WIRE, [changed, *may[1:3]], "2017-06-02T10:00:00+00:00", title="May", filter="May 2017", number=2, of=5
    )
    early = [
        item(
            f"2016-{1 + n % 12:02d}-{1 + n % 27:02d}",
            f"Report {n}",
            f"The harbour of Sfax was quiet, report {n}.",
            category="Reports",
        )
        for n in range(80)
    ]
    file(archive, WIRE, early, "2017-06-03T10:00:00+00:00")
    file(
        archive,
        WIRE,
        [item("2017-04-01", HOSTILE, f"Text {HOSTILE} end.", category=HOSTILE)],
        "2017-06-04T10:00:00+00:00",
    )
    file(
        archive,
        WIRE,
        [item(None, "Without a date", "Nobody knows when the dam at Medenine was built.")],
        "2017-06-05T10:00:00+00:00",
    )
    arabic = item(
        "2017-05-22",
        "أخبار الوادي",
        "قالت الهيئة إنَّ أحمد بن صالح وصل إلى مدينة صفاقس يوم الإثنين.\n\nوأضافت الهيئة أن الطريق مفتوح.",
        language="ar",
        category="أخبار",
    )
    file(archive, BARID, [arabic], "2017-06-06T10:00:00+00:00")
    hidden = item(
        "2017-05-21",
        f"Secret {SECRET}",
        f"Nobody may read the word {SECRET} here.",
        category=f"Category {SECRET}",
        credit=(f"Credit {SECRET}",),
        tags=(SECRET,),
        authors=(f"Author {SECRET}",),
    )
    file(
        archive, WIRE, [hidden], "2017-06-07T10:00:00+00:00", title=f"Title {SECRET}", filter="May 2017", number=3, of=5
    )
    file(archive, HIDDEN, [item("2017-05-20", "Desk", f"The desk wrote {SECRET} too.")], "2017-06-08T10:00:00+00:00")
    code(archive)
    archive.problems.add(
        Problem("encoding", "the bytes are no text", "pages/broken.html", "save the page again"),
        archive.runs.begin("add"),
    )


def span(body: str, words: str) -> Span:
    """Where words stand in a body."""
    start = body.index(words)
    return Span(words, start, start + len(words))


def code(archive: Archive) -> None:
    """Claims by hand: according to somebody, by the outlet itself, about a private person, a hidden one."""
    run, versions = archive.runs.begin("process"), Versions("reader 1", "codebook 1", "gazetteer 1")
    for found in list(archive.items.all("withheld")):
        if found.title == "Talks, round 18":
            archive.claims.put(found, talks(found), versions, run)
        if found.title == f"Secret {SECRET}":
            who = Mention(span(found.body, SECRET), "organisation", SECRET, sectors=("GOV",))
            when = When("2017-05-21", "2017-05-21")
            event = Event(
                f"x-{SECRET}",
                found.id,
                found.version,
                0,
                "COERCE",
                span(found.body, "read"),
                actors=(who,),
                confidence=0.9,
                when=when,
            )
            archive.claims.put(found, Coded((), (event,)), versions, run)


def talks(found: Item) -> Coded:
    """A statement with an event in it, and an event of the outlet's own."""
    body = found.body
    speaker = Mention(span(body, "Delegates"), "group", "delegates")
    said = Statement(
        f"s-{found.id}",
        found.id,
        found.version,
        0,
        "said",
        span(body, "says"),
        speakers=(speaker,),
        content=(span(body, "the river rose"),),
        confidence=0.8,
    )
    first = Event(
        f"e-{found.id}",
        found.id,
        found.version,
        0,
        "CONSULT",
        span(body, "met"),
        mode="multilateral",
        actors=(speaker,),
        recipients=(Mention(span(body, "round 18"), "organisation", "River Party", sectors=("PTY",), country="TUN"),),
        places=(
            Place("at", span(body, "Valletta"), "Valletta", "MLT", lat=35.9, lon=14.5, geonameid=2562305, resolution=4),
        ),
        when=When("2017-05-21", "2017-05-22", basis="published"),
        according_to=(said.id,),
        confidence=0.84,
        why="plover/consult:meet (subject→actor)",
        quad=1,
    )
    second = Event(
        f"f-{found.id}",
        found.id,
        found.version,
        1,
        "ASSAULT",
        span(body, "rose"),
        actors=(Mention(span(body, "river"), "organisation", "River Party", sectors=("PTY",)),),
        recipients=(Mention(span(body, "talks"), "person", "Quilla Farmhand", sectors=("CVL",)),),
        status="denied",
        confidence=0.5,
        why="test",
        quad=4,
    )
    return Coded((said,), (first, second))


def hide(archive: Archive) -> None:
    """The item with the secret is withheld, the quiet desk internal."""
    run = archive.runs.begin("show-to")
    hidden = next(i.id for i in archive.items.all("withheld") if i.title == f"Secret {SECRET}")
    archive.curation.show_to(hidden, "withheld", run)
    archive.curation.show_to("quiet-desk", "internal", run)


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive on disk."""
    path = tmp_path_factory.mktemp("site") / "sample.db"
    with open_archive(path) as archive:
        fill(archive)
        hide(archive)
    return path


def client_for(path: Path, audience: str = "public", **options: object) -> TestClient:
    """A client of the site as an audience sees it."""
    values = {"audience": audience, "hosts": ("testserver",), "rate": 0.0} | options
    return TestClient(build(path, Options(**values)), raise_server_exceptions=True)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def site(archive_file: Path) -> Iterator[TestClient]:
    """The site for the public."""
    with client_for(archive_file) as client:
        yield client


@pytest.fixture(scope="session")
def inside(archive_file: Path) -> Iterator[TestClient]:
    """The site for those who may see everything."""
    with client_for(archive_file, "withheld") as client:
        yield client


@pytest.fixture(scope="session")
def secret(inside: TestClient) -> dict:
    """What only the inside knows: the item, its capture, and where they stand."""
    found = inside.get("/api/v1/items", params={"q": SECRET}).json()["items"][-1]
    version = inside.get(f"/api/v1/items/{found['id']}").json()
    return {"id": found["id"], "capture": version["capture"], "event": f"x-{SECRET}"}


@pytest.fixture(scope="session")
def opened() -> object:
    """A way to open the site over any file: `opened(path, audience, **options)`."""
    return client_for
