"""Host → the addresses one may connect to; refuses what is not on the public internet. Connects to nothing.

The check is on numbers, never on names: every way to write an address ends in `ipaddress`, and every address inside
another (IPv4 in IPv6, 6to4, Teredo, NAT64) is taken out and checked too.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from dateline.errors import CaptureError, RefusedError

Resolve = Callable[[str, int], Sequence[str]]
_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` as the system knows them, each once, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def permitted(host: str, port: int, resolve: Resolve, may: Callable[[str], bool]) -> list[str]:
    """The addresses of `host` that `may` be connected to, asked for once; the caller connects to these and to no name.

    Raises CaptureError where the name has no address, RefusedError where it may not be connected to any.
    """
    host = host.strip("[]")
    number = literal(host)
    try:
        found = [number] if number else list(resolve(host, port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise CaptureError(f"the host {host} has no address: {reason}", remedy="check the spelling") from error
    allowed = [address for address in found if may(address)]
    if not allowed:
        told = ", ".join(found) or "no address"
        remedy = "pass --allow-private if it is your own network"
        raise RefusedError(f"the host {host} is not on the public internet ({told})", remedy=remedy)
    return allowed


def literal(host: str) -> str | None:
    """The address a host is written as, in any form systems accept. `"0x7f.1" -> "127.0.0.1"`, `"a.org" -> None`."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def is_public(address: str) -> bool:
    """Whether an address is reachable for everybody. `"93.184.216.34" -> True`, `"::ffff:10.0.0.1" -> False`."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    inner = _inside(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    local = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    site = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not local and not site


def _inside(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
