"""Shared by the tests of the store: a fresh store for each, copied from one made once.

With `TREATYBASE_TEST_POSTGRESQL` (a URL like `postgresql+psycopg://user@host/postgres`, whose user may
create databases) the same tests run on PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from corpus.store.store import Store

SERVER = os.environ.get("TREATYBASE_TEST_POSTGRESQL")


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with an empty store."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    made = tmp_path_factory.mktemp("made") / "treatybase.db"
    with Store.open(f"sqlite:///{made}", create=True) as store:
        store.copy_to(path)
    return path


@pytest.fixture
def sqlite_url(empty_store: Path, tmp_path: Path) -> str:
    shutil.copy(empty_store, tmp_path / "treatybase.db")
    return f"sqlite:///{tmp_path}/treatybase.db"


@pytest.fixture(scope="session")
def empty_database() -> Iterator[str]:
    """The name of a PostgreSQL database with an empty store."""
    with _database() as url:
        Store.open(url, create=True).close()
        yield make_url(url).database or ""


@pytest.fixture
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if SERVER is None:
        yield request.getfixturevalue("sqlite_url")
        return
    with _database(request.getfixturevalue("empty_database")) as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


class _database:  # noqa: N801
    """A PostgreSQL database that is dropped afterwards."""

    def __init__(self, template: str = "template0") -> None:
        self.template = template
        self.name = f"treatybase_test_{uuid.uuid4().hex}"

    def __enter__(self) -> str:
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}" ENCODING \'UTF8\'')
        return make_url(SERVER or "").set(database=self.name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self._run(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        engine = create_engine(SERVER or "", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
