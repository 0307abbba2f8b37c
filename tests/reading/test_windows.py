"""Every word is decided in exactly one window, and windows have a greatest size."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.windows import MOST, windows


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 8), max_size=900), st.data())
def test_cores_follow_each_other_and_fit(sizes: list[int], data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, max(0, len(sizes) - 1)), max_size=40))}) if sizes else []
    found = windows(sizes, starts)
    assert [i for w in found for i in range(w.first, w.last)] == list(range(len(sizes)))
    for w in found:
        assert w.start <= w.first < w.last <= w.end
        assert sum(sizes[w.start : w.end]) <= MOST + 16


def test_a_short_text_is_one_window() -> None:
    assert len(windows([1] * 90, [0, 30, 60])) == 1


def test_windows_show_their_neighbours() -> None:
    found = windows([1] * 600, list(range(0, 600, 20)))
    assert len(found) > 3
    assert all(w.start < w.first for w in found[1:])
