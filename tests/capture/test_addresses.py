"""Which addresses are public, however they are written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.addresses import is_public, literal, permitted
from dateline.errors import RefusedError

PRIVATE = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1 192.168.0.1 198.18.0.1
224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fec0::1 ff02::1 2001:db8::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1
64:ff9b::10.0.0.1 64:ff9b:1::1 2002:a00:1:: 2001:0:1:2:3:4:80ff:fffe ::7f00:1 fe80::1%eth0 nonsense
"""
PUBLIC = "93.184.216.34 8.8.8.8 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::8.8.8.8"


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(inner: ipaddress.IPv4Address) -> None:
    mapped = str(ipaddress.IPv6Address((0xFFFF << 32) | int(inner)))
    sixtofour = str(ipaddress.IPv6Address((0x2002 << 112) | (int(inner) << 80)))
    assert is_public(mapped) == is_public(str(inner)) == is_public(sixtofour)


@given(st.ip_addresses(v=4))
def test_every_way_to_write_an_address_is_the_same_address(ip: ipaddress.IPv4Address) -> None:
    a, b, c, d = ip.packed
    forms = (
        str(int(ip)),
        hex(int(ip)),
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{c << 8 | d}",
        f"{a}.{int(ip) & 0xFFFFFF}",
    )
    assert {literal(form) for form in forms} == {str(ip)}


def test_names_are_no_literals() -> None:
    assert [literal(name) for name in ("river.example", "localhost", "1.2.3.4.example", "")] == [None] * 4


def test_the_name_server_is_asked_once_and_private_answers_are_dropped() -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["10.0.0.1", "8.8.8.8"]

    assert permitted("river.example", 80, resolve, is_public) == ["8.8.8.8"]
    assert permitted("river.example", 80, resolve, lambda _: True) == ["10.0.0.1", "8.8.8.8"]
    assert asked == [("river.example", 80)] * 2
    with pytest.raises(RefusedError):
        permitted("river.example", 80, lambda host, port: [], is_public)
