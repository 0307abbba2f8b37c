"""What `dateline serve` can be told about the site, in one record."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address


@dataclass(frozen=True, slots=True)
class Options:
    """`audience` is who the pages are for; `base` the public address behind a proxy ("" : as asked for); `hosts` the
    names it answers to; `rate` requests a second per client and `burst` how many at once (0: no limit). `editor` signs
    decisions made on pages ("": pages take none); `token` is what their forms must bring back."""

    audience: str = "public"
    title: str = "dateline archive"
    base: str = ""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    rate: float = 50.0
    burst: int = 200
    seconds: float = 15.0
    size: int = 20
    editor: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)


def hosts_for(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names a server that listens on `host` answers to; any name (`*`) only where it listens on all addresses.

    Names a stranger's page could point at this machine are refused, or it could read the archive through a browser.
    """
    named = ("localhost", "127.0.0.1", "[::1]", host, *more)
    try:
        unspecified = ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        unspecified = False
    return ("*",) if unspecified and not more else tuple(dict.fromkeys(named))
