"""A surname alone is joined where it is safe, else left apart with the reason. Everybody here is invented."""

from __future__ import annotations

import pytest

from dateline.linking import Joined, Seen, join_names
from dateline.records import Mention, Span

FULL = ("full", "courier", "2016-03-10", "Faycel Meddahi", "president", None)
Told = tuple[str, str, str, str, str, str | None]


def seen(told: Told) -> Seen:
    item, outlet, day, name, role, country = told
    roles = (Span(role, 0, len(role)),) if role else ()
    mention = Mention(Span(name, 0, len(name)), "person", name, roles=roles, country=country)
    return Seen(item, 1, outlet, day, mention)


def joined(*told: Told) -> Joined:
    return join_names(map(seen, told))


def who(found: Joined, item: str) -> str | None:
    known = {e.id for e in found.entities}
    return next((a.entity for a in found.assigned if a.item == item and a.entity in known), None)


@pytest.mark.parametrize(
    ("name", "day", "role"),
    [
        ("Meddahi", "2016-03-20", ""),
        ("Medahi", "2016-03-01", ""),
        ("al-Meddahi", "2016-05-01", "president"),
        ("President Meddahi", "2016-03-12", ""),
    ],
)
def test_the_only_one_of_a_surname_in_an_outlet_is_meant(name: str, day: str, role: str) -> None:
    name = name.removeprefix("President ")
    found = joined(FULL, ("lone", "courier", day, name, role, None))
    assert who(found, "lone") == who(found, "full") is not None
    assert "alone, the only one of that surname in this outlet" in next(
        a.why for a in found.assigned if a.item == "lone"
    )


APART: list[tuple[tuple[Told, ...], Told, str]] = [
    ((FULL,), ("lone", "voice", "2016-03-20", "Meddahi", "", None), "names nobody of that surname in full"),
    ((FULL,), ("lone", "courier", "2017-03-20", "Meddahi", "", None), "names nobody of that surname in full"),
    ((FULL,), ("lone", "courier", "2016-03-20", "Meddahi", "judge", None), "another office"),
    ((FULL,), ("lone", "courier", "2016-03-20", "Meddahi", "baker", None), "a private role"),
    (((*FULL[:5], "TUN"),), ("lone", "courier", "2016-03-20", "Meddahi", "", "KEN"), "another country"),
    (
        (FULL, ("other", "courier", "2016-03-11", "Hatem Meddahi", "judge", None)),
        ("lone", "courier", "2016-03-20", "Meddahi", "", None),
        "several persons bear that surname",
    ),
    (
        (FULL, ("other", "courier", "2016-03-11", "Hatem Meddahi", "baker", None)),
        ("lone", "courier", "2016-03-20", "Meddahi", "", None),
        "somebody else of that surname",
    ),
]


@pytest.mark.parametrize(("full", "lone", "why"), APART)
def test_what_could_be_another_is_left_apart_with_the_reason(full: tuple[Told, ...], lone: Told, why: str) -> None:
    found = joined(*full, lone)
    assert who(found, "lone") is None
    assert why in next(x.why for x in found.lone if x.bearer.item == "lone")


def test_surname_and_office_in_one_outlet_tell_among_several() -> None:
    other = ("other", "voice", "2016-03-11", "Hatem Meddahi", "judge", None)
    found = joined(FULL, other, ("lone", "courier", "2016-03-20", "Meddahi", "president", None))
    assert who(found, "lone") == who(found, "full") is not None


@pytest.mark.parametrize("name", ["Ahmad", "Mohammad", "Li", "X", "?", "<b>"])
def test_names_that_very_many_bear_or_that_are_none_are_never_joined_alone(name: str) -> None:
    full = ("full", "courier", "2016-03-10", f"Faycel {name}", "president", None)
    assert who(joined(full, ("lone", "courier", "2016-03-11", name, "", None)), "lone") is None


def test_ten_thousand_people_of_one_name_stay_apart_and_cost_little() -> None:
    told = [(f"i{n:05}", f"outlet-{n % 9}", "2016-03-10", "Mohammad Ahmad", "baker", None) for n in range(10_000)]
    found = joined(*told, ("m", "courier", "2016-03-11", "Mohammad Ahmad", "minister", None))
    assert [len(e.aliases) for e in found.entities] == [1]
    assert sum(a.entity == found.entities[0].id for a in found.assigned) == 1
