"""Settings come from the environment, else from the table; what does not fit is named."""

import pytest

from dateline import settings
from dateline.errors import InputError


def test_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_PORT", raising=False)
    assert settings.value("port") == 8017


def test_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PORT", "9000")
    assert settings.value("port") == 9000


def test_a_value_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PORT", "many")
    with pytest.raises(InputError, match=r"DATELINE_PORT.*'many' is no int"):
        settings.value("port")


def test_names_are_unique_and_explained() -> None:
    names = [s.name for s in settings.TABLE]
    assert len(names) == len(set(names))
    assert all(s.help for s in settings.TABLE)
