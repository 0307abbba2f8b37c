"""The API keeps what its description promises: schemathesis sends what fits and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode

from dateline.archive.query import parse
from dateline.errors import InputError
from dateline.site import Options, build

CALLS = 15


@pytest.fixture(scope="module")
def operations(archive_file: Path):
    """Every call of the description, as schemathesis loads it."""
    app = build(archive_file, Options(hosts=("testserver", "localhost", "127.0.0.1"), rate=0.0))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    for check in (schema.config.checks.negative_data_rejection, schema.config.checks.positive_data_acceptance):
        check.expected_statuses = [*check.expected_statuses, "414"]  # described: an address has an end
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_call_keeps_its_description(operations, mode):
    assert len(operations) >= CALLS
    tried = set()
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
            continue

        @settings(
            max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps(case):
            tried.add(case.operation.path)
            assume(mode is GenerationMode.NEGATIVE or can_be_read(case.query or {}))
            case.call_and_validate()

        keeps()
    assert len(tried) >= CALLS - 5


def can_be_read(query) -> bool:
    """A search that cannot be read is refused with 400, which no schema of a string can say beforehand."""
    try:
        parse(str(query.get("q", "")))
    except InputError:
        return False
    return True


def test_the_index_names_every_call_of_the_description(site):
    paths = site.get("/api/openapi.json").json()["paths"]
    assert len(paths) >= CALLS
    assert set(site.get("/api/v1").json()["calls"]) == set(paths)
