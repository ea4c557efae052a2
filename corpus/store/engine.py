"""Connections to the database, and the one place that knows which database it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from corpus.errors import UnsuitableDataFolder
from corpus.store.place import demand_local

BUSY_SECONDS = 120
"""How long a writer waits for another: a batch of ingest holds the lock for a second or two."""

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",  # readers go on while one writes
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",  # 64 MiB
)


def connect(url: str) -> Engine:
    """An engine for the store's URL. For SQLite the folder must be local: raises UnsuitableDataFolder."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    demand_local(sqlite_path(parsed).parent)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_path(url: URL) -> Path:
    """The file of a SQLite URL."""
    return Path(url.database or "").absolute()


def is_sqlite_file(url: str) -> Path | None:
    """The file, where the URL names a SQLite database."""
    parsed = make_url(url)
    return sqlite_path(parsed) if parsed.get_backend_name() == "sqlite" else None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: it is the only one until it is committed (or rolled back)."""
    with engine.connect().execution_options(treatybase_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the base as it is at its first look, whatever is written meanwhile."""
    level: dict[str, Any] = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def snapshot(engine: Engine, path: Path) -> None:
    """Write a consistent copy of a SQLite database to a new file. PostgreSQL has its own tools for that."""
    if engine.dialect.name != "sqlite":
        raise UnsuitableDataFolder("copy a PostgreSQL store with pg_dump", path=str(path))
    if path.exists():
        raise UnsuitableDataFolder(f"{path} is there already", path=str(path))
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def lock_schema(connection: Connection) -> None:
    """Let one process at a time change the schema; SQLite's write transaction does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": 0x7472_6561_7479})


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # The driver must not open transactions by itself: we say which of them write.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A write transaction takes the lock at once: begun as a reader it could not always be turned into one.
    write = connection.get_execution_options().get("treatybase_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
