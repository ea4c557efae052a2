"""Shared by the tests of the store: a fresh store for each, copied from one made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store.store import Store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.db"
    made = tmp_path_factory.mktemp("made") / "treatybase.db"
    with Store.open(f"sqlite:///{made}", create=True) as store:
        store.copy_to(path)
    return path


@pytest.fixture
def url(empty_store: Path, tmp_path: Path) -> str:
    shutil.copy(empty_store, tmp_path / "treatybase.db")
    return f"sqlite:///{tmp_path}/treatybase.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
