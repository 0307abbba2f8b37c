"""The eval frame: floors judge, missing data is said, a changed data file is never passed over."""

from pathlib import Path

from evals import __main__ as runner
from evals._frame import Score, digest, judge, pin, read_floors


def test_a_score_under_its_floor_fails_and_one_above_passes() -> None:
    rows = judge("t", [Score("a", 80.0), Score("b", 90.0)], "d", {"data": "d", "floors": {"a": 81.0, "b": 90.0}})
    assert [r.verdict for r in rows] == ["below floor", "ok"]


def test_a_floor_nobody_measured_fails() -> None:
    assert judge("t", [], "d", {"data": "d", "floors": {"a": 1.0}})[0].failed


def test_scores_on_changed_data_do_not_count() -> None:
    assert judge("t", [Score("a", 99.0)], "new", {"data": "old", "floors": {"a": 1.0}})[0].verdict == "data changed"


def test_a_ceiling_fails_when_exceeded() -> None:
    assert judge("t", [Score("km", 9.0, lower=True)], "d", {"data": "d", "floors": {"km": 5.0}})[0].failed


def test_speed_is_printed_and_never_judged() -> None:
    assert not judge("t", [Score("words/s", 1.0, floored=False)], "d", {"data": "d", "floors": {}})[0].failed


def test_pinning_never_lowers_a_floor_on_the_same_data(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    pin("t", [Score("a", 90.0)], "d", 0.5, path)
    pin("t", [Score("a", 70.0)], "d", 0.5, path)
    assert read_floors(path)["t"] == {"data": "d", "floors": {"a": 89.5}}


def test_the_digest_changes_with_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"1")
    before = digest([file])
    file.write_bytes(b"2")
    assert digest([file]) != before


def test_without_data_it_says_not_measured_and_fails_only_in_ci(monkeypatch, capsys) -> None:
    monkeypatch.delenv("DATELINE_DATA", raising=False)
    task = type("Task", (), {"DATA": ("x",), "measure": staticmethod(lambda data: [])})
    monkeypatch.setattr(runner, "tasks", lambda names: {"t": task})
    monkeypatch.delenv("CI", raising=False)
    assert runner.main([]) == 0
    assert "not measured" in capsys.readouterr().out
    monkeypatch.setenv("CI", "1")
    assert runner.main([]) == 1
