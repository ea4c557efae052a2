"""The small base, once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_base import small_service

from search_api.service import SearchService


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with small_service(tmp_path_factory.mktemp("base")) as found:
        yield found
