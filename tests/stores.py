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
    """Each a database, in which words are ordered as in a Vietnamese dictionary where the server can."""

    def __init__(self, server: str) -> None:
        self._server, self._template = server, f"template_{uuid4().hex}"
        self._made = False

    @contextmanager
    def new(self, *, tables: bool = True) -> Iterator[str]:
        name = f"store_{uuid4().hex}"
        yield self._create(name, self._filled() if tables else None)
        drop_database(self._server, name)

    def close(self) -> None:
        drop_database(self._server, self._template)

    def _filled(self) -> str:
        if not self._made:
            Store.open(self._create(self._template, None), create=True).close()
            self._made = True
        return self._template

    def _create(self, name: str, template: str | None) -> str:
        with psycopg.connect(self._server, autocommit=True) as connection:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template or "template0")
            )
            if template is None and connection.info.server_version >= LANGUAGE:
                statement += sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE 'vi'")
            connection.execute(statement)
        return database_url(self._server, name)
