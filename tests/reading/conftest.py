"""The shipped reader, loaded once."""

import pytest

from dateline.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
