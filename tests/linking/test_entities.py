"""One name under many spellings is one entity; different people stay apart; private persons stay in their item."""

import random

import pytest

from dateline.linking import Seen, join_names
from dateline.linking.spelling import body_likeness, person_likeness
from dateline.records import Entity, Mention, Span


def seen(item: str, name: str, *, kind: str = "person", role: str | None = None, start: int = 0) -> Seen:
    roles = (Span(role, 0, len(role)),) if role else ()
    mention = Mention(Span(name, start, start + len(name)), kind, roles=roles)
    return Seen(item, 1, "outlet", f"2016-03-{10 + len(item)}", mention)


def entity_of(names: list[Seen], which: Seen) -> Entity | None:
    joined = join_names(names)
    by_id = {e.id: e for e in joined.entities}
    for a in joined.assigned:
        if (a.item, a.start) == (which.item, which.mention.span.start):
            return by_id[a.entity]
    return None


SAME = [
    ("Faycel Meddahi", "Faisal Medahi"),
    ("Abd el-Karim Souissi", "Abdelkarim Suissi"),
    ("Ingrid Valdemarsen", "Ingrid Valdemarson"),
    ("Nizar Hakmouni", "Nizar Al-Hakmouni"),
    ("Dr. Samir Kassem", "Samir Kassim"),
    ("Oleg Tarasenko", "Олег Тарасенко"),
    ("فيصل المداحي", "Faycel Meddahi"),
    ("Jean-Luc Ombeni", "Jean Luc Ombeni"),
    ("Sulayman Darwish", "Soleiman Darwich"),
]
DIFFERENT = [
    ("Karim Souissi", "Karima Souissi"),
    ("Hatem Meddahi", "Faycel Meddahi"),
    ("Mohammad Trabelsi", "Mahmoud Trabelsi"),
    ("Hassan Amin", "Hussein Amin"),
    ("Maria Ombeni", "Mario Ombeni"),
    ("Ali Hassan", "Hassan Ali"),
    ("Ivan Petrov", "Ivan Petrenko"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert person_likeness(one, other) >= 0.76
    a, b = seen("a", one, role="Minister"), seen("b", other)
    first, second = entity_of([a, b], a), entity_of([a, b], b)
    assert first is not None
    assert first == second


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_people_stay_apart(one: str, other: str) -> None:
    assert person_likeness(one, other) < 0.76
    a, b = seen("a", one, role="Minister"), seen("b", other, role="Minister")
    assert entity_of([a, b], a) != entity_of([a, b], b)


def test_bodies() -> None:
    assert body_likeness("the High Negotiation’s Committee", "High Negotiations Committee") >= 0.9
    assert body_likeness("Organization for Relief", "Organisation for Relief") >= 0.9
    assert body_likeness("Interior Council", "Coastal Council") == 0
    assert body_likeness("Joint Negotiating Committee", "Joint Negotiating Committee of Sousse") == 0


def test_acronym_and_surname_find_their_owner_in_the_item() -> None:
    names = [
        seen("a", "Joint Negotiating Committee", kind="organisation"),
        seen("a", "JNC", kind="organisation", start=50),
        seen("a", "Rym Zaghdoudi", role="head", start=80),
        seen("a", "Zaghdoudi", start=120),
    ]
    assert entity_of(names, names[0]) == entity_of(names, names[1])
    assert entity_of(names, names[2]) == entity_of(names, names[3])


def test_two_men_of_one_surname_leave_the_surname_open() -> None:
    names = [seen("a", "Hatem Meddahi"), seen("a", "Faycel Meddahi", start=30), seen("a", "Meddahi", start=60)]
    assert entity_of(names, names[2]) is None


def test_a_generic_head_of_two_bodies_is_nobody() -> None:
    names = [
        seen("a", "Interior Council", kind="organisation"),
        seen("a", "Port Council", kind="organisation", start=30),
        seen("a", "the Council", kind="organisation", start=60),
    ]
    assert entity_of(names, names[2]) is None


def test_private_persons_are_not_joined_across_items() -> None:
    names = [seen("a", "Mohammad Ahmad"), seen("bb", "Mohammad Ahmad")]
    joined = join_names(names)
    assert len(joined.entities) == 2
    assert not any(e.public_role for e in joined.entities)


def test_the_order_of_the_input_does_not_matter() -> None:
    pairs = enumerate(SAME + DIFFERENT)
    names = [seen(f"i{n}", words, role="Minister", start=40 * k) for n, pair in pairs for k, words in enumerate(pair)]
    shuffled = random.Random(7).sample(names, len(names))
    assert join_names(names) == join_names(shuffled)


def test_ids_stay_when_later_items_are_added() -> None:
    first = [seen("a", "Faycel Meddahi", role="President")]
    later = [*first, seen("bbb", "Faisal Medahi", role="President")]
    assert {e.id for e in join_names(first).entities} == {e.id for e in join_names(later).entities}


@pytest.mark.parametrize(
    "name", ["A", "", "'; DROP TABLE x; --", "<script>alert(1)</script>", "١٢٣", "🙂", "al", "-" * 500]
)
def test_odd_names_do_no_harm(name: str) -> None:
    joined = join_names([seen("a", name), seen("b", name)])
    assert len(joined.assigned) <= 2
