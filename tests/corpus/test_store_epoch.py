"""A base that was restored by other tools than ours begins a new epoch where that can be seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from lamhai import deposit, work
from psycopg import sql
from sqlalchemy import text
from stores import Stores

from corpus.model import LOCAL
from corpus.store import engine
from corpus.store.store import Store
from tools.servers.postgresql import PostgreSQL, create_database, database_url, drop_database

pytestmark = pytest.mark.needs("PostgreSQL")


def test_a_base_that_stays_keeps_its_epoch(url: str) -> None:
    with Store.open(url) as store:
        epoch = store.epoch
        store.deposit([deposit(work("a"))])
        assert store.epoch == epoch
    with Store.open(url, migrate=True) as store:
        assert store.epoch == epoch


def test_a_copy_in_another_database(postgresql_url: str, postgresql_stores: Stores) -> None:
    """As pg_restore, or CREATE DATABASE … TEMPLATE, makes it: the same rows in other tables."""
    with postgresql_stores.new() as url:
        with Store.open(url) as store:
            store.deposit([deposit(work("a"))])
            epoch = store.epoch
        names = sql.Identifier("restored"), sql.Identifier(url.rpartition("/")[2])
        with psycopg.connect(postgresql_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        try:
            with Store.open(database_url(postgresql_url, "restored")) as copy:
                assert copy.epoch != epoch
                assert copy.epoch == copy.epoch
                assert copy.counts(LOCAL).works == 1
        finally:
            drop_database(postgresql_url, "restored")
        with Store.open(url) as store:
            assert store.epoch == epoch


def test_tables_made_anew_under_a_server_that_runs(postgresql_stores: Stores) -> None:
    """As pg_restore --clean does it."""
    with postgresql_stores.new() as url, Store.open(url) as store:
        epoch = store.epoch
        opened = engine.connect(url)
        with engine.writing(opened) as connection:
            connection.execute(text("CREATE TABLE kept AS SELECT * FROM base"))
            connection.execute(text("ALTER TABLE base RENAME TO former"))
            connection.execute(text("ALTER TABLE kept RENAME TO base"))
        assert store.epoch != epoch
        with engine.writing(opened) as connection:
            connection.execute(text("DROP TABLE base"))
            connection.execute(text("ALTER TABLE former RENAME TO base"))
        opened.dispose()


def test_who_may_not_ask_keeps_the_epoch(postgresql_stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some hosted servers do not let their users ask which server they are."""
    with postgresql_stores.new() as url, Store.open(url) as store:
        epoch = store.epoch
        monkeypatch.setattr("corpus.store.epoch._WHERE", text("SELECT system_identifier FROM nowhere"))
        assert store.epoch == epoch


@pytest.fixture
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PostgreSQL, PostgreSQL]]:
    """A server, stopped, whose data were copied into the folder of another."""
    folder = tmp_path_factory.mktemp("servers")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o011)
    one, other = (PostgreSQL(folder / name, fsync=False) for name in ("one", "other"))
    yield one, other
    for server in (one, other):
        server.stop()


def copied(source: PostgreSQL, target: PostgreSQL) -> None:
    """The files of a server that is stopped, as a snapshot of its disk has them."""
    shutil.rmtree(target.data, ignore_errors=True)
    shutil.copytree(source.data, target.data)
    owner = source.data.stat()
    for path in (target.data, *target.data.rglob("*")):
        shutil.chown(path, owner.st_uid, owner.st_gid)
    target.data.chmod(0o700)


def test_a_standby_that_took_over(servers: tuple[PostgreSQL, PostgreSQL]) -> None:
    """And a recovery to a point in time: both begin a new timeline, and may lack the last changes."""
    one, other = servers
    one.start()
    with Store.open(create_database(one.url, "base"), create=True) as store:
        store.deposit([deposit(work("a"))])
        epoch = store.epoch
    one.stop()
    copied(one, other)
    (other.data / "recovery.signal").touch()
    other.settings["restore_command"] = "false"
    other.start()
    with Store.open(database_url(other.url, "base")) as store:
        assert store.epoch != epoch
        assert store.counts(LOCAL).works == 1


def test_what_cannot_be_seen_from_here(servers: tuple[PostgreSQL, PostgreSQL]) -> None:
    """A snapshot of the disk put back: the base knows nothing of it (an index that has more changes does)."""
    one, before = servers
    one.start()
    url = create_database(one.url, "base")
    with Store.open(url, create=True) as store:
        store.deposit([deposit(work("a"), path="a")])
    one.stop()
    copied(one, before)
    one.start()
    with Store.open(url) as store:
        store.deposit([deposit(work("b"), path="b")])
        epoch, change = store.epoch, store.change
    one.stop()
    copied(before, one)
    one.start()
    with Store.open(url) as store:
        assert (store.epoch, store.change) == (epoch, change - 1)


def test_a_sqlite_file_that_was_moved_is_the_same_base(sqlite_url: str, tmp_path: Path) -> None:
    with Store.open(sqlite_url) as store:
        epoch = store.epoch
    shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "moved.db")
    with Store.open(f"sqlite:///{tmp_path}/moved.db") as store:
        assert store.epoch == epoch
