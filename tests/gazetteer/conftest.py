import pytest

from dateline import gazetteer


@pytest.fixture(scope="session")
def places():
    """The real gazetteer, its index in the user's cache as for any user."""
    return gazetteer.load()
