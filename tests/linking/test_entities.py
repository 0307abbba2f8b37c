"""One name under many spellings is one entity; different people stay apart; private persons stay in their item."""

import random

import pytest

from dateline.linking import Seen, join_names
from dateline.linking.bodies import body_likeness
from dateline.linking.persons import person_likeness
from dateline.records import Entity, Mention, Span


def seen(
    item: str, name: str, *, kind: str = "person", role: str | None = None, start: int = 0, country: str | None = None
) -> Seen:
    roles = (Span(role, 0, len(role)),) if role else ()
    mention = Mention(Span(name, start, start + len(name)), kind, roles=roles, country=country)
    return Seen(item, 1, "outlet", f"2016-03-{10 + len(item)}", mention)


def entity_of(names: list[Seen], which: Seen) -> Entity | None:
    joined = join_names(names)
    by_id = {e.id: e for e in joined.entities}
    for a in joined.assigned:
        if (a.item, a.start) == (which.item, which.mention.span.start):
            return by_id.get(a.entity)
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
    ("Park Min-jae", "Pak Minjae"),
    ("José Luis Arrieta Montoya", "Jose Luis Arrieta"),
    ("Tanabe Haruto", "Haruto Tanabe"),
    ("Çağatay Şahinoğlu", "Cagatay Sahinoglu"),
    ("Qasem Rostamzadeh", "Ghasem Rustamzadeh"),
    ("Rafiqul Choudhury", "Md. Rafiqul Chowdhury"),
]
DIFFERENT = [
    ("Karim Souissi", "Karima Souissi"),
    ("Hatem Meddahi", "Faycel Meddahi"),
    ("Mohammad Trabelsi", "Mahmoud Trabelsi"),
    ("Hassan Amin", "Hussein Amin"),
    ("Maria Ombeni", "Mario Ombeni"),
    ("Ali Hassan", "Hassan Ali"),
    ("Ivan Petrov", "Ivan Petrenko"),
    ("Joaquim Nogueirão", "Joaquim Nogueirão Filho"),
    ("Achieng Wambugu", "Ochieng Wambugu"),
    ("Park Min-jae", "Park Min-ji"),
    ("Yevhen Tarasenko", "Yevhen Taranenko"),
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
    assert body_likeness("Commission for Harbour Reconstruction", "Harbor Reconstruction Commission") == 1
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


def test_private_persons_are_no_entities_and_not_joined_across_items() -> None:
    names = [seen("a", "Mohammad Ahmad"), seen("bb", "Mohammad Ahmad"), seen("c", "Rym Zaghdoudi", role="nurse")]
    joined = join_names(names)
    assert joined.entities == ()
    assert len({a.entity for a in joined.assigned}) == 3


def test_a_private_person_of_a_minister_s_name_stays_apart() -> None:
    names = [seen("a", "Rym Zaghdoudi", role="minister"), seen("bb", "Rym Zaghdoudi", role="nurse")]
    assert entity_of(names, names[1]) is None
    assert entity_of(names, names[0]) is not None


def test_a_common_name_needs_a_shared_office() -> None:
    names = [
        seen("a", "Mohammad Ahmad", role="Minister of Ports"),
        seen("bb", "Mohamed Ahmed", role="minister of ports"),
        seen("ccc", "Mohammad Ahmad", role="editor of the Coast Post"),
        seen("dddd", "Mohammad Ahmad"),
    ]
    first, second, third, last = (entity_of(names, n) for n in names)
    assert first == second
    assert first is not None
    assert third not in (None, first)
    assert last is None


def test_an_unlike_name_beside_it_in_one_item_is_somebody_else() -> None:
    names = [
        seen("a", "Nasser Kazerooni", role="governor"),
        seen("a", "Nasser Kazeroony", role="deputy", start=40),
        seen("bb", "Ingrid Valdemarsen", role="envoy"),
        seen("bb", "Ingrid Valdmarsen", role="judge", start=40),
    ]
    assert entity_of(names, names[2]) != entity_of(names, names[3])


def test_a_regime_is_not_the_man() -> None:
    names = [seen("a", "Faycel Meddahi", role="President"), seen("a", "the Meddahi regime", kind="group", start=60)]
    assert entity_of(names, names[0]) != entity_of(names, names[1])


def test_a_committee_is_not_its_parent() -> None:
    names = [
        seen("a", "Salt Road Council", kind="organisation"),
        seen("a", "Relief Committee of the Salt Road Council", kind="organisation", start=40),
        seen("a", "the Relief Committee", kind="organisation", start=90),
        seen("a", "the Council", kind="organisation", start=120),
    ]
    parent, committee, short, head = (entity_of(names, n) for n in names)
    assert parent != committee
    assert short == committee
    assert head == parent


def test_an_acronym_alone_belongs_to_the_one_body_items_show_it_to_stand_for() -> None:
    told = [
        seen("a", "Barrage Road Forum", kind="organisation"),
        seen("a", "BRF", kind="organisation", start=40),
        seen("bb", "BRF", kind="organisation"),
    ]
    assert entity_of(told, told[2]) == entity_of(told, told[0])
    rival = [
        seen("ccc", "Border Relief Fund", kind="organisation"),
        seen("ccc", "BRF", kind="organisation", start=40),
    ]
    both = [*told, *rival]
    assert entity_of(both, told[2]) not in (entity_of(both, told[0]), entity_of(both, rival[0]))


def test_generic_bodies_of_two_countries_stay_apart() -> None:
    names = [
        seen("a", "Ministry of Health", kind="organisation", country="TUN"),
        seen("bb", "the Health Ministry", kind="organisation", country="TUN"),
        seen("ccc", "Ministry of Health", kind="organisation", country="SEN"),
        seen("dddd", "Local Council", kind="organisation", country="TUN"),
    ]
    first, second, third, local = (entity_of(names, n) for n in names)
    assert first == second
    assert third not in (None, first)
    assert local is None


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


def test_ten_thousand_people_of_one_name() -> None:
    names = [seen(f"i{n:05}", "Mohammad Ahmad", role="minister" if n % 100 == 0 else None) for n in range(10_000)]
    joined = join_names(names)
    assert len(joined.assigned) == 10_000
    assert len(joined.entities) == 1
    assert sum(a.count for a in joined.entities[0].aliases) == 100
