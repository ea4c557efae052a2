"""Shared by the tests of the store: a fresh store for each, on either database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stores import Stores

from corpus.store.store import Store


@pytest.fixture
def sqlite_url(sqlite_stores: Stores) -> Iterator[str]:
    with sqlite_stores.new() as url:
        yield url


@pytest.fixture
def url(store_url: str) -> str:
    return store_url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
