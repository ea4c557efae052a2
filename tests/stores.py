"""Fresh stores for tests, on SQLite and on PostgreSQL: each a copy of one made once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
from psycopg import sql

from corpus.store.migrating import HEAD
from corpus.store.schema import Base
from corpus.store.store import Store
from tools.servers.postgresql import database_url, drop_database

LANGUAGE = 150_000
"""The version of PostgreSQL that can give a database an order of its own: then ours must not depend on it."""


class Stores(Protocol):
    """Stores of one kind. What is made is gone when the context ends."""

    def new(self, *, tables: bool = True) -> AbstractContextManager[str]:
        """The URL of an empty store, or of a place for one (`tables` False)."""


class SQLiteStores:
    """Each a file."""

    def __init__(self) -> None:
        self._template: bytes | None = None

    @contextmanager
    def new(self, *, tables: bool = True) -> Iterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "treatybase.db"
            if tables:
                path.write_bytes(self._empty())
            yield f"sqlite:///{path}"

    def _empty(self) -> bytes:
        if self._template is None:
            with self.new(tables=False) as url:
                Store.open(url, create=True).close()
                self._template = Path(url.removeprefix("sqlite:///")).read_bytes()
        return self._template


class PostgreSQLStores:
    """Each a database. Words are ordered as in a Vietnamese dictionary, where the server can.

    Databases with our tables are emptied and used again: making one takes 0.2 s, emptying it 0.01 s.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self._free: list[str] = []

    @contextmanager
    def new(self, *, tables: bool = True) -> Iterator[str]:
        name = self._free.pop() if tables and self._free else self._create()
        url = database_url(self._server, name)
        if not tables:
            yield url
            drop_database(self._server, name)
            return
        Store.open(url, create=True).close()
        yield url
        self._empty(name)
        self._free.append(name)

    def close(self) -> None:
        for name in self._free:
            drop_database(self._server, name)

    def _create(self) -> str:
        name = f"store_{uuid4().hex}"
        with psycopg.connect(self._server, autocommit=True) as connection:
            order = " LOCALE_PROVIDER icu ICU_LOCALE 'vi'" * (connection.info.server_version >= LANGUAGE)
            statement = "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0" + order
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
        return name

    def _empty(self, name: str) -> None:
        """Without any row, and without sessions that a killed process left."""
        url = database_url(self._server, name).replace("+psycopg", "")
        with psycopg.connect(url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            # Deleting a row of a tree looks for its children: slow where a test made many.
            connection.execute("TRUNCATE provision")
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
            # Some tests pretend that another program was here.
            connection.execute("UPDATE alembic_version SET version_num = %s", [HEAD])
