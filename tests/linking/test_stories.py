"""Reports of one happening are joined and their differences told; similar happenings stay apart."""

from dateline.linking import Report, join_reports
from dateline.records import Event, Mention, Place, Quantity, Span, When

SKHIRA = (34.3, 10.07)
GABES = (33.88, 10.1)


def report(
    ident: str,
    day: str,
    spot: tuple[str, tuple[float, float]],
    text: str,
    *,
    kind: str = "ASSAULT",
    mode: str | None = "heavy-weapons",
    killed: int | None = None,
    actor: str = "",
    basis: str = "relative",
    status: str = "asserted",
) -> Report:
    name, (lat, lon) = spot
    event = Event(
        ident, f"item-{ident}", 1, 0, kind, Span("shelled", 0, 7), mode=mode, status=status,
        actors=(Mention(Span(actor, 0, len(actor)), "group", name=actor),) if actor else (),
        places=(Place(words=Span(name, 0, len(name)), name=name, country="TUN", lat=lat, lon=lon, resolution=4),),
        when=When(day, day, basis=basis),
        quantities=(Quantity("killed", Span(str(killed), 0, 1), low=killed, high=killed),) if killed else (),
    )  # fmt: skip
    return Report(event, f"outlet-{ident}", day, text, frozenset({actor} if actor else ()))


def test_two_outlets_on_one_shelling_are_one_story_that_shows_where_they_differ() -> None:
    one = report(
        "a",
        "2016-03-15",
        ("Skhira", SKHIRA),
        "Mortar rounds hit Skhira on Tuesday evening, killing three.",
        killed=3,
        actor="Salt Road Column",
    )
    two = report(
        "b",
        "2016-03-15",
        ("Skhira", SKHIRA),
        "Brigades shelled the town of Skhira with mortars on Tuesday, killing four residents.",
        killed=4,
        actor="Plateau Brigades",
    )
    told = join_reports([one, two])
    assert [s.events for s in told.stories] == [("a", "b")]
    story = told.stories[0]
    assert story.title == "Assault (heavy-weapons), Skhira, 15 March 2016"
    assert {d.field for d in story.differences} == {"actor", "number"}
    assert told.joins[0].why


def test_shelling_of_another_town_or_another_week_stays_apart() -> None:
    text = "Mortar rounds hit the town on Tuesday."
    one = report("a", "2016-03-15", ("Skhira", SKHIRA), text)
    town = report("b", "2016-03-15", ("Gabès", GABES), text)
    week = report("c", "2016-03-22", ("Skhira", SKHIRA), text)
    assert join_reports([one, town, week]).stories == ()


def test_two_rounds_of_talks_stay_apart() -> None:
    muscat = ("Muscat", (23.6, 58.5))
    one = report(
        "a", "2016-03-11", muscat, "The third round of talks in Muscat ended.", kind="CONSULT", mode="multilateral"
    )
    two = report(
        "b", "2016-03-12", muscat, "The fourth round of talks in Muscat began.", kind="CONSULT", mode="multilateral"
    )
    assert join_reports([one, two]).stories == ()


def test_demands_and_plans_are_no_happenings() -> None:
    spot = ("Skhira", SKHIRA)
    one = report("a", "2016-03-15", spot, "They demand an attack on Skhira.", status="demanded")
    two = report("b", "2016-03-15", spot, "They demand an attack on Skhira.", status="demanded")
    assert join_reports([one, two]).stories == ()


def test_order_does_not_matter_and_ids_hang_on_the_first_report() -> None:
    reports = [
        report(i, "2016-03-15", ("Skhira", SKHIRA), "Mortars hit Skhira on Tuesday, killing three.", killed=3)
        for i in "abc"
    ]
    assert join_reports(reports) == join_reports(reports[::-1])
    assert join_reports(reports[:2]).stories[0].id == join_reports(reports).stories[0].id
