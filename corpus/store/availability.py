"""Tells a database that is away, full or locked from a fault of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from corpus.errors import StoreUnavailable

RETRY_SECONDS = 5
"""When it is worth trying again: a server that was stopped and started answers by then."""

_SQLITE = frozenset(
    [
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
    ]
)
"""Of the lock, the disk or the folder."""

_POSTGRESQL = ("08", "25006", "25P03", "40001", "40P01", "53", "55P03", "57", "58")
"""SQLSTATEs: no connection; a standby, which only reads; idle for too long; serialisation and deadlock;
no room; lock not had in time; shut down, cancelled or starting; the server's disk."""


@contextmanager
def available() -> Iterator[None]:
    """Raise StoreUnavailable where the database, and not what was asked of it, is why it failed.

    When a connection breaks at a commit nobody can tell whether it was done: depositing again is safe.
    """
    try:
        yield
    except NoConnectionFree as error:
        raise _unavailable("all its connections are in use") from error
    except DBAPIError as error:
        if not is_away(error):
            raise
        raise _unavailable(str(error.orig).strip().partition("\n")[0]) from error


def is_away(error: DBAPIError) -> bool:
    """Whether the same may work later."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return (getattr(cause, "sqlite_errorcode", 0) & 0xFF) in _SQLITE
    state: str | None = getattr(cause, "sqlstate", None)
    if state is None:  # the driver's own: no server answered
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return state.startswith(_POSTGRESQL)


def _unavailable(reason: str) -> StoreUnavailable:
    return StoreUnavailable(f"the store's database does not answer: {reason}", seconds=RETRY_SECONDS)
