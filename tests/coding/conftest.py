"""The shipped reader, codebooks and gazetteer, loaded once; `coded` codes a text of a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline import coding, gazetteer, reading
from dateline.codebook import load
from dateline.records import Coded, Item


@pytest.fixture(scope="session")
def reader() -> Any:
    return reading.load()


@pytest.fixture(scope="session")
def places() -> Any:
    return gazetteer.load()


@pytest.fixture(scope="session")
def coded(reader: Any, places: Any) -> Callable[..., Coded]:
    def run(text: str, published: str | None = "2020-05-20", book: str = "plover", item: str = "i1") -> Coded:
        return coding.code(Item(id=item, body=text, published=published), reader.read(text, item), load(book), places)

    return run
