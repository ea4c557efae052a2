"""A PostgreSQL of one's own keeps what was committed, and each test has a database of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from tools.servers.postgresql import PostgreSQL, create_database, drop_database
from tools.servers.process import ServerFailed

pytestmark = pytest.mark.needs("PostgreSQL")
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that an unprivileged user may enter, unlike pytest's own."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o711)
    yield place
    shutil.rmtree(place)


def connect(url: str) -> Connection:
    """As the product connects; closed with its last use."""
    return create_engine(url, poolclass=NullPool).connect()


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM treaty").fetchone()
    assert row is not None
    return int(row[0])


def test_what_was_committed_survives_a_kill_and_a_stop(folder: Path) -> None:
    with PostgreSQL(folder) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE treaty AS SELECT generate_series(1, 1000) AS number")
        first = server.pid
        server.kill()
        assert server.pid is None
        assert not server.is_ready()
        server.start()
        assert server.pid != first
        assert count(server.url) == 1000
        server.stop()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.url)
        server.start()
        assert count(server.url) == 1000
    assert not server.is_ready()


def test_an_uncommitted_row_does_not_survive(folder: Path) -> None:
    with PostgreSQL(folder, fsync=False) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE treaty (number int)")
        open_connection = psycopg.connect(server.url)
        open_connection.execute("INSERT INTO treaty VALUES (1)")
        server.kill()
        server.start()
        open_connection.close()
        assert count(server.url) == 0


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    server = PostgreSQL(folder, settings={"no_such_setting": 1})
    with pytest.raises(ServerFailed, match=r'unrecognized configuration parameter "no_such_setting"'):
        server.start()


def test_a_folder_that_is_in_use_is_named(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "notes.txt").touch()
    with pytest.raises(ServerFailed, match=r"initdb failed in .*/data.* not empty") as failure:
        PostgreSQL(folder).start()
    # Only root runs it as somebody else, who may lack the right to enter.
    assert ("to whom the parents of the folder must be open" in str(failure.value)) == (os.geteuid() == 0)


def test_a_database_is_empty_and_alone(postgresql_url: str, postgresql_database: str) -> None:
    other = create_database(postgresql_url, "other_of_this_test")
    try:
        with connect(postgresql_database) as connection:
            connection.execute(text("CREATE TABLE treaty (number int)"))
            assert connection.execute(text(TABLES)).scalar() == 1
        with connect(other) as connection:
            assert connection.execute(text(TABLES)).scalar() == 0
    finally:
        drop_database(postgresql_url, "other_of_this_test")


def test_dropping_ends_who_still_uses_it(postgresql_url: str) -> None:
    url = create_database(postgresql_url, "used_while_dropped")
    with connect(url) as connection:
        connection.execute(text("SELECT 1"))
        drop_database(postgresql_url, "used_while_dropped")
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT 1"))
    with pytest.raises(OperationalError, match="does not exist"), connect(url):
        pass
