"""Connections to the database, and the one place that knows which database it is."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from corpus.errors import UnsuitableDataFolder
from corpus.store.availability import available
from corpus.store.place import demand_local

BUSY_SECONDS = 120
"""How long a writer waits for another: a batch of ingest holds the lock for a second or two."""
IDLE_SECONDS = 60
"""How long a writer may hold the lock and ask nothing: its machine hangs, and the server ends it."""

_SQLITE_PRAGMAS = (
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",  # 64 MiB
)


_POSTGRESQL = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
    "client_encoding": "utf8",
    "application_name": "treatybase",
}
"""Of the connection (a URL may say otherwise): a server whose network is gone is noticed in a minute."""

_POSTGRESQL_SESSION = (
    f"SET lock_timeout = '{BUSY_SECONDS}s'",
    # The server notices in a minute too that our machine is gone, and gives its locks to others.
    *("SET tcp_keepalives_idle = 30", "SET tcp_keepalives_interval = 10", "SET tcp_keepalives_count = 3"),
)


def connect(url: str) -> Engine:
    """An engine for the store's URL: SQLite on a local disk, or PostgreSQL. Raises UnsuitableDataFolder."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        return _connect_postgresql(parsed)
    demand_local(sqlite_path(parsed).parent)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:  # which would print a password
        raise UnsuitableDataFolder("the URL of the store is none of SQLAlchemy's", path="") from error
    name = parsed.drivername
    if name in ("postgresql", "postgresql+psycopg", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise UnsuitableDataFolder(
            f"the store can be sqlite:///… or postgresql+psycopg://…, not {name}", path=name
        )
    return parsed


def _connect_postgresql(url: URL) -> Engine:
    arguments = {name: value for name, value in _POSTGRESQL.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, record: Any) -> None:
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise UnsuitableDataFolder(
            f"the database {connection.info.dbname} must have the encoding UTF8: "
            "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
            path=connection.info.dbname,
        )
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL_SESSION:
            cursor.execute(statement)
    connection.commit()


def sqlite_path(url: URL) -> Path:
    """The file of a SQLite URL."""
    return Path(url.database or "").absolute()


def is_sqlite_file(url: str) -> Path | None:
    """The file, where the URL names a SQLite database."""
    parsed = _parsed(url)
    return sqlite_path(parsed) if parsed.get_backend_name() == "sqlite" else None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, each statement seeing what was committed before it.

    On SQLite it is the only one until it ends. On PostgreSQL the writers of the store queue at the base
    row (`lock_base`). Raises StoreUnavailable.
    """
    options = _OPTIONS["writing"] if engine.dialect.name == "postgresql" else {"treatybase_write": True}
    with available(), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the base as it is at its first look, whatever is written meanwhile.

    Raises StoreUnavailable.
    """
    options = _OPTIONS["reading"] if engine.dialect.name == "postgresql" else {}
    with available(), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


_OPTIONS: dict[str, dict[str, Any]] = {
    # A writer that waited for the lock must then see what the one before it wrote: no older snapshot.
    "writing": {"isolation_level": "READ COMMITTED", "postgresql_readonly": False},
    "reading": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""Of PostgreSQL's transactions, whatever the defaults of the server."""


def snapshot(engine: Engine, path: Path) -> None:
    """Write a consistent copy of a SQLite database to a new file."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


@contextmanager
def order_free(connection: Connection, tables: MetaData) -> Iterator[None]:
    """Let rows be inserted before those of the same table to which they point."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))  # until this transaction ends
        yield
        return
    keys = [
        f'ALTER TABLE "{table.name}" ALTER CONSTRAINT "{key.name}"'
        for table in tables.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table is table
    ]
    for key in keys:
        connection.execute(text(f"{key} DEFERRABLE INITIALLY DEFERRED"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for key in keys:
        connection.execute(text(f"{key} NOT DEFERRABLE"))


def lock_schema(connection: Connection) -> None:
    """Let one process at a time change the schema; SQLite's write transaction does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": 0x7472_6561_7479})


def bound_idleness(connection: Connection) -> None:
    """Let the server end this transaction if it asks nothing for IDLE_SECONDS (SQLite: cannot be bound)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'"))


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # The driver must not open transactions by itself: we say which of them write.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _demand_wal(cursor)
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _demand_wal(cursor: sqlite3.Cursor) -> None:
    """Let readers go on while one writes. For the first turn of a new file SQLite itself does not wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    # A write transaction takes the lock at once: begun as a reader it could not always be turned into one.
    write = connection.get_execution_options().get("treatybase_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
