"""Whole copies of a base: into a file, and from a file into the place of a store, on either database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, text

from corpus.errors import UnsuitableDataFolder
from corpus.store.engine import connect, is_sqlite_file, lock_schema, order_free, reading, snapshot, writing
from corpus.store.epoch import begin
from corpus.store.migrating import demand_current, demand_own, recreate, upgrade
from corpus.store.schema import Base

_ROWS = 1000
"""Rows in memory at a time: a few megabytes, however large the base."""


def copy_base(url: str, path: Path) -> None:
    """Write all that the base says at one moment to a new SQLite file, while others read and write.

    The copy does not tell from which database it is. Raises SchemaMismatch for a PostgreSQL base of
    another revision (a SQLite file is copied as it is), and UnsuitableDataFolder where the file is there.
    """
    if path.exists():
        raise UnsuitableDataFolder(f"{path} is there already", path=str(path))
    with _connected(url) as source:
        if source.dialect.name == "sqlite":
            return snapshot(source, path)
        demand_current(source)
        with _connected(f"sqlite:///{path}") as target:
            upgrade(target, create=True, migrate=False)
            with reading(source) as rows, writing(target) as tables:
                _copy_rows(rows, tables)
    _close_journal(path)


def prepare(path: Path) -> None:
    """Make a copy ready to take the place of a store: our schema, and an epoch of its own.

    Raises SchemaMismatch for a copy made by a newer program.
    """
    with _connected(f"sqlite:///{path}") as engine:
        upgrade(engine, create=False, migrate=True)
        demand_current(engine)
        with writing(engine) as connection:
            begin(connection)
    _close_journal(path)


def put_in_place(path: Path, url: str) -> None:
    """Let a prepared copy take the place of the base: all of it, or the base stays as it was.

    On SQLite nobody may use the base meanwhile; on PostgreSQL others wait, and find the new one.
    Raises SchemaMismatch where the database holds tables of something else.
    """
    file = is_sqlite_file(url)
    if file is not None:
        return _replace(file, path)
    with (
        _connected(f"sqlite:///{path}") as source,
        _connected(url) as target,
        reading(source) as rows,
        writing(target) as tables,
    ):
        lock_schema(tables)
        recreate(tables)
        _copy_rows(rows, tables)
        begin(tables)
        tables.execute(text("ANALYZE"))


def _replace(file: Path, new: Path) -> None:
    """One rename. The log of the old file is closed first: it must not be read as one of the new."""
    if file.exists():
        with suppress(sqlite3.DatabaseError):
            _close_journal(file)
        for log in ("-wal", "-shm"):
            file.with_name(file.name + log).unlink(missing_ok=True)
    new.replace(file)


def holds_something(url: str) -> bool:
    """Whether there is a base at this URL with anything in it. Raises SchemaMismatch for foreign tables."""
    file = is_sqlite_file(url)
    if file is not None:
        return file.exists()
    with _connected(url) as engine, reading(engine) as connection:
        if demand_own(connection) is None:
            return False
        query = text("SELECT EXISTS (SELECT 1 FROM work) OR EXISTS (SELECT 1 FROM file)")
        return bool(connection.execute(query).scalar())


def _copy_rows(source: Connection, target: Connection) -> None:
    """Every row of every table into empty tables (a new base already has its one row)."""
    with order_free(target, Base.metadata):
        for table in Base.metadata.sorted_tables:
            target.execute(table.delete())
            query = select(table).order_by(*table.primary_key)
            rows = source.execute(query, execution_options={"yield_per": _ROWS}).mappings()
            for part in rows.partitions():
                target.execute(insert(table), [dict(row) for row in part])


def _close_journal(path: Path) -> None:
    """One file, without logs beside it."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _connected(url: str) -> Iterator[Engine]:
    engine = connect(url)
    try:
        yield engine
    finally:
        engine.dispose()
