"""When a watched source is visited again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.capture import Rhythm, failed, plan_visits, visited
from dateline.errors import CaptureError, LaterError
from dateline.records import Capture, Visit
from dateline.text import digest

START = datetime(2017, 5, 1, tzinfo=UTC)
URL = "https://river.example/news"
HOUR = 3600.0


def history(outcomes: str, hours: float = 1.0, url: str = URL) -> list[Visit]:
    """`"cs"` is a changed visit and, `hours` later, one that found nothing new; `f` failed."""
    names = {"c": "changed", "s": "same", "f": "failed"}
    return [Visit(url, (START + timedelta(hours=n * hours)).isoformat(), names[o]) for n, o in enumerate(outcomes)]


def wait(visits: list[Visit], rhythm: Rhythm | None = None) -> float:
    (plan,) = plan_visits([visits[0].url], visits, START, rhythm)
    return (datetime.fromisoformat(plan.at) - datetime.fromisoformat(visits[-1].at)).total_seconds()


def test_a_new_source_is_due_now() -> None:
    (plan,) = plan_visits([URL], [], START)
    assert (plan.due, plan.at, plan.why) == (True, START.isoformat(), "never visited")


def test_the_second_visit_comes_after_the_first_pause() -> None:
    assert wait(history("c"), Rhythm(first=1234)) == 1234


def test_a_source_that_changes_often_is_visited_more_often() -> None:
    always, seldom, never = (wait(history(o, 6)) for o in ("cccccccccc", "csssscssss", "cssssssss"))
    assert always < seldom <= never
    assert always < 6 * HOUR
    assert never == 12 * HOUR


def test_the_pause_keeps_to_its_bounds() -> None:
    rhythm = Rhythm(shortest=600, longest=7200)
    assert wait(history("c" * 20, 0.01), rhythm) == 600
    assert wait(history("c" + "s" * 20, 24), rhythm) == 7200


def test_a_source_that_fails_is_left_alone_twice_as_long_each_time() -> None:
    rhythm = Rhythm(shortest=600, longest=6000)
    assert [wait(history("c" + "f" * n), rhythm) for n in (1, 2, 3, 4, 5)] == [600, 1200, 2400, 4800, 6000]


def test_one_good_visit_ends_the_back_off() -> None:
    assert wait(history("ccffffc")) <= 2 * 6 * HOUR


def test_what_the_server_asks_for_is_kept() -> None:
    error = LaterError("busy", seconds=90_000, where=URL)
    visit = failed(URL, error, START)
    assert visit == Visit(URL, START.isoformat(), "failed", 90_000)
    assert wait([visit]) == 90_000


def test_a_failure_without_a_word_is_a_failure() -> None:
    assert failed(URL, CaptureError("gone"), START).wait is None


def test_a_visit_tells_whether_something_was_new() -> None:
    first = Capture(digest(b"a"), b"a", "text/html", URL, fetched=START.isoformat(), status=200)
    other = Capture(digest(b"b"), b"b", "text/html", URL, fetched=START.isoformat(), status=200)
    assert visited(URL, first, None).outcome == "changed"
    assert visited(URL, first, first).outcome == "same"
    assert visited(URL, other, first).outcome == "changed"


def test_plans_come_in_the_order_of_their_time() -> None:
    visits = history("cccc", 1, "https://a.example/") + history("c", 1, "https://b.example/")
    urls = ["https://c.example/", "https://b.example/", "https://a.example/"]
    plans = plan_visits(urls, visits, START + timedelta(hours=3.1))
    assert [p.url[8] for p in plans] == ["b", "c", "a"]
    assert [p.due for p in plans] == [True, True, False]


outcomes = st.text("csf", min_size=1, max_size=40)


@given(outcomes, st.integers(0, 400), st.randoms(use_true_random=False))
def test_the_plan_hangs_on_the_history_alone(record: str, hours: int, chance) -> None:
    rhythm = Rhythm()
    visits = history(record, hours)
    seconds = wait(visits, rhythm)
    assert rhythm.shortest <= seconds <= rhythm.longest
    shuffled = visits.copy()
    chance.shuffle(shuffled)
    if hours > 0:
        assert plan_visits([URL], shuffled, START) == plan_visits([URL], visits, START)
