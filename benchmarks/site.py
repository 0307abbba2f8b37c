"""The site over 1,000,000 generated items (`_million`): latencies of lists, searches and facets, start, memory, Datasette.

The mix, drawn with a fixed seed; every request is a new address, so no page is asked for twice on purpose:
  lists     40 % newest pages of the whole list at any depth, 20 % one outlet, 15 % outlet and category, 10 % a month,
            5 % a day, 5 % a credit, 5 % a language – each at a page drawn evenly over its whole depth
  searches  one word (60 %), two words (25 %), a prefix of at least four letters (10 %), within one outlet (5 %); the word's
            rank drawn so that half of the words occur in more than 1,000 items; newest first 80 %, by relevance 20 %
  facets    of the same lists and searches

One client, one request after another, over HTTP. `DATELINE_BENCH_ITEMS` sets the size, `DATELINE_BENCH_DIR` where the file
is kept. Datasette runs from a virtual environment of its own, made there when it is missing: once as `datasette serve FILE`
runs, once without the facets it suggests and with the file declared immutable, which is faster. Its listing is the table
of items (one narrow table, 20 rows, no texts); ours has the texts' beginnings, counts, facets and a chart.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks._million import ARABIC, CYRILLIC, LATIN, make
from benchmarks._million import word as spelt

ITEMS = int(os.environ.get("DATELINE_BENCH_ITEMS", "1000000"))
FOLDER = Path(os.environ.get("DATELINE_BENCH_DIR", str(Path.home() / ".cache" / "dateline" / "bench")))
REQUESTS = int(os.environ.get("DATELINE_BENCH_REQUESTS", "300"))
SIZE = 20
DATASETTE = {"as it comes": ["FILE"], "no suggestions": ["-i", "FILE", "--setting", "suggest_facets", "off"]}


def run() -> Iterable[tuple[str, float, str]]:
    """The rows of the benchmark."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = make(FOLDER / f"site-{ITEMS}.db", ITEMS)
    with ours(path) as (port, began):
        yield "start until the first page", (time.perf_counter() - began) * 1000, "ms"
        client = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(20):
            get(client, "/")
        for name, addresses in mixes(client):
            times, failed = timed(client, addresses)
            yield f"{name}, p50", times[len(times) // 2], "ms"
            yield f"{name}, p95", times[int(len(times) * 0.95)], "ms"
            if failed:
                yield f"{name}, answers that were no page", failed, ""
        yield "memory of the server after all that", resident(port), "MB"
        mine, cost = listed(port, [f"/items/?page={n}" for n in range(1, 401)])
        yield "listing (HTML), 4 clients", mine, "requests/s"
        yield "listing (HTML), processor time", cost, "ms"
        data, cost = listed(port, [f"/api/v1/items?page={n}" for n in range(1, 401)])
        yield "listing (JSON, whole texts), 4 clients", data, "requests/s"
        yield "listing (JSON, whole texts), processor time", cost, "ms"
    yield from peers(path, mine, data)


def peers(path: Path, mine: float, data: float) -> Iterator[tuple[str, float, str]]:
    """The listing by Datasette, as it comes and without the facets it suggests, and how many times that ours is."""
    command = datasette()
    if command is None:
        print("# Datasette could not be installed; its rows are missing")
        return
    for name, options in DATASETTE.items():
        with theirs(command, path, options) as port:
            listing = [f"/{path.stem}/items?_sort_desc=day&_size={SIZE}&n={n}" for n in range(1, 101)]
            peer, cost = listed(port, listing)
            peer_data, cost_data = listed(port, [one.replace("/items?", "/items.json?") for one in listing])
        yield f"listing (HTML), 4 clients, Datasette {name}", peer, "requests/s"
        yield f"listing (HTML), processor time, Datasette {name}", cost, "ms"
        yield f"listing (JSON, no texts), 4 clients, Datasette {name}", peer_data, "requests/s"
        yield f"listing (JSON), processor time, Datasette {name}", cost_data, "ms"
        yield f"listing (HTML), times as many as Datasette {name}", mine / peer, "×"
        yield f"listing (JSON), times as many as Datasette {name}", data / peer_data, "×"


def mixes(client: http.client.HTTPConnection) -> Iterator[tuple[str, list[str]]]:
    """Each part of the mix with its addresses."""
    draw = random.Random(7)
    lists = [address(draw) for _ in range(REQUESTS)]
    searches = [search(draw) for _ in range(REQUESTS)]
    prefixes = [q for q in searches if q["q"].endswith("*")]
    searches = [q for q in searches if not q["q"].endswith("*")]
    yield "list page (HTML)", lists
    yield "list (API)", [f"/api/v1/items?{a}" for a in api_lists(random.Random(8))]
    yield "search (API)", [f"/api/v1/items?{urlencode(q)}" for q in searches]
    yield "search by prefix (API)", [f"/api/v1/items?{urlencode(q)}" for q in prefixes]
    facets = [f"/api/v1/facets?{urlencode({k: v for k, v in q.items() if k != 'by'})}" for q in searches]
    yield "facets of a search (API)", facets
    yield "search page with facets (HTML)", [f"/search?{urlencode(q)}" for q in searches]


def address(draw: random.Random) -> str:
    """One list of the mix at a page of its depth."""
    kind, outlet = draw.random(), min(int(draw.expovariate(0.2)), 39)
    share = ITEMS / (outlet + 1) / 4.3
    if kind < 0.40:
        return f"/items/?page={draw.randrange(1, ITEMS * 95 // 100 // SIZE)}"
    if kind < 0.60:
        return f"/outlet/outlet-{outlet:02d}/?page={draw.randrange(1, max(2, int(share * 0.9 / SIZE)))}"
    if kind < 0.75:
        return f"/outlet/outlet-{outlet:02d}/category/category-{outlet}-0/?page={draw.randrange(1, max(2, int(share * 0.3 / SIZE)))}"
    year, month, day = draw.randrange(2008, 2025), draw.randrange(1, 13), draw.randrange(1, 29)
    if kind < 0.85:
        return f"/{year}/{month:02d}/?page={draw.randrange(1, 30)}"
    if kind < 0.90:
        return f"/{year}/{month:02d}/{day:02d}/"
    if kind < 0.95:
        return f"/items/?credit={quote(f'Credit {draw.randrange(20)}')}&page={draw.randrange(1, 200)}"
    return f"/items/?language={draw.choice(['en', 'ar', 'fr', 'ru'])}&page={draw.randrange(1, ITEMS // 10 // SIZE)}"


def api_lists(draw: random.Random) -> Iterator[str]:
    """The same lists as calls of the API."""
    for _ in range(REQUESTS):
        parts = [p for p in address(draw).split("?")[0].split("/") if p and p != "items"]
        pairs: list[tuple[str, str]] = []
        while parts:
            name = parts.pop(0)
            if name in {"outlet", "category"}:
                pairs.append((name, parts.pop(0)))
            else:
                pairs.append(("date", "-".join([name, *parts])))
                parts = []
        yield urlencode([*pairs, ("page", str(draw.randrange(1, 20)))])


def search(draw: random.Random) -> dict[str, str]:
    """One search of the mix."""
    syllables = draw.choice((LATIN, LATIN, LATIN, ARABIC, CYRILLIC))

    def one() -> str:
        return spelt(int(10 ** draw.uniform(1.5, 4.7)), syllables)

    kind = draw.random()
    text = one() if kind < 0.60 or kind >= 0.95 else f"{one()} {one()}" if kind < 0.85 else f"{(one() + 'kalo')[:4]}*"
    found = {"q": text}
    if kind >= 0.95:
        found["outlet"] = f"outlet-{draw.randrange(10):02d}"
    if draw.random() < 0.2:
        found["by"] = "relevance"
    return found


def get(client: http.client.HTTPConnection, address_: str) -> int:
    """Ask and read the whole answer; gives its status."""
    client.request("GET", address_)
    answer = client.getresponse()
    answer.read()
    return answer.status


def timed(client: http.client.HTTPConnection, addresses: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each request, sorted, and how many were neither 200 nor 404 (a page beyond the end)."""
    times, failed = [], 0
    for address_ in addresses:
        began = time.perf_counter()
        status = get(client, address_)
        times.append((time.perf_counter() - began) * 1000)
        failed += status not in {200, 404}
    return sorted(times), failed


def listed(port: int, addresses: list[str]) -> tuple[float, float]:
    """Requests a second, and milliseconds of the server's processor time for each, which other work disturbs less."""
    before = processor(port)
    found = throughput(port, addresses)
    return found, (processor(port) - before) / len(addresses)


def throughput(port: int, addresses: list[str], clients: int = 4) -> float:
    """Requests a second of several clients at once; each answer must be 200."""
    bad: list[int] = []

    def work(mine: list[str]) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port)
        for address_ in mine:
            status = get(client, address_)
            if status != 200:
                bad.append(status)

    threads = [threading.Thread(target=work, args=(addresses[n::clients],)) for n in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if bad:
        raise SystemExit(f"answers with status {bad[:3]} where pages were expected")
    return len(addresses) / (time.perf_counter() - began)


@contextmanager
def ours(path: Path) -> Iterator[tuple[int, float]]:
    """`dateline serve` over the file; gives its port and when it was started."""
    port = free_port()
    script = Path(sys.executable).parent / "dateline"
    began = time.perf_counter()
    command = [str(script), "serve", "--archive", str(path), "--port", str(port), "--rate", "0"]
    with served(command, port, "/"):
        yield port, began


@contextmanager
def theirs(command: Path, path: Path, options: list[str]) -> Iterator[int]:
    """Datasette over the same file."""
    port = free_port()
    words = [str(path) if word == "FILE" else word for word in options]
    with served([str(command), "serve", *words, "--port", str(port)], port, "/-/versions.json"):
        yield port


@contextmanager
def served(command: list[str], port: int, first: str) -> Iterator[None]:
    """A server as a process, until its first answer and for as long as it is needed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait(lambda: get(http.client.HTTPConnection("127.0.0.1", port), first) == 200)
            yield
        finally:
            process.terminate()
            process.wait(15)


def wait(ready: Callable[[], bool]) -> None:
    """Until it answers, one minute at most."""
    end = time.perf_counter() + 60
    while time.perf_counter() < end:
        try:
            if ready():
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("the server did not come up")


def datasette() -> Path | None:
    """Datasette's command in an environment of its own."""
    home = FOLDER / "datasette"
    command = home / "bin" / "datasette"
    if not command.exists():
        venv.create(home, with_pip=True)
        subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", "datasette"], check=False)
    return command if command.exists() else None


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def resident(port: int) -> float:
    """Resident memory of the process that listens on a port, in MB (Linux)."""
    status = (Path("/proc") / listener_of(port) / "status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


def processor(port: int) -> float:
    """Milliseconds of processor time the process that listens on a port has used (Linux)."""
    words = (Path("/proc") / listener_of(port) / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def listener_of(port: int) -> str:
    """The number of the process that listens on a port (Linux)."""
    inode = next(
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        if int(line.split()[1].split(":")[1], 16) == port and line.split()[3] == "0A"
    )
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(os.readlink(fd) == f"socket:[{inode}]" for fd in (process / "fd").iterdir()):
                return process.name
        except OSError:
            continue
    raise SystemExit("the server cannot be found among the processes")
