"""A database that is away is told by its name; when it is back the same store goes on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from lamhai import deposit, work
from sqlalchemy import text
from stores import Stores

from corpus.errors import StoreUnavailable, UnsuitableDataFolder
from corpus.model import LOCAL
from corpus.store import engine
from corpus.store.store import Store
from tools.servers.postgresql import PostgreSQL, create_database, database_url, drop_database
from tools.servers.process import free_port

needs_postgresql = pytest.mark.needs("PostgreSQL")


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """A PostgreSQL of this test's own, to be stopped."""
    folder = tmp_path_factory.mktemp("server")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o011)
    made = PostgreSQL(folder, fsync=False)
    made.start()
    yield made
    made.stop()


@needs_postgresql
def test_stopped_killed_and_started_again(server: PostgreSQL) -> None:
    with Store.open(create_database(server.url, "base"), create=True) as store:
        store.deposit([deposit(work("a"), path="a")])
        epoch = store.epoch
        for stop in (server.stop, server.kill):
            stop()
            for use in (lambda: store.works(LOCAL), lambda: store.deposit([deposit(work("b"))])):
                with pytest.raises(StoreUnavailable, match="does not answer") as caught:
                    use()
                assert caught.value.code == "store_unavailable"
                assert caught.value.params["seconds"] > 0
            server.start()
            assert [summary.work.slug for summary in store.works(LOCAL)] == ["a"], "acknowledged is kept"
        assert store.deposit([deposit(work("b"), path="b")]).works == 1
        assert store.epoch == epoch, "a restart is no restore"


@needs_postgresql
def test_a_connection_that_breaks_in_a_transaction(postgresql_stores: Stores) -> None:
    with postgresql_stores.new() as url, Store.open(url) as store:

        def break_off() -> None:
            with store._writing() as ledger:
                ledger.touch(1)
                _end_all(url)
                ledger.close()

        with pytest.raises(StoreUnavailable):
            break_off()
        assert store.deposit([deposit(work("a"))]).works == 1, "the next has a new connection"
        assert store.change == 1


def _end_all(url: str) -> None:
    opened = engine.connect(url)
    with engine.writing(opened) as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    opened.dispose()


@needs_postgresql
def test_nobody_there() -> None:
    begun = time.monotonic()
    url = database_url(f"postgresql://who:secret@127.0.0.1:{free_port()}/postgres", "base")
    with pytest.raises(StoreUnavailable) as caught:
        Store.open(url)
    assert time.monotonic() - begun < 5
    assert "secret" not in str(caught.value)


@needs_postgresql
def test_a_database_that_is_not_there_is_named(postgresql_url: str) -> None:
    with pytest.raises(StoreUnavailable, match='"nowhere" does not exist'):
        Store.open(database_url(postgresql_url, "nowhere"))


@needs_postgresql
def test_a_database_of_another_encoding_is_refused(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(UnsuitableDataFolder, match="UTF8"):
            Store.open(database_url(postgresql_url, "latin"), create=True)
    finally:
        drop_database(postgresql_url, "latin")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://me:secret@host/base", "not mysql"),
        ("what is this secret", "none of SQLAlchemy's"),
    ],
)
def test_urls_of_no_store(url: str, told: str) -> None:
    with pytest.raises(UnsuitableDataFolder, match=told) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


@needs_postgresql
@pytest.mark.parametrize("name", ["postgresql", "postgresql+psycopg", "postgres"])
def test_names_of_postgresql(postgresql_stores: Stores, name: str) -> None:
    with postgresql_stores.new() as url, Store.open(url.replace("postgresql+psycopg", name)) as store:
        assert store.change == 0


def test_a_locked_file_is_told(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    with Store.open(sqlite_url) as store:
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.deposit([deposit(work("a"))])
        assert store.works(LOCAL) == [], "reading goes on"
        other.close()
        assert store.deposit([deposit(work("a"))]).works == 1


def test_a_fault_of_ours_is_not_blamed_on_the_database(store: Store) -> None:
    def wrong() -> None:
        with store._reading() as connection:
            connection.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(Exception, match="nowhere") as caught:
        wrong()
    assert not isinstance(caught.value, StoreUnavailable)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    url = f"sqlite:///{folder}/treatybase.db"
    Store.open(url, create=True).close()
    (folder / "treatybase.db").unlink()
    (folder / "treatybase.db").mkdir()
    with pytest.raises(StoreUnavailable, match="unable to open"):
        Store.open(url)
